/** Largest and smallest size of letters, in rem, which grows with the screen. */
export interface LetterSizes {
	readonly largest: number;
	readonly smallest: number;
}

const STEP = 0.1;
const oneDigit = (size: number) => Math.round(size * 10) / 10;

/** A size by the number of letters, good enough before anything can be measured; so many of them fit at the largest. */
export function guessedSize(letters: number, { largest, smallest }: LetterSizes, fitting: number): number {
	const size = letters <= fitting ? largest : largest * Math.sqrt(fitting / letters);
	return Math.max(smallest, oneDigit(size));
}

/**
 * For `{@attach}`: the largest size at which everything in the element fits, anew whenever its room or its words change. Sets `--size`.
 */
export const fitText =
	({ largest, smallest }: LetterSizes) =>
	(node: HTMLElement): (() => void) => {
		const fits = (size: number) => {
			node.style.setProperty('--size', `${size}rem`);
			return node.scrollHeight <= node.clientHeight + 1 && node.scrollWidth <= node.clientWidth + 1;
		};
		const fit = () => {
			for (let size = largest; size > smallest; size = oneDigit(size - STEP)) {
				if (fits(size)) return;
			}
			node.style.setProperty('--size', `${smallest}rem`);
		};
		const room = new ResizeObserver(fit);
		room.observe(node);
		const words = new MutationObserver(fit);
		words.observe(node, { characterData: true, childList: true, subtree: true });
		void document.fonts.ready.then(fit);
		fit();
		return () => {
			room.disconnect();
			words.disconnect();
		};
	};
