import type { HonoureeStanding } from '#lib/domain/conference/honouree.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Tone } from '#lib/ui/tone.ts';

export const STANDING_WORDS: Readonly<Record<HonoureeStanding, () => string>> = {
	here: m.honour_here,
	received: m.honour_received,
	left: m.honour_left,
	absent: m.honour_absent,
	unknown: m.honour_unknown
};

export const STANDING_TONES: Readonly<Record<HonoureeStanding, Tone>> = {
	here: 'success',
	received: 'info',
	left: 'error',
	absent: 'error',
	unknown: 'warning'
};

/** Those who go on stage together, in the order of the groups. */
export function byGroup<Each extends { readonly stageGroup: number }>(all: readonly Each[]) {
	return [...Map.groupBy(all, ({ stageGroup }) => stageGroup)]
		.toSorted(([one], [other]) => one - other)
		.map(([group, members]) => ({ group, members }));
}
