import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCertificates, decisionCertificates } from '#lib/server/honours/proof/certificate-list.ts';
import { bookPage, bookState } from '#lib/server/honours/golden-book/book-query.ts';
import { printedCheckCode } from '#lib/domain/shared/check-code.ts';
import { issuedCertificates } from '../../support/issued-certificates.ts';
import { organizer } from '../contest/city.ts';
import { honoursCity, type HonoursCity } from './honours-house.ts';

let here: HonoursCity;
let made: Awaited<ReturnType<typeof issuedCertificates>>;
const NAMES = Array.from({ length: 230 }, (_, at) => `Thôn ${at + 1} Hữu Nghị`);
const START = { after: null, before: null };

beforeAll(async () => {
	here = await honoursCity();
	made = await issuedCertificates(here.database, {
		...{ unitId: here.cityId, names: NAMES, number: '88/QĐ-UBND' }
	});
});
afterAll(() => here.remove());

type Page = { readonly prior: string | null; readonly next: string | null };

/** Every page from the first to the last, and back again. */
async function bothWays<Read extends Page>(read: (cursor: typeof START) => Promise<Read>) {
	const there = [await read(START)];
	for (let next = there[0]!.next; next !== null; next = there.at(-1)!.next) {
		there.push(await read({ ...START, after: next } as never));
	}
	const back = [there.at(-1)!];
	for (let prior = back[0]!.prior; prior !== null; prior = back[0]!.prior) {
		back.unshift(await read({ ...START, before: prior } as never));
	}
	return { there, back };
}

describe('a golden book of many numbers', () => {
	const book = () => ({ issuerId: made.issuerId, year: 2026, kind: 'merit' });
	const found = async (query: string, only: 'good' | 'void' | null = null) =>
		(await bookPage(here.read, { ...book(), query, only }, START)).lines.map(({ number }) => number);

	it('is read page by page, there and back, every number once', async () => {
		const { there, back } = await bothWays((cursor) => bookPage(here.read, book(), cursor));
		const numbers = (pages: typeof there) => pages.map(({ lines }) => lines.map(({ number }) => number));
		expect(numbers(there).map((page) => page.length)).toEqual([100, 100, 30]);
		expect(numbers(there).flat()).toEqual(NAMES.map((_, at) => at + 1));
		expect(numbers(back)).toEqual(numbers(there));
		expect(there.map((page) => page.found)).toEqual([230, 230, 230]);
		expect(await bookState(here.read, book())).toEqual({ faults: [], last: 230 });
	});

	it('is searched by name, by number as it is printed, by the code on a certificate, by decision', async () => {
		expect(await found('huu nghi 17')).toEqual([
			17,
			117,
			...Array.from({ length: 10 }, (_, at) => 170 + at),
			217
		]);
		// A number finds its line, and whoever has it in the name.
		expect(await found('056')).toEqual([56]);
		expect(await found('230')).toEqual([230]);
		expect(await found(printedCheckCode(made.certificates[7]!.code).toLowerCase())).toEqual([8]);
		expect(await found('88/QĐ')).toHaveLength(100);
		for (const nobody of ['89/QĐ', 'không có ai', '9999999', "' OR 1=1 --"])
			expect(await found(nobody)).toEqual([]);
		expect(await found('56', 'void')).toEqual([]);
	});

	it('reads an address that somebody has spoilt as its first page, or as none', async () => {
		const read = async (after: string) =>
			(await bookPage(here.read, book(), { after, before: null })).lines.length;
		expect([await read('x'), await read('-5'), await read('1e999'), await read('999')]).toEqual([
			100, 100, 100, 0
		]);
	});
});

describe('the list of many certificates', () => {
	it('is read page by page, there and back, each once, though all were issued at one moment', async () => {
		const { there, back } = await bothWays((cursor) => findCertificates(here.read, organizer, '', cursor));
		const ids = (pages: typeof there) => pages.map(({ certificates }) => certificates.map(({ id }) => id));
		expect(new Set(ids(there).flat()).size).toBe(230);
		expect(ids(there).flat()).toHaveLength(230);
		expect(ids(back)).toEqual(ids(there));
	});

	it('is searched by the golden-book number and the decision too, within its pages', async () => {
		const numbers = async (typed: string) =>
			(await findCertificates(here.read, organizer, typed)).certificates.map(({ number }) => number);
		expect((await numbers('056')).toSorted()).toEqual([56]);
		const { certificates, next } = await findCertificates(here.read, organizer, '88/QĐ');
		expect(certificates).toHaveLength(100);
		const second = await findCertificates(here.read, organizer, '88/QĐ', { after: next, before: null });
		expect(second.certificates[0]!.id).not.toBe(certificates[0]!.id);
		expect(await numbers('89/QĐ')).toEqual([]);
	});

	it('of one decision goes in its order, recipient by recipient', async () => {
		const { there, back } = await bothWays((cursor) =>
			decisionCertificates(here.read, made.decisionId, '', cursor)
		);
		const numbers = (pages: typeof there) =>
			pages.map(({ certificates }) => certificates.map(({ number }) => number));
		expect(numbers(there).flat()).toEqual(NAMES.map((_, at) => at + 1));
		expect(numbers(back)).toEqual(numbers(there));
		const one = await decisionCertificates(here.read, made.decisionId, 'thon 230', START);
		expect(one.certificates.map(({ number }) => number)).toEqual([230]);
	});
});
