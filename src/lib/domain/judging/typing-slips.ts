import { checkMark, type MarkScale } from '#lib/domain/scoring/check-mark.ts';
import { exact, exactText, type ExactText } from '#lib/domain/shared/exact.ts';

export interface TypingSlip {
	readonly kind: 'transposed' | 'factorTen';
	/** What may have been meant: always a mark that the rules allow. */
	readonly meant: ExactText;
}

/** The text with two neighbouring digits exchanged, the decimal point staying where it is: 9.1 → 1.9, 8.25 → 2.85 and 8.52. */
function transposed(text: string): string[] {
	const places = [...text].flatMap((sign, index) => (sign === '.' ? [] : [index]));
	return places.slice(0, -1).map((first, index) => {
		const second = places[index + 1]!;
		const signs = [...text];
		[signs[first], signs[second]] = [signs[second]!, signs[first]!];
		return signs.join('');
	});
}

/** Every other mark of the scale that one slip of the finger turns into `value`: digits transposed, a point too few or too many. */
export function typingSlips(scale: MarkScale, value: ExactText): readonly TypingSlip[] {
	const ten = exact(10);
	const texts = [
		...[exact(value).mul(ten), exact(value).div(ten)].map((other) => ({
			kind: 'factorTen' as const,
			text: exactText(other)
		})),
		...transposed(value).map((text) => ({ kind: 'transposed' as const, text }))
	];
	const seen = new Set([value]);
	return texts.flatMap(({ kind, text }): TypingSlip[] => {
		// A zero in front is a slip all the same: 10 typed as 01.
		const checked = checkMark(scale, text.replace(/^0+(?=\d)/, ''));
		if (!checked.ok || seen.has(checked.value)) return [];
		seen.add(checked.value);
		return [{ kind, meant: checked.value }];
	});
}
