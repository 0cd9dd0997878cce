import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { badgeVideo } from '../support/badge-video.ts';
import { addOperator, card, gateLink, scanByWedge, startShift } from '../support/gate-steps.ts';
import { expect, expectAccessible, network, signIn, test } from './story.ts';

const NAMES = [
	'Nguyễn Văn An',
	'Trần Thị Bình',
	'Lê Hoàng Cúc',
	'Đỗ Minh Dung',
	'Vũ Hải Giang',
	'Bùi Khánh Hoa',
	'Phạm Quốc Khánh',
	'Hoàng Thị Lan Anh',
	'Ngô Thị Mai',
	'Đinh Văn Nam'
];
/** The server's answer, or the gate's own where this machine is too busy to answer within the gate's patience. */
const LET_IN = /^ADMIT/;
const LAN = { name: 'Lan', role: 'Người quét thẻ', pin: '2468' };
const HUNG = { name: 'Hùng', role: 'Phụ trách cửa', pin: '97531' };

test.use({
	options: { contest: { clusterSizes: [3], judges: 3, open: false }, delegates: NAMES }
});
test.describe.configure({ mode: 'serial' });

test.describe('at the gates of a conference', () => {
	let desk: Page;
	let gates: string;
	const contexts: BrowserContext[] = [];
	const tablets: Page[] = [];

	test.beforeAll(async ({ browser, story }) => {
		const context = await browser.newContext({ locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' });
		contexts.push(context);
		desk = await context.newPage();
		await signIn(desk, story, 'organizer');
		gates = `${story.origin}/desk/conferences/${story.conference!.code}/gates`;
		for (const operator of [LAN, HUNG]) await addOperator(desk, gates, operator);
		for (const [gate, operator] of [
			['Cửa 1', LAN],
			['Cửa 2', HUNG]
		] as const) {
			const link = await gateLink(desk, gates, gate);
			const own = await browser.newContext({
				locale: 'vi-VN',
				timezoneId: 'Asia/Ho_Chi_Minh',
				viewport: { width: 1024, height: 768 }
			});
			contexts.push(own);
			const tablet = await own.newPage();
			await startShift(tablet, link, operator);
			tablets.push(tablet);
		}
	});
	test.afterAll(async () => {
		for (const context of contexts) await context.close();
	});

	/** Whom the list of last showings names, when, and with which answer. */
	const listed = (tablet: Page) =>
		tablet
			.locator('section[aria-labelledby="last"] li')
			.evaluateAll((lines) =>
				lines.map((line) =>
					[...line.querySelectorAll(':scope > span, :scope > strong')].map((part) => part.textContent)
				)
			);

	const badge = (
		story: { conference: { badges: readonly { name: string; token: string; code: string }[] } | null },
		index: number
	) => story.conference!.badges.find(({ name }) => name === NAMES[index])!;

	test('a badge read by a scanner at the cable lets its bearer in, once for all gates', async ({ story }) => {
		const [first, second] = tablets as [Page, Page];
		await scanByWedge(first, badge(story, 0).token);
		await expect(card(first)).toHaveAttribute('data-code', LET_IN);
		await expect(card(first)).toContainText('MỜI VÀO');
		await expect(card(first)).toContainText(NAMES[0]!);
		await expectAccessible(first);
		await scanByWedge(second, badge(story, 0).token);
		await expect(card(second)).toHaveAttribute('data-code', 'ALREADY');
		await expect(card(second)).toContainText('Cửa 1 (Lan)');
		await expectAccessible(second);
		await second.setViewportSize({ width: 360, height: 740 });
		const overflow = await second.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth
		);
		expect(overflow).toBe(0);
		await second.setViewportSize({ width: 1024, height: 768 });
	});

	test('a code typed from below the QR is as good', async ({ story }) => {
		const [first] = tablets as [Page];
		await first.getByLabel('Mã in dưới QR').fill(badge(story, 1).code.toLowerCase().replaceAll('-', ' '));
		await first.getByRole('button', { name: 'Kiểm tra mã' }).click();
		await expect(card(first)).toContainText(NAMES[1]!);
		await expect(card(first)).toHaveAttribute('data-code', LET_IN);
		await first.getByLabel('Mã in dưới QR').fill('AAAA-AAAA-AAAA-A');
		await first.getByRole('button', { name: 'Kiểm tra mã' }).click();
		await expect(first.getByText('Mã chưa đúng')).toBeVisible();
	});

	test('a foreign code is explained, and an input method that spoils codes is named', async () => {
		const [first] = tablets as [Page];
		await scanByWedge(first, `84${'1'.repeat(193)}`);
		await expect(card(first)).toHaveAttribute('data-code', 'NOT_OURS');
		await first.getByRole('button', { name: 'Đã hiểu' }).click();
		await expect(card(first)).toContainText('Sẵn sàng');
		await first.evaluate(() => {
			const press = (code: string, key: string) =>
				document.body.dispatchEvent(new KeyboardEvent('keydown', { code, key, bubbles: true }));
			for (let count = 0; count < 80; count++) {
				press('Digit1', '1');
				if (count % 10 === 5) press('Backspace', 'Backspace');
			}
			press('Enter', 'Enter');
		});
		await expect(first.getByText('Bộ gõ tiếng Việt đang làm sai mã')).toBeVisible();
	});

	test('a steward has no search; a supervisor finds by name and may let in again, with a reason', async () => {
		const [first, second] = tablets as [Page, Page];
		await expect(first.getByLabel('Tìm theo tên')).toHaveCount(0);
		await second.getByLabel('Tìm theo tên').fill('binh');
		await second.getByRole('button', { name: 'Tìm', exact: true }).click();
		await second.getByRole('button', { name: `Chọn: ${NAMES[1]}` }).click();
		await expect(card(second)).toHaveAttribute('data-code', 'ALREADY');
		await second.getByLabel('Lý do cho vào').fill('Ra nghe điện thoại');
		await second.getByRole('button', { name: 'Cho vào lại' }).click();
		await expect(card(second)).toContainText('CHO VÀO');
	});

	test('a supervisor lets a delegation in behind one of its badges, each with a record of their own', async ({
		story
	}) => {
		const [, second] = tablets as [Page, Page];
		await scanByWedge(second, badge(story, 6).token);
		await expect(card(second)).toContainText(NAMES[6]!);
		await second.getByText(/^Vào cùng đoàn: /).click();
		await second.getByLabel(NAMES[7]!).check();
		await second.getByRole('button', { name: 'Cho 1 người đã chọn vào' }).click();
		await expect(second.locator('ol li').first()).toContainText(NAMES[7]!);
		await expect(second.getByText(/^Ai đang ở trong \(\d+\)/)).toBeVisible();
		await expect(second.getByRole('checkbox', { name: NAMES[7]! })).toHaveCount(0);
	});

	test('a slip is taken back by whoever made it', async ({ story }) => {
		const [first] = tablets as [Page];
		await scanByWedge(first, badge(story, 5).token);
		await expect(card(first)).toContainText(NAMES[5]!);
		await first.getByRole('button', { name: `Hủy lượt quét của ${NAMES[5]}` }).click();
		await expect(first.locator('[data-undone]')).toContainText('Đã hủy');
		await expect(first.getByText('Chưa gửi: 0')).toBeVisible();
		await scanByWedge(first, badge(story, 5).token);
		await expect(card(first)).toHaveAttribute('data-code', LET_IN);
	});

	test('without network it answers by itself, keeps every scan over a reload, and sends them later', async ({
		story
	}) => {
		const [first] = tablets as [Page];
		await first.waitForFunction(
			async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated'
		);
		await first.reload();
		await expect(card(first)).toContainText('Sẵn sàng');
		await network(first.context(), false);
		await expect(first.getByText(/^Ngoại tuyến/).first()).toBeVisible();
		await scanByWedge(first, badge(story, 2).token);
		await expect(card(first)).toHaveAttribute('data-code', 'ADMIT_OFFLINE');
		await expect(card(first)).toHaveAttribute('data-offline', 'true');
		await expect(card(first)).toContainText('MỜI VÀO (chưa đồng bộ)');
		await expect(first.getByText('Chưa gửi: 1')).toBeVisible();
		const before = await listed(first);
		expect(before).toHaveLength(5);
		expect(before[0]).toEqual([expect.any(String), NAMES[2], 'MỜI VÀO (chưa đồng bộ)']);
		expect(before.map(([, , answer]) => answer)).toContain('Đã hủy');
		await first.reload();
		await expect(first.getByText('Chưa gửi: 1')).toBeVisible();
		expect(await listed(first)).toEqual(before);
		await scanByWedge(first, badge(story, 2).token);
		await expect(card(first)).toHaveAttribute('data-code', 'ALREADY');
		await network(first.context(), true);
		await expect(first.getByText('Chưa gửi: 0')).toBeVisible();
		await expect(first.getByText('Trực tuyến')).toBeVisible();
	});

	test('loaded anew without network it goes on as it was set, with names hidden', async () => {
		const [first] = tablets as [Page];
		const names = first.getByRole('checkbox', { name: 'Ẩn tên' });
		const out = first.getByRole('button', { name: 'Ra', exact: true });
		await names.check();
		await out.click();
		await network(first.context(), false);
		await first.reload();
		await expect(first.getByText(/^Ngoại tuyến/).first()).toBeVisible();
		await expect(names).toBeChecked();
		await expect(out).toHaveAttribute('aria-pressed', 'true');
		await expect
			.poll(async () => (await listed(first)).map(([, name]) => name))
			.toEqual(Array(5).fill('(ẩn tên)'));
		for (const name of NAMES) await expect(first.getByText(name)).toHaveCount(0);
		await network(first.context(), true);
		await first.getByRole('button', { name: 'Vào', exact: true }).click();
		await names.uncheck();
		await expect(first.getByText('Trực tuyến')).toBeVisible();
	});

	test('two gates that let one person in tell both, and a supervisor settles it with a reason', async ({
		story
	}) => {
		const [first, second] = tablets as [Page, Page];
		await network(first.context(), false);
		await expect(first.getByText(/^Ngoại tuyến/).first()).toBeVisible();
		await scanByWedge(first, badge(story, 3).token);
		await expect(card(first)).toHaveAttribute('data-code', 'ADMIT_OFFLINE');
		await scanByWedge(second, badge(story, 3).token);
		await expect(card(second)).toHaveAttribute('data-code', LET_IN);
		await network(first.context(), true);
		for (const tablet of [first, second]) {
			await expect(tablet.getByText('Mâu thuẫn cần xử lý (1)')).toBeVisible();
			await expect(tablet.getByRole('alert').getByText(NAMES[3]!)).toBeVisible();
		}
		await desk.goto(gates);
		await expect(desk.getByText('Mâu thuẫn cần xử lý (1)')).toBeVisible();
		await expectAccessible(desk);
		await desk.getByLabel('Một người đưa thẻ hai lần').check();
		await desk.locator('article').getByLabel('Lý do').first().fill('Đại biểu đi nhầm cửa');
		await desk.getByRole('button', { name: 'Ghi kết quả' }).click();
		await expect(desk.getByText('Mâu thuẫn cần xử lý (0)')).toBeVisible();
		for (const tablet of [first, second])
			await expect(tablet.getByText('Mâu thuẫn cần xử lý')).toHaveCount(0);
	});

	/** One more tablet at a gate, with something done to its browser before any page is opened. */
	async function tablet(browser: Browser, gate: string, script: () => void) {
		const own = await browser.newContext({ locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' });
		contexts.push(own);
		await own.addInitScript(script);
		const page = await own.newPage();
		await startShift(page, await gateLink(desk, gates, gate), LAN);
		await page.waitForFunction(
			async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated'
		);
		await page.reload();
		await expect(page.getByText('Trực tuyến')).toBeVisible();
		return { page, own };
	}
	const offline = (page: Page) => expect(page.getByText(/^Ngoại tuyến/).first()).toBeVisible();

	test('two tabs of one tablet let a person in once, also in a browser that cannot keep them apart', async ({
		browser,
		story
	}) => {
		const { page, own } = await tablet(browser, 'Cửa 1', () =>
			Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })
		);
		const second = await own.newPage();
		await second.goto(page.url());
		await expect(card(second)).toContainText('Sẵn sàng');
		await network(own, false);
		for (const tab of [page, second]) await offline(tab);
		await scanByWedge(page, badge(story, 8).token);
		await expect(card(page)).toHaveAttribute('data-code', 'ADMIT_OFFLINE');
		await scanByWedge(second, badge(story, 8).token);
		await expect(card(second)).toHaveAttribute('data-code', 'ALREADY');
		await own.close();
	});

	test('a tablet whose clock was ahead, and is set back by a day, lets nobody in twice', async ({
		browser,
		story
	}) => {
		const { page, own } = await tablet(browser, 'Cửa 1', () => {
			const real = Date.now.bind(Date);
			Date.now = () => {
				try {
					return real() + Number(localStorage.getItem('shift') ?? 0);
				} catch {
					return real();
				}
			};
		});
		const shift = (ms: number) => page.evaluate((by) => localStorage.setItem('shift', String(by)), ms);
		await shift(600_000);
		await page.reload();
		await expect(page.getByText('Trực tuyến')).toBeVisible();
		await shift(0);
		await scanByWedge(page, badge(story, 9).token);
		await expect(card(page)).toHaveAttribute('data-code', LET_IN);
		await network(own, false);
		for (const ms of [0, -86_400_000]) {
			await shift(ms);
			await page.reload();
			await offline(page);
			await scanByWedge(page, badge(story, 9).token);
			await expect(card(page)).toHaveAttribute('data-code', 'ALREADY');
		}
		await own.close();
	});

	test('a camera reads a real badge', async ({ story }) => {
		const folder = mkdtempSync(join(tmpdir(), 'kheo-badge-'));
		const film = join(folder, 'badge.y4m');
		await badgeVideo(film, badge(story, 4).token);
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
			const context = await browser.newContext({ locale: 'vi-VN', permissions: ['camera'] });
			const page = await context.newPage();
			await page.goto(await gateLink(desk, gates, 'Cửa 1'));
			await page.getByRole('button', { name: 'Dùng máy này ở cửa' }).click();
			await page.getByRole('button', { name: LAN.name }).click();
			await page.getByLabel(`Mã PIN của ${LAN.name}`).fill(LAN.pin);
			await page.getByRole('button', { name: 'Bắt đầu' }).click();
			await expect(page.locator('ol li').first()).toContainText(NAMES[4]!);
			await expect(page.locator('ol li').first()).toContainText('MỜI VÀO');
		} finally {
			await browser.close();
			rmSync(folder, { recursive: true, force: true });
		}
	});

	test('in a conference whose gates keep no names the list has none after a reload', async ({ story }) => {
		const [first] = tablets as [Page];
		const settings = `${story.origin}/desk/conferences/${story.conference!.code}/badges`;
		await desk.goto(settings);
		await desk.getByText('Mã trên thẻ và tên ở cửa').first().click();
		await desk.getByLabel('Không lưu họ tên trên máy ở cửa').check();
		await desk.getByRole('button', { name: 'Lưu' }).click();
		await first.reload();
		await expect(first.getByText('Trực tuyến')).toBeVisible();
		await expect
			.poll(async () => (await listed(first)).map(([, name]) => name))
			.toEqual(Array(5).fill('Không rõ là ai'));
		// Read aloud by the server: named as long as this page is open, and kept nowhere.
		await scanByWedge(first, badge(story, 0).token);
		await expect(card(first)).toContainText(NAMES[0]!);
		await expect.poll(async () => (await listed(first))[0]![1]).toBe(NAMES[0]);
		await first.reload();
		await expect
			.poll(async () => (await listed(first)).map(([, name]) => name))
			.toEqual(Array(5).fill('Không rõ là ai'));
	});

	test('a tablet that is revoked forgets everything', async () => {
		const [first] = tablets as [Page];
		await desk.goto(gates);
		const tablet = desk.locator('[data-tablet]').first();
		await tablet.getByText('Thu hồi máy').first().click();
		await tablet.getByLabel('Lý do').fill('Máy bị mất ở sảnh');
		await tablet.getByRole('button', { name: 'Thu hồi máy' }).click();
		await expect(first.getByText('Máy này đã bị thu hồi')).toBeVisible();
		await first.reload();
		await expect(first.getByText('Máy này chưa được ghép với cửa nào')).toBeVisible();
	});
});
