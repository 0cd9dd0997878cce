import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { BUILT_IN_TEMPLATES } from '#lib/domain/honours/built-in.ts';
import { renderAward } from '#lib/server/documents/awards/render-award.ts';
import { certificateVideo } from '../support/badge-video.ts';
import { sampleFacts } from '../support/sample-certificate.ts';
import type { RunningStory } from '../support/story-world.ts';
import { expect, expectAccessible, signIn, test } from './story.ts';

const [AN, BINH] = ['Nguyễn Văn An', 'Trần Văn Bình'] as const;
const VIETNAM = { locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' };
const template = BUILT_IN_TEMPLATES.find(({ key }) => key === 'state-merit')!;

test.use({
	options: {
		contest: { clusterSizes: [3], judges: 3, open: false },
		delegates: [AN, BINH],
		awards: { decisions: [[AN, BINH]], inHall: [] }
	}
});
test.describe.configure({ mode: 'serial' });

/** The certificate as Khéo prints it. */
const printed = ({ id, code, name }: { id: string; code: string; name: string }, origin: string) =>
	renderAward(template, sampleFacts(template, { name }, { id, code, address: `${origin}/v/${code}` }));

/** The pick-up desk on a tablet before whose camera a certificate lies. */
async function withCamera(
	story: RunningStory,
	certificate: RunningStory['awards'][number]['certificates'][number],
	act: (page: Page) => Promise<void>
) {
	const folder = mkdtempSync(join(tmpdir(), 'kheo-paper-'));
	const film = join(folder, 'paper.y4m');
	const { x, y, width, height } = template.blocks.find(({ kind }) => kind === 'code')!.box;
	await certificateVideo(film, await printed(certificate, story.origin), {
		x: x + width / 2,
		y: y + height / 2
	});
	const browser = await chromium.launch({
		...(process.env.KHEO_CHROMIUM ? { executablePath: process.env.KHEO_CHROMIUM } : {}),
		args: [
			'--no-sandbox',
			'--use-fake-ui-for-media-stream',
			'--use-fake-device-for-media-stream',
			`--use-file-for-fake-video-capture=${film}`
		]
	});
	try {
		const context = await browser.newContext({ ...VIETNAM, permissions: ['camera'] });
		const page = await context.newPage();
		await signIn(page, story, 'organizer');
		await act(page);
	} finally {
		await browser.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

async function lookThrough(page: Page, story: RunningStory) {
	await page.goto(`${story.origin}/desk/honours/pick-up`);
	await page.getByRole('button', { name: 'Bật máy ảnh' }).click();
}

test('the camera reads a printed certificate: whose it is, handed over once, and the next time to whom and when', async ({
	story
}) => {
	const [certificate] = story.awards[0]!.certificates;
	await withCamera(story, certificate!, async (page) => {
		await lookThrough(page, story);
		await expect(page.getByText('Giấy thật, chưa trao')).toBeVisible();
		await expect(page.getByRole('heading', { name: `Ông ${AN}` })).toBeVisible();
		await expect(page).toHaveURL(new RegExp(`code=${certificate!.code}$`));
		await expectAccessible(page);
		await page.getByLabel('Họ tên người nhận').fill('Trần Thị Sáu');
		await page.getByRole('button', { name: 'Đã trao giấy' }).click();
		// The camera goes on seeing the paper that lies before it, and nobody is asked again.
		const handed = page.getByText(/Đã trao tại bàn lúc .+ cho Trần Thị Sáu$/);
		await expect(handed).toBeVisible();
		await expect(page.getByRole('button', { name: 'Đã trao giấy' })).toHaveCount(0);

		await lookThrough(page, story);
		await expect(handed).toBeVisible();
		await expect(page.getByText('Giấy thật, chưa trao')).toHaveCount(0);
		await expect(page.getByRole('button', { name: 'Đã trao giấy' })).toHaveCount(0);
		await expectAccessible(page);
	});
});

test('a certificate that was revoked is refused, however well the camera reads it', async ({ story }) => {
	const certificate = story.awards[0]!.certificates[1]!;
	await withCamera(story, certificate, async (page) => {
		await page.goto(`${story.origin}/desk/honours/certificates/${certificate.id}`);
		await page.locator('summary', { hasText: 'Thu hồi' }).click();
		const revoke = page
			.locator('form')
			.filter({ has: page.getByRole('button', { name: 'Thu hồi giấy này' }) });
		await revoke.getByLabel('Căn cứ').selectOption({ label: 'kết quả hội thi đã được đính chính' });
		await revoke.getByLabel('Lý do').fill('Bản 2 của kết quả xếp khác.');
		await revoke.getByRole('button', { name: 'Thu hồi giấy này' }).click();
		await expect(page.getByText('Đã thu hồi.')).toBeVisible();

		await lookThrough(page, story);
		await expect(page.getByText('Giấy đã bị thu hồi: không trao')).toBeVisible();
		await expect(page.getByRole('heading', { name: `Ông ${BINH}` })).toBeVisible();
		await expect(page.getByRole('button', { name: 'Đã trao giấy' })).toHaveCount(0);
	});
});
