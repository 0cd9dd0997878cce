import type { BrowserContext, Page } from '@playwright/test';
import { addOperator, card, gateLink, scanByWedge, startShift } from '../support/gate-steps.ts';
import { expect, expectAccessible, signIn, test } from './story.ts';

const NAMES = ['Nguyễn Văn An', 'Trần Thị Bình', 'Lê Hoàng Cúc', 'Đỗ Minh Dung'];
const LAN = { name: 'Lan', role: 'Người quét thẻ', pin: '2468' };

test.use({ options: { contest: { clusterSizes: [3], judges: 3, open: false }, delegates: NAMES } });
test.describe.configure({ mode: 'serial' });

test.describe('the roll-call of a conference', () => {
	let desk: Page;
	let tablet: Page;
	let hall: Page;
	const contexts: BrowserContext[] = [];

	test.beforeAll(async ({ browser, story }) => {
		const own = async (width: number, height: number) => {
			const context = await browser.newContext({
				...{ locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', viewport: { width, height } },
				permissions: ['clipboard-read', 'clipboard-write']
			});
			contexts.push(context);
			return context.newPage();
		};
		desk = await own(1280, 900);
		await signIn(desk, story, 'organizer');
		const gates = `${story.origin}/desk/conferences/${story.conference!.code}/gates`;
		await addOperator(desk, gates, LAN);
		tablet = await own(1024, 768);
		await startShift(tablet, await gateLink(desk, gates, 'Cửa 1'), LAN);
		hall = await own(1920, 1080);
	});
	test.afterAll(async () => {
		for (const context of contexts) await context.close();
	});

	test('a scan at a gate moves the desk’s page and the big screen at once', async ({ story }) => {
		await desk.goto(`${story.origin}/desk/conferences/${story.conference!.code}/attendance`);
		await expect(desk.locator('[data-sentence="vi"]')).toHaveText('Có mặt 0/4 đại biểu (0 %), chưa đến 4');
		await desk.getByRole('button', { name: 'Tạo địa chỉ màn hình' }).click();
		await hall.goto((await desk.locator('section[aria-labelledby="screen"] code').textContent())!);
		await expect(hall.locator('[data-came]')).toHaveText('0');
		await expectAccessible(hall);
		const [badge] = story.conference!.badges;
		await scanByWedge(tablet, badge!.token);
		await expect(card(tablet)).toHaveAttribute('data-code', /^ADMIT/);
		await expect(hall.locator('[data-came]')).toHaveText('1');
		await expect(desk.locator('[data-sentence="vi"]')).toHaveText('Có mặt 1/4 đại biểu (25 %), chưa đến 3');
		await expect(hall.locator('body')).not.toContainText(badge!.name);
		await expect(desk.locator('summary', { hasText: 'Có mặt (1)' })).toBeVisible();
		await expectAccessible(desk);
	});

	test('a screen that lost its line says how old it is, and catches up by itself', async ({ story }) => {
		await hall.context().setOffline(true);
		await scanByWedge(tablet, story.conference!.badges[1]!.token);
		await expect(desk.locator('[data-sentence="vi"]')).toHaveText('Có mặt 2/4 đại biểu (50 %), chưa đến 2');
		await expect(hall.locator('[data-stale]')).toBeVisible();
		await expect(hall.locator('[data-came]')).toHaveText('1');
		await hall.context().setOffline(false);
		await expect(hall.locator('[data-came]')).toHaveText('2');
		await expect(hall.locator('[data-stale]')).toHaveCount(0);
	});

	test('a seat given by keyboard at the desk is told at the gate, and can be undone', async ({ story }) => {
		const { code, badges } = story.conference!;
		await desk.goto(`${story.origin}/desk/conferences/${code}/seating`);
		await desk.getByLabel('Số dãy').fill('3');
		await desk.getByLabel('Số ghế mỗi dãy').fill('4');
		await desk.getByLabel('Lối đi sau ghế số').fill('2');
		await desk.getByRole('button', { name: 'Lưu' }).click();
		await expect(desk.getByText('trên 12 ghế')).toBeVisible();
		const list = desk.locator('section[aria-labelledby="sitters"]');
		await list.getByRole('button', { name: badges[2]!.name }).press('Enter');
		await desk.getByRole('button', { name: 'A – 1: trống' }).focus();
		await desk.keyboard.press('ArrowDown');
		await desk.keyboard.press('ArrowRight');
		await desk.keyboard.press('Enter');
		await expect(desk.getByRole('button', { name: `B – 2: ${badges[2]!.name}` })).toBeVisible();
		await expectAccessible(desk);
		await scanByWedge(tablet, badges[2]!.token);
		await expect(card(tablet)).toContainText(badges[2]!.name);
		await expect(card(tablet)).toContainText('B – 2');
		await desk.getByRole('button', { name: /^Hoàn tác/ }).click();
		await expect(desk.getByRole('button', { name: 'B – 2: trống' })).toBeVisible();
		await desk.setViewportSize({ width: 360, height: 740 });
		const overflow = await desk.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth
		);
		expect(overflow).toBe(0);
		await desk.setViewportSize({ width: 1280, height: 900 });
		await desk.goto(`${story.origin}/desk/conferences/${code}/attendance`);
	});

	test('the roll-call is closed, and its sentence is copied as it is read out', async () => {
		await desk.getByText('Chốt điểm danh', { exact: true }).click();
		await desk.getByRole('button', { name: 'Chốt, ghi 1 người vắng' }).click();
		await expect(desk.getByText(/^Đã chốt lúc/)).toBeVisible();
		const sentence = 'Có mặt 3/4 đại biểu (75 %), vắng không lý do 1';
		await expect(desk.locator('[data-sentence="vi"]')).toHaveText(sentence);
		await desk.getByRole('button', { name: 'Sao chép câu Tiếng Việt' }).click();
		await expect.poll(() => desk.evaluate(() => navigator.clipboard.readText())).toBe(sentence);
		await desk.setViewportSize({ width: 360, height: 740 });
		const overflow = await desk.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth
		);
		expect(overflow).toBe(0);
		await desk.setViewportSize({ width: 1280, height: 900 });
	});
});
