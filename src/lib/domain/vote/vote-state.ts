export type VoteState = 'draft' | 'open' | 'closed' | 'counted' | 'abandoned';

/** What is done to a vote, and from which states. Opening again is for a box that nobody has looked into. */
const VOTE_STEPS = {
	change: ['draft'],
	open: ['draft'],
	close: ['open'],
	reopen: ['closed'],
	count: ['closed'],
	record: ['counted'],
	abandon: ['draft', 'open', 'closed', 'counted']
} as const satisfies Readonly<Record<string, readonly VoteState[]>>;
export type VoteStep = keyof typeof VOTE_STEPS;

export interface TimedVote {
	readonly state: string;
	readonly closesAt: Date | null;
}

/** The state at a moment: a vote whose time is up is closed, whether or not somebody has pressed a button. */
export function stateAt({ state, closesAt }: TimedVote, at: Date): VoteState {
	if (state === 'open' && closesAt !== null && at >= closesAt) return 'closed';
	return state as VoteState;
}

/** Whether a step may be taken at this moment. */
export function mayStep(vote: TimedVote, step: VoteStep, at: Date): boolean {
	return (VOTE_STEPS[step] as readonly VoteState[]).includes(stateAt(vote, at));
}

/** Why a ticket cannot be used now; null where it can. */
export function castingRefusal(
	vote: TimedVote,
	at: Date
): 'vote_not_open' | 'vote_closed' | 'vote_abandoned' | null {
	switch (stateAt(vote, at)) {
		case 'open':
			return null;
		case 'draft':
			return 'vote_not_open';
		case 'abandoned':
			return 'vote_abandoned';
		default:
			return 'vote_closed';
	}
}
