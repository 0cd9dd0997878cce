import { presenceKey, type GateBundle, type KnownPresence } from './bundle.ts';
import { presenceAfter, type Presence, type Sighting } from './presence.ts';
import type { RosterCredential, RosterDelegate } from './roster.ts';
import { readShortCode, shortCode } from './short-code.ts';
import type { CredentialNumber } from './token-payload.ts';
import type { AdmissionView, LastShown } from './view.ts';

/** A bundle made ready for look-ups, once a bundle and not at every scan. */
export interface BundleIndex {
	readonly bundle: GateBundle;
	readonly keys: ReadonlyMap<number, Uint8Array>;
	readonly credentials: ReadonlyMap<CredentialNumber, RosterCredential>;
	readonly delegates: ReadonlyMap<string, RosterDelegate>;
	readonly presences: ReadonlyMap<string, Presence>;
}

/** Passages of this gate that its bundle does not know yet, by presence key. */
export type OwnPresences = ReadonlyMap<string, Presence>;

/** Temporary badges that this desk gave out and the bundle does not know of: whose they are. */
export type BoundHere = ReadonlyMap<CredentialNumber, RosterDelegate>;

export interface OwnPassage extends Omit<KnownPresence, 'presence'> {
	readonly seen: Sighting;
}

export function indexed(bundle: GateBundle): BundleIndex {
	return {
		bundle,
		keys: new Map(bundle.keys.map(({ kid, publicKey }) => [kid, fromHex(publicKey)])),
		credentials: new Map(bundle.credentials.map((row) => [row.credential, row])),
		delegates: new Map(bundle.delegates.map((row) => [row.delegateId, row])),
		presences: new Map(bundle.presences.map((row) => [presenceKey(row), row.presence]))
	};
}

/** What a gate decides from: its bundle, its own passages since, and what it was shown last. */
export function gateView(
	index: BundleIndex,
	own: OwnPresences,
	lastShown: LastShown | null,
	bound: BoundHere = new Map()
): AdmissionView {
	const { bundle, keys, credentials, delegates, presences } = index;
	const bearers = [...bound.values()];
	return {
		isComplete: false,
		eventTag: bundle.eventTag,
		days: bundle.days,
		otherEvents: bundle.otherEvents,
		keys,
		compactKeys: new Map(),
		expiresAt: bundle.expiresAt,
		lastShown,
		checkpoints: bundle.checkpoints,
		credential: (number) => {
			const row = credentials.get(number) ?? null;
			const bearer = row?.delegateId === null ? bound.get(number) : undefined;
			return row && bearer ? { ...row, delegateId: bearer.delegateId } : row;
		},
		delegate: (delegateId) =>
			delegates.get(delegateId) ?? bearers.find((one) => one.delegateId === delegateId) ?? null,
		presence: (checkpointId, personId) => {
			const key = presenceKey({ checkpointId, personId });
			return own.get(key) ?? presences.get(key) ?? null;
		}
	};
}

/** Counts a passage of this gate on top of what is known. */
export function withPassage(index: BundleIndex, own: OwnPresences, passed: OwnPassage): OwnPresences {
	const key = presenceKey(passed);
	const known = own.get(key) ?? index.presences.get(key) ?? null;
	if (known && isIn(known, passed.seen)) return own;
	return new Map([...own, [key, presenceAfter(known, passed.seen)]]);
}

/** What of the own passages stays to be counted over a renewed bundle: those that were not sent, in the order made. */
export function ownOver(index: BundleIndex, unsent: readonly OwnPassage[]): OwnPresences {
	return unsent.reduce<OwnPresences>((own, passed) => withPassage(index, own, passed), new Map());
}

/** The credential whose short code was typed; null where the code is wrong or of no badge in this bundle. */
export function byShortCode(index: BundleIndex, typed: string): RosterCredential | null {
	const code = readShortCode(typed);
	if (code === null) return null;
	for (const [number, row] of index.credentials) if (shortCode(number) === code) return row;
	return null;
}

// A summary keeps the first and the last passage; one of this gate that lies before its last changes nothing that is asked.
function isIn(known: Presence, seen: Sighting): boolean {
	return known.last.scanId === seen.scanId || Date.parse(known.last.at) > Date.parse(seen.at);
}

function fromHex(text: string): Uint8Array {
	return Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}
