import type { Whereabouts } from './whereabouts.ts';

/**
 * here: in the hall · received: by somebody else who is there · left: came, and has gone again · absent: nobody who could
 * receive it has come · unknown: on no list of the gates.
 */
export const HONOUREE_STANDINGS = ['here', 'received', 'left', 'absent', 'unknown'] as const;
export type HonoureeStanding = (typeof HONOUREE_STANDINGS)[number];

export interface Honoured {
	/** Where the person is, or whoever of the unit's delegation is nearest; null where no delegate is meant. */
	readonly is: Whereabouts | null;
	/** Who receives it instead; `is` null where it is no delegate. */
	readonly receiver: { readonly is: Whereabouts | null } | null;
}

/** Who goes on stage for an honour: whoever receives it where they are there, else who is honoured. */
export function honoureeStanding({ is, receiver }: Honoured): HonoureeStanding {
	if (receiver && (receiver.is === null || receiver.is === 'here')) return 'received';
	if (receiver && is !== 'here') return is === 'left' || receiver.is === 'left' ? 'left' : 'absent';
	return is ?? 'unknown';
}
