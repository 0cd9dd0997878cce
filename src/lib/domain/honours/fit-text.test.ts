import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitByHand, fitText, isFitted, unbroken, type FitRule } from './fit-text.ts';

/** A type whose every letter is a third of a millimetre wide at one point. */
const widthOf = (text: string) => [...text].length / 3;
const RECIPIENT: FitRule = {
	width: 280,
	steps: [
		{ lines: 1, largest: 30, smallest: 20 },
		{ lines: 2, largest: 24, smallest: 14 },
		{ lines: 3, largest: 16, smallest: 12 }
	]
};
const fitted = (text: string, rule = RECIPIENT) => {
	const outcome = fitText(text, rule, widthOf);
	if (!isFitted(outcome)) throw new Error(`${outcome.needs} > ${outcome.has}`);
	return outcome;
};

describe('a recipient on a certificate', () => {
	it('stands on one line as large as the box allows', () => {
		expect(fitted('Ông Lò Văn Pâng')).toMatchObject({ size: 30, lines: ['Ông Lò Văn Pâng'] });
		const forty = 'Nhân dân và cán bộ bản Nậm Pồ, xã Nà Hỳ 2';
		expect(fitted(forty).lines).toHaveLength(1);
		expect(fitted(forty).size).toBe(20);
	});

	it('breaks after a comma or before the name of a place, as evenly as it can', () => {
		expect(fitted('Ban Công tác Mặt trận thôn Đồng Tâm, xã Mường Và, tỉnh Sơn La').lines).toEqual([
			'Ban Công tác Mặt trận thôn Đồng Tâm,',
			'xã Mường Và, tỉnh Sơn La'
		]);
	});

	it('breaks between other words only where it would not fit otherwise', () => {
		const lines = fitted('Ban Chỉ đạo thực hiện công tác dân vận và quy chế dân chủ cơ sở').lines;
		expect(lines).toEqual(['Ban Chỉ đạo thực hiện công tác', 'dân vận và quy chế dân chủ cơ sở']);
	});

	it('never breaks inside a person’s name', () => {
		const name = unbroken('Bà  Phạm Thị Trân Châu Tôn Nữ Hoàng Anh');
		for (const line of fitted(`${name}, Bí thư Chi bộ bản Co Mạ, xã Co Mạ, tỉnh Sơn La`).lines) {
			if (line.includes('Phạm')) expect(line).toContain(name);
		}
	});

	it('is refused where it stays too wide at the smallest size, with how much is lacking', () => {
		const outcome = fitText('Tập thể '.repeat(40), RECIPIENT, widthOf);
		expect(isFitted(outcome)).toBe(false);
		expect(outcome).toMatchObject({ has: 280 });
		expect(fitText(unbroken('a '.repeat(60)), RECIPIENT, widthOf)).toMatchObject({ has: 280 });
	});

	it('may be set by hand, and is refused then too where it does not fit', () => {
		const text = 'Ban Công tác Mặt trận thôn Đồng Tâm, xã Mường Và';
		const byHand = { size: 18, lines: ['Ban Công tác Mặt trận', 'thôn Đồng Tâm, xã Mường Và'] };
		expect(fitByHand(text, RECIPIENT, byHand, widthOf)).toMatchObject(byHand);
		expect(isFitted(fitByHand(text, RECIPIENT, { size: 40, lines: byHand.lines }, widthOf))).toBe(false);
		expect(isFitted(fitByHand(text, RECIPIENT, { size: 6, lines: null }, widthOf))).toBe(false);
		expect(fitByHand(text, RECIPIENT, { size: null, lines: null }, widthOf)).toEqual(fitted(text));
	});
});

const word = fc.string({ unit: fc.constantFrom(...'aâbđêinơ'), minLength: 1, maxLength: 9 });
const name = fc.array(word, { minLength: 1, maxLength: 16 }).map((words) => words.join(' '));

describe('whatever is set', () => {
	it('says every word once and in order, within the box and never below the set size', () => {
		fc.assert(
			fc.property(name, (text) => {
				const outcome = fitText(text, RECIPIENT, widthOf);
				if (!isFitted(outcome)) return expect(outcome.needs).toBeGreaterThan(outcome.has);
				expect(outcome.lines.join(' ')).toBe(text);
				const step = RECIPIENT.steps.find(({ lines }) => lines === outcome.lines.length)!;
				expect(outcome.size).toBeGreaterThanOrEqual(step.smallest);
				expect(outcome.size).toBeLessThanOrEqual(step.largest);
				for (const line of outcome.lines) expect(widthOf(line) * outcome.size).toBeLessThanOrEqual(280);
			})
		);
	});

	it('is set the same way every time, and no smaller in a wider box', () => {
		fc.assert(
			fc.property(name, (text) => {
				const narrow = fitText(text, RECIPIENT, widthOf);
				expect(fitText(text.normalize('NFD'), RECIPIENT, widthOf)).toEqual(narrow);
				const wide = fitText(text, { ...RECIPIENT, width: 400 }, widthOf);
				if (isFitted(narrow)) expect(isFitted(wide)).toBe(true);
				if (isFitted(narrow) && isFitted(wide) && narrow.lines.length === wide.lines.length) {
					expect(wide.size).toBeGreaterThanOrEqual(narrow.size);
				}
			})
		);
	});
});
