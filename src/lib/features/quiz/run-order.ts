import type { AskedState, AskedStep } from '#lib/domain/quiz/question-clock.ts';

/** Of a drawn question, what tells whose turn it is. */
export interface Running {
	readonly id: string;
	/** Team, or `*`. */
	readonly drawer: string;
	readonly position: number;
	readonly state: AskedState;
	readonly shownAt: string | null;
}

interface Part {
	readonly kind: 'choice' | 'situation';
	readonly consultSeconds: number | null;
}

/** The step that is meant to come next, and what may be done instead; none where the question is over. */
export function stepsOf(
	state: AskedState,
	{ kind, consultSeconds }: Part
): { readonly next: AskedStep | null; readonly others: readonly AskedStep[] } {
	switch (state) {
		case 'sealed':
			return { next: 'show', others: [] };
		case 'shown':
			return consultSeconds === null ? { next: 'start', others: [] } : { next: 'consult', others: ['start'] };
		case 'consulting':
			return { next: 'start', others: ['close'] };
		case 'answering':
			return { next: 'close', others: [] };
		case 'closed':
			// A situation has no right answer to show: the jury marks it.
			return { next: kind === 'choice' ? 'reveal' : null, others: [] };
		case 'revealed':
			return { next: null, others: [] };
	}
}

export const isOver = (state: AskedState, part: Part): boolean => stepsOf(state, part).next === null;

/** Questions in the order in which they are asked: team by team as they appear, each in its own order. */
export function inOrder<Question extends Running>(
	questions: readonly Question[],
	teamIds: readonly string[]
): Question[] {
	const place = (drawer: string) => teamIds.indexOf(drawer);
	return [...questions].sort((a, b) => place(a.drawer) - place(b.drawer) || a.position - b.position);
}

/**
 * The question at hand: the chosen one, else the one that runs or waits, else the last that was shown, so that it stays until the next
 * one is; and the sealed one that comes after it.
 */
export function atHand<Question extends Running>(
	ordered: readonly Question[],
	part: Part,
	chosen: string | null
): { readonly current: Question | null; readonly next: Question | null } {
	const sealed = (one: Question) => one.state === 'sealed';
	const lastShown = ordered
		.filter(({ shownAt }) => shownAt !== null)
		.reduce<Question | null>((last, one) => (last && last.shownAt! >= one.shownAt! ? last : one), null);
	const current =
		ordered.find(({ id }) => id === chosen) ??
		ordered.find((one) => !sealed(one) && !isOver(one.state, part)) ??
		lastShown ??
		ordered[0] ??
		null;
	const at = current ? ordered.indexOf(current) : -1;
	const next = ordered.slice(at + 1).find(sealed) ?? ordered.find((one) => sealed(one) && one !== current);
	return { current, next: next ?? null };
}
