import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { letterJob } from '#lib/server/conference/delegations/letters.ts';
import { saveCheckpoint } from '#lib/server/conference/save-checkpoint.ts';
import { renderPapers } from '#lib/server/documents/render-papers.ts';
import { conferenceCity, type ConferenceCity } from './house.ts';

let here: ConferenceCity;
const folder = mkdtempSync(join(tmpdir(), 'kheo-letters-'));
beforeAll(async () => {
	here = await conferenceCity();
});
afterAll(async () => {
	rmSync(folder, { recursive: true, force: true });
	await here.remove();
});

const ORIGIN = 'https://kheo.example';
const AT = new Date('2026-11-29T02:00:00Z');
type Asked = Parameters<typeof letterJob>[1];

async function printed(asked: Partial<Asked> & { conferenceId: string }) {
	const job = await letterJob(here.database.read, {
		...{
			delegationIds: [],
			tokens: new Map(),
			withSlips: false,
			origin: ORIGIN,
			form: 'pdf',
			locale: 'vi',
			at: AT
		},
		...asked
	});
	const bytes = (await renderPapers(job!, async () => true))!;
	const file = join(folder, 'letters.pdf');
	writeFileSync(file, bytes);
	const read = (tool: string, ...options: string[]) => execFileSync(tool, options, { encoding: 'utf8' });
	return {
		bytes,
		job: job!,
		text: () => read('pdftotext', '-layout', file, '-').replace(/\s+/g, ' '),
		info: () => read('pdfinfo', file),
		fonts: () => read('pdffonts', file)
	};
}

it('invites every delegation on a page of its own, in one tagged file, sorted the Vietnamese way', async () => {
	const { conferenceId } = await here.conference('LETTER', 4);
	const entry = await here.database.read.checkpoint.findFirstOrThrow({
		where: { conferenceId, isEntry: true }
	});
	await here.done(saveCheckpoint, {
		...{ conferenceId, checkpointId: entry.id, name: entry.name, policy: 'once', isEntry: true },
		opensAt: '2099-01-02T07:00'
	});
	const { text, info, fonts, bytes } = await printed({ conferenceId });
	expect(info()).toMatch(/Tagged:\s+yes/);
	expect(info()).toMatch(/Pages:\s+5/);
	expect(fonts()).toMatch(/Tinos/);
	const words = text();
	const units = [...words.matchAll(/Kính gửi: (Phường \S+ \S+)/g)].map(([, unit]) => unit);
	expect(units).toEqual([
		'Phường Bến Lau',
		'Phường Cầu Đá',
		'Phường Đồi Thông',
		'Phường Giếng Ngọc',
		'Phường Hồ Sen'
	]);
	for (const said of [
		'ĐẢNG CỘNG SẢN VIỆT NAM',
		'BAN TỔ CHỨC HỘI NGHỊ',
		'GIẤY MỜI',
		'/GM-BTC',
		'trân trọng kính mời đoàn đại biểu Phường Bến Lau dự Hội nghị LETTER',
		'Thời gian: ngày 02/01/2099.',
		'Đón đại biểu từ 02/01/2099 07:00.',
		'Số đại biểu của đoàn: 4 người.',
		'báo danh sách đoàn trước 01/01/2099 08:00.',
		`${ORIGIN}/conferences/LETTER`,
		'TM. BAN TỔ CHỨC'
	]) {
		expect(words).toContain(said);
	}
	expect((await printed({ conferenceId })).bytes).toEqual(bytes);
});

it('carries a unit’s own link where it was just made, and no other unit’s', async () => {
	const { conferenceId, delegationIds } = await here.conference('OWN-LETTER');
	const [own] = delegationIds as [string];
	const { token } = await here.link(conferenceId, own);
	const { text, job } = await printed({
		conferenceId,
		delegationIds: [own],
		tokens: new Map([[own, token]])
	});
	expect(job.papers).toHaveLength(1);
	expect(text()).toContain(`${ORIGIN}/delegations/${token}`);
	expect(text()).toContain('Mỗi đơn vị một mã riêng.');
	const all = await printed({ conferenceId, tokens: new Map([[own, token]]) });
	expect(all.text().split(token)).toHaveLength(2);
});

it('becomes a file for each unit, named by it, and speaks English too', async () => {
	const { conferenceId } = await here.conference('FILES');
	const { bytes, job } = await printed({ conferenceId, form: 'zip', locale: 'en' });
	expect(job.papers.map(({ fileName }) => fileName)).toEqual([
		'001-giay-moi-phuong-ben-lau',
		'002-giay-moi-phuong-cau-da',
		'003-giay-moi-phuong-doi-thong',
		'004-giay-moi-phuong-gieng-ngoc',
		'005-giay-moi-phuong-ho-sen'
	]);
	expect(Buffer.from(bytes).readUInt32LE(0)).toBe(0x04034b50);
	const { text } = await printed({ conferenceId, locale: 'en' });
	expect(text()).toContain('has the honour of inviting the delegation of Phường Bến Lau');
});

it('fits one page whatever is as long as it may be', async () => {
	const { conferenceId } = await here.conference('LONG');
	await here.database.transaction(async (tx) => {
		await tx.conference.update({
			where: { id: conferenceId },
			data: {
				titleVi: 'Hội nghị tổng kết phong trào thi đua “Dân vận khéo” giai đoạn 2021 – 2026 và '
					.repeat(3)
					.slice(0, 300),
				venue: 'Trung tâm Hội nghị thành phố, số 1 đường Trần Hưng Đạo, phường Cửa Nam '
					.repeat(4)
					.slice(0, 300)
			}
		});
	});
	const { info } = await printed({ conferenceId });
	expect(info()).toMatch(/Pages:\s+5/);
});
