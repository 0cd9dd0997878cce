import type { Checkpoint } from './checkpoint.ts';
import type { Day } from './event-days.ts';
import type { Presence } from './presence.ts';
import type { RosterCredential, RosterDelegate } from './roster.ts';
import type { CredentialNumber } from './token-payload.ts';
import type { OtherEvent } from './view.ts';

export interface BundleKey {
	readonly kid: number;
	/** Ed25519, 32 bytes as hexadecimal digits. Public keys only: a gate holds nothing that could make a badge. */
	readonly publicKey: string;
}

export interface KnownPresence {
	readonly checkpointId: string;
	readonly personId: string;
	readonly presence: Presence;
}

/** All that a gate decides from, as JSON. `rev` counts every change of the event's roster, keys, checkpoints and presence. */
export interface GateBundle {
	readonly eventTag: number;
	readonly rev: number;
	readonly issuedAt: string;
	/** The event's end and twelve hours. */
	readonly expiresAt: string;
	readonly days: readonly Day[];
	readonly otherEvents: readonly OtherEvent[];
	readonly keys: readonly BundleKey[];
	readonly checkpoints: readonly Checkpoint[];
	readonly delegates: readonly RosterDelegate[];
	readonly credentials: readonly RosterCredential[];
	readonly presences: readonly KnownPresence[];
}

/** What changed after `fromRev`, up to and with `toRev`: whole rows, and the numbers of rows that are gone. */
export interface BundleDelta {
	readonly eventTag: number;
	readonly fromRev: number;
	readonly toRev: number;
	readonly delegates: readonly RosterDelegate[];
	readonly credentials: readonly RosterCredential[];
	readonly presences: readonly KnownPresence[];
	readonly goneDelegates: readonly string[];
	readonly goneCredentials: readonly CredentialNumber[];
	/** A voided entry may leave a person without any. */
	readonly gonePresences: readonly Pick<KnownPresence, 'checkpointId' | 'personId'>[];
	readonly keys?: readonly BundleKey[];
	readonly checkpoints?: readonly Checkpoint[];
	readonly days?: readonly Day[];
	readonly expiresAt?: string;
}

export type RenewedBundle =
	| { readonly kind: 'applied'; readonly bundle: GateBundle }
	/** All of it is in the bundle already: a push and a pull crossed. */
	| { readonly kind: 'known'; readonly bundle: GateBundle }
	/** Something between was missed: only a whole bundle helps. */
	| { readonly kind: 'resync'; readonly reason: 'gap' | 'other-event' };

/** What a gate holds after a delta. Rows are whole, so a delta that overlaps what is known does no harm. */
export function applyDelta(bundle: GateBundle, delta: BundleDelta): RenewedBundle {
	if (delta.eventTag !== bundle.eventTag) return { kind: 'resync', reason: 'other-event' };
	if (delta.toRev <= bundle.rev) return { kind: 'known', bundle };
	if (delta.fromRev > bundle.rev) return { kind: 'resync', reason: 'gap' };
	return {
		kind: 'applied',
		bundle: {
			...bundle,
			rev: delta.toRev,
			keys: delta.keys ?? bundle.keys,
			checkpoints: delta.checkpoints ?? bundle.checkpoints,
			days: delta.days ?? bundle.days,
			expiresAt: delta.expiresAt ?? bundle.expiresAt,
			delegates: renewed(
				bundle.delegates,
				delta.delegates,
				delta.goneDelegates,
				({ delegateId }) => delegateId
			),
			credentials: renewed(
				bundle.credentials,
				delta.credentials,
				delta.goneCredentials,
				({ credential }) => credential
			),
			presences: renewed(bundle.presences, delta.presences, delta.gonePresences.map(presenceKey), presenceKey)
		}
	};
}

/** A presence's key in maps: neither id holds a space. */
export function presenceKey(of: Pick<KnownPresence, 'checkpointId' | 'personId'>): string {
	return `${of.checkpointId} ${of.personId}`;
}

function renewed<T>(
	rows: readonly T[],
	changed: readonly T[],
	gone: readonly string[],
	keyOf: (row: T) => string
): readonly T[] {
	if (changed.length === 0 && gone.length === 0) return rows;
	const byKey = new Map(rows.map((row) => [keyOf(row), row]));
	for (const key of gone) byKey.delete(key);
	for (const row of changed) byKey.set(keyOf(row), row);
	return [...byKey.values()];
}
