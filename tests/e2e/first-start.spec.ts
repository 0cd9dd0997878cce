import { expect, expectAccessible, test } from './story.ts';

test.describe('on the first start', () => {
	test('whoever started the server makes the first administrator by the one-time link, once', async ({
		page,
		story
	}) => {
		await page.goto(story.setupLink!);
		await expectAccessible(page);
		await page.getByLabel('Tên đăng nhập').fill('quantri');
		await page.getByLabel('Họ và tên').fill('Nguyễn Thị Thử');
		await page.getByLabel('Tên đơn vị').fill('Thành phố Thử Nghiệm');
		const passwords = page.locator('input[type="password"]');
		for (let index = 0; index < (await passwords.count()); index++)
			await passwords.nth(index).fill('mật khẩu dài và khó');
		await page.locator('main form button[type="submit"]').first().click();
		await expect(page).toHaveURL(/\/desk/);
		await expectAccessible(page);

		await page.goto(story.setupLink!);
		await expect(page.getByLabel('Tên đơn vị')).toHaveCount(0);
	});

	test('the public pages are there, in Vietnamese and in English, before scripts have loaded', async ({
		browser,
		story
	}) => {
		const context = await browser.newContext({ javaScriptEnabled: false, locale: 'vi-VN' });
		const page = await context.newPage();
		await page.goto(story.origin);
		await expect(page.locator('html')).toHaveAttribute('lang', 'vi');
		await expect(page.getByRole('heading', { level: 1 })).toContainText('Dân vận khéo');
		await page.getByRole('button', { name: 'EN' }).click();
		await expect(page.locator('html')).toHaveAttribute('lang', 'en');
		await expect(page.getByRole('heading', { level: 1 })).toContainText('Skilled Mass Mobilization');
		await context.close();
	});
});
