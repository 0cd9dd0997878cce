import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { expect, expectAccessible, network, signIn, test } from './story.ts';

test.use({
	options: { contest: { clusterSizes: [2, 2], judges: 3, open: true, begun: true, humans: ['GK2', 'GK3'] } },
	viewport: { width: 820, height: 1180 }
});

const PIN = '2580';
const TABLET = {
	viewport: { width: 820, height: 1180 },
	locale: 'vi-VN',
	timezoneId: 'Asia/Ho_Chi_Minh',
	hasTouch: true
};

async function pair(page: Page, link: string): Promise<void> {
	await page.goto(link);
	await page.getByRole('button', { name: 'Ghép máy này' }).click();
	await page.getByLabel('Mã PIN', { exact: true }).fill(PIN);
	await page.getByLabel('Nhập lại mã PIN').fill(PIN);
	await page.getByRole('button', { name: 'Đặt mã PIN' }).click();
	const asked = page.getByText('Nhập mã PIN để mở máy');
	await expect(page.getByText('Trên sân khấu').or(asked)).toBeVisible();
	// Sent before the scripts came, the PIN is set all the same, and then asked for.
	if (await asked.isVisible()) await typePin(page);
	await expect(page.getByText('Trên sân khấu')).toBeVisible();
}

async function typePin(page: Page): Promise<void> {
	for (const digit of PIN) await page.getByRole('button', { name: digit, exact: true }).click();
	await page.getByRole('button', { name: 'Mở máy' }).click();
}

const line = (page: Page, nth: number) => page.locator('[data-criterion]').nth(nth);

async function give(page: Page, nth: number, mark: string): Promise<void> {
	const field = line(page, nth).locator('input');
	await field.fill(mark);
	await field.press('Enter');
}

/** Which of these files are not on the tablet; whether the reader of codes, needed later, is, and whether the whole app is. */
async function notKept(loaded: readonly string[]) {
	const missing: string[] = [];
	for (const path of loaded) if (!(await caches.match(path))) missing.push(path);
	const kept: string[] = [];
	for (const name of await caches.keys()) {
		for (const { url } of await (await caches.open(name)).keys()) kept.push(url);
	}
	return { missing, hasReader: kept.some((url) => url.endsWith('.wasm')), isWholeApp: kept.length > 200 };
}

const handOver = (page: Page) => page.getByRole('button', { name: 'Bàn giao', exact: true }).click();

