import { HEIGHT_SLACK, heightOf } from './type-height.ts';

/** Width in millimetres of a text set at 1 point; type is set without hints, so widths grow with the size exactly. */
export type WidthAtOnePoint = (text: string) => number;

/** So many lines, at most and at least so large, in points. */
export interface LineStep {
	readonly lines: number;
	readonly largest: number;
	readonly smallest: number;
}

export interface FitRule {
	/** Of the box, in millimetres. */
	readonly width: number;
	/** Of the box; asked of what is set by hand, since a template's own steps fit it. */
	readonly height?: number;
	/** Tried one after the other: fewer lines before more. */
	readonly steps: readonly LineStep[];
}

export interface Fitted {
	readonly size: number;
	readonly lines: readonly string[];
	/** Of the longest line, in millimetres. */
	readonly width: number;
}

/** A text that stays too wide: its longest line at the smallest size against the width of the box, in millimetres. */
export interface Unfit {
	readonly needs: number;
	readonly has: number;
}

/** Sizes go down by half a point. */
const STEP = 0.5;
const NBSP = '\u00a0';

/** After a comma or a dash, and before the name of a place: where a reader expects a line to end. */
const GOOD_BREAK =
	/(?<=[,;–-]) | (?=(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh|thôn|bản|buôn|làng|ấp|khóm|tổ dân phố|khu phố)\s)/giu;

/** '2020 - 2025' is one thing, and so is '31/12 – 05/01'. */
const RANGE = /(\d) ([-–]) (?=\d)/gu;

/** Makes what must not be torn apart one word: a person's name with what they are called. */
export function unbroken(name: string): string {
	return name.normalize('NFC').trim().replace(/\s+/gu, NBSP);
}

/** The same words for a page, whose lines are narrower than a certificate's: it may break where it likes. */
export const breakable = (text: string): string => text.replaceAll(NBSP, ' ');

interface Broken {
	readonly lines: readonly string[];
	readonly widest: number;
	readonly ragged: number;
}

/** Every way to set `words` in so many lines is looked at; the most even one is taken, the first of equals. */
function mostEven(words: readonly string[], lines: number, widthOf: WidthAtOnePoint): Broken | null {
	if (words.length < lines) return null;
	const width = new Map<string, number>();
	const line = (from: number, to: number) => words.slice(from, to).join(' ');
	const measured = (from: number, to: number) => {
		const key = `${from} ${to}`;
		const known = width.get(key) ?? widthOf(line(from, to));
		width.set(key, known);
		return known;
	};
	let best: Broken | null = null;
	const ends: number[] = [];
	const look = (from: number, left: number): void => {
		if (left === 1) {
			const cuts = [0, ...ends, words.length];
			const widths = cuts.slice(1).map((to, at) => measured(cuts[at]!, to));
			const widest = Math.max(...widths);
			const ragged = widest - Math.min(...widths);
			if (best && (widest > best.widest || (widest === best.widest && ragged >= best.ragged))) return;
			best = { lines: cuts.slice(1).map((to, at) => line(cuts[at]!, to)), widest, ragged };
			return;
		}
		for (let to = from + 1; to <= words.length - left + 1; to += 1) {
			ends.push(to);
			look(to, left - 1);
			ends.pop();
		}
	};
	look(0, lines);
	return best;
}

/** The largest size at which a text of this width at one point fits the box; null below the smallest. */
function sizeFor(widest: number, { largest, smallest }: LineStep, width: number): number | null {
	if (widest * largest <= width) return largest;
	const size = Math.floor(width / widest / STEP) * STEP;
	return size >= smallest ? size : null;
}

/**
 * Sets a text into a box as large as it goes: on one line, else on more lines as even as they can be. Lines end where a
 * reader expects it, after a comma or before the name of a place; between other words only where it does not fit
 * otherwise; never inside what `unbroken` made one. Nothing is set below the last step's smallest size.
 */
