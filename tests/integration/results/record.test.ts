import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { printedCode } from '#lib/domain/results/public-code.ts';
import { newId } from '#lib/live/id.ts';
import { execute } from '#lib/server/command/execute.ts';
import { missingSigns } from '#lib/server/documents/fonts.ts';
import { printRecord } from '#lib/server/documents/print-record.ts';
import type { RecordInput } from '#lib/server/documents/record/record-input.ts';
import { renderRecord } from '#lib/server/documents/record/render-record.ts';
import { publishResult } from '#lib/server/results/publish.ts';
import { publishedResult } from '#lib/server/results/published-query.ts';
import { whyLines, whyThisPlace } from '#lib/words/derivation.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { smallContest } from '../../support/small-contest.ts';
import { fillRound } from './filled-round.ts';

let db: TestDatabase;
let folder: string;
let input: RecordInput;
let file: string;
let text: string;

const flat = (of: string) => of.replace(/\s+/g, ' ').normalize('NFC');

beforeAll(async () => {
	db = await testDatabase();
	folder = mkdtempSync(join(tmpdir(), 'kheo-record-'));
	const contest = await smallContest(db.database, { teams: 12, ownUnitJudge: true });
	const [round] = contest.rounds;
	await fillRound(db.database, contest, round!, { skip: (team, judge) => team === 0 && judge === 4 });
	await db.database.transaction(async (tx) => {
		await tx.deduction.create({
			data: {
				id: newId(),
				roundId: round!.id,
				teamId: round!.teams[2]!.id,
				kind: 'lateArrival',
				points: '1',
				reason: 'Đội đến chậm <5 phút & không báo trước',
				issuedBy: 'test',
				at: new Date('2026-01-05T03:00:00Z')
			}
		});
		await tx.contest.update({
			where: { id: contest.id },
			data: { titleVi: 'Hội thi “Dân vận khéo” <lần 1> & giao lưu' }
		});
	});
	const outcome = await execute(db.database, publishResult, {
		actor: contest.accounts.organizer,
		input: { roundId: round!.id },
		at: new Date('2026-01-05T04:30:00Z')
	});
	if (!outcome.ok) throw outcome.refusal;
	const stored = await publishedResult(db.database.read, contest.code, round!.id);
	input = {
		result: stored!.result,
		hash: stored!.hash,
		code: printedCode(stored!.code),
		verifyAddress: `https://kheo.example/verify/${stored!.code}`,
		locale: 'vi'
	};
	file = join(folder, 'record.pdf');
	writeFileSync(file, await renderRecord(input));
	if (process.env.KHEO_KEEP_RECORD) writeFileSync(process.env.KHEO_KEEP_RECORD, readFileSync(file));
	text = flat(execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }));
});
afterAll(async () => {
	await db.remove();
	rmSync(folder, { recursive: true });
});

describe('the official record as a PDF', () => {
	test('E45: says every Vietnamese name, title and hash exactly as it was given', () => {
		const { result, hash, code, verifyAddress } = input;
		const unbroken = text.replaceAll(' ', '');
		const said = [
			'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
			'Độc lập - Tự do - Hạnh phúc',
			result.contest.host.toLocaleUpperCase('vi'),
			'ngày 05 tháng 01 năm 2026',
			result.contest.title.vi,
			result.round.name,
			...result.teams.map(({ name }) => name),
			...result.panel.map(({ name }) => name),
			'Đội đến chậm <5 phút & không báo trước',
			result.rules.hash,
			hash,
			code,
			verifyAddress
		];
		for (const part of said) expect(unbroken).toContain(flat(part).replaceAll(' ', ''));
	});

	test('shows every mark of every judge who marked', () => {
		const { result } = input;
		const sums = result.standings.rows.flatMap(({ parts }) =>
			parts
				.flatMap((part) => [part, ...part.parts])
				.flatMap(({ ballots }) => ballots.flatMap(({ sum }) => sum ?? []))
		);
		expect(sums.length).toBeGreaterThan(70);
		for (const sum of sums) expect(text).toContain(sum.replace('.', ','));
		expect(text).toContain('có liên quan, không chấm');
	});

	test('says of every team why it has its place, in the sentences of the page and in their order', () => {
		const { result } = input;
		const unbroken = text.replaceAll(' ', '');
		const annex = unbroken.slice(
			unbroken.lastIndexOf(flat('Phụ lục: Vì sao mỗi đội ở hạng này').replaceAll(' ', ''))
		);
		expect(annex.length).toBeLessThan(unbroken.length);
		let sentences = 0;
		for (const row of result.standings.rows) {
			const said = whyLines(whyThisPlace(row, result, 'vi')).map((line) => line.trim());
			// A page's foot may stand within a sentence: what is looked for is each word of it, in lines that are whole.
			const whole = said.filter((line) => annex.includes(flat(line).replaceAll(' ', '')));
			sentences += said.length;
			expect(whole.length / said.length, row.teamId).toBeGreaterThan(0.8);
		}
		expect(sentences).toBeGreaterThan(result.standings.rows.length * 5);
		const order = result.standings.rows.map(({ teamId }) => {
			const { name } = result.teams.find(({ id }) => id === teamId)!;
			return annex.indexOf(flat(name).replaceAll(' ', ''));
		});
		expect(Math.min(...order)).toBeGreaterThan(0);
	});

	test('is tagged Vietnamese A4 with embedded fonts and its title in the window', () => {
		const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
		expect(info).toMatch(/Tagged:\s+yes/);
		expect(info).toMatch(/PDF version:\s+1\.7/);
		expect(info).toMatch(/Page size:\s+595\.28 x 841\.89 pts \(A4\)/);
		expect(info).toContain(
			`Title:           Biên bản · ${input.result.round.name} · ${input.result.contest.title.vi}`
		);
		const raw = readFileSync(file).toString('latin1');
		expect(raw).toContain('/Lang (vi)');
		expect(raw).toContain('/DisplayDocTitle true');
		const fonts = execFileSync('pdffonts', [file], { encoding: 'utf8' }).trim().split('\n').slice(2);
		expect(fonts.length).toBe(3);
		for (const font of fonts) expect(font).toMatch(/Tinos.*\s+yes yes yes\s/);
		const tags = execFileSync('pdfinfo', ['-struct', file], { encoding: 'utf8' });
		expect(tags.split('\n').map((line) => line.trim())).toEqual(
			expect.arrayContaining(['Document', 'H1 (block)', 'H2 (block)', 'Table (block)', 'TH:', 'TD'])
		);
		expect(execFileSync('pdfinfo', ['-meta', file], { encoding: 'utf8' })).toContain(
			'&#60;lần 1&#62; &#38; giao lưu'
		);
	});

	test('comes out byte for byte the same again, in its own thread too', async () => {
		const first = readFileSync(file);
		expect(Buffer.from(await renderRecord(input)).equals(first)).toBe(true);
		const [printed, again] = await Promise.all([printRecord(input), printRecord(input)]);
		expect(Buffer.from(printed).equals(first)).toBe(true);
		expect(Buffer.from(again).equals(first)).toBe(true);
	});

	test('names the signs that its font does not have', () => {
		expect(missingSigns('Nguyễn Thị Ngọc Ánh, Y Ƀah Êban')).toEqual([]);
		expect(missingSigns('Đội 漢')).toEqual(['漢']);
	});
});
