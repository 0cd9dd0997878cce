import { exact, fixed } from '#lib/domain/shared/exact.ts';
import { hasComeByHand, type DelegateStatus } from './delegate-status.ts';

/** The first entry that counts: at a gate, or marked by hand at the desk, where `gate` is ''. */
export interface Arrival {
	/** ISO 8601. */
	readonly at: string;
	readonly gate: string;
	readonly isLate: boolean;
}

/** A delegate as the statistics see one. */
export interface Attendee {
	readonly delegateId: string;
	readonly unit: string;
	readonly level: string;
	readonly category: string;
	/** '' where it is not known. */
	readonly gender: string;
	/** Among those whose share of presence is told: guests, press and helpers are not. */
	readonly isCounted: boolean;
	/** What the desk says. */
	readonly status: DelegateStatus;
	readonly arrival: Arrival | null;
	/** Last seen going out. */
	readonly isOut: boolean;
}

/** came: whether or not late or gone again · awaited: not here yet, while the roll-call is open. */
export const STANDINGS = ['came', 'excused', 'absent', 'awaited', 'substituted'] as const;
export type Standing = (typeof STANDINGS)[number];

/** What a delegate counts as: who was let in has come, whatever was said before, but one who was substituted has no seat. */
export function standing({ status, arrival }: Pick<Attendee, 'status' | 'arrival'>): Standing {
	if (status === 'substituted') return 'substituted';
	if (arrival !== null || hasComeByHand(status)) return 'came';
	if (status === 'excused' || status === 'absent') return status;
	return 'awaited';
}

/** Late: the desk says so, or came after the hour from which one is late and the desk says nothing else. */
export function isLate({ status, arrival }: Pick<Attendee, 'status' | 'arrival'>): boolean {
	if (status === 'substituted' || status === 'present') return false;
	return status === 'late' || (arrival?.isLate ?? false);
}

/** Gone again: the desk says so, or the gates saw it. */
export function hasLeft(attendee: Pick<Attendee, 'status' | 'arrival' | 'isOut'>): boolean {
	if (standing(attendee) !== 'came') return false;
	return attendee.status === 'left' || (attendee.arrival !== null && attendee.isOut);
}

export interface AttendanceCount {
	/** Everyone whose seat counts: who was substituted is counted by the deputy. */
	readonly expected: number;
	/** Came, whether or not they were late or have left. */
	readonly came: number;
	readonly late: number;
	readonly left: number;
	readonly excused: number;
	/** Marked absent when the roll-call was closed. */
	readonly absent: number;
	/** Not here yet, while the roll-call is open. */
	readonly awaited: number;
}

/** The delegates called, of the categories that are counted. */
export function attendance(attendees: readonly Attendee[]): AttendanceCount {
	return countOf(attendees.filter(({ isCounted }) => isCounted));
}

/** Everybody with a badge, guests and press too: how many heads there are. */
export function headCount(attendees: readonly Attendee[]): AttendanceCount {
	return countOf(attendees);
}

function countOf(attendees: readonly Attendee[]): AttendanceCount {
	const count = (...wanted: readonly Standing[]) =>
		attendees.filter((each) => wanted.includes(standing(each))).length;
	return {
		expected: attendees.length - count('substituted'),
		came: count('came'),
		late: attendees.filter(isLate).length,
		left: attendees.filter(hasLeft).length,
		excused: count('excused'),
		absent: count('absent'),
		awaited: count('awaited')
	};
}

export interface AttendanceGroup {
	readonly of: string;
	/** Of the counted categories. */
	readonly count: AttendanceCount;
	readonly heads: AttendanceCount;
}

/** The same counts by unit, level, category or gender, in the order of first mention. */
export function attendanceBy(
	by: 'unit' | 'level' | 'category' | 'gender',
	attendees: readonly Attendee[]
): AttendanceGroup[] {
	return [...Map.groupBy(attendees, (attendee) => attendee[by])].map(([of, members]) => ({
		of,
		count: attendance(members),
		heads: headCount(members)
	}));
}

/** How many came by which gate, of the counted categories; who was marked by hand is under ''. */
export function arrivalsByGate(
	attendees: readonly Attendee[]
): { readonly gate: string; readonly came: number }[] {
	const came = attendees.filter((each) => each.isCounted && standing(each) === 'came');
	return [...Map.groupBy(came, ({ arrival }) => arrival?.gate ?? '')].map(([gate, members]) => ({
		gate,
		came: members.length
	}));
}

/** One clause of the official sentence: "Có mặt 215/230 đại biểu (93,5 %), vắng có lý do 9, không lý do 6". */
export type SentencePart =
	| {
			readonly part: 'present';
			readonly came: number;
			readonly expected: number;
			/** '93.5': rounded half up to one decimal; null where nobody was expected. */
			readonly percent: string | null;
	  }
	| { readonly part: 'excused' | 'unexcused' | 'awaited'; readonly count: number };

/** The figures of the official sentence in its order. They always add up: came + the others = expected. */
export function officialSentence(count: AttendanceCount): SentencePart[] {
	const parts: SentencePart[] = [
		{
			part: 'present',
			came: count.came,
			expected: count.expected,
			percent: percentOf(count.came, count.expected)
		},
		{ part: 'excused', count: count.excused },
		{ part: 'unexcused', count: count.absent },
		{ part: 'awaited', count: count.awaited }
	];
	return parts.filter((each) => each.part === 'present' || each.count > 0);
}

/**
 * A share in per cent, rounded half up to one decimal: '93.5'. Null of nothing. It is '100.0' where all came, and '0.0' where
 * nobody did, and nowhere else: one of two thousand who is missing is not rounded away.
 */
export function percentOf(part: number, whole: number): string | null {
	if (whole === 0) return null;
	const rounded = fixed(exact(part).mul(100).div(whole), 1);
	if (rounded === '100.0' && part < whole) return '99.9';
	return rounded === '0.0' && part > 0 ? '0.1' : rounded;
}
