import type { HonoureeStanding } from '../conference/honouree.ts';

/**
 * waiting: nothing happened yet · present: stands beside the stage · received: on stage · absent: was called and was not there
 * · picked-up: at the desk, after the ceremony or in place of it.
 */
export const HAND_OVER_STATES = ['waiting', 'present', 'received', 'absent', 'picked-up'] as const;
export type HandOverState = (typeof HAND_OVER_STATES)[number];

/** back: the last step was a mistaken tap. */
export const HAND_OVER_STEPS = ['present', 'receive', 'absent', 'pick-up', 'back'] as const;
export type HandOverStep = (typeof HAND_OVER_STEPS)[number];

/** The paper that is to be handed over, as it stands now. */
export type Paper =
	| { readonly kind: 'good'; readonly id: string }
	/** Approved, and no certificate issued: flags, or papers printed elsewhere. */
	| { readonly kind: 'none' }
	/** The honour was taken away. */
	| { readonly kind: 'revoked' };

export interface HandOver {
	readonly state: HandOverState;
	/** To which taking back returns; null: to waiting. */
	readonly cameFrom: HandOverState | null;
	/** Who took it where that was not whoever is honoured, and always at the desk. */
	readonly receiver: string | null;
	/** The certificate that was handed over. */
	readonly certificateId: string | null;
}

export const NOT_HANDED: HandOver = { state: 'waiting', cameFrom: null, receiver: null, certificateId: null };

export const isHanded = (state: HandOverState): boolean => state === 'received' || state === 'picked-up';

/** Whether another certificate took the place of the one that was handed over: that one still has to be. */
export const isDueAgain = ({ state, certificateId }: HandOver, paper: Paper): boolean =>
	isHanded(state) && certificateId !== null && paper.kind === 'good' && paper.id !== certificateId;

const STEPS: Readonly<
	Record<Exclude<HandOverStep, 'back'>, { from: readonly HandOverState[]; to: HandOverState }>
> = {
	present: { from: ['waiting', 'absent'], to: 'present' },
	receive: { from: ['waiting', 'present', 'absent'], to: 'received' },
	absent: { from: ['waiting', 'present'], to: 'absent' },
	'pick-up': { from: ['waiting', 'present', 'absent'], to: 'picked-up' }
};

/** revoked: must not be handed over · already: was · no_receiver: somebody at the desk must be named · no_step: does not follow now. */
export type HandOverRefusal = 'revoked' | 'already' | 'no_receiver' | 'no_step';

interface Stepping {
	readonly paper: Paper;
	readonly receiver: string | null;
}

/** What a step makes of a hand-over, or why it cannot be taken. */
export function handedOver(
	before: HandOver,
	step: HandOverStep,
	{ paper, receiver }: Stepping
): { readonly to: HandOver } | { readonly refused: HandOverRefusal } {
	if (step === 'back') {
		if (before.state === 'waiting') return { refused: 'no_step' };
		return { to: { ...NOT_HANDED, state: before.cameFrom ?? 'waiting' } };
	}
	const seen = isDueAgain(before, paper) ? NOT_HANDED : before;
	if (isHanded(seen.state)) return { refused: 'already' };
	if (paper.kind === 'revoked' && step !== 'absent') return { refused: 'revoked' };
	const { from, to } = STEPS[step];
	if (!from.includes(seen.state)) return { refused: 'no_step' };
	if (step === 'pick-up' && receiver === null) return { refused: 'no_receiver' };
	return {
		to: {
			...{ state: to, cameFrom: seen.state },
			receiver: isHanded(to) ? receiver : null,
			certificateId: isHanded(to) && paper.kind === 'good' ? paper.id : null
		}
	};
}

/** The steps that may follow now, in the order in which buttons stand. */
export const openSteps = (before: HandOver, paper: Paper): HandOverStep[] =>
	HAND_OVER_STEPS.filter((step) => 'to' in handedOver(before, step, { paper, receiver: 'somebody' }));

interface Going {
	readonly state: HandOverState;
	readonly steps: readonly HandOverStep[];
	readonly hall: { readonly standing: HonoureeStanding | null; readonly standIn: string | null } | null;
}

/**
 * How somebody receives when one tap records a whole group; null for whom it leaves out: who has it, was called and not there,
 * or whom the door has not seen or saw leaving, unless they were seen beside the stage. `receiver`: who stands in.
 */
export function receivesTogether({ state, steps, hall }: Going): { readonly receiver: string | null } | null {
	if (!steps.includes('receive') || (state !== 'waiting' && state !== 'present')) return null;
	const isAway = hall?.standing === 'absent' || hall?.standing === 'left';
	if (isAway && state !== 'present') return null;
	// Who came after all takes it themselves.
	return { receiver: hall?.standing === 'here' ? null : (hall?.standIn ?? null) };
}

/** Where one stands for counting: what is due again waits; `revoked` is handed over to nobody any more. */
export const COUNTED = ['waiting', 'received', 'by-other', 'absent', 'picked-up', 'revoked'] as const;
export type Counted = (typeof COUNTED)[number];

/** Each falls under exactly one: the sum is everybody. */
export function countedAs(handOver: HandOver, paper: Paper): Counted {
	if (isDueAgain(handOver, paper)) return 'waiting';
	const { state, receiver } = handOver;
	if (state === 'received') return receiver === null ? 'received' : 'by-other';
	if (state === 'picked-up') return 'picked-up';
	if (paper.kind === 'revoked') return 'revoked';
	return state === 'present' ? 'waiting' : state;
}
