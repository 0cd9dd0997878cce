import type { BundleDelta, GateBundle, KnownPresence } from '#lib/domain/admission/bundle.ts';
import type { Presence } from '#lib/domain/admission/presence.ts';
import { daysBetween } from '#lib/domain/shared/day.ts';
import { eventTagOf } from '#lib/server/admission/badge-token.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { bundleExpiry } from './bundle-expiry.ts';
import {
	otherEvents,
	rosterCheckpoints,
	rosterCredentials,
	rosterDelegates,
	rosterKeys
} from './roster-rows.ts';

type Roster = Omit<GateBundle, 'rev' | 'issuedAt' | 'presences'>;

/**
 * A conference's roster as this process last read it, and at which revision each row became what it is. Rows are compared,
 * not reported: whatever command changes a name, a seat or a badge, gates get exactly what is different.
 */
interface Held {
	readonly listRev: number;
	/** The oldest revision from which a delta can be told. */
	readonly baseRev: number;
	readonly roster: Roster;
	readonly texts: ReadonlyMap<string, string>;
	readonly changedAt: ReadonlyMap<string, number>;
	readonly goneAt: ReadonlyMap<string, number>;
}

const MOST_CONFERENCES = 8;
const held = new Map<string, Held>();

interface Standing {
	readonly id: string;
	readonly tag: string;
	readonly startsOn: string;
	readonly endsOn: string;
	readonly isPrivate: boolean;
	readonly rosterRev: number;
	readonly listRev: number;
}

/** Without a name offline: who is sensitive is read aloud by the server only. */
function withoutNames(roster: Roster): Roster {
	return {
		...roster,
		delegates: roster.delegates.map((row) => ({
			...row,
			name: '',
			unit: '',
			role: '',
			standsInFor: row.standsInFor && '',
			replacedBy: row.replacedBy && ''
		}))
	};
}

async function readRoster(read: Tx, conference: Standing): Promise<Roster> {
	const { id, tag, startsOn, endsOn } = conference;
	const roster: Roster = {
		eventTag: eventTagOf(tag),
		expiresAt: bundleExpiry(endsOn).toISOString(),
		days: daysBetween(startsOn, endsOn),
		otherEvents: await otherEvents(read, id),
		keys: await rosterKeys(read, id),
		checkpoints: await rosterCheckpoints(read, id),
		delegates: await rosterDelegates(read, id),
		credentials: await rosterCredentials(read, id)
	};
	return conference.isPrivate ? withoutNames(roster) : roster;
}

function textsOf(roster: Roster): Map<string, string> {
	const { delegates, credentials, keys, checkpoints, days, expiresAt } = roster;
	return new Map([
		...delegates.map((row) => [`delegate ${row.delegateId}`, JSON.stringify(row)] as const),
		...credentials.map((row) => [`credential ${row.credential}`, JSON.stringify(row)] as const),
		['keys', JSON.stringify(keys)],
		['checkpoints', JSON.stringify(checkpoints)],
		['days', JSON.stringify([days, expiresAt])]
	]);
}

function compared(before: Held | undefined, roster: Roster, listRev: number): Held {
	const texts = textsOf(roster);
	if (!before) return { listRev, baseRev: listRev, roster, texts, changedAt: new Map(), goneAt: new Map() };
	const changedAt = new Map(before.changedAt);
	const goneAt = new Map(before.goneAt);
	for (const [key, text] of texts) {
		if (before.texts.get(key) !== text) changedAt.set(key, listRev);
		goneAt.delete(key);
	}
	for (const key of before.texts.keys()) if (!texts.has(key)) goneAt.set(key, listRev);
	return { listRev, baseRev: before.baseRev, roster, texts, changedAt, goneAt };
}

async function heldRoster(read: Tx, conference: Standing): Promise<Held> {
	const before = held.get(conference.id);
	if (before?.listRev === conference.listRev) return before;
	const roster = await readRoster(read, conference);
	// Another request may have been quicker with a newer state.
	const known = held.get(conference.id);
	if (known && known.listRev >= conference.listRev) return known;
	const now = compared(known, roster, conference.listRev);
	held.delete(conference.id);
	held.set(conference.id, now);
	for (const oldest of held.keys()) if (held.size > MOST_CONFERENCES) held.delete(oldest);
	return now;
}

/** What all gates saw after a revision, as of another: every gate that was told at the same moment asks for the same. */
const recent = new Map<string, Awaited<ReturnType<typeof presences>>>();
const MOST_RECENT = 32;

async function presencesSince(read: Tx, { id, rosterRev }: Standing, since: number) {
	const key = `${id} ${since} ${rosterRev}`;
	const known = recent.get(key);
	if (known) return known;
	const found = await presences(read, id, since);
	recent.set(key, found);
	for (const oldest of recent.keys()) if (recent.size > MOST_RECENT) recent.delete(oldest);
	return found;
}

async function presences(read: Tx, conferenceId: string, after: number) {
	const rows = await read.presence.findMany({ where: { conferenceId, rev: { gt: after } } });
	const known: KnownPresence[] = [];
	const gone: Pick<KnownPresence, 'checkpointId' | 'personId'>[] = [];
	for (const { checkpointId, personId, summary } of rows) {
		if (summary) known.push({ checkpointId, personId, presence: JSON.parse(summary) as Presence });
		else gone.push({ checkpointId, personId });
	}
	return { known, gone };
}

/** Everything that a gate decides from. */
export async function wholeBundle(read: Tx, conference: Standing, at: Date): Promise<GateBundle> {
	const { roster } = await heldRoster(read, conference);
	const { known } = await presences(read, conference.id, -1);
	return { ...roster, rev: conference.rosterRev, issuedAt: at.toISOString(), presences: known };
}

/** What changed after `since`; null where this process cannot tell, and only the whole helps. */
export async function bundleDelta(
	read: Tx,
	conference: Standing,
	since: number
): Promise<BundleDelta | null> {
	const now = await heldRoster(read, conference);
	if (since < now.baseRev || since > conference.rosterRev) return null;
	const { roster, changedAt, goneAt } = now;
	const isNews = (key: string) => (changedAt.get(key) ?? 0) > since;
	// Entries leave the lists as they are, and at a door there are hundreds of them for every change of a list.
	const hasNews = [...changedAt.values()].some((rev) => rev > since);
	const gone = (kind: string) =>
		[...goneAt].flatMap(([key, rev]) =>
			rev > since && key.startsWith(`${kind} `) ? key.slice(kind.length + 1) : []
		);
	const { known, gone: gonePresences } = await presencesSince(read, conference, since);
	return {
		eventTag: roster.eventTag,
		fromRev: since,
		toRev: conference.rosterRev,
		delegates: hasNews ? roster.delegates.filter(({ delegateId }) => isNews(`delegate ${delegateId}`)) : [],
		credentials: hasNews
			? roster.credentials.filter(({ credential }) => isNews(`credential ${credential}`))
			: [],
		presences: known,
		goneDelegates: gone('delegate'),
		goneCredentials: gone('credential'),
		gonePresences,
		...(isNews('keys') ? { keys: roster.keys } : {}),
		...(isNews('checkpoints') ? { checkpoints: roster.checkpoints } : {}),
		...(isNews('days') ? { days: roster.days, expiresAt: roster.expiresAt } : {})
	};
}
