/**
 * draft: being put together · proposed: waits for whoever may approve · approved: recipients stand, numbers are given with
 * it · issued: certificates are printed or sent · annulled: taken back as a whole.
 */
export const DECISION_STATES = ['draft', 'proposed', 'approved', 'issued', 'annulled'] as const;
export type DecisionState = (typeof DECISION_STATES)[number];

export const DECISION_STEPS = ['propose', 'return', 'approve', 'issue', 'annul'] as const;
export type DecisionStep = (typeof DECISION_STEPS)[number];

const STEPS: Readonly<
	Record<
		DecisionStep,
		{ from: readonly DecisionState[]; to: DecisionState; asksReason?: true; asksOther?: true }
	>
> = {
	propose: { from: ['draft'], to: 'proposed' },
	return: { from: ['proposed'], to: 'draft', asksReason: true },
	approve: { from: ['proposed'], to: 'approved', asksOther: true },
	issue: { from: ['approved'], to: 'issued' },
	annul: { from: ['approved', 'issued'], to: 'annulled', asksReason: true, asksOther: true }
};

export type StepRefusal = 'not_now' | 'reason_required' | 'same_person';

interface Stepping {
	readonly state: DecisionState;
	/** Whether who takes the step is who proposed it, under whatever account. */
	readonly isOwn: boolean;
	readonly reason: string | null;
}

/** The state that a step leads to, or why it cannot be taken. Nobody approves what they proposed themselves. */
export function stepped(
	step: DecisionStep,
	{ state, isOwn, reason }: Stepping
): { readonly to: DecisionState } | { readonly refused: StepRefusal } {
	const { from, to, asksReason, asksOther } = STEPS[step];
	if (!from.includes(state)) return { refused: 'not_now' };
	if (asksReason && !reason?.trim()) return { refused: 'reason_required' };
	if (asksOther && isOwn) return { refused: 'same_person' };
	return { to };
}

/** Recipients may be added, changed and put in another order only before anybody is asked to approve them. */
export const isOpen = (state: DecisionState): boolean => state === 'draft';

/**
 * Which templates a decision may still get. any: nobody was asked to approve its words yet · same-words: another paper for what
 * was approved · none: it waits for its approval, or is closed.
 */
export function templatesOpen(state: DecisionState): 'any' | 'same-words' | 'none' {
	if (state === 'draft') return 'any';
	return state === 'approved' ? 'same-words' : 'none';
}
