import type { CatchUp } from '#lib/domain/conference/catch-up.ts';
import type { ProgrammeDifference } from '#lib/domain/conference/programme-difference.ts';
import type { ProgrammeProblem } from '#lib/domain/conference/programme-problems.ts';
import { hallStanding, type ProgrammeItem, type ProgrammeKind } from '#lib/domain/conference/programme.ts';
import type { RunItem } from '#lib/live/programme-protocol.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { dayWords } from '#lib/words/moment.ts';
import { momentTyped } from '#lib/words/moment-typed.ts';

export const KIND_WORDS: Readonly<Record<ProgrammeKind, () => string>> = {
	opening: m.programme_kind_opening,
	report: m.programme_kind_report,
	speeches: m.programme_kind_speeches,
	honouring: m.programme_kind_honouring,
	discussion: m.programme_kind_discussion,
	directing: m.programme_kind_directing,
	performance: m.programme_kind_performance,
	break: m.programme_kind_break,
	closing: m.programme_kind_closing,
	other: m.programme_kind_other
};

/** The title in the reader's language, as far as there is one. */
export const titleOf = ({ title, titleEn }: Pick<ProgrammeItem, 'title' | 'titleEn'>): string =>
	getLocale() === 'en' ? (titleEn ?? title) : title;

/** 07:30, in Vietnam. */
export const timeOf = (at: string | Date): string => momentTyped(at).slice(11);
export const dayOf = (at: string | Date): string => momentTyped(at).slice(0, 10);

/** 07:30 – 08:00 */
export const spanOf = ({ plannedStart, plannedEnd }: ProgrammeItem): string =>
	`${timeOf(plannedStart)} – ${timeOf(plannedEnd)}`;

/** Of several days, the day comes with it. */
function whenOf(item: ProgrammeItem, withDay: boolean): string {
	return withDay ? `${dayWords(dayOf(item.plannedStart))} ${spanOf(item)}` : spanOf(item);
}

/** What a version changes, a line for each. */
export function changeLines(difference: ProgrammeDifference, withDay: boolean): string[] {
	const when = (item: ProgrammeItem) => whenOf(item, withDay);
	const owner = (name: string | null) => name ?? m.programme_change_owner_none();
	return [
		...difference.added.map((item) => m.programme_change_added({ time: when(item), title: titleOf(item) })),
		...difference.removed.map((item) =>
			m.programme_change_removed({ time: when(item), title: titleOf(item) })
		),
		...difference.retimed.map(({ before, after }) =>
			m.programme_change_retimed({ title: titleOf(after), before: when(before), after: when(after) })
		),
		...difference.moved.map(({ before, after }) =>
			m.programme_change_moved({ title: titleOf(after), before: before.room, after: after.room })
		),
		...difference.renamed.map(({ before, after }) => renamed(before, after)),
		...difference.handedOver.map(({ before, after }) =>
			m.programme_change_owner({
				title: titleOf(after),
				before: owner(before.owner),
				after: owner(after.owner)
			})
		),
		...difference.respoken.map(({ after }) => m.programme_change_speeches({ title: titleOf(after) }))
	];
}

function renamed(before: ProgrammeItem, after: ProgrammeItem): string {
	const [was, is] = [titleOf(before), titleOf(after)];
	if (was !== is) return m.programme_change_renamed({ before: was, after: is });
	const of = ({ kind, titleEn }: ProgrammeItem) =>
		[KIND_WORDS[kind](), getLocale() === 'vi' ? titleEn : null].filter(Boolean).join(' · ');
	return m.programme_change_renamed({ before: `${was} (${of(before)})`, after: `${is} (${of(after)})` });
}

export function problemLine(problem: ProgrammeProblem): string {
	const item = titleOf(problem.item);
	switch (problem.kind) {
		case 'overlap':
			return m.programme_problem_overlap({ item, other: titleOf(problem.other) });
		case 'other-day':
			return m.programme_problem_other_day({ item });
		case 'speeches-too-long':
			return m.programme_problem_speeches({ item, spoken: problem.spoken, planned: problem.planned });
	}
}

export interface DayOfProgramme<Item> {
	readonly day: string;
	readonly halls: readonly { readonly hallId: string; readonly room: string; readonly items: Item[] }[];
}

/** Items by day and hall, in the order in which the first of each stands. */
export function byDay<Item extends ProgrammeItem>(items: readonly Item[]): DayOfProgramme<Item>[] {
	const days = Map.groupBy(items, ({ plannedStart }) => dayOf(plannedStart));
	return [...days]
		.toSorted(([one], [other]) => (one < other ? -1 : 1))
		.map(([day, ofDay]) => ({
			day,
			halls: [...Map.groupBy(ofDay, ({ hallId }) => hallId)].map(([hallId, ofHall]) => ({
				hallId,
				room: ofHall[0]!.room,
				items: ofHall
			}))
		}));
}
/** "5 minutes behind the programme". */
export function behindWords(minutes: number): string {
	if (minutes > 0) return m.programme_behind({ minutes });
	return minutes < 0 ? m.programme_ahead({ minutes: -minutes }) : m.programme_on_time();
}

/** One hall's items of one day, with what runs and what comes next at a moment in milliseconds since 1970. */
export function standingAt(all: readonly RunItem[], hallId: string, day: string, nowMs: number) {
	const items = all.filter((item) => item.hallId === hallId && dayOf(item.plannedStart) === day);
	return { items, ...hallStanding<RunItem>(items, new Date(nowMs)) };
}

/** One thing that may be done to catch up, in a line. */
export function choiceWords(choice: CatchUp & { readonly title: string }): string {
	switch (choice.kind) {
		case 'break':
			return m.catch_up_break(choice);
		case 'shorten':
			return m.catch_up_shorten(choice);
		case 'text-only':
			return m.catch_up_text_only(choice);
	}
}
