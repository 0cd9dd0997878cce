import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allot, faultsOf, printedNumber, type BookEntry } from './golden-book.ts';

const entry = (number: number, recipientId: string, voidedAt: Date | null = null): BookEntry => ({
	number,
	recipientId,
	voidedAt
});

describe('the golden book', () => {
	it('gives numbers in the order of the decision, after the last one', () => {
		const book = allot([], ['Lan', 'Bản Nậm Pồ']);
		expect(book.map(({ number, recipientId }) => [number, recipientId])).toEqual([
			[1, 'Lan'],
			[2, 'Bản Nậm Pồ']
		]);
		expect(allot(book, ['Pâng'])).toEqual([entry(3, 'Pâng')]);
	});

	it('never gives a voided number again', () => {
		const voided = new Date('2026-02-03T00:00:00Z');
		const book = [entry(1, 'Lan'), entry(2, 'Pâng', voided)];
		expect(allot(book, ['Pâng'])).toEqual([entry(3, 'Pâng')]);
	});

	it('gives nobody a second number, however often the decision is carried out', () => {
		const book = allot([], ['Lan', 'Pâng', 'Lan']);
		expect(book).toHaveLength(2);
		expect(allot(book, ['Lan', 'Pâng'])).toEqual([]);
	});

	it('tells a gap and a number that stands twice', () => {
		expect(faultsOf([entry(1, 'Lan'), entry(3, 'Pâng'), entry(3, 'Sính')])).toEqual([
			{ kind: 'missing', number: 2 },
			{ kind: 'twice', number: 3 }
		]);
	});

	it('is printed with three figures at least', () => {
		expect([1, 56, 1204].map(printedNumber)).toEqual(['001', '056', '1204']);
	});

	it('is without a gap after any decisions and annulments', () => {
		const step = fc.record({
			decision: fc.array(fc.string({ minLength: 1, maxLength: 2 }), { maxLength: 8 }),
			voids: fc.array(fc.nat(30), { maxLength: 3 })
		});
		fc.assert(
			fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
				let book: BookEntry[] = [];
				for (const { decision, voids } of steps) {
					book = [...book, ...allot(book, decision)];
					book = book.map((one) => (voids.includes(one.number) ? { ...one, voidedAt: new Date(0) } : one));
				}
				expect(faultsOf(book)).toEqual([]);
				const standing = book.filter(({ voidedAt }) => voidedAt === null).map((one) => one.recipientId);
				expect(new Set(standing).size).toBe(standing.length);
			})
		);
	});
});
