import { dayInVietnam } from '#lib/domain/shared/day.ts';
import type { Visit } from './visits.ts';

/** An entrance of the conference, as far as sessions are concerned. */
export interface Entrance {
	readonly id: string;
	readonly name: string;
	/** A badge is read there once for the whole conference. */
	readonly isOnce: boolean;
	/** ISO 8601; null where nothing is said. */
	readonly opensAt: string | null;
	readonly closesAt: string | null;
}

/** A session that was held: somebody was let in to it. */
export interface Session {
	readonly id: string;
	/** The first entrance's name; several doors of one session are one. */
	readonly name: string;
	/** A half-day of the programme, which has no name of its own. */
	readonly half?: 'morning' | 'afternoon' | null;
	readonly day: string;
	/** By the programme, ISO 8601; an entrance says nothing of it. */
	readonly span?: { readonly from: string; readonly until: string };
	readonly attendedBy: ReadonlySet<string>;
}

const from = ({ opensAt }: Entrance) => (opensAt === null ? -Infinity : Date.parse(opensAt));
const until = ({ closesAt }: Entrance) => (closesAt === null ? Infinity : Date.parse(closesAt));

/** Entrances that are open at the same time are doors of one session; a morning's and an afternoon's are two. */
function doors(entrances: readonly Entrance[]): Entrance[][] {
	const groups: Entrance[][] = [];
	for (const entrance of entrances.toSorted((one, other) => from(one) - from(other))) {
		const last = groups.at(-1);
		if (last && last.some((other) => from(entrance) < until(other))) last.push(entrance);
		else groups.push([entrance]);
	}
	return groups;
}

/**
 * The sessions that were held, by day. Where badges are read once for the whole conference there is one. `byHand`: people
 * whom the desk marked present, with the moment: they attended what was held that day.
 */
export function sessionsHeld(
	entrances: readonly Entrance[],
	visits: readonly Visit[],
	byHand: readonly { readonly personId: string; readonly at: string }[] = []
): Session[] {
	const sessions = doors(entrances).flatMap((group): Session[] => {
		const ids = new Set(group.map(({ id }) => id));
		const here = visits.filter(({ checkpointId }) => ids.has(checkpointId));
		const isOnce = group.every((each) => each.isOnce);
		const days = Map.groupBy(here, ({ day }) => (isOnce ? '' : day));
		return [...days].map(([day, ofDay]) => ({
			id: `${group[0]!.id} ${day}`,
			name: group[0]!.name,
			day: ofDay.map((visit) => visit.day).sort()[0]!,
			attendedBy: new Set(ofDay.map(({ personId }) => personId))
		}));
	});
	const dayOf = (at: string) => dayInVietnam(new Date(at));
	for (const [day, people] of Map.groupBy(byHand, ({ at }) => dayOf(at))) {
		const marked = people.map(({ personId }) => personId);
		const isOnceForAll = sessions.length === 1 && entrances.every((each) => each.isOnce);
		const ofDay = sessions.filter((session) => session.day === day || isOnceForAll);
		if (ofDay.length === 0) sessions.push({ id: `desk ${day}`, name: '', day, attendedBy: new Set(marked) });
		for (const session of ofDay) {
			const place = sessions.indexOf(session);
			sessions[place] = { ...session, attendedBy: new Set([...session.attendedBy, ...marked]) };
		}
	}
	return sessions.sort((one, other) => (one.day === other.day ? 0 : one.day < other.day ? -1 : 1));
}