test.describe('a judge who is offline for twelve minutes', () => {
	let first: BrowserContext;
	let page: Page;
	let second: BrowserContext;
	let other: Page;
	let codes: string[] = [];
	let loaded: string[] = [];
	const frames: Buffer[] = [];

	test.describe.configure({ mode: 'serial' });

	test.beforeAll(async ({ browser, story }) => {
		first = await browser.newContext(TABLET);
		page = await first.newPage();
		page.on('request', (request) => {
			const { pathname } = new URL(request.url());
			if (request.isNavigationRequest()) loaded = [];
			if (pathname.startsWith('/_app/immutable/')) loaded.push(pathname);
		});
		await page.clock.install();
		await pair(page, story.origin + story.pairings.GK2!);
	});
	test.afterAll(async () => {
		await first.close();
		await second?.close();
	});

	test('goes on marking, and every screen says how much is not yet sent', async () => {
		await give(page, 0, '8');
		await expect(line(page, 0)).toContainText('đã nhận');
		// The shell is kept by the worker; without network the page opens from there.
		await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
		expect(loaded.length).toBeGreaterThan(3);
		await expect
			.poll(() => page.evaluate(notKept, loaded))
			.toEqual({ missing: [], hasReader: true, isWholeApp: false });
		await network(first, false);
		await give(page, 1, '5,5');
		await expect(line(page, 1)).toContainText('trên máy này');
		await expect(page.getByText('1 điểm chưa gửi')).toBeVisible();
		await page.clock.fastForward('06:00');
		await give(page, 2, '1,5');
		await expect(page.getByText('2 điểm chưa gửi')).toBeVisible();
		await page.getByRole('button', { name: 'Phiếu của tôi' }).click();
		await expect(page.getByText('2 điểm chưa gửi')).toBeVisible();
	});

	test('loads the page again, and falls asleep meanwhile: nothing is lost, nothing is claimed', async () => {
		await page.reload();
		await expect(page.getByText('2 điểm chưa gửi').first()).toBeVisible();
		await typePin(page);
		await expect(line(page, 2).locator('input')).toHaveValue('1,5');
		// Twelve minutes in all; after ten without a touch the PIN is asked.
		await page.clock.fastForward('11:00');
		await expect(page.getByText('Nhập mã PIN để mở máy')).toBeVisible();
		await typePin(page);
		await give(page, 3, '2');
		await expect(page.getByText('3 điểm chưa gửi')).toBeVisible();
	});

	test('has the browser killed: a new one finds the same marks, still unsent', async ({ story }) => {
		await page.close({ runBeforeUnload: false });
		page = await first.newPage();
		await page.goto(`${story.origin}/judge`);
		await expect(page.getByText('3 điểm chưa gửi').first()).toBeVisible();
		await typePin(page);
		await expect(line(page, 3).locator('input')).toHaveValue('2');
		await expect(line(page, 3)).toContainText('trên máy này');
	});

	test('shows what is unsent as numbered codes that tell nobody the marks', async () => {
		await handOver(page);
		await page.getByRole('button', { name: 'Hiện mã bàn giao (3)' }).click();
		await expect(page.getByRole('img', { name: /Mã 1\// })).toBeVisible();
		await expectAccessible(page);
		await page.locator('summary', { hasText: 'Chép mã dạng chữ' }).click();
		codes = (await page.locator('textarea[readonly]').inputValue()).split('\n');
		expect(codes.length).toBeGreaterThan(1);
		expect(codes.every((code) => code.startsWith('KHEO1.'))).toBe(true);
		await page.getByRole('button', { name: 'Dừng tự chuyển' }).click();
		await page.setViewportSize({ width: 1280, height: 720 });
		for (let number = 1; number <= codes.length; number++) {
			const code = page.getByRole('img', { name: `Mã ${number}/${codes.length}` });
			for (let turn = 0; turn < codes.length && !(await code.isVisible()); turn++) {
				await page.getByRole('button', { name: 'Mã sau' }).click();
			}
			await code.scrollIntoViewIfNeeded();
			frames.push(await page.screenshot({ type: 'jpeg', quality: 90 }));
		}
		await page.setViewportSize(TABLET.viewport);
	});

	test('takes another tablet, which delivers the marks under the judge’s own name', async ({
		browser,
		story
	}) => {
		const desk = await browser.newPage();
		await signIn(desk, story, 'secretary');
		await desk.goto(`${story.origin}/desk/rounds/${story.contest!.rounds[0]!.id}/devices`);
		await desk.getByRole('button', { name: /GK2/ }).first().click();
		const link = desk.getByText(/\/judge\/pair\//).first();
		const address = /\S+\/judge\/pair\/\S+/.exec((await link.textContent()) ?? '')![0];
		await desk.close();
		second = await browser.newContext(TABLET);
		other = await second.newPage();
		await pair(other, story.origin + new URL(address).pathname);
		await expect(line(other, 0).locator('input')).toHaveValue('8');
		await expect(line(other, 1)).toContainText('chưa chấm');
		await handOver(other);
		await other.locator('summary', { hasText: 'Dán mã dạng chữ' }).click();
		await other.locator('textarea').fill(codes.toReversed().join(' '));
		await other.getByRole('button', { name: 'Đọc mã' }).click();
		await expect(other.getByText(/Đã gửi thay GK2/)).toBeVisible();
		await expect(other.getByText('Máy chủ đã nhận 3, chờ quyết định 0, không nhận 0.')).toBeVisible();
		await expectAccessible(other);
		const receipt = /\d{6}/.exec((await other.getByText(/Mã xác nhận cho máy bàn giao/).textContent())!)![0];
		await other.getByRole('button', { name: 'Chấm điểm', exact: true }).click();
		for (const nth of [0, 1, 2, 3]) await expect(line(other, nth)).toContainText('đã nhận');
		await page.getByLabel('Mã xác nhận').fill(receipt);
		await page.getByRole('button', { name: 'Xác nhận', exact: true }).click();
		await expect(page.getByText('Đã nhận đủ')).toBeVisible();
	});

	test('has the first tablet back on the network: nothing is doubled, and only one tablet has the sheet', async () => {
		await network(first, true);
		await page.getByRole('button', { name: 'Chấm điểm', exact: true }).click();
		await expect(page.getByText('Phiếu đang mở ở máy khác của đồng chí')).toBeVisible();
		for (const nth of [1, 2, 3]) await expect(line(page, nth)).toContainText('đã nhận');
		await expect(line(page, 1).locator('input')).toBeDisabled();
		await page.getByRole('button', { name: 'Chấm ở máy này' }).click();
		await expect(line(page, 1).locator('input')).toBeEnabled();
		await expect(other.getByText('Phiếu đang mở ở máy khác của đồng chí')).toBeVisible();
	});

	test('marks on both tablets while one is away: both are shown, and the judge picks', async () => {
		await network(second, false);
		await other.reload();
		await typePin(other);
		await give(other, 0, '3');
		await give(page, 0, '7');
		await expect(line(page, 0)).toContainText('đã nhận');
		await network(second, true);
		for (const tablet of [page, other]) {
			await expect(line(tablet, 0)).toContainText('Hai máy ghi điểm khác nhau');
		}
		await expect(page.getByRole('button', { name: 'Nộp phiếu' })).toBeDisabled();
		await line(page, 0)
			.getByRole('button', { name: /^3 · máy khác/ })
			.click();
		await expect(line(page, 0).locator('input')).toHaveValue('3');
		await expect(line(other, 0)).toContainText('đã nhận');
		await expect(line(other, 0).locator('input')).toHaveValue('3');
	});

	test('gets a new version only once it is locked, and keeps its journal', async () => {
		const isWaiting = () =>
			page.evaluate(async () => (await navigator.serviceWorker.getRegistration('/judge'))?.waiting !== null);
		await page.evaluate(async () => {
			Object.assign(window, { isSamePage: true });
			// Another address of the same scope is to the browser what changed bytes are: the next version.
			await navigator.serviceWorker.register('/service-worker.js?next', { scope: '/judge' });
		});
		await expect.poll(isWaiting).toBe(true);
		await give(page, 1, '5');
		await expect(line(page, 1)).toContainText('đã nhận');
		expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);
		expect(await isWaiting()).toBe(true);
		await page.getByRole('button', { name: 'Khóa máy' }).click();
		await expect.poll(() => page.evaluate(() => 'isSamePage' in window).catch(() => true)).toBe(false);
		await typePin(page);
		await expect(line(page, 1).locator('input')).toHaveValue('5');
		await network(first, false);
		await page.reload();
		await expect(page.getByText('Nhập mã PIN để mở máy')).toBeVisible();
	});

	test('is helped by a colleague’s tablet, which reads the codes with its camera', async ({ story }) => {
		const folder = mkdtempSync(join(tmpdir(), 'kheo-camera-'));
		const film = join(folder, 'codes.mjpeg');
		writeFileSync(film, Buffer.concat(frames.flatMap((frame) => Array<Buffer>(12).fill(frame))));
		let camera: Browser | null = null;
		try {
			camera = await chromium.launch({
				...(process.env.KHEO_CHROMIUM ? { executablePath: process.env.KHEO_CHROMIUM } : {}),
				args: [
					'--no-sandbox',
					'--disable-background-networking',
					'--disable-component-update',
					'--disable-sync',
					'--no-first-run',
					'--use-fake-ui-for-media-stream',
					'--use-fake-device-for-media-stream',
					`--use-file-for-fake-video-capture=${film}`
				]
			});
			const context = await camera.newContext({ ...TABLET, permissions: ['camera'] });
			const helper = await context.newPage();
			await pair(helper, story.origin + story.pairings.GK3!);
			await handOver(helper);
			await helper.getByRole('button', { name: 'Mở máy ảnh' }).click();
			await expect(helper.getByText(/Đã gửi thay GK2/)).toBeVisible();
			await expect(helper.getByText('Máy chủ đã nhận 3, chờ quyết định 0, không nhận 0.')).toBeVisible();
		} finally {
			await camera?.close();
			rmSync(folder, { recursive: true, force: true });
		}
	});
});

test('a phone of the audience is never given the judge’s worker', async ({ page, story }) => {
	await page.goto(story.origin);
	expect(
		await page.evaluate(() => navigator.serviceWorker.getRegistrations().then((all) => all.length))
	).toBe(0);
});
