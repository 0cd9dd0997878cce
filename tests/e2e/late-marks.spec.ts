import type { BrowserContext, Page } from '@playwright/test';
import { hold } from '../support/desk-steps.ts';
import { expect, expectAccessible, network, signIn, test } from './story.ts';

test.use({
	options: { contest: { clusterSizes: [2, 2], judges: 3, open: true, begun: true, humans: ['GK2'] } },
	viewport: { width: 1280, height: 900 }
});

const PIN = '2580';
const reason = 'Máy mất mạng từ trước khi đóng vòng thi';

test.describe('a mark that comes after the close', () => {
	let tablet: BrowserContext;
	let judge: Page;
	let desk: Page;
	let address: string;

	test.describe.configure({ mode: 'serial' });

	test.beforeAll(async ({ browser, story }) => {
		tablet = await browser.newContext({ viewport: { width: 820, height: 1180 }, locale: 'vi-VN' });
		judge = await tablet.newPage();
		await judge.goto(story.origin + story.pairings.GK2!);
		await judge.getByRole('button', { name: 'Ghép máy này' }).click();
		await judge.getByLabel('Mã PIN', { exact: true }).fill(PIN);
		await judge.getByLabel('Nhập lại mã PIN').fill(PIN);
		await judge.getByRole('button', { name: 'Đặt mã PIN' }).click();
		const asked = judge.getByText('Nhập mã PIN để mở máy');
		await expect(judge.getByText('Trên sân khấu').or(asked)).toBeVisible();
		if (await asked.isVisible()) {
			for (const digit of PIN) await judge.getByRole('button', { name: digit, exact: true }).click();
			await judge.getByRole('button', { name: 'Mở máy' }).click();
		}
		const office = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'vi-VN' });
		desk = await office.newPage();
		await signIn(desk, story, 'organizer');
		address = `${story.origin}/desk/rounds/${story.contest!.rounds[0]!.id}`;
	});
	test.afterAll(async () => {
		await tablet.close();
		await desk.context().close();
	});

	const line = (nth: number) => judge.locator('[data-criterion]').nth(nth);

	test('is received, does not count, and the tablet says exactly that', async () => {
		await expect(line(0)).toBeVisible();
		await network(tablet, false);
		await line(0).locator('input').fill('8');
		await line(0).locator('input').press('Enter');
		await expect(line(0)).toContainText('trên máy này');
		await desk.goto(`${address}/close`);
		await hold(desk.getByRole('button', { name: 'Đóng vòng thi' }));
		await expect(desk.getByText('Mở lại vòng thi').first()).toBeVisible();
		await network(tablet, true);
		await expect(judge.getByText('Đã nhận đủ')).toBeVisible();
		await judge.getByRole('button', { name: 'Phiếu của tôi' }).click();
		await judge.locator('ul[role="list"] button').first().click();
		await expect(line(0)).toContainText(
			'Điểm 8 đến sau khi khóa: đã nhận, chờ Trưởng Ban Giám khảo quyết định.'
		);
		await expect(line(0).locator('input')).toHaveValue('');
	});

	test('is counted on the closing page and listed with both times', async () => {
		await desk.reload();
		await expect(desk.getByText('1 điểm đến muộn chưa có quyết định')).toBeVisible();
		await expect(async () => {
			await desk.getByRole('link', { name: 'Điểm đến muộn (1)' }).click();
			await expect(desk).toHaveURL(/\/late$/, { timeout: 3_000 });
		}).toPass();
		await expect(desk.getByText('vòng thi đã đóng')).toBeVisible();
		await expect(desk.getByText('Vòng thi đang đóng, chưa nhận thêm được điểm')).toBeVisible();
		await expectAccessible(desk);
	});

	test('is declined with a reason, which the judge reads', async () => {
		await desk.locator('summary', { hasText: 'Không nhận' }).click();
		const form = desk.locator('form[action="?/decline"]');
		await form.locator('textarea').fill(reason);
		await form.getByRole('button', { name: 'Không nhận' }).click();
		await expect(desk.getByText('Không có điểm đến muộn nào đang chờ')).toBeVisible();
		await expect(
			judge.getByText('Trưởng Ban Giám khảo không nhận điểm đến muộn của phiếu này')
		).toBeVisible();
		await expect(judge.getByText(reason)).toBeVisible();
		await expect(line(0)).toContainText('chưa chấm');
	});
});
