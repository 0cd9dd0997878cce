import { exact, fixed } from '#lib/domain/shared/exact.ts';
import type { DelegateStatus } from './delegate-status.ts';

/** A delegate as the statistics see one. */
export interface Attendee {
	readonly delegateId: string;
	readonly unit: string;
	readonly level: string;
	readonly category: string;
	readonly status: DelegateStatus;
	/** The gate of the first entry; null until then. */
	readonly gate: string | null;
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

const CAME: readonly DelegateStatus[] = ['present', 'late', 'left'];

export function attendance(attendees: readonly Attendee[]): AttendanceCount {
	const count = (...statuses: readonly DelegateStatus[]) =>
		attendees.filter(({ status }) => statuses.includes(status)).length;
	return {
		expected: attendees.length - count('substituted'),
		came: count(...CAME),
		late: count('late'),
		left: count('left'),
		excused: count('excused'),
		absent: count('absent'),
		awaited: count('invited', 'confirmed')
	};
}

/** The same count by unit, level, category or gate, in the order of first mention. Who has no gate yet is under ''. */
export function attendanceBy(
	by: 'unit' | 'level' | 'category' | 'gate',
	attendees: readonly Attendee[]
): { readonly of: string; readonly count: AttendanceCount }[] {
	const groups = new Map<string, Attendee[]>();
	for (const attendee of attendees) {
		const of = attendee[by] ?? '';
		groups.set(of, [...(groups.get(of) ?? []), attendee]);
	}
	return [...groups].map(([of, members]) => ({ of, count: attendance(members) }));
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

/** A share in per cent, rounded half up to one decimal: '93.5'. Null of nothing. */
export function percentOf(part: number, whole: number): string | null {
	return whole === 0 ? null : fixed(exact(part).mul(100).div(whole), 1);
}
