import type { BrowserContext, Page } from '@playwright/test';
import { previewUnits } from '../support/set-up-steps.ts';
import { expect, expectAccessible, signIn, test } from './story.ts';

test.use({
	options: { contest: { clusterSizes: [2, 2], judges: 3, open: false } }
});
test.describe.configure({ mode: 'serial' });

const VIETNAM = { locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' };
const DESK = { viewport: { width: 1280, height: 800 }, ...VIETNAM };
const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, ...VIETNAM };
const UNIT = 'Đảng ủy phường Phúc Xá';
const TITLE = 'Hội nghị tổng kết phong trào thi đua “Dân vận khéo” năm 2026';

/** A delegate's card, by the name on it. */
const card = (page: Page, name: string) =>
	page.getByRole('article').filter({ has: page.getByRole('heading', { name, exact: true }) });

async function add(page: Page, name: string, title: string) {
	const form = page.locator('form[action="?/name"]');
	await form.getByLabel('Họ và tên').fill(name);
	await form.getByLabel('Chức vụ').fill(title);
	await form.getByRole('button', { name: 'Thêm đại biểu' }).click();
	await expect(card(page, name)).toBeVisible();
}

/** Nothing on the page is wider than the phone. */
async function expectFits(page: Page) {
	const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
	expect(overflow).toBeLessThanOrEqual(0);
}

