import type { Page } from '@playwright/test';
import { expect, expectAccessible, signIn, test } from './story.ts';

test.use({
	options: {
		contest: { clusterSizes: [2, 2], judges: 3, open: false },
		delegates: ['Nguyễn Thị Hạnh', 'Trần Văn Bình']
	}
});

const VIETNAM = { locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' };
const DESK = { viewport: { width: 1280, height: 800 }, ...VIETNAM };
const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, ...VIETNAM };
const HALL = { viewport: { width: 1920, height: 1080 }, ...VIETNAM };

/** Adds a point to the draft. */
async function add(desk: Page, title: string, kind: string, time: string) {
	const form = desk.locator('form').filter({ has: desk.getByRole('button', { name: 'Thêm mục' }) });
	await form.getByLabel('Nội dung', { exact: true }).fill(title);
	await form.getByLabel('Loại').selectOption({ label: kind });
	await form.getByLabel('Bắt đầu lúc').fill(time);
	await form.getByRole('button', { name: 'Thêm mục' }).click();
	await expect(desk.getByRole('heading', { name: title, exact: true })).toBeVisible();
}

/** Nothing on the page is wider than it. */
async function expectFits(page: Page) {
	const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
	expect(overflow).toBeLessThanOrEqual(0);
}

test('a programme is written, released, run, and followed by hall, MC and phones', async ({
	browser,
	story
}) => {
	const { code } = story.conference!;
	const [deskOf, phoneOf, hallOf] = await Promise.all([
		browser.newContext(DESK),
		browser.newContext(PHONE),
		browser.newContext(HALL)
	]);
	const [desk, phone, hall] = await Promise.all([deskOf.newPage(), phoneOf.newPage(), hallOf.newPage()]);
	await signIn(desk, story, 'administrator');
	const at = `${story.origin}/desk/conferences/${code}/programme`;
	await desk.goto(at);
	await expect(desk.getByText('Chưa có mục nào trong chương trình')).toBeVisible();
	await add(desk, 'Chào cờ, tuyên bố lý do', 'Khai mạc', '00:01');
	await add(desk, 'Các đơn vị phát biểu', 'Tham luận', '00:20');

	await phone.goto(`${story.origin}/conferences/${code}/programme`);
	await expect(phone.getByText('Chương trình chưa được công bố')).toBeVisible();
	await desk.getByRole('button', { name: 'Công bố bản 1' }).click();
	await expect(desk.getByText('Bản nháp giống bản 1 đã công bố.')).toBeVisible();

	await desk.goto(`${at}/speeches`);
	await desk.getByLabel('Chủ đề đề nghị').fill('Giữ rừng đầu nguồn');
	await desk.getByRole('button', { name: 'Mời tham luận' }).click();
	await desk.locator('summary', { hasText: 'Xếp vào chương trình' }).click();
	await desk.getByRole('button', { name: 'Xếp vào chương trình' }).click();
	await expect(desk.getByText('Có trong chương trình').first()).toBeVisible();
	await desk.goto(at);
	await expect(desk.getByText('Các đơn vị phát biểu: danh sách tham luận thay đổi')).toBeVisible();
	await desk.getByLabel('Vì sao có bản mới').fill('Thêm một tham luận');
	await desk.getByRole('button', { name: 'Công bố bản 2' }).click();
	await expect(desk.getByText('Bản nháp giống bản 2 đã công bố.')).toBeVisible();

	await phone.reload();
	await expect(phone.getByText('Thêm một tham luận')).toBeVisible();
	await expect(phone.getByText('Giữ rừng đầu nguồn')).toBeVisible();
	await expectFits(phone);
	await expectAccessible(phone);

	await hall.goto(`${story.origin}/stage/conferences/${code}`);
	await expect(hall.getByText('Chào cờ, tuyên bố lý do')).toBeVisible();
	await desk.goto(`${at}/run`);
	await desk.getByRole('button', { name: 'Bắt đầu: Chào cờ, tuyên bố lý do' }).click();
	await expect(desk.getByRole('button', { name: 'Kết thúc mục này' })).toBeVisible();
	await expect(hall.getByText('Đang diễn ra')).toBeVisible();
	await expect(phone.getByText('Đang diễn ra')).toBeVisible();
	await desk.getByRole('button', { name: 'Bắt đầu: Các đơn vị phát biểu' }).first().click();
	await desk.getByRole('button', { name: 'Bắt đầu tính giờ: Giữ rừng đầu nguồn' }).click();
	await expect(hall.getByRole('timer')).toBeVisible();
	await expectFits(hall);
	await expectAccessible(desk);

	const mc = await deskOf.newPage();
	await mc.goto(`${story.origin}/stage/conferences/${code}/mc`);
	await expect(mc.getByText('Giữ rừng đầu nguồn').first()).toBeVisible();
	await expectAccessible(mc);
	await desk.getByRole('button', { name: 'Xong: Giữ rừng đầu nguồn' }).click();
	await expect(hall.getByRole('timer')).toHaveCount(0);
	await Promise.all([deskOf.close(), phoneOf.close(), hallOf.close()]);
});
