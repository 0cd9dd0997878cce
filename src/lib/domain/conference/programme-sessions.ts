import { dayInVietnam, instantOfDay } from '#lib/domain/shared/day.ts';
import type { Course, ProgrammeItem } from './programme.ts';
import type { Session } from './sessions.ts';

/** What is one session: an entrance on a day, a half-day of the programme, or each point that is marked. */
export const SESSION_SOURCES = ['entrances', 'half-days', 'points'] as const;
export type SessionSource = (typeof SESSION_SOURCES)[number];

/** A point of the released programme that is marked as to be counted. */
export type MarkedPoint = Pick<ProgrammeItem, 'id' | 'title' | 'hallId' | 'plannedStart' | 'plannedEnd'> &
	Course;

/** From when until when somebody was inside, ISO 8601. */
export interface Stay {
	readonly personId: string;
	/** The hall that the entrance leads to; null: the whole house. */
	readonly hallId: string | null;
	readonly from: string;
	readonly until: string;
}

/** Whom the desk marked present, and when; `hasLeft`: as having left then. */
export interface MarkedByHand {
	readonly personId: string;
	readonly at: string;
	readonly hasLeft: boolean;
}

/** A session by the programme: when it was, as far as it is known. */
interface Stretch {
	readonly id: string;
	readonly name: string;
	readonly half: 'morning' | 'afternoon' | null;
	readonly day: string;
	readonly from: number;
	readonly until: number;
	readonly parts: readonly { readonly hallId: string; readonly from: number; readonly until: number }[];
}

const NOON_MS = 12 * 3600_000;

/** As it really went, as far as it did: one that began late and has not ended is as long as it was planned. */
function partOf({ hallId, plannedStart, plannedEnd, actualStart, actualEnd }: MarkedPoint) {
	const from = Date.parse(actualStart ?? plannedStart);
	const planned = Date.parse(plannedEnd) - Date.parse(plannedStart);
	const until = actualEnd === null ? Math.max(Date.parse(plannedEnd), from + planned) : Date.parse(actualEnd);
	return { hallId, from, until };
}

const startOfDay = (day: string): number => instantOfDay(day, 0)!.getTime();

function stretchOf(
	points: readonly MarkedPoint[],
	named: Pick<Stretch, 'id' | 'name' | 'half' | 'day'>
): Stretch {
	const parts = points.map(partOf);
	return {
		...named,
		from: Math.min(...parts.map(({ from }) => from)),
		until: Math.max(...parts.map(({ until }) => until)),
		parts
	};
}

/** By the plan: a morning that runs late is no afternoon. */
function stretches(points: readonly MarkedPoint[], source: Exclude<SessionSource, 'entrances'>): Stretch[] {
	const dayOf = ({ plannedStart }: MarkedPoint) => dayInVietnam(new Date(plannedStart));
	if (source === 'points') {
		return points.map((point) =>
			stretchOf([point], { id: point.id, name: point.title, half: null, day: dayOf(point) })
		);
	}
	const halfOf = (point: MarkedPoint) =>
		Date.parse(point.plannedStart) - startOfDay(dayOf(point)) < NOON_MS ? 'morning' : 'afternoon';
	return [...Map.groupBy(points, (point) => `${dayOf(point)} ${halfOf(point)}`)].map(([id, ofHalf]) =>
		stretchOf(ofHalf, { id, name: '', half: halfOf(ofHalf[0]!), day: dayOf(ofHalf[0]!) })
	);
}

/**
 * The sessions of a programme that were held by `now`: those in which anybody was. Whoever was inside for any part of one
 * attended it; whom the desk marked present (`byHand`) attended what was held that day, and whom it
 * marked as having left, what had begun by then.
 */
export function programmeSessions(
	points: readonly MarkedPoint[],
	source: Exclude<SessionSource, 'entrances'>,
	stays: readonly Stay[],
	{ byHand, now }: { readonly byHand: readonly MarkedByHand[]; readonly now: Date }
): Session[] {
	const left = new Map(
		byHand.flatMap(({ personId, at, hasLeft }) => (hasLeft ? [[personId, Date.parse(at)] as const] : []))
	);
	const inside = stays.map(({ personId, hallId, ...stay }) => {
		const [since, to, leftAt] = [Date.parse(stay.from), Date.parse(stay.until), left.get(personId)];
		return {
			personId,
			hallId,
			since,
			to: leftAt === undefined || leftAt < since ? to : Math.min(to, leftAt)
		};
	});
	const marked = Map.groupBy(byHand, ({ at }) => dayInVietnam(new Date(at)));
	return stretches(points, source)
		.filter(({ from }) => from <= now.getTime())
		.toSorted((one, other) => one.from - other.from || (one.id < other.id ? -1 : 1))
		.map(({ id, name, half, day, from, until, parts }) => {
			const seen = inside.filter(({ hallId, since, to }) =>
				parts.some(
					(part) => (hallId === null || hallId === part.hallId) && since < part.until && to > part.from
				)
			);
			const byDesk = (marked.get(day) ?? []).filter(({ at, hasLeft }) => !hasLeft || Date.parse(at) > from);
			const attendedBy = new Set([...seen, ...byDesk].map(({ personId }) => personId));
			const span = { from: new Date(from).toISOString(), until: new Date(until).toISOString() };
			return { id, name, half, day, span, attendedBy };
		})
		.filter(({ attendedBy }) => attendedBy.size > 0);
}
