import { expect, expectAccessible, network, test } from './story.ts';
import type { BrowserContext, Page } from '@playwright/test';

test.use({
	options: { contest: { clusterSizes: [2, 2], judges: 3, open: true, begun: true, humans: ['GK2'] } },
	viewport: { width: 820, height: 1180 }
});

const PIN = '2580';

async function typePin(page: Page): Promise<void> {
	for (const digit of PIN) await page.getByRole('button', { name: digit, exact: true }).click();
	await page.getByRole('button', { name: 'Mở máy' }).click();
}

async function give(page: Page, nth: number, mark: string): Promise<void> {
	const field = page.locator('[data-criterion] input').nth(nth);
	await field.fill(mark);
	await field.press('Enter');
}

test.describe('a judge with a tablet', () => {
	let context: BrowserContext;
	let page: Page;

	test.beforeAll(async ({ browser, story }) => {
		context = await browser.newContext({
			viewport: { width: 820, height: 1180 },
			locale: 'vi-VN',
			timezoneId: 'Asia/Ho_Chi_Minh',
			hasTouch: true
		});
		page = await context.newPage();
		await page.goto(story.origin + story.pairings.GK2!);
	});
	test.afterAll(() => context.close());

	test('pairs it by the one-time link and chooses a PIN', async ({ story }) => {
		await expectAccessible(page);
		await page.getByRole('button', { name: 'Ghép máy này' }).click();
		await page.getByLabel('Mã PIN', { exact: true }).fill(PIN);
		await page.getByLabel('Nhập lại mã PIN').fill(PIN);
		await page.getByRole('button', { name: 'Đặt mã PIN' }).click();
		await expect(page.getByText('Trên sân khấu')).toBeVisible();
		await expectAccessible(page);
		const second = await context.newPage();
		await second.goto(story.origin + story.pairings.GK2!);
		await expect(second.getByText('Mã QR này không dùng được nữa')).toBeVisible();
		await second.close();
	});

	test('gives a mark with a comma, is told when it is received, and is corrected when it is off the step', async () => {
		await give(page, 0, '8,25');
		const first = page.locator('[data-criterion]').first();
		await expect(first).toContainText('đã nhận');
		await expect(first.locator('input')).toHaveValue('8,25');
		await give(page, 1, '5,13');
		await expect(page.locator('[data-criterion]').nth(1)).toContainText('Điểm phải theo bước 0,25');
		await give(page, 1, '11');
		await expect(page.locator('[data-criterion]').nth(1)).toContainText('Điểm từ 0 đến 6');
		await give(page, 1, '5.5');
		await expect(page.locator('[data-criterion]').nth(1)).toContainText('đã nhận');
	});

	test('goes on with the network off and after a reload; nothing is lost and nothing is claimed', async () => {
		await network(context, false);
		await give(page, 2, '1,5');
		await give(page, 3, '2');
		await expect(page.locator('[data-criterion]').nth(2)).toContainText('trên máy này');
		await expect(page.getByText('2 điểm chưa gửi')).toBeVisible();
		await page.reload();
		await typePin(page);
		await expect(page.locator('[data-criterion]').nth(2).locator('input')).toHaveValue('1,5');
		await expect(page.getByText('2 điểm chưa gửi')).toBeVisible();
		await network(context, true);
		await expect(page.locator('[data-criterion]').nth(3)).toContainText('đã nhận');
		await expect(page.getByText('Đã nhận đủ')).toBeVisible();
	});

	test('E43: hands the sheet in by holding the button, and cannot change it afterwards', async () => {
		const fields = page.locator('[data-criterion] input');
		for (let index = 4; index < (await fields.count()); index++) await give(page, index, '3');
		await expect(page.getByText('Đã nhận đủ')).toBeVisible();
		const hold = page.getByRole('button', { name: 'Nộp phiếu' });
		await hold.focus();
		await page.keyboard.down('Space');
		await page.waitForTimeout(1600);
		await page.keyboard.up('Space');
		await expect(page.getByText(/Đã nộp lúc/)).toBeVisible();
		await expect(fields.first()).toBeDisabled();
		await expectAccessible(page);
	});

	test('E21: sees a second tab refuse to write until it is taken over', async () => {
		const second = await context.newPage();
		await second.goto(page.url());
		await typePin(second);
		await expect(second.getByText('Tab này chỉ để xem.')).toBeVisible();
		await second.getByRole('button', { name: 'Chấm ở tab này' }).click();
		await expect(page.getByText('Tab này chỉ để xem.')).toBeVisible();
		await second.close();
	});
});
