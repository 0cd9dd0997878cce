/** What a point of a programme is; the first word of its line where it has no other. */
export const PROGRAMME_KINDS = [
	'opening',
	'report',
	'speeches',
	'honouring',
	'discussion',
	'directing',
	'performance',
	'break',
	'closing',
	'other'
] as const;
export type ProgrammeKind = (typeof PROGRAMME_KINDS)[number];

/** A speech as its line stands on the programme. */
export interface ListedSpeech {
	readonly id: string;
	readonly unit: string;
	readonly title: string;
	readonly speaker: string | null;
	readonly minutes: number;
}

/** A point of the programme: a session, a break, an opening. Times in ISO 8601. What MC and technician are told is no part of it. */
export interface ProgrammeItem {
	readonly id: string;
	readonly kind: ProgrammeKind;
	readonly title: string;
	readonly titleEn: string | null;
	readonly hallId: string;
	/** The hall's name. */
	readonly room: string;
	/** Who gives it: a person or a body. */
	readonly owner: string | null;
	readonly plannedStart: string;
	readonly plannedEnd: string;
	readonly speeches: readonly ListedSpeech[];
}

/** When a point really began and ended, in ISO 8601. */
export interface Course {
	readonly actualStart: string | null;
	readonly actualEnd: string | null;
}

export const NOT_BEGUN: Course = { actualStart: null, actualEnd: null };

/** waiting, speaking, done · text-only: the paper goes into the proceedings and is not read out. */
export const SPEECH_STATUSES = ['waiting', 'speaking', 'done', 'text-only'] as const;
export type SpeechStatus = (typeof SPEECH_STATUSES)[number];

export interface Speech {
	readonly id: string;
	readonly unit: string;
	/** Whole minutes: as planned, and below which it makes no sense to speak. */
	readonly minutes: number;
	readonly leastMinutes: number;
	/** A directing speech, a speech by protocol: it is spoken whatever the time. */
	readonly mustBeSpoken: boolean;
	readonly isSpeakerHere: boolean;
	readonly status: SpeechStatus;
}

type Planned = Pick<ProgrammeItem, 'plannedStart' | 'plannedEnd'>;

/** By how many minutes an item is behind its plan (negative: ahead), by its actual times as far as there are any. */
export function minutesBehind(item: Planned & Course, now: Date): number {
	const minutes = (from: string, to: number) => Math.floor((to - Date.parse(from)) / 60_000);
	if (item.actualEnd !== null) return minutes(item.plannedEnd, Date.parse(item.actualEnd));
	if (item.actualStart === null) return Math.max(0, minutes(item.plannedStart, now.getTime()));
	const startedBehind = minutes(item.plannedStart, Date.parse(item.actualStart));
	return Math.max(startedBehind, minutes(item.plannedEnd, now.getTime()));
}

export const plannedMinutes = (item: Planned): number =>
	Math.round((Date.parse(item.plannedEnd) - Date.parse(item.plannedStart)) / 60_000);

/** In the order in which people see it: by time, then hall, then who was there first. */
export function inOrder<Item extends Planned & { readonly id: string; readonly room: string }>(
	items: readonly Item[]
): Item[] {
	return items.toSorted(
		(one, other) =>
			Date.parse(one.plannedStart) - Date.parse(other.plannedStart) ||
			one.room.localeCompare(other.room, 'vi', { numeric: true }) ||
			(one.id < other.id ? -1 : 1)
	);
}

/** How one hall stands: what runs, what came last, what comes next, and how late it all is. */
export interface HallStanding<Item> {
	readonly current: Item | null;
	readonly next: Item | null;
	/** The item that ended last. */
	readonly last: Item | null;
	readonly behind: number;
}

/** The standing of one hall's items on one day. What was left out is not next: it comes before something that was begun. */
export function hallStanding<Item extends ProgrammeItem & Course>(
	items: readonly Item[],
	now: Date
): HallStanding<Item> {
	const ordered = inOrder(items);
	const begun = ordered.filter(({ actualStart }) => actualStart !== null);
	const current = begun.find(({ actualEnd }) => actualEnd === null) ?? null;
	const latest = begun.reduce<Item | null>(
		(found, item) =>
			found === null || Date.parse(item.actualStart!) >= Date.parse(found.actualStart!) ? item : found,
		null
	);
	const after = latest === null ? ordered : ordered.slice(ordered.indexOf(latest) + 1);
	const next = after.find(({ actualStart }) => actualStart === null) ?? null;
	const last = current === latest ? null : latest;
	if (current) return { current, next, last, behind: minutesBehind(current, now) };
	const ofNext = next ? minutesBehind(next, now) : 0;
	const ofLast = last ? minutesBehind(last, now) : 0;
	// An early end is no news once the next item is due.
	return { current, next, last, behind: next && ofNext > 0 ? ofNext : last ? ofLast : ofNext };
}

/** Speaking time by unit, in the order of first mention: what is read out only. */
export function minutesByUnit(
	speeches: readonly Pick<Speech, 'unit' | 'minutes' | 'status'>[]
): { readonly unit: string; readonly minutes: number }[] {
	const units = new Map<string, number>();
	for (const { unit, minutes, status } of speeches)
		if (status !== 'text-only') units.set(unit, (units.get(unit) ?? 0) + minutes);
	return [...units].map(([unit, minutes]) => ({ unit, minutes }));
}

/** Speeches that wait for somebody who is not in the hall: the chair is told before calling them. */
export function withoutSpeaker<Each extends Pick<Speech, 'status' | 'isSpeakerHere'>>(
	speeches: readonly Each[]
): Each[] {
	return speeches.filter(({ status, isSpeakerHere }) => status === 'waiting' && !isSpeakerHere);
}

/** Of the days that a programme has, the one to show: today's, else the next, else the last. */
export function dayShown(days: readonly string[], today: string): string | null {
	const ordered = days.toSorted();
	return ordered.find((day) => day >= today) ?? ordered.at(-1) ?? null;
}
