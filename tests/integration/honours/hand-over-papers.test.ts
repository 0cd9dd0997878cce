import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderPapers } from '#lib/server/documents/render-papers.ts';
import { handOverTable } from '#lib/server/honours/hand-over/hand-over-table.ts';
import { stageListOf } from '#lib/server/honours/hand-over/stage-list.ts';
import { editStageGroup } from '#lib/server/honours/hand-over/move-on-stage.ts';
import { revokeCertificate } from '#lib/server/honours/revocation/revoke-certificate.ts';
import { organizer } from '../contest/city.ts';
import { stageCity, type StageCity } from './hand-over-house.ts';

let here: StageCity;
beforeAll(async () => {
	here = await stageCity();
});
afterAll(() => here.remove());

const NAMES = ['Nguyễn Văn An', 'Trần Thị Bình', 'Lê Hoàng Cúc', 'Đỗ Minh Dung'];
const asked = (locale: 'vi' | 'en') => ({
	...{ actor: organizer, locale, now: new Date('2026-11-30T01:00:00Z') },
	kind: () => (locale === 'vi' ? 'Bằng khen' : 'Certificate of Merit')
});
async function textOf(awardId: string, locale: 'vi' | 'en' = 'vi') {
	const job = (await stageListOf(here.read, awardId, asked(locale)))!;
	const bytes = (await renderPapers(job, () => Promise.resolve(true)))!;
	return execFileSync('pdftotext', ['-layout', '-', '-'], { input: bytes, encoding: 'utf8' }).normalize(
		'NFC'
	);
}

describe('the printed order of a hand-over', () => {
	it('names group by group who goes up, with number, tray, presenter, and apart what must not be handed over', async () => {
		const { awardId, certificates } = await here.onStage(NAMES, 2);
		const { version } = await here.view(awardId);
		await here.done(editStageGroup, { awardId, group: 2, version, presenter: 'Bà Lê Thị Hoa', tray: 'B' });
		await here.done(revokeCertificate, {
			...{ certificate: certificates[3]!.id, for: 'false-papers', number: '9/QĐ-UBND', on: '2026-11-02' },
			reason: 'Giấy tờ giả'
		});
		const text = await textOf(awardId);
		expect(text).toContain('DANH SÁCH TRAO TẶNG');
		expect(text).toContain('Bằng khen, số 1234/QĐ-UBND, ngày 15/10/2026');
		expect(text).toMatch(/Đợt 1: 2 lượt nhận\s+Khay 1 · Người trao: Ông Trần Văn Ký/);
		expect(text).toMatch(/Đợt 2: 1 lượt nhận\s+Khay B · Người trao: Bà Lê Thị Hoa/);
		expect(text).toMatch(/1\s+001\s+Ông Nguyễn Văn An/);
		expect(text).toMatch(/3\s+003\s+Ông Lê Hoàng Cúc/);
		expect(text).toMatch(/KHÔNG TRAO \(giấy đã thu hồi\)[\s\S]+Ông Đỗ Minh Dung/);
		expect(text.match(/Đỗ Minh Dung/g)).toHaveLength(1);
		expect(await textOf(awardId, 'en')).toContain('DO NOT HAND OVER (revoked)');
	});

	it('is the same file from the same order and moment, and none before it is laid out', async () => {
		const { awardId } = await here.onStage(NAMES, 3);
		const bytes = async () => {
			const job = (await stageListOf(here.read, awardId, asked('vi')))!;
			return Buffer.from((await renderPapers(job, () => Promise.resolve(true)))!).toString('base64');
		};
		expect(await bytes()).toBe(await bytes());
		const draft = await here.draft('801/QĐ-UBND', ['Tổ 1']);
		expect(await stageListOf(here.read, draft, asked('vi'))).toBeNull();
	});

	it('is a table of what happened afterwards', async () => {
		const { awardId } = await here.onStage(NAMES, 2);
		await here.record(awardId, 'receive', ['Nguyễn Văn An']);
		await here.record(awardId, 'receive', ['Trần Thị Bình'], 'Phạm Thị Lụa');
		await here.record(awardId, 'absent', ['Lê Hoàng Cúc']);
		const view = await here.view(awardId);
		const { rows } = handOverTable(view, { name: 'x', head: [], state: ({ counted }) => counted });
		expect(rows.map((row) => [row[0], row[3], row[4], row[8], row[9], row[11]])).toEqual([
			['1', '001', 'Ông Nguyễn Văn An', 'received', null, 'organizer'],
			['1', '002', 'Ông Trần Thị Bình', 'by-other', 'Phạm Thị Lụa', 'organizer'],
			['2', '003', 'Ông Lê Hoàng Cúc', 'absent', null, 'organizer'],
			['2', '004', 'Ông Đỗ Minh Dung', 'waiting', null, null]
		]);
	});
});