test.describe('a delegation', () => {
	let desk: BrowserContext;
	let organizer: Page;
	let phone: BrowserContext;
	let unit: Page;
	let link: string;

	test.beforeAll(async ({ browser, story }) => {
		desk = await browser.newContext({ ...DESK, permissions: ['clipboard-read', 'clipboard-write'] });
		organizer = await desk.newPage();
		await signIn(organizer, story, 'administrator');
		await previewUnits(organizer, story.origin, [
			['Mã đơn vị', 'Tên đơn vị', 'Cấp', 'Đơn vị cấp trên'],
			['HN-PX', UNIT, 'Xã', 'Thành phố Hà Nội'],
			['HN-TB', 'Chi bộ tổ dân phố số 5', 'Cơ sở', 'Thành phố Hà Nội']
		]);
		await organizer.getByRole('button', { name: 'Đồng ý, nhập 2 dòng' }).click();
		await expect(organizer.getByText('Đã nhập: 2 mới')).toBeVisible();
		phone = await browser.newContext(PHONE);
		unit = await phone.newPage();
	});
	test.afterAll(async () => {
		await desk.close();
		await phone.close();
	});

	test('is made by the organizer for a unit of a level below, found without diacritics', async ({
		story
	}) => {
		await organizer.goto(`${story.origin}/desk/conferences/new`);
		await organizer.getByLabel('Mã hội nghị').fill('HN-TK-2026');
		await organizer.getByLabel('Tên hội nghị').fill(TITLE);
		await organizer.getByLabel('Đơn vị tổ chức').selectOption({ label: 'Thành phố Hà Nội' });
		await organizer.getByLabel('Ngày bắt đầu').fill('2099-12-10');
		await organizer.getByLabel('Ngày kết thúc').fill('2099-12-10');
		await organizer.getByRole('button', { name: 'Lập hội nghị' }).click();
		await organizer.getByRole('button', { name: 'Công bố' }).click();
		await organizer.getByRole('link', { name: 'Xem các đoàn' }).click();
		await organizer.getByLabel('Cấp', { exact: true }).selectOption({ label: 'Xã, phường' });
		await organizer.getByLabel('Lọc tên đơn vị').fill('phuc xa');
		await organizer.getByRole('checkbox', { name: UNIT }).check();
		await organizer.getByLabel('Số người mỗi đoàn').fill('9');
		await organizer.getByLabel(`Số người của ${UNIT}`).fill('3');
		await organizer.getByRole('button', { name: 'Thêm các đoàn đã chọn' }).click();
		await expect(organizer.getByRole('link', { name: UNIT })).toBeVisible();
		await expectAccessible(organizer);
	});

	test('gets a link that is shown once, with a message to send', async () => {
		await organizer.getByRole('button', { name: 'Tạo đường dẫn và mã QR' }).click();
		link = (await organizer.locator('#links code').textContent())!;
		expect(link).toContain('/delegations/');
		await organizer.getByRole('button', { name: `Chép tin nhắn Zalo gửi ${UNIT}` }).click();
		await expect(organizer.getByText('Đã chép.')).toBeVisible();
		const message = await organizer.evaluate(() => navigator.clipboard.readText());
		expect(message).toContain(link);
		expect(message).toContain('10/12/2099');
		await expectAccessible(organizer);
		await organizer.reload();
		await expect(organizer.locator('#links')).toHaveCount(0);
	});

	test('names three people on a phone, the first as its head', async () => {
		await unit.goto(link);
		await add(unit, 'Nguyễn Thị Lãnh', 'Bí thư Đảng ủy');
		await add(unit, 'Trần Văn Tuyên', 'Trưởng ban Tuyên giáo và Dân vận');
		await add(unit, 'Lê Thị Truyền', 'Chủ tịch Mặt trận Tổ quốc');
		await expect(card(unit, 'Nguyễn Thị Lãnh')).toContainText('Trưởng đoàn');
		await expect(unit.getByText('Đoàn đã đủ 3 người')).toBeVisible();
		await expectFits(unit);
		await expectAccessible(unit);
	});

	test('replaces one of them, and the history is read beside the name', async () => {
		const old = card(unit, 'Trần Văn Tuyên');
		await old.getByText('Sửa, báo vắng, thay người').click();
		const form = old.locator('form[action="?/substitute"]');
		await form.getByLabel('Họ và tên').fill('Phạm Văn Vận');
		await form.getByLabel('Lý do').fill('Đi công tác đột xuất');
		await form.getByRole('button', { name: 'Thay người' }).click();
		await expect(card(unit, 'Phạm Văn Vận')).toContainText('thay: Trần Văn Tuyên');
		await unit.getByText('Đã được thay (1)').click();
		await expect(card(unit, 'Trần Văn Tuyên')).toContainText('Đi công tác đột xuất');
		await expectFits(unit);
		await expectAccessible(unit);
	});

	test('sends its list in', async () => {
		const form = unit.locator('form[action="?/send"]');
		await form.getByLabel('Người đầu mối').fill('Lê Thị Truyền');
		await form.getByLabel('Điện thoại').fill('0912 345 678');
		await form.getByRole('button', { name: 'Gửi danh sách' }).click();
		await expect(unit.getByText('Danh sách đã đủ và đã gửi.')).toBeVisible();
	});

	test('is seen by the desk with who replaced whom, and excused by it', async () => {
		await organizer.reload();
		await expect(organizer.getByRole('row', { name: UNIT })).toContainText('3/3');
		await expect(organizer.getByRole('row', { name: UNIT })).toContainText('Đã mở');
		await organizer.getByRole('link', { name: UNIT }).click();
		await expect(card(organizer, 'Phạm Văn Vận')).toContainText('thay: Trần Văn Tuyên');
		const head = card(organizer, 'Nguyễn Thị Lãnh');
		await head.getByText('Sửa, báo vắng, thay người').click();
		await head.locator('form').filter({ hasText: 'Báo vắng' }).getByLabel('Lý do').fill('Ốm');
		await head.getByRole('button', { name: 'Báo vắng: Nguyễn Thị Lãnh' }).click();
		await expect(head).toContainText('Vắng có lý do');
		await expectAccessible(organizer);
		await organizer.getByRole('link', { name: 'Tổng quan' }).click();
		await expect(organizer.getByText('1 người báo vắng, chưa có người thay')).toBeVisible();
	});

	test('is invited on paper with the public page’s code, or with a link of its own that is made for it', async () => {
		await organizer.getByRole('link', { name: 'Xem các đoàn' }).click();
		const letters = organizer.locator('#letters');
		const download = organizer.waitForEvent('download');
		await letters.getByRole('button', { name: 'Tạo giấy mời' }).click();
		expect((await download).suggestedFilename()).toBe('giay-moi-HN-TK-2026.pdf');
		await letters.getByLabel('Đường dẫn riêng của từng đơn vị').check();
		await expect(letters.getByText('1 đường dẫn đang dùng sẽ ngừng hoạt động')).toBeVisible();
		await expectAccessible(organizer);
	});

	test('comes from a list as well, previewed with what it changes', async () => {
		await organizer.getByRole('link', { name: 'Nhập từ Excel' }).click();
		const rows = [
			['Mã', 'Họ và tên', 'Đoàn', 'Chức vụ', 'SĐT', 'Chỉ tiêu', 'Ghi chú'],
			['DB1', 'Lê Thị Truyền', UNIT, 'Chủ tịch Mặt trận Tổ quốc', '0987654321', '', 'Tham luận'],
			['DB2', 'Vũ Văn Hòa', 'Chi bộ tổ dân phố số 5', 'Bí thư', '', '2', '']
		];
		await organizer
			.getByLabel('Hoặc dán bảng từ Excel')
			.fill(rows.map((cells) => cells.join('\t')).join('\n'));
		await organizer.getByRole('button', { name: 'Xem trước' }).click();
		await expect(organizer.getByRole('row', { name: 'Vũ Văn Hòa' })).toContainText('Mới');
		await expectAccessible(organizer);
		await organizer.getByRole('button', { name: 'Đồng ý, nhập 2 dòng' }).click();
		await expect(organizer.getByText('Đã nhập')).toBeVisible();
		await organizer.getByRole('link', { name: 'Hội nghị', exact: true }).first().click();
		await organizer.getByRole('link', { name: TITLE }).click();
		await organizer.getByRole('link', { name: 'Xem các đoàn' }).click();
		await expect(organizer.getByRole('row', { name: 'Chi bộ tổ dân phố số 5' })).toContainText('1/2');
		await organizer.getByRole('link', { name: 'Tổng quan' }).click();
	});

	test('has a link that stops when it is revoked; what was typed is not lost', async () => {
		await organizer.getByRole('link', { name: 'Xem các đoàn' }).click();
		await organizer.getByRole('link', { name: UNIT }).click();
		await organizer.getByRole('button', { name: 'Thu hồi đường dẫn' }).click();
		await organizer.getByRole('dialog').getByRole('button', { name: 'Thu hồi đường dẫn' }).click();
		await expect(organizer.getByText('Đã thu hồi')).toBeVisible();
		await unit.goto(link);
		await expect(unit.getByText('Đường dẫn không dùng được')).toBeVisible();
	});
});
