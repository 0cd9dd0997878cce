import { LONGEST_SCAN, readToken } from './token.ts';
import { COMPACT_DIGITS, SIGNED_DIGITS, TOKEN_PREFIX } from './token-text.ts';

/** What a scanner was set to put around every code, if anything. */
export interface ScannerSetting {
	readonly before?: string;
	readonly after?: string;
}

export type Scanned =
	/** One text, or several codes that arrived as one, in the order in which they were shown. */
	| { readonly kind: 'texts'; readonly texts: readonly string[] }
	/** A Vietnamese input method (Telex, VNI) rewrote what the scanner typed: it must be switched off. */
	| { readonly kind: 'mangled' }
	| { readonly kind: 'too-long' }
	| { readonly kind: 'nothing' };

// A scanner presses the keys of an American keyboard; what arrives under another layout of the system is still one sign a digit.
const VIETNAMESE_DIGITS = new Map<string, string>([
	...['đ', 'ă', 'â', 'ê', 'ô'].map((sign, digit) => [sign, `${digit}`] as const),
	...['\u0300', '\u0309', '\u0303', '\u0301', '\u0323'].map((mark, at) => [mark, `${at + 5}`] as const)
]);
const FRENCH_DIGITS = new Map([...'à&é"\'(-è_ç'].map((sign, digit) => [sign, `${digit}`]));
const WIDE_DIGITS = new Map([...'０１２３４５６７８９'].map((sign, digit) => [sign, `${digit}`]));

// Composed Vietnamese letters or free marks; no code, link or short code of ours holds one.
const VIETNAMESE_SIGN =
	/[\u00c0-\u00ff\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]|\p{M}/u;

// Several codes in one go are allowed as many characters as three of the longest.
const MOST_TOGETHER = 3 * SIGNED_DIGITS;

/** Brings what a camera or a scanner hands over to the texts that were encoded. Never throws; reads a bounded length. */
export function readScanned(raw: string, setting: ScannerSetting = {}): Scanned {
	if (raw.length > 2 * MOST_TOGETHER) return { kind: 'too-long' };
	const bare = without(setting, raw.replace(CONTROLS, '').trim());
	const text = bare.replace(/\][A-Za-z]\d/g, '').replace(/\s+/g, '');
	if (text === '') return { kind: 'nothing' };
	const digits = asDigits(text);
	if (digits) {
		if (digits.length > MOST_TOGETHER) return { kind: 'too-long' };
		return { kind: 'texts', texts: separated(digits) };
	}
	if (VIETNAMESE_SIGN.test(text)) return { kind: 'mangled' };
	if (text.length > LONGEST_SCAN) return { kind: 'too-long' };
	return { kind: 'texts', texts: [text] };
}

/**
 * Codes that arrived as one, split by prefix and length. A half code in front is left out when whole ones follow it; digits
 * that hold no whole code stay one text, so that it can be said what is wrong with them.
 */
export function separated(digits: string): string[] {
	const whole: string[] = [];
	let at = 0;
	while (at < digits.length) {
		const length = [SIGNED_DIGITS, COMPACT_DIGITS].find((wanted) => isWholeAt(digits, at, wanted));
		if (length) whole.push(digits.slice(at, at + length));
		at += length ?? 1;
	}
	return whole.length > 0 ? whole : [digits];
}

/** A code is followed by the end or by the next code: the middle of another code is neither. */
function isWholeAt(digits: string, at: number, length: number): boolean {
	const end = at + length;
	if (end > digits.length || !digits.startsWith(TOKEN_PREFIX, at)) return false;
	if (end < digits.length && !digits.startsWith(TOKEN_PREFIX, end)) return false;
	return readToken(digits.slice(at, end)).kind !== 'not-ours';
}

// eslint-disable-next-line no-control-regex -- scanners send GS, RS, STX and ETX around a code
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/g;

function without({ before = '', after = '' }: ScannerSetting, text: string): string {
	const headless = before && text.startsWith(before) ? text.slice(before.length) : text;
	return after && headless.endsWith(after) ? headless.slice(0, -after.length) : headless;
}

function asDigits(text: string): string | null {
	if (/^[0-9]+$/.test(text)) return text;
	for (const layout of [VIETNAMESE_DIGITS, FRENCH_DIGITS, WIDE_DIGITS]) {
		const signs = [...text];
		if (signs.every((sign) => layout.has(sign))) return signs.map((sign) => layout.get(sign)!).join('');
	}
	return null;
}
