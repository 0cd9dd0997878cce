import { hasComeByHand } from '#lib/domain/conference/delegate-status.ts';
import {
	programmeSessions,
	type MarkedPoint,
	type SessionSource
} from '#lib/domain/conference/programme-sessions.ts';
import { NOT_BEGUN } from '#lib/domain/conference/programme.ts';
import { sessionsHeld, type Session } from '#lib/domain/conference/sessions.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { coursesOf, newestReleases } from '../programme/items.ts';
import { conferenceStays } from './stays-query.ts';
import { conferenceVisits } from './visits-query.ts';

/** The points of the newest release that the desk marked: the mark is no part of a release, so it holds at once. */
async function markedPoints(read: Tx, conferenceId: string): Promise<MarkedPoint[]> {
	const [newest] = await newestReleases(read, conferenceId, 1);
	if (!newest) return [];
	const rows = await read.programmeItem.findMany({
		where: { conferenceId, isSession: true },
		select: { id: true }
	});
	const marked = new Set(rows.map(({ id }) => id));
	const courses = await coursesOf(read, conferenceId);
	return newest.items
		.filter(({ id }) => marked.has(id))
		.map((item) => ({ ...item, ...(courses.get(item.id) ?? NOT_BEGUN) }));
}

export interface ConferenceSessions {
	/** What the organizers chose, and what it came to: entrances, where the released programme marks nothing. */
	readonly asked: SessionSource;
	readonly from: SessionSource;
	readonly sessions: readonly Session[];
}

/** The sessions of a conference that were held by `now`, with who attended each. */
export async function conferenceSessions(
	read: Tx,
	conferenceId: string,
	now: Date
): Promise<ConferenceSessions> {
	const { sessionsFrom } = await read.conference.findUniqueOrThrow({
		where: { id: conferenceId },
		select: { sessionsFrom: true }
	});
	const asked = sessionsFrom as SessionSource;
	const rows = await read.checkpoint.findMany({
		where: { conferenceId, isEntry: true },
		select: { id: true, name: true, policy: true, hallId: true, opensAt: true, closesAt: true }
	});
	const entrances = rows.map(({ policy, opensAt, closesAt, ...entrance }) => ({
		...{ ...entrance, isOnce: policy === 'once' },
		...{ opensAt: opensAt?.toISOString() ?? null, closesAt: closesAt?.toISOString() ?? null }
	}));
	const delegates = await read.delegate.findMany({
		where: { conferenceId, status: { not: 'substituted' } },
		select: { personId: true, status: true, statusAt: true }
	});
	const byHand = delegates
		.filter(({ status }) => hasComeByHand(status))
		.map(({ personId, status, statusAt }) => ({
			...{ personId, at: statusAt.toISOString(), hasLeft: status === 'left' }
		}));
	const points = asked === 'entrances' ? [] : await markedPoints(read, conferenceId);
	if (asked === 'entrances' || points.length === 0) {
		const visits = await conferenceVisits(read, conferenceId);
		return { asked, from: 'entrances', sessions: sessionsHeld(entrances, visits, byHand) };
	}
	const stays = await conferenceStays(read, conferenceId, entrances);
	return { asked, from: asked, sessions: programmeSessions(points, asked, stays, { byHand, now }) };
}

/** The people whose share of presence is told. */
export async function countedPeople(read: Tx, conferenceId: string): Promise<ReadonlySet<string>> {
	const rows = await read.delegate.findMany({
		where: { conferenceId, status: { not: 'substituted' }, category: { isCounted: true } },
		select: { personId: true }
	});
	return new Set(rows.map(({ personId }) => personId));
}

/** What a page tells of a session: how many of the people that count attended it. */
export const sessionLines = ({ sessions }: ConferenceSessions, counted: ReadonlySet<string>) =>
	sessions.map(({ id, name, half = null, day, span = null, attendedBy }) => ({
		...{ id, name, half, day, span },
		came: [...attendedBy].filter((personId) => counted.has(personId)).length
	}));
