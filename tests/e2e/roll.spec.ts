import { execFileSync } from 'node:child_process';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, signIn, test } from './story.ts';

test.use({
	options: { contest: { clusterSizes: [2, 2], judges: 3, open: true, begun: true, humans: [] } }
});

const VIETNAM = { locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' };
const DESK = { viewport: { width: 1280, height: 800 }, ...VIETNAM };
/** Whatever stands on the public page works as it was sent. */
const PHONE = {
	viewport: { width: 360, height: 740 },
	isMobile: true,
	hasTouch: true,
	javaScriptEnabled: false,
	...VIETNAM
};
const NAMES = [
	'Lò Thị Pâng',
	'Đỗ Văn Đượm',
	'Vàng A Sử',
	'Hà Thị Êm',
	'Nguyễn Văn Bình',
	'Trần Thị Lan',
	'Giàng A Chu',
	'Phạm Văn Ánh',
	'Y Ƀrih Êban'
];

/** A decision of the contest with these people, proposed by whoever is signed in. */
async function proposedFor(page: Page, origin: string, contest: string): Promise<string> {
	const honours = `${origin}/desk/honours`;
	await page.goto(`${honours}/issuers/new`);
	await page.getByLabel('Tên in trên giấy').fill('BAN TỔ CHỨC HỘI THI “DÂN VẬN KHÉO”');
	await page.getByLabel('Địa danh ký').fill('Hà Nội');
	await page.getByLabel('Đơn vị quản lý').selectOption({ label: 'Thành phố Hà Nội' });
	await page.getByRole('button', { name: 'Lưu' }).click();
	await page.getByRole('link', { name: 'BAN TỔ CHỨC HỘI THI' }).waitFor();
	await page.goto(`${honours}/new?contest=${contest}`);
	await page.getByLabel('Tên quyết định trong danh sách').fill('Chứng nhận cá nhân tiêu biểu');
	await page.getByLabel('Cơ quan ra quyết định').selectOption({ index: 1 });
	const event = page.getByLabel('Hội thi', { exact: true });
	const option = event.locator('option', { hasText: contest });
	await event.selectOption((await option.getAttribute('value'))!);
	await page.getByLabel('Ngày quyết định').fill('2026-11-20');
	await page.getByLabel('Chức danh người ký').fill('TRƯỞNG BAN');
	await page.getByRole('textbox', { name: /^Người ký/ }).fill('Trần Thị Minh');
	await page.getByLabel('Thành tích chung').fill('Đã tham gia Hội thi “Dân vận khéo”.');
	await page.getByRole('button', { name: 'Lập quyết định' }).click();
	await page.getByRole('heading', { name: 'Danh sách còn trống' }).waitFor();
	const decision = page.url().replace(/\/recipients.*$/, '');
	await page.goto(`${decision}/import`);
	const table = ['Ông/Bà\tHọ và tên\tChức vụ', ...NAMES.map((name) => `Ông\t${name}\tTrưởng thôn`)];
	await page.getByLabel('Bảng chép từ Excel').fill(table.join('\n'));
	await page.getByRole('button', { name: 'Xem trước' }).click();
	await page.getByRole('button', { name: `Đồng ý, thêm ${NAMES.length} người nhận` }).click();
	await page.getByRole('heading', { name: `${NAMES.length} người nhận` }).waitFor();
	await page.goto(`${decision}/print`);
	await page
		.getByLabel('Mẫu in')
		.selectOption({ label: 'Giấy chứng nhận tham gia, A4 · phiên bản 1 · 297 × 210 mm' });
	await page.getByRole('button', { name: 'Dùng mẫu này' }).click();
	await page.getByText('Đã đổi mẫu in.').waitFor();
	await page.goto(`${decision}/approval`);
	await page.getByRole('button', { name: 'Trình phê duyệt' }).click();
	await page.getByText('Bạn là người trình: người khác phải phê duyệt.').waitFor();
	return decision;
}

async function savedText(page: Page, link: string): Promise<string> {
	const download = page.waitForEvent('download');
	await page.getByRole('link', { name: link }).click();
	return execFileSync('pdftotext', ['-layout', await (await download).path(), '-'], { encoding: 'utf8' });
}

test('a visitor finds a name on a phone without diacritics and without scripts, until the list is taken down', async ({
	browser,
	story
}) => {
	const { origin, contest } = story;
	const code = contest!.code;
	const [deskOf, otherOf, phoneOf] = await Promise.all([
		browser.newContext(DESK),
		browser.newContext(DESK),
		browser.newContext(PHONE)
	]);
	const [desk, other, phone] = await Promise.all([deskOf.newPage(), otherOf.newPage(), phoneOf.newPage()]);
	await signIn(desk, story, 'administrator');
	const decision = await proposedFor(desk, origin, code);

	// Before the approval: papers that say so, and nothing to publish.
	await desk.goto(`${decision}/roll`);
	await expect(desk.getByText('Công bố được sau khi quyết định được phê duyệt.')).toBeVisible();
	await expect(desk.getByRole('button', { name: 'Công bố trên trang khen thưởng' })).toHaveCount(0);
	expect(await savedText(desk, 'Tải danh sách kèm theo (PDF)')).toContain('Y Ƀrih Êban');
	const page = `${origin}/contests/${code}/honours`;
	expect((await phone.goto(page))!.status()).toBe(404);

	await signIn(other, story, 'organizer');
	await other.goto(`${decision}/approval`);
	await other.getByRole('button', { name: 'Phê duyệt và cấp số sổ vàng' }).click();
	await expect(other.getByText('001 – 009, năm 2026')).toBeVisible();
	await desk.goto(`${decision}/certificates`);
	await desk.getByRole('button', { name: 'Cấp giấy cho 9 người, tập thể' }).click();
	await expect(desk.getByText('Đã cấp 9 giấy')).toBeVisible();

	await desk.goto(`${decision}/roll`);
	await expect(desk.getByText('Tên các cá nhân sẽ thành công khai')).toBeVisible();
	await desk.getByRole('button', { name: 'Công bố trên trang khen thưởng' }).click();
	await expect(desk.getByText(/^Đang công bố từ/)).toBeVisible();
	await expectAccessible(desk);

	await phone.goto(`${origin}/contests/${code}`);
	await phone.getByRole('link', { name: 'Xem bảng vàng danh dự' }).click();
	await expect(phone.getByText('Ông Lò Thị Pâng', { exact: true })).toBeVisible();
	await phone.getByLabel('Tìm theo tên, đơn vị').fill('duom');
	await phone.getByRole('button', { name: 'Tìm' }).click();
	await expect(phone.getByText('Tìm thấy 1 trong 9.')).toBeVisible();
	await expect(phone.getByText('Ông Lò Thị Pâng', { exact: true })).toHaveCount(0);
	await phone.getByRole('link', { name: /^Xem giấy\s*: Ông Đỗ Văn Đượm$/ }).click();
	await expect(phone.getByText('Giấy thật, đang có giá trị')).toBeVisible();

	// By number only: not a name is left on the page.
	await desk.getByRole('radio', { name: 'Chỉ ghi số lượng' }).check();
	await desk.getByRole('button', { name: 'Đổi cách ghi' }).click();
	await expect(desk.getByText('Cá nhân và hộ gia đình chỉ ghi số lượng.')).toBeVisible();
	await phone.goto(page);
	await expect(phone.getByText('9 cá nhân')).toBeVisible();
	expect(await phone.content()).not.toContain('Đượm');

	await desk.getByRole('button', { name: 'Thôi công bố' }).click();
	await expect(desk.getByText('Chưa công bố')).toBeVisible();
	expect((await phone.goto(page))!.status()).toBe(404);
	await phone.goto(`${origin}/contests/${code}`);
	await expect(phone.getByRole('link', { name: 'Xem bảng vàng danh dự' })).toHaveCount(0);

	await desk.goto(`${origin}/desk/honours/golden-book`);
	const book = await savedText(desk, 'Tải cả sổ (PDF)');
	for (const name of NAMES) expect(book).toContain(name);
	expect(book).toContain('liên tục từ 001 đến 009');
	await Promise.all([deskOf.close(), otherOf.close(), phoneOf.close()]);
});
