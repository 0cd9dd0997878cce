import { inOrder, plannedMinutes, type Course, type ProgrammeItem, type Speech } from './programme.ts';
import { replan } from './replan.ts';

/** A break is never shorter than people need to leave the hall and come back. */
export const LEAST_BREAK_MINUTES = 10;

/** One thing that a chair may do to catch up. */
export type CatchUp =
	| { readonly kind: 'break'; readonly itemId: string; readonly from: number; readonly to: number }
	| {
			readonly kind: 'shorten';
			readonly itemId: string;
			readonly speechId: string;
			readonly from: number;
			readonly to: number;
	  }
	| { readonly kind: 'text-only'; readonly itemId: string; readonly speechId: string; readonly from: number };

export const gained = (choice: CatchUp): number =>
	choice.kind === 'text-only' ? choice.from : choice.from - choice.to;

type Planned = ProgrammeItem & Course;

/** What is still to come of one hall's day: the item that runs, and those that nobody has begun after it. */
export function toCome(items: readonly Planned[]): {
	readonly current: Planned | null;
	readonly after: Planned[];
} {
	const ordered = inOrder(items);
	const current =
		ordered.find(({ actualStart, actualEnd }) => actualStart !== null && actualEnd === null) ?? null;
	const last = ordered.findLastIndex(({ actualStart }) => actualStart !== null);
	return { current, after: ordered.slice(last + 1) };
}

/**
 * Suggestions that make up for so many minutes, the mildest first: breaks, then speeches shortened, then papers handed in
 * as text. Speeches are those of the items to come. `missing` is what even all of it leaves.
 */
export function catchUp(
	items: readonly Planned[],
	speechesOf: (itemId: string) => readonly Speech[],
	behind: number
): { readonly choices: readonly CatchUp[]; readonly missing: number } {
	const { current, after } = toCome(items);
	const choices: CatchUp[] = [];
	let missing = Math.max(0, behind);
	for (const item of after) {
		const from = plannedMinutes(item);
		if (item.kind !== 'break' || missing === 0) continue;
		const to = Math.max(Math.min(from, LEAST_BREAK_MINUTES), from - missing);
		if (to === from) continue;
		choices.push({ kind: 'break', itemId: item.id, from, to });
		missing -= from - to;
	}
	const spoken = [...(current ? [current] : []), ...after].flatMap((item) =>
		speechesOf(item.id)
			.filter(({ status }) => status === 'waiting')
			.map((speech) => ({ itemId: item.id, speech }))
	);
	if (missing === 0 || spoken.length === 0) return { choices, missing };
	const itemOf = new Map(spoken.map(({ itemId, speech }) => [speech.id, itemId]));
	const speeches = spoken.map(({ speech }) => speech);
	const total = speeches.reduce((sum, { minutes }) => sum + minutes, 0);
	const plan = replan(speeches, Math.max(0, total - missing));
	for (const { speechId, from, to } of plan.shorten)
		choices.push({ kind: 'shorten', itemId: itemOf.get(speechId)!, speechId, from, to });
	for (const speechId of plan.textOnly) {
		const { minutes } = speeches.find(({ id }) => id === speechId)!;
		choices.push({ kind: 'text-only', itemId: itemOf.get(speechId)!, speechId, from: minutes });
	}
	return { choices, missing: Math.max(0, missing - (total - plan.spokenMinutes)) };
}

export interface Retimed {
	readonly itemId: string;
	/** ISO 8601 */
	readonly start: string;
	readonly minutes: number;
}

/**
 * New times of the items to come, where these choices are made: each begins when the one before it is over, and never
 * before its own time, for which people come. What runs keeps its beginning.
 */
export function retimed(items: readonly Planned[], choices: readonly CatchUp[], now: Date): Retimed[] {
	const { current, after } = toCome(items);
	const less = (item: Planned) =>
		choices.filter(({ itemId }) => itemId === item.id).reduce((sum, choice) => sum + gained(choice), 0);
	const minutesOf = (item: Planned) => Math.max(1, plannedMinutes(item) - less(item));
	let free = fullMinute(now.getTime());
	const times: Retimed[] = [];
	if (current) {
		const minutes = minutesOf(current);
		times.push({ itemId: current.id, start: current.plannedStart, minutes });
		free = Math.max(free, fullMinute(Date.parse(current.actualStart!) + minutes * 60_000));
	}
	for (const item of after) {
		const start = Math.max(free, Date.parse(item.plannedStart));
		const minutes = minutesOf(item);
		times.push({ itemId: item.id, start: new Date(start).toISOString(), minutes });
		free = start + minutes * 60_000;
	}
	return times;
}

const fullMinute = (at: number): number => Math.ceil(at / 60_000) * 60_000;
