import type { Browser, Page } from '@playwright/test';
import {
	callNext,
	closeAndVerify,
	enterMeasuredScores,
	everySheetIsIn,
	hold
} from '../support/desk-steps.ts';
import { png } from '../support/sample-pictures.ts';
import { expect, expectAccessible, signIn, test } from './story.ts';

test.use({
	options: { contest: { clusterSizes: [2, 2], judges: 3, open: true, humans: [] } },
	viewport: { width: 1366, height: 900 }
});

async function window(browser: Browser, width: number, height: number): Promise<Page> {
	const context = await browser.newContext({ viewport: { width, height }, locale: 'vi-VN' });
	return context.newPage();
}

/** A screen or the presenter's page shows the step with this number. */
const shows = (page: Page, number: number) => expect(page.locator(`[data-number="${number}"]`)).toBeVisible();

test('a ceremony with three followers and a rewind; a phone learns the result with the last step', async ({
	browser,
	page,
	story
}) => {
	const round = story.contest!.rounds[0]!;
	const { code } = story.contest!;
	const desk = `${story.origin}/desk/rounds/${round.id}`;
	const ceremony = `${story.origin}/desk/contests/${code}/ceremony/${round.id}`;
	const phone = await window(browser, 360, 740);
	const organizer = await window(browser, 1180, 820);
	const chair = await window(browser, 820, 1180);
	const hall = await window(browser, 1920, 1080);
	const annex = await window(browser, 3840, 2160);
	const presenter = await window(browser, 820, 1180);
	const followers = [hall, annex, presenter];

	await test.step('the round is judged, closed and verified', async () => {
		await signIn(page, story, 'secretary');
		await page.goto(desk);
		expect(await callNext(page)).toBe(true);
		await everySheetIsIn(page);
		await enterMeasuredScores(page, desk);
		await page.goto(desk);
		expect(await callNext(page)).toBe(true);
		await everySheetIsIn(page);
		await closeAndVerify(page, desk);
	});

	await test.step('the teams have photos', async () => {
		await signIn(organizer, story, 'organizer');
		await organizer.goto(`${story.origin}/desk/contests/${code}/teams`);
		const teams = await organizer
			.locator('tbody th a')
			.evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
		expect(teams).toHaveLength(4);
		for (const [index, href] of teams.entries()) {
			await organizer.goto(href);
			const photo = png({ width: 900, height: 600, shade: 90 + index * 30 });
			const file = { name: 'doi.png', mimeType: 'image/png', buffer: photo };
			await organizer.getByLabel('Chọn ảnh hoặc chụp mới').setInputFiles(file);
			await organizer.getByLabel('Những người trong ảnh đã đồng ý').check();
			await organizer.getByRole('button', { name: 'Gửi ảnh' }).click();
			await expect(organizer.getByText('Đã lưu ảnh của đội.')).toBeVisible();
		}
	});

	/** Photos that the hall's screen has asked for. */
	const fetched = new Set<string>();
	hall.on('request', (request) => {
		if (request.url().includes('/pictures/')) fetched.add(request.url());
	});

	let last = 0;
	await test.step('the organizer builds the script, the chair confirms it on another device', async () => {
		await organizer.goto(ceremony);
		await organizer.getByRole('button', { name: 'Lập kịch bản', exact: true }).click();
		await expect(organizer.getByText(/Đã lập kịch bản \d+ bước/)).toBeVisible();
		await expect(organizer.getByRole('button', { name: 'Giữ để bắt đầu lễ công bố' })).toHaveCount(0);
		await expectAccessible(organizer);
		last = await organizer.getByRole('list', { name: 'Các bước của lễ công bố' }).locator('li').count();
		await signIn(chair, story, 'jury-chair');
		await chair.goto(ceremony);
		await hold(chair.getByRole('button', { name: 'Giữ để xác nhận kịch bản' }));
		await expect(chair.getByRole('heading', { name: 'Bắt đầu', exact: true })).toBeVisible();
	});

	await test.step('three screens and a phone are opened; nobody is told anything yet', async () => {
		await organizer.goto(ceremony);
		const address = async (name: string) =>
			new URL((await organizer.getByRole('link', { name, exact: true }).getAttribute('href'))!, story.origin)
				.href;
		const screen = await address('Màn hình hội trường');
		await Promise.all([
			hall.goto(screen),
			annex.goto(screen),
			presenter.goto(await address('Trang của người dẫn chương trình'))
		]);
		await phone.goto(`${story.origin}/contests/${code}/rounds/${round.id}`);
		for (const one of followers) await shows(one, 0);
		const stranger = await window(browser, 1280, 720);
		await stranger.goto(`${story.origin}/stage/ceremony/${round.id}?key=sai`);
		await expect(stranger.getByText('Chưa có lễ công bố ở đường dẫn này')).toBeVisible();
		await stranger.context().close();
	});

	const next = async (number: number) => {
		await organizer.locator('h1').click();
		await organizer.keyboard.press('ArrowRight');
		for (const one of followers) await shows(one, number);
		await expect(organizer.locator('[aria-current="step"]')).toContainText(String(number));
	};

	await test.step('step by step, all at the same number; a rewind shows the earlier step again', async () => {
		await hold(organizer.getByRole('button', { name: 'Giữ để bắt đầu lễ công bố' }));
		for (const one of followers) await shows(one, 1);
		await expect(organizer.locator('[aria-current="step"]')).toBeVisible();
		await expectAccessible(hall);
		await expectAccessible(presenter);
		expect([...fetched]).toEqual([]);
		await next(2);
		const before = fetched.size;
		await next(3);
		// One more, of the team that is called, and it is there to be seen.
		const photo = hall.locator('[data-pictured] img');
		await expect(photo).toHaveCount(1);
		await expect(photo).toHaveJSProperty('complete', true);
		expect(fetched.size).toBe(before + 1);
		await expect(hall.getByText('Giải Nhì cụm')).toBeVisible();
		await expect(presenter.getByText('Giải Nhì cụm thuộc về:')).toBeVisible();
		await organizer.keyboard.press('ArrowLeft');
		for (const one of followers) await shows(one, 2);
		await expect(hall.getByText('Giải Nhì cụm')).toHaveCount(0);
		await expect(organizer.locator('[aria-current="step"]')).toContainText('2');
	});

	await test.step('covered screens tell nothing, and a screen that was cut off catches up by itself', async () => {
		await organizer.keyboard.press('h');
		await expect(hall.getByText('Xin quý vị chờ trong giây lát')).toBeVisible();
		await expect(presenter.getByText('Tạm dừng, xin chưa đọc tiếp')).toBeVisible();
		await expect(organizer.getByRole('button', { name: 'Mở màn hình' })).toBeVisible();
		await organizer.keyboard.press('h');
		await shows(hall, 2);
		await expect(organizer.getByRole('button', { name: 'Che màn hình' })).toBeVisible();
		await annex.context().setOffline(true);
		await organizer.keyboard.press('ArrowRight');
		await shows(hall, 3);
		await annex.context().setOffline(false);
		await shows(annex, 3);
		await expect(organizer.locator('[aria-current="step"]')).toContainText('3');
	});

	await test.step('up to the last but one the phone is not told that there is a result', async () => {
		for (let number = 4; number < last; number++) await next(number);
		await expect(phone.getByText('Tạm thời').first()).toBeVisible();
		await expect(phone.getByText(/Kết quả chính thức/)).toHaveCount(0);
		await organizer.keyboard.press('ArrowRight');
		await expect(organizer.locator('[aria-current="step"]')).toContainText(String(last - 1));
	});

	await test.step('the last step publishes: screens and phone turn together', async () => {
		await hold(organizer.getByRole('button', { name: 'Giữ để công bố kết quả' }));
		for (const one of followers) await shows(one, last);
		await expect(hall.getByText('Xin chúc mừng các đội!')).toBeVisible();
		await expect(phone.getByText('Kết quả chính thức, bản 1').first()).toBeVisible();
		await expect(organizer.getByText('Kết quả đã được công bố')).toBeVisible();
		await phone.goto(`${story.origin}/contests/${code}/results/${round.id}`);
		await expect(phone.getByText('Giải Nhất cụm').first()).toBeVisible();
		await expectAccessible(hall);
	});
	for (const one of [phone, organizer, chair, ...followers]) await one.context().close();
});
