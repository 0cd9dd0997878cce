import type { BrowserContext, Page } from '@playwright/test';
import { png } from '../support/sample-pictures.ts';
import { openRegistration, previewUnits } from '../support/set-up-steps.ts';
import { expect, expectAccessible, signIn, test } from './story.ts';

test.use({
	options: { contest: { clusterSizes: [2, 2], judges: 3, open: false } }
});
test.describe.configure({ mode: 'serial' });

const PHONE = {
	viewport: { width: 360, height: 740 },
	isMobile: true,
	hasTouch: true,
	locale: 'vi-VN',
	timezoneId: 'Asia/Ho_Chi_Minh'
};
const UNITS = ['Đảng ủy phường Phúc Xá', 'Đảng ủy phường Trúc Bạch'];
const TEAM = 'Đội Dân vận khéo Phúc Xá';
const PEOPLE = ['Nguyễn Thị Lãnh', 'Trần Văn Tuyên', 'Lê Thị Truyền', 'Phạm Văn Vận', 'Hoàng Thị Động'];
const REASON = 'Xin ghi rõ mô hình đang làm ở tổ dân phố nào';

/** The places for names in the form on the phone: the leader's, then the members'. */
const nameFields = (page: Page) =>
	page
		.getByRole('listitem')
		.filter({ has: page.getByRole('strong') })
		.getByLabel('Họ và tên');