export function fitText(text: string, { width, steps }: FitRule, widthOf: WidthAtOnePoint): Fitted | Unfit {
	const plain = text
		.normalize('NFC')
		.trim()
		.replace(/[ \t\r\n]+/gu, ' ')
		.replace(RANGE, `$1${NBSP}$2${NBSP}`);
	const ways = [plain.split(GOOD_BREAK), plain.split(' ')];
	let needs = Number.POSITIVE_INFINITY;
	for (const step of steps) {
		for (const words of ways) {
			const broken = mostEven(words, step.lines, widthOf);
			if (!broken) continue;
			needs = Math.min(needs, broken.widest * step.smallest);
			const size = sizeFor(broken.widest, step, width);
			if (size !== null) return { size, lines: broken.lines, width: broken.widest * size };
		}
	}
	return { needs, has: width };
}

/** Sets lines that were broken already, as an office is: at the size that the step with as many lines gives. */
export function fitLines(
	lines: readonly string[],
	{ width, steps }: FitRule,
	widthOf: WidthAtOnePoint
): Fitted | Unfit {
	const set = lines.map((line) => line.trim()).filter((line) => line !== '');
	const step = steps.find((one) => one.lines === set.length);
	const widest = Math.max(...set.map(widthOf));
	if (!step) return { needs: Number.POSITIVE_INFINITY, has: width };
	const size = sizeFor(widest, step, width);
	if (size === null) return { needs: widest * step.smallest, has: width };
	return { size, lines: set, width: widest * size };
}

export const isFitted = (outcome: Fitted | Unfit): outcome is Fitted => 'lines' in outcome;

/** A line break and a size chosen by hand for one recipient; it survives when the certificates are made anew. */
export interface SetByHand {
	/** Points; null: as the rule finds it. */
	readonly size: number | null;
	/** Lines as typed; null: as the rule breaks them. */
	readonly lines: readonly string[] | null;
}

/**
 * The lines as typed, where they still say the text's words in its order and tear no name; null where the text has been
 * changed since, or a name would be torn: then the rule breaks it.
 */
function stillGood(text: string, lines: readonly string[]): readonly string[] | null {
	const plain = (part: string) => part.normalize('NFC').trim().replace(/\s+/gu, ' ');
	const words = text
		.normalize('NFC')
		.trim()
		.split(/[ \t\r\n]+/u);
	let at = 0;
	for (const line of lines) {
		let said = '';
		while (at < words.length && said.length < plain(line).length) said = plain(`${said} ${words[at++]!}`);
		if (said !== plain(line)) return null;
	}
	return at === words.length ? lines.map(plain) : null;
}

/** Sets what a person chose, and refuses it like anything else where it does not fit or is smaller than the rule allows. */
export function fitByHand(
	text: string,
	rule: FitRule,
	{ size, lines: typed }: SetByHand,
	widthOf: WidthAtOnePoint
): Fitted | Unfit {
	const lines = typed ? stillGood(text, typed) : null;
	const found = lines ? null : fitText(text, rule, widthOf);
	if (found && !isFitted(found)) return found;
	const set = lines ?? found!.lines;
	const widest = Math.max(...set.map(widthOf));
	const smallest = Math.min(...rule.steps.map((step) => step.smallest));
	const most = Math.max(...rule.steps.map((step) => step.largest));
	const chosen =
		size ?? found?.size ?? sizeFor(widest, { lines: set.length, largest: most, smallest }, rule.width);
	if (chosen === null || chosen < smallest || widest * chosen > rule.width) {
		return { needs: widest * Math.max(chosen ?? smallest, smallest), has: rule.width };
	}
	const height = heightOf(set.length, chosen);
	if (rule.height !== undefined && height > rule.height + HEIGHT_SLACK) {
		return { needs: height, has: rule.height };
	}
	return { size: chosen, lines: set, width: widest * chosen };
}
