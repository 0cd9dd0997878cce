import { dayInVietnam } from '#lib/domain/shared/day.ts';
import { arrivalCurve, curveWindow, type ArrivalBucket } from './arrival-curve.ts';
import {
	arrivalsByGate,
	attendance,
	attendanceBy,
	headCount,
	officialSentence,
	standing,
	type Arrival,
	type AttendanceCount,
	type AttendanceGroup,
	type Attendee,
	type SentencePart,
	type Standing
} from './attendance.ts';
import { quorum, quorumOf, type Quorum } from './quorum.ts';

/** First entries of one day. */
export interface DayCurve {
	readonly day: string;
	/** Length of a stretch. */
	readonly minutes: number;
	readonly buckets: readonly ArrivalBucket[];
}

/** What is told of attendance wherever it is told. */
export interface AttendanceSummary {
	/** The delegates called, of the counted categories. */
	readonly count: AttendanceCount;
	/** Everybody with a badge. */
	readonly heads: AttendanceCount;
	readonly sentence: readonly SentencePart[];
	/** Null where none is asked for. */
	readonly quorum: Quorum | null;
	/** Null while nobody has come. */
	readonly curve: DayCurve | null;
	readonly by: {
		readonly unit: readonly AttendanceGroup[];
		readonly level: readonly AttendanceGroup[];
		readonly category: readonly AttendanceGroup[];
		readonly gender: readonly AttendanceGroup[];
		readonly gate: readonly { readonly gate: string; readonly came: number }[];
	};
}

/** How many of the counted, and how many heads, were let through a checkpoint on a day. */
export interface CheckpointCount {
	readonly id: string;
	readonly name: string;
	readonly isEntry: boolean;
	readonly came: number;
	readonly heads: number;
}

/** A roll-call without anybody's name, as the hall's screen has it. */
export interface AttendanceFigures extends AttendanceSummary {
	/** When it was read, ISO 8601. */
	readonly at: string;
	readonly conference: {
		readonly code: string;
		readonly titleVi: string;
		readonly titleEn: string;
		readonly host: string;
		readonly hostKind: string;
		readonly venue: string | null;
		readonly startsOn: string;
		readonly endsOn: string;
		readonly status: string;
		readonly isInvented: boolean;
		readonly quorumPercent: number | null;
	};
	readonly closedAt: string | null;
	readonly days: readonly string[];
	/** The day that the figures are of; null: the whole conference. */
	readonly day: string | null;
	readonly visits: readonly { readonly day: string; readonly checkpoints: readonly CheckpointCount[] }[];
}

/** One delegate in the roll-call. */
export interface AttendanceLine {
	readonly delegateId: string;
	readonly name: string;
	readonly title: string | null;
	readonly unit: string;
	readonly category: string;
	readonly isCounted: boolean;
	readonly seat: string | null;
	readonly standing: Standing;
	readonly isLate: boolean;
	readonly hasLeft: boolean;
	/** Why excused. */
	readonly reason: string | null;
	readonly arrival: Arrival | null;
	/** The last passage at a gate; null where none saw them. */
	readonly lastAt: string | null;
}

export interface AttendanceReport extends AttendanceFigures {
	readonly people: readonly AttendanceLine[];
}

/** The curve of one day: the day asked for, or the last one on which anybody came. */
function curveOf(arrivals: readonly string[], day: string | null): DayCurve | null {
	const dayOf = (at: string) => dayInVietnam(new Date(at));
	const shown = day ?? arrivals.map(dayOf).sort().at(-1) ?? null;
	const ofDay = arrivals.filter((at) => dayOf(at) === shown);
	const window = curveWindow(ofDay);
	return window && { day: shown!, minutes: window.minutes, buckets: arrivalCurve(ofDay, window) };
}

/** Puts the figures of a roll-call together. `compare`: the order of names. */
export function attendanceSummary(
	attendees: readonly Attendee[],
	{
		day,
		quorumPercent,
		compare
	}: {
		readonly day: string | null;
		readonly quorumPercent: number | null;
		compare(one: string, other: string): number;
	}
): AttendanceSummary {
	const count = attendance(attendees);
	const arrivals = attendees
		.filter((each) => each.isCounted && standing(each) === 'came')
		.flatMap(({ arrival }) => arrival?.at ?? []);
	const group = (by: 'unit' | 'level' | 'category' | 'gender') =>
		attendanceBy(by, attendees).sort((one, other) => compare(one.of, other.of));
	return {
		count,
		heads: headCount(attendees),
		sentence: officialSentence(count),
		quorum: quorumPercent === null ? null : quorum(quorumOf(quorumPercent), count.came, count.expected),
		curve: curveOf(arrivals, day),
		by: {
			unit: group('unit'),
			level: group('level'),
			category: group('category'),
			gender: group('gender'),
			gate: arrivalsByGate(attendees).sort((one, other) => compare(one.gate, other.gate))
		}
	};
}

/** Today where a conference of several days is in the middle of them; else the whole of it. */
export function dayOfNow(days: readonly string[], now: Date): string | null {
	const today = dayInVietnam(now);
	return days.length > 1 && days.includes(today) ? today : null;
}
