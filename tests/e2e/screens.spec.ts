import type { Browser, BrowserContext, Page } from '@playwright/test';
import { callNext, everySheetIsIn } from '../support/desk-steps.ts';
import { png } from '../support/sample-pictures.ts';
import { expect, expectAccessible, signIn, test } from './story.ts';

test.use({
	options: { contest: { clusterSizes: [3], judges: 3, open: true, humans: [] } },
	viewport: { width: 1366, height: 900 }
});

const MAIN = 'Màn hình chính';
const BACK = 'Hậu trường';
const SPONSOR = 'Công ty Trách nhiệm hữu hạn Nông sản sạch Ba Vì';
const SECOND_SPONSOR = 'Tổng công ty May 10';

async function window(browser: Browser, width: number, height: number): Promise<Page> {
	const context = await browser.newContext({
		viewport: { width, height },
		locale: 'vi-VN',
		timezoneId: 'Asia/Ho_Chi_Minh'
	});
	return context.newPage();
}

const shows = (page: Page, kind: string) =>
	expect(page.locator('[data-screen]')).toHaveAttribute('data-screen', kind);

/** As read from the display by whoever stands before it. */
async function codeOn(page: Page): Promise<string> {
	const halves = page.locator('[data-code] span[aria-hidden]');
	await expect(halves).toHaveCount(2);
	return (await halves.allTextContents()).join('');
}

/** Nothing to scroll and nothing cut off: a screen in a hall has no hands. */
async function fits(page: Page) {
	const over = await page.evaluate(() => {
		const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
		return [scrollWidth - clientWidth, scrollHeight - clientHeight];
	});
	expect(over).toEqual([0, 0]);
}

const pictures = process.env.KHEO_PICTURES;
async function picture(page: Page, name: string, omitBackground = false) {
	if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, omitBackground });
}

