import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
	RollDecision,
	RollEntry,
	RollListInput,
	RollPosterInput
} from '#lib/server/documents/honours/roll-input.ts';
import type { Printable } from '#lib/server/documents/job.ts';
import { unprintable } from '#lib/server/documents/lacking-signs.ts';
import { renderPapers } from '#lib/server/documents/render-papers.ts';
import { approveDecision } from '#lib/server/honours/decisions/answer-proposal.ts';
import { bookPaper } from '#lib/server/honours/golden-book/book-paper.ts';
import { booksFor } from '#lib/server/honours/golden-book/book-query.ts';
import { issueCertificates } from '#lib/server/honours/issue/issue-certificates.ts';
import { certificatesOfDecision } from '#lib/server/honours/proof/certificate-query.ts';
import { revokeCertificate } from '#lib/server/honours/revocation/revoke-certificate.ts';
import { askPoppler } from '../../support/sample-certificate.ts';
import { honoursCity, hung, type HonoursCity } from './honours-house.ts';

const AT = '2026-10-20T02:00:00Z';
const LONG = 'Ban Công tác Mặt trận thôn Đồng Tâm '.repeat(9).trim().slice(0, 300);
const flat = (text: string) => text.replace(/\s+/g, ' ');
const textOf = (bytes: Uint8Array) => flat(askPoppler('pdftotext', bytes, '-raw').normalize('NFC'));
const pagesOf = (bytes: Uint8Array) => Number(/Pages:\s+(\d+)/.exec(askPoppler('pdfinfo', bytes))![1]);
const page = (bytes: Uint8Array, number: number) =>
	flat(askPoppler('pdftotext', bytes, '-raw', '-f', String(number), '-l', String(number)).normalize('NFC'));

const entry = (name: string, at: number, more: Partial<RollEntry> = {}): RollEntry => ({
	...{ id: String(at), subject: 'individual', name, place: `Trưởng thôn số ${at}`, number: at, code: null },
	...{ achievement: 'Đã có thành tích xuất sắc.', prize: '', ...more }
});
const decision = (groups: RollDecision['groups']): RollDecision => ({
	...{ kind: 'merit', letterhead: 'state', issuer: 'CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LAI CHÂU', groups },
	...{ number: '1234/QĐ-UBND', decidedOn: '2026-10-05' },
	...{ signerTitle: 'KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH', signerName: 'Lê Văn Lương' }
});
const print = async (one: Printable) =>
	(await renderPapers({ papers: [one], form: 'pdf', title: '', at: AT }, async () => true))!;
const list = (groups: RollDecision['groups'], more: Partial<RollListInput> = {}) =>
	print({
		...{ kind: 'roll-list', fileName: 'x' },
		input: { locale: 'vi', event: 'Hội nghị', mark: null, at: AT, decision: decision(groups), ...more }
	});
const poster = (groups: RollDecision['groups'], more: Partial<RollPosterInput> = {}) =>
	print({
		...{ kind: 'roll-poster', fileName: 'x' },
		input: {
			...{ locale: 'vi', event: 'Hội nghị', mark: null, at: AT, size: 'A3', decisions: [decision(groups)] },
			...more
		}
	});
const people = (names: readonly string[]): RollDecision['groups'] => [
	{
		...{ subject: 'individual', count: names.length },
		entries: names.map((name, at) => entry(name, at + 1))
	}
];
const STRANGE = ['Y Ƀrih Êban', 'H’Ê̆m ŏ ŭ Niê', 'Đoàn Thị Đượm', LONG];

describe('a sign that no font of papers has', () => {
	const NAMES = ['Tổ dân phố 漢', 'Nguyễn\tVăn\u2003An', 'Lò Thị Én 👍'];

	it('is told before it is printed, with the name that it stands in; white space is none', () => {
		expect(unprintable({ decisions: [decision(people(NAMES))] })).toEqual([
			{ text: NAMES[0], signs: ['漢'] },
			{ text: NAMES[2], signs: ['👍'] }
		]);
		expect(unprintable(decision(people(STRANGE)))).toEqual([]);
		expect(unprintable(null)).toEqual([]);
	});

	it('is said on the list as well, so that somebody writes it in; tabs and wide spaces are spaces', async () => {
		const text = textOf(await list(people(NAMES)));
		expect(text).toContain('xin viết tay vào: “Tổ dân phố ');
		expect(text).toContain('(U+6F22); “Lò Thị Én ');
		expect(text).toContain('(U+1F44D).');
		expect(text).toContain('Nguyễn Văn An');
		expect(textOf(await list(people(STRANGE)))).not.toContain('viết tay');
	});

	it('is on the poster at the door a box, which its desk was told of, and no note for everybody', async () => {
		expect(textOf(await poster(people(NAMES)))).not.toContain('viết tay');
	});
});

