/** One press of a key as the browser tells it: `code` is the key's place on the keyboard, whatever the layout says it means. */
export interface KeyPress {
	readonly code: string;
	readonly key?: string;
	readonly shift?: boolean;
	readonly isComposing?: boolean;
	/** Milliseconds on any clock that only goes forward. */
	readonly atMs: number;
	/** Whether a field for text has the focus, where a person may be typing. */
	readonly inTextField?: boolean;
}

/** A burst of keys so far. */
export interface WedgeBurst {
	readonly text: string;
	readonly keys: number;
	readonly lastMs: number;
	/** The input method took keys away or put others in their place. */
	readonly isTampered: boolean;
}

export type BurstEnd =
	| { readonly kind: 'text'; readonly text: string }
	/** Show "Tắt bộ gõ tiếng Việt": what came through is not what was scanned. */
	| { readonly kind: 'tampered-by-ime' }
	| { readonly kind: 'nothing' };

export interface BurstStep {
	readonly burst: WedgeBurst;
	readonly end: BurstEnd | null;
	/** Whether the page must not see the key. */
	readonly swallow: boolean;
}

/** People do not press two keys within this time; scanners need 1 to 30 ms. */
export const LONGEST_GAP_MS = 50;
/** A scanner without an Enter at the end is done after this pause. */
export const SILENCE_MS = 120;
/** Shorter than any badge's code: a word that somebody types quickly is no scan. */
export const SHORTEST_BURST = 60;

export const NO_BURST: WedgeBurst = { text: '', keys: 0, lastMs: -Infinity, isTampered: false };

// From so many quick keys on it is a scanner: outside a text field the page sees no more of it.
const SURELY_SCANNER = 3;
const LONGEST_BURST = 1024;
const ENDS = new Set(['Enter', 'NumpadEnter', 'Tab']);
const SILENT = /^(Shift|Control|Alt|Meta|CapsLock|NumLock)/;
const REWRITING = new Set([
	'Backspace',
	'Delete',
	'ArrowLeft',
	'Process',
	'Convert',
	'NonConvert',
	'KanaMode'
]);

/**
 * Takes one key press. A pause before it ends the burst that was: call `burstSilence` at the pause to hear how. What is not
 * `shortest` signs long is no scan.
 */
export function burstKey(burst: WedgeBurst, press: KeyPress, shortest = SHORTEST_BURST): BurstStep {
	if (SILENT.test(press.code)) return { burst, end: null, swallow: false };
	const goesOn = press.atMs - burst.lastMs <= LONGEST_GAP_MS;
	const before = goesOn ? burst : NO_BURST;
	if (ENDS.has(press.code)) {
		const end = ended(before, shortest);
		return { burst: NO_BURST, end, swallow: end.kind !== 'nothing' };
	}
	const isRewritten =
		press.isComposing === true ||
		press.key === 'Process' ||
		press.key === 'Unidentified' ||
		REWRITING.has(press.code) ||
		REWRITING.has(press.key ?? '');
	const after: WedgeBurst = {
		text: before.text.length < LONGEST_BURST ? before.text + signOf(press) : before.text,
		keys: before.keys + 1,
		lastMs: press.atMs,
		isTampered: before.isTampered || (isRewritten && before.keys > 0)
	};
	return { burst: after, end: null, swallow: isTaken(after, press) };
}

/** Tells how a burst ended that no further key followed; null while it may still go on. */
export function burstSilence(burst: WedgeBurst, nowMs: number, shortest = SHORTEST_BURST): BurstStep {
	if (burst.keys === 0 || nowMs - burst.lastMs < SILENCE_MS) return { burst, end: null, swallow: false };
	return { burst: NO_BURST, end: ended(burst, shortest), swallow: false };
}

/** A few keys with a Backspace are a person; a long burst with one is a scanner and an input method. */
function ended(burst: WedgeBurst, shortest: number): BurstEnd {
	if (burst.keys < shortest) return { kind: 'nothing' };
	return burst.isTampered ? { kind: 'tampered-by-ime' } : { kind: 'text', text: burst.text };
}

/** In a text field only what begins like a code is taken: there, quick keys may be a person's. */
function isTaken(burst: WedgeBurst, press: KeyPress): boolean {
	return press.inTextField ? /^84\d/.test(burst.text) : burst.keys >= SURELY_SCANNER;
}

const SIGNS: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
	Minus: ['-', '_'],
	Equal: ['=', '+'],
	BracketRight: [']', '}'],
	Semicolon: [';', ':'],
	Period: ['.', '>'],
	Slash: ['/', '?'],
	NumpadDivide: ['/', '/'],
	NumpadDecimal: ['.', '.'],
	NumpadSubtract: ['-', '-'],
	Space: [' ', ' ']
};

/** By the key's place, so that AZERTY, Caps Lock and the Vietnamese layout change nothing in digits. */
function signOf({ code, shift }: KeyPress): string {
	const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code);
	if (digit) return digit[1]!;
	const letter = /^Key([A-Z])$/.exec(code);
	if (letter) return shift ? letter[1]! : letter[1]!.toLowerCase();
	return SIGNS[code]?.[shift ? 1 : 0] ?? '';
}
