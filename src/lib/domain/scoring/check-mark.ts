import type { Criterion } from '#lib/domain/contest/criterion.ts';
import { exact, exactText, isOnGrid, type ExactText } from '#lib/domain/shared/exact.ts';

export type MarkFault =
	'judging_not_a_mark' | 'judging_out_of_range' | 'judging_off_step' | 'judging_not_permitted';

/** The scale of a criterion: what may be given for it. */
export type MarkScale = Pick<Criterion, 'min' | 'max' | 'step' | 'marks'>;

const DECIMAL = /^(0|[1-9]\d{0,8})(\.\d{1,9})?$/;

/**
 * A mark as the rules allow it, in canonical decimal text ('8.50' → '8.5'), or what is wrong with it: no plain decimal,
 * below `min` or above `max`, beside the step counted from `min` (9.55 where the step is 0.5), or not among the listed marks.
 */
export function checkMark(
	criterion: MarkScale,
	text: string
): { readonly ok: true; readonly value: ExactText } | { readonly ok: false; readonly fault: MarkFault } {
	if (!DECIMAL.test(text)) return { ok: false, fault: 'judging_not_a_mark' };
	const value = exact(text);
	const min = exact(criterion.min);
	if (value.compare(min) < 0 || value.compare(exact(criterion.max)) > 0) {
		return { ok: false, fault: 'judging_out_of_range' };
	}
	if (criterion.marks) {
		const isListed = criterion.marks.some((mark) => exact(mark).equals(value));
		return isListed ? { ok: true, value: exactText(value) } : { ok: false, fault: 'judging_not_permitted' };
	}
	if (!isOnGrid(value, min, exact(criterion.step))) return { ok: false, fault: 'judging_off_step' };
	return { ok: true, value: exactText(value) };
}