test.describe('a team leader with a phone', () => {
	let desk: BrowserContext;
	let organizer: Page;
	let setUp: string;
	let phone: BrowserContext;
	let page: Page;
	let links: string[];

	test.beforeAll(async ({ browser, story }) => {
		setUp = `${story.origin}/desk/contests/${story.contest!.code}`;
		const wide = { ...PHONE, viewport: { width: 1366, height: 768 }, isMobile: false, hasTouch: false };
		const context = await browser.newContext(wide);
		const administrator = await context.newPage();
		await signIn(administrator, story, 'administrator');
		await previewUnits(administrator, story.origin, [
			['Mã đơn vị', 'Tên đơn vị', 'Cấp', 'Đơn vị cấp trên'],
			['HN-PX', UNITS[0]!, 'Xã', 'Thành phố Hà Nội'],
			['HN-TB', UNITS[1]!, 'Xã', 'Thành phố Hà Nội']
		]);
		await administrator.getByRole('button', { name: 'Đồng ý, nhập 2 dòng' }).click();
		await expect(administrator.getByText('Đã nhập: 2 mới')).toBeVisible();
		await context.close();
		desk = await browser.newContext(wide);
		organizer = await desk.newPage();
		await signIn(organizer, story, 'organizer');
		phone = await browser.newContext(PHONE);
		page = await phone.newPage();
	});
	test.afterAll(async () => {
		await desk.close();
		await phone.close();
	});

	test('gets a link of the unit’s own when the organizer opens registration', async () => {
		links = await openRegistration(organizer, setUp, UNITS);
		expect(links).toHaveLength(2);
		await expect(organizer.getByRole('img', { name: `Mã QR của ${UNITS[0]}` })).toBeVisible();
		await expectAccessible(organizer);
		await page.goto(links[0]!);
		await expect(page.getByText(`Đơn vị: ${UNITS[0]}`)).toBeVisible();
		await expect(page.getByText('Chưa nhập gì')).toBeVisible();
		await expectAccessible(page);
		await organizer.reload();
		await expect(organizer.getByRole('row', { name: UNITS[0] })).toContainText('Đã mở, chưa nhập');
	});

	test('types a team, saves a draft and finds it again', async () => {
		await page.getByLabel('Tên đội').fill(TEAM);
		await nameFields(page).nth(0).fill(PEOPLE[0]!);
		await expect(page.getByText('Chưa gửi, đang lưu trên máy này')).toBeVisible();
		await page.getByRole('button', { name: 'Lưu nháp' }).last().click();
		await expect(page.getByText('Đã lưu nháp. Ban Tổ chức chưa thấy phiếu này')).toBeVisible();
		await expect(page.getByText('Đã lưu ở Ban Tổ chức')).toBeVisible();
		await page.reload();
		await expect(page.getByLabel('Tên đội')).toHaveValue(TEAM);
		await expect(nameFields(page).nth(0)).toHaveValue(PEOPLE[0]!);
	});

	test('sends a photo of the team, which arrives smaller, and loses nothing that is typed beside it', async () => {
		await page.getByLabel('Tên mô hình').fill('Ngõ sáng');
		const photo = png({ width: 2400, height: 1500, shade: 140 });
		const file = { name: 'IMG_0001.PNG', mimeType: 'image/png', buffer: photo };
		await page.getByLabel('Chọn ảnh hoặc chụp mới').setInputFiles(file);
		await page.getByRole('button', { name: 'Gửi ảnh' }).click();
		await expect(page.getByText('Hãy đánh dấu rằng những người trong ảnh đã đồng ý.')).toBeVisible();
		await page.getByLabel('Những người trong ảnh đã đồng ý').check();
		await page.getByRole('button', { name: 'Gửi ảnh' }).click();
		await expect(page.getByText('Đã lưu ảnh của đội.')).toBeVisible();
		const shown = page.getByRole('img', { name: `Ảnh đội ${TEAM}` });
		await expect(shown).toHaveAttribute('width', '1600');
		await expect(shown).toHaveJSProperty('naturalWidth', 1600);
		await expect(page.getByLabel('Tên mô hình')).toHaveValue('Ngõ sáng');
		const address = new URL((await shown.getAttribute('src'))!, page.url()).href;
		const answer = await page.request.get(address);
		expect(answer.headers()).toMatchObject({
			'content-type': 'image/jpeg',
			'cache-control': 'public, max-age=31536000, immutable',
			'x-content-type-options': 'nosniff',
			'content-security-policy': "default-src 'none'; sandbox"
		});
		const torn = address.slice(0, -1) + (address.endsWith('0') ? '1' : '0');
		expect((await page.request.get(torn)).status()).toBe(404);
		await expectAccessible(page);
	});

	test('is told in words when what was chosen is no photo', async () => {
		const page = await phone.newPage();
		await page.goto(links[0]!);
		const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
		const file = { name: 'anh.jpg', mimeType: 'image/jpeg', buffer: svg };
		await page.getByLabel('Chọn ảnh hoặc chụp mới').setInputFiles(file);
		await page.getByLabel('Những người trong ảnh đã đồng ý').check();
		await page.getByRole('button', { name: 'Thay ảnh' }).click();
		await expect(page.getByText('Tệp này không phải ảnh JPEG, PNG hoặc WebP.').first()).toBeVisible();
		await page.close();
	});

	test('keeps what was opened and typed while the scripts were still on their way', async () => {
		const slow = await phone.newPage();
		const scripts = Promise.withResolvers<void>();
		await slow.route('**/_app/**/*.js', async (route) => {
			await scripts.promise;
			await route.continue();
		});
		await slow.goto(links[1]!, { waitUntil: 'commit' });
		await slow.getByText('Thể lệ quy định').click();
		await slow.getByLabel('Tên đội').fill('Đội Trúc Bạch');
		scripts.resolve();
		await expect(slow.getByText('Chưa gửi, đang lưu trên máy này')).toBeVisible();
		await expect(slow.getByLabel('Tên đội')).toHaveValue('Đội Trúc Bạch');
		await expect(slow.getByRole('link', { name: 'Xem toàn bộ thể lệ' })).toBeVisible();
		await slow.close();
	});

	test('is told what is missing, and where', async () => {
		await page.getByRole('button', { name: 'Gửi đăng ký' }).click();
		await expect(page.getByRole('alert')).toContainText('Chưa gửi được');
		await expect(page.getByLabel('Số điện thoại')).toHaveAttribute('aria-invalid', 'true');
		await expectAccessible(page);
	});

	test('is told the truth when the network is lost, and loses nothing', async () => {
		for (const [index, person] of PEOPLE.entries()) await nameFields(page).nth(index).fill(person);
		await page.getByLabel('Tên mô hình').fill('Ngõ sáng an toàn');
		await page.getByLabel('Số điện thoại').fill('0912 345 678');
		await page.locator('input[name="contactName"]').fill(PEOPLE[0]!);
		await phone.setOffline(true);
		await page.getByRole('button', { name: 'Gửi đăng ký' }).click();
		await expect(page.getByText('Mất kết nối. Chưa gửi, đang lưu trên máy này')).toBeVisible();
		await expect(page.getByText('Đã gửi cho Ban Tổ chức.')).toHaveCount(0);
		await organizer.reload();
		await expect(organizer.getByRole('row', { name: UNITS[0] })).toContainText('Đang soạn, chưa gửi');

		// The phone forgets the page meanwhile; what was typed is still on it.
		await phone.setOffline(false);
		await page.reload();
		await expect(page.getByText('Đã lấy lại nội dung chưa gửi')).toBeVisible();
		await expect(nameFields(page).nth(4)).toHaveValue(PEOPLE[4]!);
		await expect(page.getByText('Chưa gửi, đang lưu trên máy này')).toBeVisible();
		await page.getByRole('button', { name: 'Gửi đăng ký' }).click();
		await expect(page.getByText('Đã gửi cho Ban Tổ chức.')).toBeVisible();
		await expect(page.getByText('Đã gửi, đang chờ Ban Tổ chức duyệt')).toBeVisible();
		await expectAccessible(page);
	});

	test('reads the organizer’s reason, corrects the team and is accepted', async () => {
		await organizer.reload();
		await organizer.getByRole('link', { name: `Xem và duyệt: ${TEAM}` }).click();
		await organizer.getByRole('button', { name: 'Trả lại để sửa' }).click();
		await expect(organizer.getByLabel('Cần sửa gì')).toHaveAttribute('aria-invalid', 'true');
		await expectAccessible(organizer);
		await organizer.getByLabel('Cần sửa gì').fill(REASON);
		await organizer.getByRole('button', { name: 'Trả lại để sửa' }).click();
		await expect(organizer.getByText('Đã trả lại cho đơn vị sửa.')).toBeVisible();

		await page.reload();
		await expect(page.getByText('Ban Tổ chức trả lại để sửa')).toBeVisible();
		await expect(page.getByText(REASON)).toBeVisible();
		await expectAccessible(page);
		await page.getByLabel('Tên mô hình').fill('Ngõ sáng an toàn ở tổ dân phố số 3');
		await page.getByRole('button', { name: 'Gửi bản sửa' }).click();
		await expect(page.getByText('Đã gửi cho Ban Tổ chức.')).toBeVisible();

		await organizer.reload();
		const change = organizer.getByRole('row', { name: 'Tên mô hình' });
		await expect(change.locator('del')).toHaveText('Ngõ sáng an toàn');
		await expect(change.locator('ins')).toHaveText('Ngõ sáng an toàn ở tổ dân phố số 3');
		await organizer.getByRole('button', { name: 'Chấp nhận đội' }).click();
		await expect(organizer.getByText('Đã chấp nhận đội.')).toBeVisible();
		await page.reload();
		await expect(page.getByText('Đã được chấp nhận')).toBeVisible();
		await expect(page.getByText('Chưa bốc thăm. Thứ tự và giờ có mặt sẽ hiện ở đây.')).toBeVisible();
		await expectAccessible(page);
	});

	test('opens the form, asks for one more line and saves a draft without scripts too', async ({
		browser
	}) => {
		const context = await browser.newContext({ ...PHONE, javaScriptEnabled: false });
		const plain = await context.newPage();
		await plain.goto(links[1]!);
		await plain.getByLabel('Tên đội').fill('Đội Trúc Bạch');
		await nameFields(plain).nth(0).fill('Đinh Thị Trúc');
		const before = await nameFields(plain).count();
		await plain.getByRole('button', { name: 'Thêm thành viên' }).click();
		await expect(nameFields(plain)).toHaveCount(before + 1);
		await expect(plain.getByLabel('Tên đội')).toHaveValue('Đội Trúc Bạch');
		await plain.getByRole('button', { name: 'Lưu nháp' }).last().click();
		await expect(plain.getByText('Đã lưu nháp. Ban Tổ chức chưa thấy phiếu này')).toBeVisible();
		await plain.goto(links[1]!);
		await expect(plain.getByLabel('Tên đội')).toHaveValue('Đội Trúc Bạch');
		await expect(nameFields(plain).nth(0)).toHaveValue('Đinh Thị Trúc');
		await context.close();
		await organizer.goto(`${setUp}/registration`);
		await expect(organizer.getByRole('row', { name: UNITS[1] })).toContainText('Đang soạn, chưa gửi');
	});
});
