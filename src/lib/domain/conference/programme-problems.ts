import { dayInVietnam } from '#lib/domain/shared/day.ts';
import { inOrder, plannedMinutes, type ProgrammeItem } from './programme.ts';

/** What a draft should be looked at for before it is released. None of it forbids the release. */
export type ProgrammeProblem =
	| { readonly kind: 'overlap'; readonly item: ProgrammeItem; readonly other: ProgrammeItem }
	| { readonly kind: 'other-day'; readonly item: ProgrammeItem }
	| {
			readonly kind: 'speeches-too-long';
			readonly item: ProgrammeItem;
			readonly spoken: number;
			readonly planned: number;
	  };

/** Two items of one hall at one time, items on other days than the conference's, speeches longer than their item. */
export function programmeProblems(
	items: readonly ProgrammeItem[],
	{ startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string }
): ProgrammeProblem[] {
	const ordered = inOrder(items);
	const found: ProgrammeProblem[] = [];
	for (const [at, item] of ordered.entries()) {
		const day = dayInVietnam(new Date(item.plannedStart));
		if (day < startsOn || day > endsOn) found.push({ kind: 'other-day', item });
		for (const other of ordered.slice(at + 1)) {
			if (other.hallId !== item.hallId) continue;
			if (Date.parse(other.plannedStart) >= Date.parse(item.plannedEnd)) break;
			found.push({ kind: 'overlap', item, other });
		}
		const spoken = item.speeches.reduce((all, { minutes }) => all + minutes, 0);
		const planned = plannedMinutes(item);
		if (spoken > planned) found.push({ kind: 'speeches-too-long', item, spoken, planned });
	}
	return found;
}