test('two screens and an overlay, taken in by code and steered from the desk', async ({
	browser,
	page: desk,
	story
}) => {
	const { code, rounds } = story.contest!;
	const round = rounds[0]!;
	const hall = await window(browser, 1920, 1080);
	const back = await window(browser, 3840, 2160);
	const screensPage = `${story.origin}/desk/contests/${code}/screens`;

	const card = (name: string) => desk.getByRole('article', { name, exact: true });
	const option = (kind: string, of?: string) => (of ? `${kind}:${of}` : kind);
	async function direct(name: string, kind: string, of?: string) {
		await card(name).getByLabel('Cảnh', { exact: true }).selectOption(option(kind, of));
		await card(name)
			.getByRole('button', { name: `Chuyển cảnh: ${name}` })
			.click();
	}
	async function directAll(kind: string, of?: string) {
		await desk.getByLabel('Cảnh cho mọi màn hình trong hội trường').selectOption(option(kind, of));
		await desk.getByRole('button', { name: 'Chuyển tất cả', exact: true }).click();
	}

	await test.step('each display opens a short address and shows a code that a reload does not change', async () => {
		await Promise.all([hall.goto(`${story.origin}/s`), back.goto(`${story.origin}/s`)]);
		const first = await codeOn(hall);
		await expectAccessible(hall);
		await picture(hall, 'waiting-1080');
		await hall.reload();
		expect(await codeOn(hall)).toBe(first);
		expect(await codeOn(back)).not.toBe(first);
	});

	await test.step('the desk types the codes; the displays belong to the contest by themselves', async () => {
		await signIn(desk, story, 'organizer');
		await desk.goto(screensPage);
		await expect(desk.getByText('Chưa có màn hình nào')).toBeVisible();
		await desk.getByLabel('Mã trên màn hình').fill('aaaaaa');
		await desk.getByLabel('Tên gọi').first().fill('Nhầm');
		await desk.getByRole('button', { name: 'Nhận màn hình' }).click();
		await expect(desk.getByText('Không có màn hình nào đang hiện mã này')).toBeVisible();
		for (const [page, name] of [
			[hall, MAIN],
			[back, BACK]
		] as const) {
			await desk.getByLabel('Mã trên màn hình').fill((await codeOn(page)).toLowerCase());
			await desk.getByLabel('Tên gọi').first().fill(name);
			await desk.getByRole('button', { name: 'Nhận màn hình' }).click();
			await shows(page, 'title');
			await expect(card(name).getByText('Đang chiếu:')).toBeVisible();
		}
		await expect(card(MAIN).getByText('1920 × 1080')).toBeVisible();
		await expect(card(BACK).getByText('3840 × 2160')).toBeVisible();
		await expectAccessible(desk);
	});

	await test.step('a team is on stage and another has its marks', async () => {
		const judging = await (await browser.newContext({ locale: 'vi-VN' })).newPage();
		await signIn(judging, story, 'secretary');
		await judging.goto(`${story.origin}/desk/rounds/${round.id}`);
		expect(await callNext(judging)).toBe(true);
		await everySheetIsIn(judging);
		await judging.goto(`${story.origin}/desk/rounds/${round.id}`);
		expect(await callNext(judging)).toBe(true);
		await judging.context().close();
	});

	await test.step('one screen is redirected alone, and the desk reads what it confirmed', async () => {
		await direct(MAIN, 'board', round.id);
		await shows(hall, 'board');
		await expect(hall.getByText('Tạm thời').first()).toBeVisible();
		await expect(hall.getByText(/Cập nhật lúc/)).toBeVisible();
		await expect(card(MAIN).locator('strong', { hasText: /^Bảng điểm ·/ })).toBeVisible();
		await shows(back, 'title');
		await fits(hall);
		await expectAccessible(hall);
	});

	for (const kind of [
		'title',
		'board',
		'team',
		'next',
		'quiz',
		'vote',
		'ceremony',
		'slides',
		'blank'
	] as const) {
		await test.step(`all of the hall at once: ${kind}, in both sizes`, async () => {
			await directAll(kind, ['title', 'slides', 'blank'].includes(kind) ? undefined : round.id);
			for (const page of [hall, back]) {
				await shows(page, kind);
				await fits(page);
				await expect(page.locator('h1')).toHaveCount(1);
			}
			if (kind === 'board' || kind === 'team' || kind === 'next') {
				await expect(back.getByText('Tạm thời').first()).toBeVisible();
				await expect(back.getByText(/Cập nhật lúc/)).toBeVisible();
			}
			await expectAccessible(hall);
			await picture(hall, `${kind}-1080`);
			await picture(back, `${kind}-2160`);
		});
	}

	await test.step('a long slogan is set smaller until all of it fits', async () => {
		const line =
			'Thi đua Dân vận khéo, nghe dân nói, nói dân hiểu, làm dân tin, xây dựng đời sống văn hoá ở khu dân cư';
		await directAll('slides');
		await desk.getByLabel('Nội dung', { exact: true }).fill(Array(8).fill(line).join('\n'));
		await desk.getByRole('button', { name: 'Lưu nội dung' }).click();
		for (const page of [hall, back]) {
			const lines = page.locator('h1 span');
			await expect(lines).toHaveCount(8);
			const card = (await page.locator('section').first().boundingBox())!;
			const last = (await lines.last().boundingBox())!;
			const first = (await lines.first().boundingBox())!;
			expect(first.y).toBeGreaterThanOrEqual(card.y);
			expect(last.y + last.height).toBeLessThanOrEqual(card.y + card.height);
		}
		await picture(hall, 'long-slogan-1080');
		await picture(back, 'long-slogan-2160');
	});

	await test.step('slogans are written at the desk and are on show at once', async () => {
		await directAll('slides');
		await desk.getByLabel('Nội dung', { exact: true }).fill('Dân vận khéo\nviệc gì cũng thành công');
		await desk.getByRole('button', { name: 'Lưu nội dung' }).click();
		for (const page of [hall, back]) {
			await expect(page.getByText('việc gì cũng thành công')).toBeVisible();
			await fits(page);
		}
		await picture(hall, 'slogan-1080');
	});

	await test.step('a sponsor’s logo among the slides keeps its proportions in both sizes; a text file is refused in words', async () => {
		const form = desk.locator('form[action="?/picture"]');
		const choose = (name: string, mimeType: string, buffer: Buffer) =>
			form.getByLabel('Chọn ảnh').setInputFiles({ name, mimeType, buffer });
		await choose('logo.png', 'image/png', Buffer.from('không phải ảnh'));
		await form.getByRole('button', { name: 'Thêm trang có ảnh' }).click();
		await expect(form.getByText('Tệp này không phải ảnh JPEG, PNG hoặc WebP').first()).toBeVisible();
		await choose('logo.png', 'image/png', png({ width: 640, height: 200, shade: 90 }));
		await form.getByLabel('Chữ dưới ảnh').fill(SPONSOR);
		await form.getByRole('button', { name: 'Thêm trang có ảnh' }).click();
		await expect(desk.getByRole('img', { name: SPONSOR })).toBeVisible();
		await desk.getByLabel('Nội dung', { exact: true }).fill('');
		await desk.getByRole('button', { name: 'Lưu nội dung' }).click();
		for (const page of [hall, back]) {
			const logo = page.getByRole('img', { name: SPONSOR });
			await expect(logo).toBeVisible();
			await expect(page.getByRole('heading', { name: SPONSOR })).toBeVisible();
			const { width, height } = (await logo.boundingBox())!;
			expect(Math.abs(width / height / 3.2 - 1)).toBeLessThan(0.05);
			expect(width).toBeGreaterThan(page.viewportSize()!.width * 0.5);
			await fits(page);
		}
		await picture(hall, 'sponsor-1080');
		await picture(back, 'sponsor-2160');
		await choose('second.png', 'image/png', png({ width: 320, height: 320, shade: 30 }));
		await form.getByLabel('Chữ dưới ảnh').fill(SECOND_SPONSOR);
		await form.getByRole('button', { name: 'Thêm trang có ảnh' }).click();
		await expect(desk.getByRole('img', { name: SECOND_SPONSOR })).toBeVisible();
		const row = () =>
			desk.locator('li > img').evaluateAll((all) => all.map((one) => one.getAttribute('alt')));
		expect(await row()).toEqual([SPONSOR, SECOND_SPONSOR]);
		// By keyboard, and whoever moves it goes on with it.
		await desk.getByRole('button', { name: `Xuống sau: ${SPONSOR}` }).press('Enter');
		await expect(desk.getByText(`${SPONSOR}: đã chuyển đến vị trí 2 trong 2.`)).toBeAttached();
		expect(await row()).toEqual([SECOND_SPONSOR, SPONSOR]);
		await expect(desk.getByRole('button', { name: `Lên trước: ${SPONSOR}` })).toBeFocused();
		await expectAccessible(desk);
		await picture(desk, 'slides-desk');
		await desk.getByRole('button', { name: `Xoá ảnh: ${SECOND_SPONSOR}` }).click();
		await expect(desk.getByRole('img', { name: SECOND_SPONSOR })).toHaveCount(0);
	});

	await test.step('every screen says its own name', async () => {
		await desk.getByRole('button', { name: 'Mọi màn hình hiện tên' }).click();
		await expect(hall.getByText(MAIN, { exact: true })).toBeVisible();
		await expect(back.getByText(BACK, { exact: true })).toBeVisible();
		await picture(hall, 'identify-1080');
		await expect(hall.getByText(MAIN, { exact: true })).toBeHidden();
	});

	await test.step('a light theme and room below, for the people in front', async () => {
		await directAll('board', round.id);
		await card(MAIN).getByText('Tên, giao diện, thu hồi').click();
		await card(MAIN).getByLabel('Giao diện', { exact: true }).selectOption('paper');
		await card(MAIN)
			.getByLabel(/^Để trống phía dưới/)
			.fill('25');
		await card(MAIN).getByRole('button', { name: 'Lưu màn hình' }).click();
		await expect(hall.locator('[data-screen]')).toHaveAttribute('data-theme', 'paper');
		const foot = await hall.locator('footer').boundingBox();
		expect(foot!.y + foot!.height).toBeLessThanOrEqual(1080 * 0.75);
		await picture(hall, 'board-light-1080');
	});

	await test.step('a screen without a line says so, and finds its present scene when it is back', async () => {
		await back.context().setOffline(true);
		await expect(card(BACK).getByText('Mất kết nối', { exact: true })).toBeVisible();
		await direct(BACK, 'team', round.id);
		await expect(card(BACK).getByText('Sẽ hiện khi màn hình kết nối lại')).toBeVisible();
		await expect(back.getByText(/Mất kết nối|Đang kết nối lại/).first()).toBeVisible();
		await shows(back, 'board');
		await picture(back, 'offline-2160');
		await back.context().setOffline(false);
		await shows(back, 'team');
		await expect(card(BACK).getByText('Đang chiếu:')).toBeVisible();
	});

	await test.step('an overlay for the broadcast is clear around its bar, in both sizes', async () => {
		await desk.getByText('Lớp phủ cho truyền hình (OBS, vMix)').click();
		const form = desk.locator('form[action="?/overlay"]');
		await form.getByLabel('Tên gọi', { exact: true }).fill('Truyền hình');
		await form.getByLabel('Cảnh', { exact: true }).selectOption(`lower:${round.id}`);
		await form.getByRole('button', { name: 'Tạo địa chỉ' }).click();
		const address = (await desk.locator('code', { hasText: '/stage/overlay/' }).textContent())!.trim();
		const contexts: BrowserContext[] = [];
		for (const [width, height] of [
			[1920, 1080],
			[3840, 2160]
		] as const) {
			const air = await window(browser, width, height);
			contexts.push(air.context());
			await air.goto(address);
			await shows(air, 'lower');
			await expect(air.getByText('Đang trên sân khấu', { exact: true })).toBeVisible();
			await expect(air.getByRole('timer')).toBeVisible();
			await fits(air);
			const bar = (await air.locator('section').first().boundingBox())!;
			expect(bar.x).toBeGreaterThanOrEqual(width * 0.05 - 1);
			expect(bar.y + bar.height).toBeLessThanOrEqual(height * 0.95);
			// Nothing is painted behind the bar: every ancestor is transparent up to the page itself.
			const painted = await air.evaluate(
				() =>
					[
						document.documentElement,
						document.body,
						...document.querySelectorAll('[data-theme], main')
					].filter((one) => getComputedStyle(one).backgroundColor !== 'rgba(0, 0, 0, 0)').length
			);
			expect(painted).toBe(0);
			await picture(air, `lower-${height}`, true);
		}
		await directAll('blank');
		await shows(hall, 'blank');
		await expect(
			card('Truyền hình').locator('strong', { hasText: /^Dải chữ: đội trên sân khấu ·/ })
		).toBeVisible();
		await direct('Truyền hình', 'slogan');
		const [first] = contexts;
		await shows(first!.pages()[0]!, 'slogan');
		await picture(first!.pages()[0]!, 'lower-slogan-1080', true);
		for (const context of contexts) await context.close();
	});

	await test.step('a revoked screen is nobody’s and shows a new code', async () => {
		await card(BACK).getByText('Tên, giao diện, thu hồi').click();
		await card(BACK)
			.getByRole('button', { name: `Thu hồi màn hình: ${BACK}` })
			.click();
		await codeOn(back);
		await expect(card(BACK)).toHaveCount(0);
	});

	await desk.goto(screensPage);
	await picture(desk, 'desk-1366');
	await desk.setViewportSize({ width: 360, height: 740 });
	expect(await desk.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
	await picture(desk, 'desk-360');
	await hall.context().close();
	await back.context().close();
});
