/** Where a ceremony stands: the step that is told, and whether the screens are covered. */
export interface Position {
	readonly step: number;
	readonly isHeld: boolean;
}

export const MOVES = ['next', 'back', 'jump', 'hold', 'show'] as const;
export type Move = (typeof MOVES)[number];

export type Moved = Position | 'ceremony_no_step' | 'ceremony_last_step';

/**
 * Where a move leads among `steps` steps. The last step of a real ceremony is never reached by a move: it publishes, and is
 * asked for by itself (`ceremony_last_step`). Beyond the ends there is no step (`ceremony_no_step`).
 */
export function moved(
	{ step, isHeld }: Position,
	move: Move,
	{
		to,
		steps,
		mayReachLast
	}: { readonly to: number | null; readonly steps: number; readonly mayReachLast: boolean }
): Moved {
	if (move === 'hold' || move === 'show') return { step, isHeld: move === 'hold' };
	const target = move === 'next' ? step + 1 : move === 'back' ? step - 1 : to;
	if (target === null || !Number.isInteger(target) || target < 1 || target > steps) return 'ceremony_no_step';
	if (target === steps && !mayReachLast) return 'ceremony_last_step';
	return { step: target, isHeld };
}
