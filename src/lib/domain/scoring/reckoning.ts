import type { Floors, Stage } from '#lib/domain/contest/rules.ts';
import type { RoundingPoint } from '#lib/domain/contest/rounding.ts';
import type { Exact } from '#lib/domain/shared/exact.ts';
import { ONE, ZERO, exact, exactText, roundHalfUp } from '#lib/domain/shared/exact.ts';
import type { Deduction } from './deduction.ts';
import type { DerivationStep } from './derivation.ts';

/** A running number and the steps that led to it. */
export interface Reckoning {
	readonly value: Exact;
	readonly steps: readonly DerivationStep[];
}

/** Rounds if, and only if, the rules name this point. */
export function rounded(from: Reckoning, at: RoundingPoint, stage: Stage): Reckoning {
	const rule = stage.rounding.find((rounding) => rounding.after === at);
	if (!rule) return from;
	const value = roundHalfUp(from.value, rule.decimals);
	return next(from, value, {
		kind: 'rounded',
		at,
		decimals: rule.decimals,
		from: exactText(from.value),
		value: exactText(value)
	});
}

export function multiplied(from: Reckoning, coefficient: string): Reckoning {
	const by = exact(coefficient);
	if (by.equals(ONE)) return from;
	const value = from.value.mul(by);
	return next(from, value, { kind: 'multiplied', by: exactText(by), value: exactText(value) });
}

/**
 * Takes deductions off in the order of their ids. The floor stops deductions, it never lifts a score that was lower before.
 * A voided part counts 0 and nothing more is taken from it.
 */
export function deducted(
	from: Reckoning,
	deductions: readonly Deduction[],
	floor: Floors[keyof Floors],
	stage: Stage
): Reckoning {
	const voiding = deductions.find((deduction) => effectOf(deduction, stage) === 'voidPart');
	if (voiding) {
		const { id, typeKey } = voiding;
		return next(from, ZERO, { kind: 'voided', deductionId: id, typeKey, value: '0' });
	}
	let reckoning = from;
	for (const deduction of deductions) {
		const points = pointsOf(deduction, stage);
		if (points === null) continue;
		const value = reckoning.value.sub(points);
		reckoning = next(reckoning, value, {
			kind: 'deducted',
			deductionId: deduction.id,
			typeKey: deduction.typeKey,
			points: exactText(points),
			value: exactText(value)
		});
	}
	if (floor === null) return reckoning;
	const bound = exact(floor).compare(from.value) < 0 ? exact(floor) : from.value;
	if (reckoning.value.compare(bound) >= 0) return reckoning;
	return next(reckoning, bound, {
		kind: 'floored',
		at: exactText(bound),
		from: exactText(reckoning.value),
		value: exactText(bound)
	});
}

/** Whether a deduction throws the team out of the round. */
export function disqualifies(deduction: Deduction, stage: Stage): boolean {
	return effectOf(deduction, stage) === 'disqualify';
}

/** What is taken off: by the type where it fixes the points, otherwise what the desk confirmed. */
function pointsOf(deduction: Deduction, stage: Stage): Exact | null {
	const effect = stage.deductions.find((type) => type.key === deduction.typeKey)?.effect;
	if (effect?.kind === 'fixed') return exact(effect.points);
	return deduction.points === null ? null : exact(deduction.points);
}

function effectOf(deduction: Deduction, stage: Stage) {
	return stage.deductions.find((type) => type.key === deduction.typeKey)?.effect.kind ?? null;
}

function next(from: Reckoning, value: Exact, step: DerivationStep): Reckoning {
	return { value, steps: [...from.steps, step] };
}
