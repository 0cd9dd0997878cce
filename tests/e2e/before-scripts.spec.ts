import type { Browser, Page } from '@playwright/test';
import { addOperator, gateLink } from '../support/gate-steps.ts';
import { expect, expectAccessible, signIn, test } from './story.ts';

const PIN = '2580';
const LAN = { name: 'Lan', role: 'Người quét thẻ', pin: '2468' };

test.use({
	options: {
		contest: { clusterSizes: [2], judges: 3, open: true, begun: true, humans: ['GK1', 'GK2'] },
		delegates: ['Nguyễn Văn An']
	}
});

/** A tablet whose scripts come only when they are let through. */
async function slowTablet(browser: Browser, isWithoutScripts = false) {
	const context = await browser.newContext({
		locale: 'vi-VN',
		viewport: { width: 820, height: 1180 },
		javaScriptEnabled: !isWithoutScripts,
		serviceWorkers: 'block'
	});
	const page = await context.newPage();
	let letThrough = () => {};
	const isThrough = new Promise<void>((resolve) => (letThrough = resolve));
	await page.route(/\/_app\/.*\.js/, async (route) => {
		await isThrough;
		await route.continue();
	});
	return { page, letThrough, close: () => context.close() };
}

/** Presses a button of a form that the server answers, without waiting for the scripts of the page it leads to. */
async function press(page: Page, name: string) {
	await page.getByRole('button', { name }).click({ noWaitAfter: true });
}

/** What people read, with what only a browser without scripts shows: a search for text leaves that out. */
const readOn = (page: Page) => page.evaluate(() => document.body.innerText);

test('a judge’s PIN is set by the first press that the page takes: before its scripts are there it waits and says so', async ({
	browser,
	story
}) => {
	const { page, letThrough, close } = await slowTablet(browser);
	let sent = 0;
	page.on(
		'request',
		(request) => (sent += request.method() === 'POST' && /\/pin/.test(request.url()) ? 1 : 0)
	);
	await page.goto(story.origin + story.pairings.GK2!, { waitUntil: 'commit' });
	await press(page, 'Ghép máy này');
	await page.getByLabel('Mã PIN', { exact: true }).fill(PIN);
	await page.getByLabel('Nhập lại mã PIN').fill(PIN);
	const set = page.getByRole('button', { name: 'Đặt mã PIN' });
	await expect(set).toBeDisabled();
	await expect(page.getByText('Máy đang chuẩn bị.')).toBeVisible();
	await expectAccessible(page);
	await set.click({ force: true, timeout: 2_000 }).catch(() => {});
	await page.getByLabel('Nhập lại mã PIN').press('Enter');
	await expect(set).toBeDisabled();
	expect(sent).toBe(0);
	letThrough();
	await expect(set).toBeEnabled();
	await expect(page.getByText('Máy đang chuẩn bị.')).toHaveCount(0);
	await set.click();
	await expect(page.getByText('Trên sân khấu')).toBeVisible();
	expect(sent).toBe(1);
	await close();
});

test('without scripts at all a judge’s tablet and a gate’s say so', async ({ browser, story }) => {
	const judge = await slowTablet(browser, true);
	await judge.page.goto(story.origin + story.pairings.GK1!);
	await press(judge.page, 'Ghép máy này');
	await judge.page.waitForURL(/\/judge$/);
	await expect(judge.page.getByRole('button', { name: 'Đặt mã PIN' })).toBeDisabled();
	await expect.poll(() => readOn(judge.page)).toContain('cần trình duyệt chạy được JavaScript');
	await expect(judge.page.getByText('Máy đang chuẩn bị.')).toBeHidden();
	await judge.close();

	const desk = await browser.newPage({ locale: 'vi-VN' });
	await signIn(desk, story, 'organizer');
	const gates = `${story.origin}/desk/conferences/${story.conference!.code}/gates`;
	await addOperator(desk, gates, LAN);
	const gate = await slowTablet(browser, true);
	await gate.page.goto(await gateLink(desk, gates, 'Cửa 1'));
	await press(gate.page, 'Dùng máy này ở cửa');
	await gate.page.waitForURL(/\/gate$/);
	await expect.poll(() => readOn(gate.page)).toContain('đang tắt JavaScript nên không quét được thẻ');
	await gate.close();

	const slow = await slowTablet(browser);
	const link = await gateLink(desk, gates, 'Cửa 2');
	await slow.page.goto(link, { waitUntil: 'commit' });
	await press(slow.page, 'Dùng máy này ở cửa');
	await expect(slow.page.getByText('Đang mở danh sách…')).toBeVisible();
	// Nobody is asked for a PIN by a page that could not take it.
	await expect(slow.page.locator('input[type="password"]')).toHaveCount(0);
	slow.letThrough();
	await slow.page.getByRole('button', { name: LAN.name }).click();
	await slow.page.getByLabel(`Mã PIN của ${LAN.name}`).fill(LAN.pin);
	await slow.page.getByRole('button', { name: 'Bắt đầu' }).click();
	await expect(slow.page.getByText('Sẵn sàng – đưa thẻ vào trước máy ảnh')).toBeVisible();
	await slow.close();
	await desk.close();
});
