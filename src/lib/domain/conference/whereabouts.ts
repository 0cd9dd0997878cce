import { hasComeByHand } from './delegate-status.ts';

/** here: came and was not seen going out · left: came, and has gone again · absent: has not come. */
export const WHEREABOUTS = ['here', 'left', 'absent'] as const;
export type Whereabouts = (typeof WHEREABOUTS)[number];

/** What gates and desk last said of one person, ISO 8601. */
export interface LastNews {
	/** The last passages at the entrances; an exit that the end of a session wrote is nobody's leaving. */
	readonly passages: readonly { readonly at: string; readonly isOut: boolean }[];
	/** What the desk says, and since when. */
	readonly status: string;
	readonly statusAt: string;
}

/** Where somebody is, by what was said last. Whoever has left has come all the same: that is counted elsewhere. */
export function whereabouts({ passages, status, statusAt }: LastNews): Whereabouts {
	const byHand = hasComeByHand(status) ? [{ at: statusAt, isOut: status === 'left' }] : [];
	const last = [...passages, ...byHand].reduce<{ at: string; isOut: boolean } | null>(
		(known, news) => (known === null || news.at >= known.at ? news : known),
		null
	);
	return last === null ? 'absent' : last.isOut ? 'left' : 'here';
}

/** Of several people, the nearest: one who is here, else one who has left. */
export function nearest(all: readonly Whereabouts[]): Whereabouts {
	return WHEREABOUTS.find((each) => all.includes(each)) ?? 'absent';
}
