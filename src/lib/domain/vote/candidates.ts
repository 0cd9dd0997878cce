export const STANDINGS_OF_VOTE = ['performed', 'competing', 'chosen'] as const;
export type Standing = (typeof STANDINGS_OF_VOTE)[number];

export interface Entered {
	readonly teamId: string;
	/** In the order of performance. */
	readonly position: number;
	readonly isCompeting: boolean;
	readonly isGuest: boolean;
	/** Every turn is over and at least one was performed. */
	readonly hasPerformed: boolean;
}

/** Who stands in a vote that opens now, in the order of performance. Guests get no prizes, so they do not stand. */
export function candidates(
	entered: readonly Entered[],
	standing: Standing,
	chosen: readonly string[]
): string[] {
	return entered
		.filter(({ isCompeting, isGuest }) => isCompeting && !isGuest)
		.filter(({ hasPerformed }) => standing !== 'performed' || hasPerformed)
		.filter(({ teamId }) => standing !== 'chosen' || chosen.includes(teamId))
		.toSorted((a, b) => a.position - b.position || (a.teamId < b.teamId ? -1 : 1))
		.map(({ teamId }) => teamId);
}
