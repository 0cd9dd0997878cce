import { exact, mean, type ExactText } from '#lib/domain/shared/exact.ts';

/** From the third mark on a judge has a usual one; two fifths of the scale away from it a slip of the finger is likely. */
const MARKS_BEFORE_ASKING = 3;
const SHARE_OF_SCALE = exact('2/5');

/**
 * Whether a mark lies more than 40 % of the criterion's scale from the average of what this judge gave other teams for it:
 * the screen then asks once more (1.9 typed for 9.1). It never changes the mark, and asks nothing before three marks.
 */
export function isFarOff(
	criterion: { readonly min: ExactText; readonly max: ExactText },
	value: ExactText,
	othersGiven: readonly ExactText[]
): boolean {
	if (othersGiven.length < MARKS_BEFORE_ASKING) return false;
	const scale = exact(criterion.max).sub(exact(criterion.min));
	const distance = exact(value)
		.sub(mean(othersGiven.map(exact)))
		.abs();
	return distance.compare(scale.mul(SHARE_OF_SCALE)) > 0;
}
