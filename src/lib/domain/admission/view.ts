import type { Checkpoint } from './checkpoint.ts';
import type { Day } from './event-days.ts';
import type { Presence } from './presence.ts';
import type { RosterCredential, RosterDelegate } from './roster.ts';
import type { CredentialNumber } from './token-payload.ts';
import type { isSignedBy } from './token.ts';

/** Another event of the same house, so that last year's badge can be told its name. */
export interface OtherEvent {
	readonly eventTag: number;
	readonly name: string;
	readonly days: readonly Day[];
}

/** The last thing that this device was shown, whatever the answer was. */
export interface LastShown {
	/** The text of the code, the badge's number where it was typed, or the delegate's id where a person was picked by hand. */
	readonly what: string;
	readonly checkpointId: string;
	readonly direction: 'in' | 'out';
	readonly at: string;
}

/**
 * What is known where a decision is made. The server fills it from its tables inside the transaction, a gate from its
 * bundle; `decide` cannot tell them apart but by `isComplete`.
 */
export interface AdmissionView {
	/** The server's: what is not in it does not exist. A gate's bundle may be behind. */
	readonly isComplete: boolean;
	readonly eventTag: number;
	readonly days: readonly Day[];
	readonly otherEvents: readonly OtherEvent[];
	/** The event's public keys by kid. */
	readonly keys: ReadonlyMap<number, Uint8Array>;
	/** Another reckoning of `isSignedBy` with the same answers; without it, its own. */
	readonly isSignedBy?: typeof isSignedBy;
	/** The keys of compact codes by kid: the server's alone, empty at a gate. */
	readonly compactKeys: ReadonlyMap<number, Uint8Array>;
	/** Some of them could not be opened: what they sealed is believed by its number, as at a gate. */
	readonly lacksCompactKeys?: boolean;
	/** After this instant a bundle decides nothing any more; null at the server. */
	readonly expiresAt: string | null;
	readonly lastShown: LastShown | null;
	readonly checkpoints: readonly Checkpoint[];
	credential(number: CredentialNumber): RosterCredential | null;
	delegate(delegateId: string): RosterDelegate | null;
	/** Per person, not per badge: who holds two roles or a new badge is still one person. */
	presence(checkpointId: string, personId: string): Presence | null;
}
