import { describe, expect, it } from 'vitest';
import { readScanned } from './scanned-text.ts';
import { signedToken } from './token.ts';
import {
	burstKey,
	burstSilence,
	NO_BURST,
	type BurstEnd,
	type KeyPress,
	type WedgeBurst
} from './wedge-burst.ts';

const CODE = signedToken(
	{ type: 'badge', kid: 1, eventTag: 5, credential: '0123456789abcdef', zone: 0, days: 0 },
	new Uint8Array(32).fill(3)
);

interface Run {
	readonly ends: readonly BurstEnd[];
	readonly swallowed: number;
	readonly burst: WedgeBurst;
}

function typed(presses: readonly KeyPress[], from: WedgeBurst = NO_BURST): Run {
	let burst = from;
	let swallowed = 0;
	const ends: BurstEnd[] = [];
	for (const press of presses) {
		const step = burstKey(burst, press);
		burst = step.burst;
		if (step.swallow) swallowed += 1;
		if (step.end) ends.push(step.end);
	}
	return { ends, swallowed, burst };
}

const digits = (text: string, gapMs: number, startMs = 0, more: Partial<KeyPress> = {}): KeyPress[] =>
	[...text].map((digit, at) => ({ code: `Digit${digit}`, atMs: startMs + at * gapMs, ...more }));
const after = (presses: readonly KeyPress[], code: string, more: Partial<KeyPress> = {}): KeyPress[] => [
	...presses,
	{ code, atMs: presses.at(-1)!.atMs + 10, ...more }
];

describe('a scanner that types', () => {
	it('hands over its code at Enter or Tab, and the page sees neither code nor Enter', () => {
		for (const end of ['Enter', 'NumpadEnter', 'Tab']) {
			const run = typed(after(digits(CODE, 8), end));
			expect(run.ends).toEqual([{ kind: 'text', text: CODE }]);
			expect(run.swallowed).toBe(CODE.length + 1 - 2);
		}
	});

	it('hands it over after a pause of 120 ms when it sends no Enter', () => {
		const { burst, ends } = typed(digits(CODE, 10));
		expect(ends).toEqual([]);
		expect(burstSilence(burst, burst.lastMs + 119).end).toBeNull();
		expect(burstSilence(burst, burst.lastMs + 120)).toMatchObject({
			end: { kind: 'text', text: CODE },
			burst: NO_BURST
		});
		expect(burstSilence(NO_BURST, 1e9).end).toBeNull();
	});

	it('types the same digits with the number pad, under AZERTY and with Caps Lock on', () => {
		const pad = [...CODE].map((digit, at) => ({ code: `Numpad${digit}`, atMs: at * 5 }));
		expect(typed(after(pad, 'Enter')).ends).toEqual([{ kind: 'text', text: CODE }]);
		const azerty = digits(CODE, 5, 0, { key: 'à', shift: true });
		expect(typed(after([{ code: 'CapsLock', atMs: 0 }, ...azerty], 'Enter')).ends).toEqual([
			{ kind: 'text', text: CODE }
		]);
	});

	it('that puts a certificate’s address in is read with its signs', () => {
		const address = 'https://kheo.vn/verify/8K3FQ7ZP2MX0?in=hoi-nghi-tong-ket-2026';
		const presses = [...address].map((sign, at): KeyPress => {
			const atMs = at * 6;
			if (/[0-9]/.test(sign)) return { code: `Digit${sign}`, atMs };
			if (/[a-z]/i.test(sign))
				return { code: `Key${sign.toUpperCase()}`, shift: sign === sign.toUpperCase(), atMs };
			const keys: Record<string, [string, boolean]> = {
				':': ['Semicolon', true],
				'/': ['Slash', false],
				'?': ['Slash', true],
				'.': ['Period', false],
				'=': ['Equal', false],
				'-': ['Minus', false]
			};
			return { code: keys[sign]![0], shift: keys[sign]![1], atMs };
		});
		expect(typed(after(presses, 'Enter')).ends).toEqual([{ kind: 'text', text: address }]);
	});
});

describe('an input method that meddles', () => {
	it('is found by a Backspace, a composition or a Process key within a burst', () => {
		const burst = digits(CODE, 8);
		const meddled: Partial<KeyPress>[] = [{ code: 'Backspace' }, { isComposing: true }, { key: 'Process' }];
		for (const trace of meddled) {
			const presses = burst.map((press, at) => (at === 40 ? { ...press, ...trace } : press));
			expect(typed(after(presses, 'Enter')).ends).toEqual([{ kind: 'tampered-by-ime' }]);
		}
	});
});

describe('a person who types', () => {
	it('is left alone: gaps of more than 50 ms end a burst before it is one', () => {
		const run = typed(after(digits(CODE, 51), 'Enter'));
		expect(run.ends).toEqual([{ kind: 'nothing' }]);
		expect(run.swallowed).toBe(0);
	});

	it('is left alone in a search field however quick, unless a code begins', () => {
		const quick = [...'nguyenvana'].map((sign, at): KeyPress => ({
			code: `Key${sign.toUpperCase()}`,
			atMs: at * 20,
			inTextField: true
		}));
		expect(typed(after(quick, 'Enter', { inTextField: true }))).toMatchObject({
			ends: [{ kind: 'nothing' }],
			swallowed: 0
		});
		const scan = typed(after(digits(CODE, 8, 0, { inTextField: true }), 'Enter', { inTextField: true }));
		expect(scan).toMatchObject({ ends: [{ kind: 'text', text: CODE }], swallowed: CODE.length + 1 - 2 });
	});

	it('who corrects a typing slip quickly is no input method', () => {
		const presses = after(after(digits('1234', 30), 'Backspace'), 'Enter');
		expect(typed(presses).ends).toEqual([{ kind: 'nothing' }]);
	});
});

describe('two scans one after the other', () => {
	it('are two texts with a pause between, and two codes of one text without', () => {
		const first = typed(after(digits(CODE, 8), 'Enter'));
		expect(typed(after(digits(CODE, 8, 5000), 'Enter'), first.burst).ends).toEqual([
			{ kind: 'text', text: CODE }
		]);
		const glued = typed(after(digits(CODE + CODE, 8), 'Enter')).ends[0];
		expect(glued).toEqual({ kind: 'text', text: CODE + CODE });
		expect(readScanned(CODE + CODE)).toEqual({ kind: 'texts', texts: [CODE, CODE] });
	});
});
