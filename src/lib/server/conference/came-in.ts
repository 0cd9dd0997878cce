import type { Presence } from '#lib/domain/admission/presence.ts';
import { CAME_BY_HAND, type GateSight } from '#lib/domain/conference/delegate-status.ts';
import { whereabouts, type Whereabouts } from '#lib/domain/conference/whereabouts.ts';
import { dayInVietnam } from '#lib/domain/shared/day.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { momentWords } from '#lib/words/moment.ts';

/** The people who have come: let in by a gate at the conference's entry and not taken back, or marked at the roll-call by hand. */
export async function cameIn(read: Tx, conferenceId: string): Promise<ReadonlySet<string>> {
	const entries = await read.checkpoint.findMany({
		where: { conferenceId, isEntry: true },
		select: { id: true }
	});
	const came = await read.presence.findMany({
		where: { conferenceId, checkpointId: { in: entries.map(({ id }) => id) }, times: { gt: 0 } },
		select: { personId: true }
	});
	const marked = await read.delegate.findMany({
		where: { conferenceId, status: { in: [...CAME_BY_HAND] } },
		select: { personId: true }
	});
	return new Set([...came, ...marked].map(({ personId }) => personId));
}

/** Whether a place asks people to show themselves every day. */
const isDaily = (policy: string): boolean => policy !== 'once' && policy !== 'log';

/**
 * Where everybody is who has a place at a conference, by person: for MC and stage. Who came is another question: `cameIn`. Where
 * people show themselves every day, who came yesterday is not here today; where they do it once, they are.
 */
export async function whereaboutsOf(
	read: Tx,
	conferenceId: string,
	now = new Date()
): Promise<ReadonlyMap<string, Whereabouts>> {
	const entries = await read.checkpoint.findMany({
		where: { conferenceId, isEntry: true },
		select: { id: true, policy: true, conference: { select: { endsOn: true } } }
	});
	const today = dayInVietnam(now);
	const dayAt = new Map(
		entries.flatMap(({ id, policy, conference: { endsOn } }) =>
			isDaily(policy) ? [[id, today > endsOn ? endsOn : today] as const] : []
		)
	);
	const rows = await read.presence.findMany({
		where: { conferenceId, checkpointId: { in: entries.map(({ id }) => id) }, times: { gt: 0 } },
		select: { personId: true, checkpointId: true, summary: true }
	});
	const passages = Map.groupBy(
		rows.flatMap(({ personId, checkpointId, summary }) => {
			if (summary === null) return [];
			const { last, lastIn, day } = JSON.parse(summary) as Presence;
			if (day !== (dayAt.get(checkpointId) ?? day)) return [];
			// What the end of a session wrote has no device.
			const seen = last.deviceId === 'system' ? (lastIn ?? last) : last;
			return [{ personId, at: seen.at, isOut: seen.direction === 'out' }];
		}),
		({ personId }) => personId
	);
	const delegates = await read.delegate.findMany({
		where: { conferenceId },
		select: { personId: true, status: true, statusAt: true }
	});
	return new Map(
		delegates.map(({ personId, status, statusAt }) => [
			personId,
			whereabouts({
				...{ passages: passages.get(personId) ?? [], status },
				statusAt: statusAt.toISOString()
			})
		])
	);
}

/** How a gate saw one of the people: the first entry, and the last passage. */
export interface SeenAtGate extends GateSight {
	readonly firstAt: string;
	readonly gate: string;
	readonly lastAt: string;
}

/** What gates at the conference's entry saw of these people (of everybody, where none are named). */
export async function seenAtGates(
	read: Tx,
	conferenceId: string,
	personIds?: readonly string[]
): Promise<ReadonlyMap<string, SeenAtGate>> {
	const entries = await read.checkpoint.findMany({
		where: { conferenceId, isEntry: true },
		select: { id: true, lateFrom: true }
	});
	const lateFrom = new Map(entries.map((entry) => [entry.id, entry.lateFrom?.getTime() ?? Infinity]));
	const rows = await read.presence.findMany({
		where: {
			conferenceId,
			checkpointId: { in: entries.map(({ id }) => id) },
			times: { gt: 0 },
			...(personIds ? { personId: { in: [...personIds] } } : {})
		},
		orderBy: { firstAt: 'desc' },
		select: { personId: true, checkpointId: true, summary: true }
	});
	// Of several entrances and days the first one stays.
	return new Map(
		rows.flatMap(({ personId, checkpointId, summary }) => {
			if (!summary) return [];
			const { first, last } = JSON.parse(summary) as Presence;
			const seen = { firstAt: first.at, gate: first.gate, lastAt: last.at };
			const isLate = Date.parse(first.at) > lateFrom.get(checkpointId)!;
			return [[personId, { ...seen, isLate, isOut: last.direction === 'out' }] as const];
		})
	);
}

/** Refuses where a gate has let somebody in, and says where and when. */
export async function refuseInside(
	tx: Tx,
	{ conferenceId, personId }: { readonly conferenceId: string; readonly personId: string },
	code: string
): Promise<void> {
	const seen = (await seenAtGates(tx, conferenceId, [personId])).get(personId);
	if (!seen) return;
	const person = await tx.person.findUniqueOrThrow({ where: { id: personId } });
	throw new Refusal(code, { name: person.fullName, at: momentWords(seen.firstAt), gate: seen.gate });
}
