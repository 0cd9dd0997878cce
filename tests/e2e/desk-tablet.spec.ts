import { pairingLink } from '../support/desk-steps.ts';
import { expect, expectAccessible, signIn, test } from './story.ts';

test.use({
	options: { contest: { clusterSizes: [2, 2], judges: 3, open: true, begun: true } },
	viewport: { width: 1024, height: 768 }
});

test('the chair’s tablet opens the desk with its PIN alone, sleeps when it is locked, and is nobody once revoked', async ({
	browser,
	page,
	story
}) => {
	const desk = `${story.origin}/desk/rounds/${story.contest!.rounds[0]!.id}`;
	const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'vi-VN' });
	const secretary = await context.newPage();
	await signIn(secretary, story, 'secretary');
	await page.goto(await pairingLink(secretary, desk, 'GK1'));
	const followed = (method: 'POST' | 'DELETE') =>
		page.waitForResponse(
			(response) => response.url().endsWith('/api/judge/awake') && response.request().method() === method
		);

	await test.step('before a PIN is chosen the desk leads to choosing one', async () => {
		await page.locator('main form button[type="submit"]').click();
		await expect(page).toHaveURL(/\/judge$/);
		await page.goto(`${desk}/grid`);
		await expect(page).toHaveURL(/\/judge$/);
		await expect(page.getByRole('heading', { name: 'Đặt mã PIN' })).toBeVisible();
	});

	await test.step('whoever has just chosen it is awake, on the sheet and at the desk', async () => {
		for (const field of await page.locator('main input[type="password"]').all()) await field.fill('2580');
		await page.getByRole('button', { name: 'Đặt mã PIN' }).click();
		await expect(page.locator('[data-criterion]').first()).toBeVisible();
		await page.goto(`${desk}/grid`);
		await expect(page).toHaveURL(`${desk}/grid`);
	});

	await test.step('locked, it shows and does nothing', async () => {
		await page.getByRole('button', { name: 'Khóa máy' }).click();
		await expect(page.getByRole('heading', { name: 'Nhập mã PIN để mở bàn điều hành' })).toBeVisible();
		await expectAccessible(page);
		const read = await page.request.get(`${desk}/grid/__data.json`);
		expect(await read.json()).toMatchObject({
			type: 'redirect',
			location: expect.stringContaining('/judge/wake')
		});
		const call = await page.request.post(`${desk}?/call`, {
			form: { key: crypto.randomUUID() },
			headers: { origin: story.origin, accept: 'text/html' },
			maxRedirects: 0
		});
		expect([call.status(), call.headers().location]).toEqual([303, expect.stringContaining('/judge/wake')]);
	});

	await test.step('a wrong PIN says how many tries are left, the right one goes back to the page', async () => {
		await page.getByLabel('Mã PIN').fill('1111');
		await page.getByRole('button', { name: 'Mở máy' }).click();
		await expect(page.getByRole('alert')).toContainText('4');
		await page.getByLabel('Mã PIN').fill('2580');
		await page.getByRole('button', { name: 'Mở máy' }).click();
		await expect(page).toHaveURL(`${desk}/grid`);
	});

	await test.step('one PIN opens the sheet and the desk; locking the sheet locks the desk', async () => {
		await page.goto(`${story.origin}/judge`);
		await page.locator('main input[type="password"]').fill('2580');
		const woken = followed('POST');
		await page.locator('main form button[type="submit"]').click();
		expect((await woken).status()).toBe(204);
		await page.getByRole('link', { name: 'Mở bàn điều hành' }).click();
		await expect(page).toHaveURL(desk);
		const locked = followed('DELETE');
		await page.goto(`${story.origin}/judge`);
		expect((await locked).status()).toBe(204);
		await page.goto(desk);
		await expect(page).toHaveURL(/\/judge\/wake/);
	});

	await test.step('revoked, it is asked to sign in', async () => {
		await secretary.goto(`${desk}/devices`);
		await secretary.getByLabel(/^Thu hồi máy của .*GK1/).click();
		await secretary.getByRole('button', { name: 'Thu hồi máy' }).click();
		await expect
			.poll(async () => {
				await page.goto(desk);
				return new URL(page.url()).pathname;
			})
			.toBe('/auth/sign-in');
	});
	await context.close();
});