describe('the list of a decision', () => {
	it('says who, as what, what for and under which number, and who signs; every letter can be copied', async () => {
		const text = textOf(await list(people(STRANGE)));
		for (const name of STRANGE) {
			expect(text).toContain(flat(name.normalize('NFC')));
		}
		for (const said of [
			'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
			'DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG BẰNG KHEN',
			'(Kèm theo Quyết định số 1234/QĐ-UBND ngày 05 tháng 10 năm 2026 của CHỦ TỊCH',
			'Thành tích: Đã có thành tích xuất sắc.',
			'Số sổ vàng',
			'Danh sách gồm 4 cá nhân.',
			'KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lê Văn Lương'
		]) {
			expect(text).toContain(said);
		}
	});

	it('breaks two thousand rows over pages with the head on each of them, and loses nobody', async () => {
		const names = Array.from({ length: 2000 }, (_, at) => `Nguyễn Thị Số ${at + 1}`);
		const bytes = await list(people(names));
		const pages = pagesOf(bytes);
		expect(pages).toBeGreaterThan(30);
		for (const number of [1, 2, Math.ceil(pages / 2)]) {
			expect(page(bytes, number)).toContain('Chức vụ, đơn vị, địa bàn');
			expect(page(bytes, number)).toContain(`Trang ${number}/${pages}`);
		}
		const text = textOf(bytes);
		const printed = new Set([...text.matchAll(/Nguyễn Thị Số (\d+) Trưởng/g)].map(([, number]) => number));
		expect(printed.size).toBe(2000);
		// Nobody signs a page on which there is nothing else.
		expect(page(bytes, pages)).toContain('Danh sách gồm 2000 cá nhân.');
	});

	it('has dots for what a draft lacks, a mark across that nobody copies, and only counts where names are private', async () => {
		const draft = { ...decision(people(['Lò Văn Pâng'])), number: null, decidedOn: null, signerName: '' };
		const text = textOf(
			await print({
				...{ kind: 'roll-list', fileName: 'x' },
				input: { locale: 'vi', event: null, mark: 'draft', at: AT, decision: draft }
			})
		);
		expect(text).toContain('Quyết định số ……… ngày …/…/……');
		expect(text).not.toContain('DỰ THẢO');
		const counted = await list([
			{ subject: 'collective', count: 1, entries: [entry('Tổ hòa giải', 1, { subject: 'collective' })] },
			{ subject: 'individual', count: 37, entries: null }
		]);
		expect(textOf(counted)).toContain('II. Cá nhân (37) 37 cá nhân');
	});

	it('is tagged, says its title, and is the same again', async () => {
		const [one, other] = [await list(people(STRANGE)), await list(people(STRANGE))];
		expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
		const info = askPoppler('pdfinfo', one);
		expect(info).toMatch(/Tagged:\s+yes/);
		expect(info).toMatch(/Title:\s+Danh sách cá nhân được tặng Bằng khen/);
		expect(info).toMatch(/Page size:.*A4/);
	});
});

describe('the board of honour', () => {
	it('has as many on one sheet as a conference of a province honours', async () => {
		const names = Array.from({ length: 49 }, (_, at) => `Ông Giàng A Chu ${at + 1}`);
		const bytes = await poster(people(names));
		expect(pagesOf(bytes)).toBe(1);
		expect(askPoppler('pdfinfo', bytes)).toMatch(/Page size:.*A3/);
		const text = textOf(bytes);
		for (const name of names) expect(text).toContain(`${name} `);
		expect(text).toContain('BẢNG VÀNG DANH DỰ');
	});

	it('goes on on further pages for two thousand, and takes names of 300 letters', async () => {
		const names = [LONG, ...Array.from({ length: 1999 }, (_, at) => `Trần Văn Số ${at + 1}`)];
		const bytes = await poster(people(names), { size: 'A4' });
		const text = textOf(bytes);
		expect(pagesOf(bytes)).toBeGreaterThan(20);
		expect(text).toContain(LONG);
		const printed = new Set([...text.matchAll(/Trần Văn Số (\d+) Trưởng/g)].map(([, number]) => number));
		expect(printed.size).toBe(1999);
	});
});

describe('the golden book', () => {
	let here: HonoursCity;
	beforeAll(async () => {
		here = await honoursCity();
	});
	afterAll(() => here.remove());

	it('is bound whole: void numbers stay in it, marked, with every certificate’s code', async () => {
		const awardId = await here.proposed('601/QĐ-UBND', ['Tổ dân phố số 1', 'Buôn Ƀrăng', 'Tổ dân phố số 3']);
		await here.done(approveDecision, { awardId, version: await here.version(awardId) }, hung);
		await issueCertificates(here.database, { awardId, origin: 'https://kheo.example', actor: hung });
		const [, second] = await certificatesOfDecision(here.read, awardId);
		const ground = { for: 'false-papers', number: '9/QĐ-UBND', on: '2026-11-20', recovery: 'asked' };
		await here.done(revokeCertificate, { certificate: second!.id, ...ground, reason: 'Hồ sơ giả' }, hung);
		const [book] = await booksFor(here.read, hung);
		const job = await bookPaper(here.read, {
			...{ book: book!, locale: 'vi', now: new Date('2026-11-29T02:00:00Z'), why: (why) => why }
		});
		const bytes = await print(job.papers[0]!);
		expect(askPoppler('pdfinfo', bytes)).toMatch(/Page size:\s+841\.89 x 595\.28/);
		const text = textOf(bytes);
		for (const said of [
			'SỔ VÀNG KHEN THƯỞNG Bằng khen, năm 2026',
			'001 Tổ dân phố số 1',
			'002 Buôn Ƀrăng',
			'003 Tổ dân phố số 3',
			'601/QĐ-UBND',
			second!.code.match(/.{1,4}/g)!.join('-'),
			'Hồ sơ giả',
			'Sổ có 3 số, liên tục từ 001 đến 003, trong đó 1 số không còn giá trị.'
		]) {
			expect(text).toContain(said);
		}
	});
});
