/** A point of the programme: a session, a break, an opening. Times in ISO 8601. */
export interface ProgrammeItem {
	readonly id: string;
	readonly title: string;
	readonly room: string;
	readonly plannedStart: string;
	readonly plannedEnd: string;
	readonly actualStart: string | null;
	readonly actualEnd: string | null;
}

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

/** By how many minutes an item is behind its plan (negative: ahead), by its actual times as far as there are any. */
export function minutesBehind(item: ProgrammeItem, now: Date): number {
	const minutes = (from: string, to: number) => Math.floor((to - Date.parse(from)) / 60_000);
	if (item.actualEnd !== null) return minutes(item.plannedEnd, Date.parse(item.actualEnd));
	if (item.actualStart === null) return Math.max(0, minutes(item.plannedStart, now.getTime()));
	const startedBehind = minutes(item.plannedStart, Date.parse(item.actualStart));
	return Math.max(startedBehind, minutes(item.plannedEnd, now.getTime()));
}

/** Speaking time by unit, in the order of first mention: what is read out only. */
export function minutesByUnit(
	speeches: readonly Speech[]
): { readonly unit: string; readonly minutes: number }[] {
	const units = new Map<string, number>();
	for (const { unit, minutes, status } of speeches)
		if (status !== 'text-only') units.set(unit, (units.get(unit) ?? 0) + minutes);
	return [...units].map(([unit, minutes]) => ({ unit, minutes }));
}

/** Speeches that wait for somebody who is not in the hall: the chair is told before calling them. */
export function withoutSpeaker(speeches: readonly Speech[]): Speech[] {
	return speeches.filter(({ status, isSpeakerHere }) => status === 'waiting' && !isSpeakerHere);
}
