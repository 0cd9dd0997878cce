import type { BrowserContext, Page } from '@playwright/test';
import { expect, expectAccessible, signIn, test } from './story.ts';

test.use({
	options: {
		contest: { clusterSizes: [2, 2], judges: 3, open: false },
		delegates: ['Nguyễn Thị Hạnh', 'Trần Văn Bảo']
	}
});
test.describe.configure({ mode: 'serial' });

const VIETNAM = { locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' };
const DESK = { viewport: { width: 1280, height: 800 }, ...VIETNAM };
const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, ...VIETNAM };
const QUESTION = 'Kinh phí nhân rộng mô hình năm 2027 lấy từ nguồn nào?';

async function expectFits(page: Page) {
	const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
	expect(overflow).toBeLessThanOrEqual(0);
}

test.describe('a hall that asks and reads', () => {
	let contexts: BrowserContext[] = [];
	let desk: Page;
	let phone: Page;
	let wall: Page;
	let base: string;
	let unit: string;

	test.beforeAll(async ({ browser, story }) => {
		contexts = await Promise.all([DESK, PHONE, DESK].map((look) => browser.newContext(look)));
		[desk, phone, wall] = (await Promise.all(contexts.map((context) => context.newPage()))) as [
			Page,
			Page,
			Page
		];
		base = `${story.origin}/desk/conferences/${story.conference!.code}`;
		await signIn(desk, story, 'administrator');
	});
	test.afterAll(() => Promise.all(contexts.map((context) => context.close())));

	test('asks by QR; the wall shows only what the desk lets through, at once', async ({ story }) => {
		await desk.goto(`${base}/questions/places`);
		await desk.getByLabel('Tên các nơi').fill('Hội trường lớn\nDãy A');
		await desk.getByRole('button', { name: 'Thêm' }).click();
		await expect(desk.getByRole('img', { name: 'Mã QR gửi câu hỏi: Dãy A' })).toBeVisible();
		const address = await desk.locator('main a[href*="/ask/"]').first().getAttribute('href');
		await phone.goto(new URL(address!, story.origin).href);
		await expect(phone.getByText('Chưa nhận câu hỏi')).toBeVisible();
		await wall.goto(`${story.origin}/stage/conferences/${story.conference!.code}/questions`);
		await desk.goto(`${base}/questions`);
		await desk.getByRole('button', { name: 'Mở nhận câu hỏi' }).click();
		// The phone opens by itself.
		await phone.getByLabel('Câu hỏi', { exact: true }).fill(QUESTION);
		await expectFits(phone);
		await phone.getByLabel('Không ghi tên').check();
		await phone.getByRole('button', { name: 'Gửi câu hỏi' }).click();
		await expect(phone.getByText('Đã gửi câu hỏi')).toBeVisible();
		// The desk sees it without being asked to, and nobody else does.
		await expect(desk.getByText(QUESTION)).toBeVisible();
		await expect(wall.getByText(QUESTION)).toHaveCount(0);
		await desk.getByRole('button', { name: /^Duyệt:/ }).click();
		await expect(wall.getByText(QUESTION)).toBeVisible();
		await desk.getByRole('button', { name: /^Đưa lên trả lời:/ }).click();
		await expect(wall.locator('[data-now]').getByText(QUESTION)).toBeVisible();
		await expectAccessible(desk);
		await expectAccessible(phone);
	});

	test('answers in writing, where everybody may read it', async ({ story }) => {
		await desk.getByText('Trả lời bằng văn bản', { exact: true }).first().click();
		await desk.getByLabel('Nội dung trả lời').fill('Từ nguồn sự nghiệp, theo Kế hoạch số 12.');
		await desk.getByLabel('Đăng câu hỏi và câu trả lời ở trang công khai').check();
		await desk.getByRole('button', { name: 'Lưu câu trả lời' }).click();
		await expect(desk.getByRole('heading', { name: 'Đã trả lời (1)' })).toBeVisible();
		await expect(wall.getByText(QUESTION)).toHaveCount(0);
		await phone.goto(`${story.origin}/conferences/${story.conference!.code}`);
		await phone.getByRole('link', { name: 'Hỏi và đáp (1)' }).click();
		await expect(phone.getByText('Từ nguồn sự nghiệp, theo Kế hoạch số 12.')).toBeVisible();
		await expectFits(phone);
	});

	test('releases a closed document that a unit opens by name, and nobody else at all', async ({ story }) => {
		await desk.goto(`${base}/documents`);
		await desk.getByLabel('Tệp', { exact: true }).setInputFiles({
			name: 'Dự thảo nghị quyết.pdf',
			mimeType: 'application/pdf',
			buffer: Buffer.from('%PDF-1.7\ndự thảo\n%%EOF\n')
		});
		await desk.getByLabel('Tên tài liệu').fill('Dự thảo nghị quyết');
		await desk.getByLabel('Tài liệu kín').check();
		await desk.getByRole('button', { name: 'Thêm tài liệu' }).click();
		await desk.getByRole('button', { name: /^Phát hành:/ }).click();
		await expect(desk.getByRole('button', { name: /^Thu lại:/ })).toBeVisible();
		await desk.goto(`${base}/delegations`);
		await desk.getByRole('row').getByRole('link').first().click();
		await desk.getByRole('button', { name: 'Tạo đường dẫn' }).click();
		unit = (await desk.locator('#links code').textContent())!;
		await phone.goto(unit);
		await phone.getByRole('link', { name: 'Tài liệu hội nghị (1)' }).click();
		await phone.getByLabel('Người mở').selectOption({ label: 'Nguyễn Thị Hạnh' });
		await expectFits(phone);
		await expectAccessible(phone);
		const [file] = await Promise.all([
			phone.waitForEvent('download'),
			phone.getByRole('button', { name: /^Tải về:/ }).click()
		]);
		expect(file.suggestedFilename()).toBe('Dự thảo nghị quyết.pdf');
		await desk.goto(`${base}/documents`);
		await desk.getByRole('link', { name: 'Dự thảo nghị quyết' }).click();
		await expect(desk.getByRole('cell', { name: 'Nguyễn Thị Hạnh' })).toBeVisible();
		await expectAccessible(desk);
		const open = await phone.request.get(
			`${story.origin}/conferences/${story.conference!.code}/documents/${desk.url().split('/').at(-1)}`
		);
		expect(open.status()).toBe(404);
	});
});
