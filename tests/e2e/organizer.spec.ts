import { createHash } from 'node:crypto';
import type { BrowserContext, Page } from '@playwright/test';
import { hold, pairingLink } from '../support/desk-steps.ts';
import { previewUnits, seatPanel, typeTeam, type TypedSeat } from '../support/set-up-steps.ts';
import { expect, expectAccessible, test } from './story.ts';

test.use({ options: {} });
test.describe.configure({ mode: 'serial' });

const CITY = 'Thành phố Thử Nghiệm';
const CODE = 'TN-DVK-2025';
const UNITS = ['Đảng ủy phường Bến Nghé Thử', 'Đảng ủy phường Cầu Kho Thử', 'Đảng ủy xã Đồng Tháp Thử'];
const HEADINGS = ['Mã đơn vị', 'Tên đơn vị', 'Cấp', 'Đơn vị cấp trên'];
const TEAMS = [
	{ name: 'Đội Bến Nghé', unit: UNITS[0]!, model: 'Tổ tự quản bờ kênh xanh' },
	{ name: 'Đội Cầu Kho', unit: UNITS[1]!, model: 'Hẻm sạch không rác' },
	{ name: 'Đội Đồng Tháp', unit: UNITS[2]!, model: 'Ruộng chung mùa nước nổi' }
];
const PEOPLE = [
	['Trần Văn Bến', 'Lê Thị Nghé', 'Phạm Minh Thuyền'],
	['Võ Thị Cầu', 'Đặng Văn Kho', 'Bùi Ngọc Hẻm'],
	['Ngô Văn Đồng', 'Hồ Thị Tháp', 'Đỗ Hữu Sen']
];
const PANEL: readonly TypedSeat[] = [
	{ role: 'Trưởng ban', name: 'Hoàng Trưởng Thử', unit: CITY },
	{ role: 'Giám khảo', name: 'Dương Chấm Thử', unit: CITY },
	{ role: 'Giám khảo', name: 'Lý Phường Thử', unit: UNITS[1]! },
	{ role: 'Thư ký', name: 'Mai Thư Thử', unit: CITY },
	{ role: 'Người bấm giờ', name: 'Tô Giờ Thử', unit: CITY }
];

test.describe('an organizer with a laptop', () => {
	let context: BrowserContext;
	let page: Page;
	let audience: Page;
	let contest: string;
	let round: string;

	test.beforeAll(async ({ browser, story }) => {
		const wall = { locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' };
		context = await browser.newContext({ ...wall, viewport: { width: 1366, height: 768 } });
		page = await context.newPage();
		audience = await (await browser.newContext(wall)).newPage();
		contest = `${story.origin}/desk/contests/${CODE}`;
		await page.goto(story.setupLink!);
		await page.getByLabel('Tên đơn vị').fill(CITY);
		await page.getByLabel('Họ và tên').fill('Nguyễn Thị Thử');
		await page.getByLabel('Tên đăng nhập').fill('quantri');
		await page.locator('input[type="password"]').fill('mật khẩu dài và khó');
		await page.locator('main form button[type="submit"]').click();
		await expect(page).toHaveURL(/\/desk/);
	});
	test.afterAll(async () => {
		await context.close();
		await audience.context().close();
	});

	test('pastes the units, sees every mistake with its row and column, corrects them and agrees', async ({
		story
	}) => {
		await previewUnits(page, story.origin, [
			HEADINGS,
			['TN-BN', UNITS[0]!, 'Xã', CITY],
			['TN-CK', UNITS[1]!, 'Liên xã', CITY],
			['TN-DT', UNITS[2]!, 'Xã', 'Thành phố Thử Ngiệm']
		]);
		await expect(page.getByText('2 lỗi cần sửa trước khi nhập').first()).toBeVisible();
		const wrong = page.getByRole('table', { name: '2 lỗi cần sửa trước khi nhập' }).locator('tbody tr');
		await expect(wrong).toHaveCount(2);
		await expect(wrong.nth(0)).toContainText(/3\s*C · Cấp\s*Không rõ cấp “Liên xã”/);
		await expect(wrong.nth(1)).toContainText(
			/4\s*D · Đơn vị cấp trên\s*Không có đơn vị “Thành phố Thử Ngiệm”/
		);
		await expect(wrong.nth(1)).toContainText(`Có phải “${CITY}”?`);
		await expect(page.getByRole('button', { name: /^Đồng ý, nhập/ })).toHaveCount(0);
		await expectAccessible(page);

		await previewUnits(page, story.origin, [
			HEADINGS,
			['TN-BN', UNITS[0]!, 'Xã', CITY],
			['TN-CK', UNITS[1]!, 'Xã', CITY],
			['TN-DT', UNITS[2]!, 'Xã', CITY]
		]);
		await expect(page.getByText('3 mới · 0 thay đổi · 0 giữ nguyên')).toBeVisible();
		await page.getByRole('button', { name: 'Đồng ý, nhập 3 dòng' }).click();
		await expect(page.getByText('Đã nhập: 3 mới, 0 thay đổi.')).toBeVisible();
		await page.goto(`${story.origin}/desk/admin/units`);
		await page.getByLabel('Tìm đơn vị').fill('dong thap');
		await page.getByRole('button', { name: 'Tìm', exact: true }).click();
		await expect(page.getByRole('rowheader', { name: UNITS[2]! })).toBeVisible();
		await expectAccessible(page);
	});

	test('makes a contest from the template for one day and announces it', async ({ story }) => {
		await page.goto(`${story.origin}/desk/contests/new`);
		await page.getByLabel('Bắt đầu từ').selectOption({ label: 'Hội thi cấp xã trong một ngày' });
		await page.getByLabel('Mã hội thi').fill(CODE);
		await page.getByLabel('Tên hội thi').fill('Hội thi “Dân vận khéo” thành phố Thử Nghiệm');
		await page.getByLabel('Đơn vị tổ chức').selectOption({ label: CITY });
		await expectAccessible(page);
		await page.getByRole('button', { name: 'Lập hội thi' }).click();
		await expect(page).toHaveURL(contest);
		await page.getByRole('button', { name: 'Công bố hội thi' }).click();
		await expect(page.getByRole('link', { name: 'Trang công khai' })).toBeVisible();
		await expectAccessible(page);
	});

	test('changes a coefficient beside its worked example, and the history says what became different', async () => {
		await page.goto(`${contest}/rules`);
		await page.getByRole('link', { name: 'Sửa thể lệ' }).click();
		await page.getByRole('button', { name: 'Hội thi', exact: true }).click();
		const part = page.locator('details', { has: page.getByText('Phần thi 2: Tiểu phẩm hoặc năng khiếu') });
		await part.locator('summary').first().click();
		await expect(part.getByText('Đội được 8 điểm, hệ số 2 thì tính 16 điểm.')).toBeVisible();
		await part.getByLabel('Hệ số', { exact: true }).first().fill('1,5');
		await expect(part.getByText('Đội được 8 điểm, hệ số 1,5 thì tính 12 điểm.')).toBeVisible();
		await expectAccessible(page);
		await page.getByRole('button', { name: 'Xem lại và lưu' }).last().click();
		await page.getByRole('button', { name: 'Lưu thành bản 2' }).click();
		await expect(page.getByLabel(/Lý do/)).toHaveAttribute('aria-invalid', 'true');
		await page.getByLabel(/Lý do/).fill('Tiểu phẩm năm nay ngắn hơn');
		await page.getByRole('button', { name: 'Lưu thành bản 2' }).click();
		await expect(page.getByText('Đã lưu bản 2')).toBeVisible();

		const second = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Bản 2' }) });
		await expect(second).toContainText('Lý do: Tiểu phẩm năm nay ngắn hơn');
		await second.getByText(/thay đổi so với bản trước/).click();
		await expect(second.locator('del').first()).toContainText('nhân hệ số 2,');
		await expect(second.locator('ins').first()).toContainText('nhân hệ số 1,5,');
		await expectAccessible(page);
	});

	test('enters three teams and is told when one has too few members', async () => {
		for (const [index, team] of TEAMS.entries()) {
			await page.goto(`${contest}/teams/new`);
			const people = PEOPLE[index]!;
			if (index === 0) {
				await expectAccessible(page);
				await typeTeam(page, { ...team, people: people.slice(0, 2) });
				await page.getByRole('button', { name: 'Lưu và nhận đội' }).click();
				await expect(page.getByRole('alert')).toContainText('ít nhất 3');
				await expect(page.getByLabel('Tên đội')).toHaveValue(team.name);
			}
			await typeTeam(page, { ...team, people });
			await page.getByRole('button', { name: 'Lưu và nhận đội' }).click();
			await expect(page).not.toHaveURL(/\/new$/);
		}
		await page.goto(`${contest}/teams`);
		for (const { name } of TEAMS) await expect(page.getByRole('row', { name })).toContainText('Đã nhận');
		await expectAccessible(page);
	});

	test('makes the round, seats the panel, and is shown whose judge sits on it', async () => {
		await page.goto(`${contest}/rounds`);
		await page.getByRole('button', { name: 'Lập các vòng còn thiếu (1)' }).click();
		await page.getByRole('rowheader').getByRole('link').click();
		await expect(page).toHaveURL(/\/rounds\/[^/]+$/);
		round = page.url();
		const checklist = page.locator('section', {
			has: page.getByRole('heading', { name: 'Danh mục chuẩn bị' })
		});
		await expect(checklist).toContainText('Có 0 giám khảo; cần ít nhất 2.');
		await expect(checklist).toContainText('Chưa công khai mã cam kết bốc thăm.');
		await expect(page.getByRole('button', { name: 'Mở vòng thi' })).toBeDisabled();
		await expectAccessible(page);

		await page.goto(`${round}/panel`);
		await seatPanel(page, PANEL);
		await expect(page.getByText('không chấm “Đội Cầu Kho”: cùng đơn vị với đội')).toBeVisible();
		await expectAccessible(page);
		await page.goto(round);
		await expect(checklist).toContainText('Vì xung đột lợi ích, đội “Đội Cầu Kho” do 2 giám khảo chấm');

		await page.goto(`${round}/panel`);
		await seatPanel(
			page,
			PANEL.map((seat) => (seat.unit === CITY ? seat : { ...seat, name: 'Vương Khách Thử', unit: CITY }))
		);
		await expect(page.getByText('Không phát hiện xung đột lợi ích')).toBeVisible();
	});

	test('commits to the draw in public, draws, and anybody can check the seed against its hash', async ({
		story
	}) => {
		await page.goto(`${round}/draw`);
		await page.getByRole('button', { name: 'Công khai mã cam kết' }).click();
		const proof = page.locator('dl code');
		await expect(proof).toHaveCount(1);
		const hash = (await proof.textContent())!.trim();
		expect(hash).toMatch(/^[0-9a-f]{64}$/);
		await expectAccessible(page);

		await audience.goto(`${story.origin}/contests/${CODE}`);
		await audience.getByText('Bốc thăm: Đã cam kết, chưa bốc').click();
		await expect(audience.getByText(hash)).toBeVisible();
		await expect(audience.getByText('Chưa công khai; sẽ mở khi bốc thăm.')).toBeVisible();
		const before = await (await audience.request.get(`${story.origin}/contests/${CODE}`)).text();

		await hold(page.getByRole('button', { name: /^Bốc thăm/ }));
		await expect(page.getByText('Đã bốc thăm').first()).toBeVisible();
		const seed = (await proof.nth(1).textContent())!.trim();
		expect(createHash('sha256').update(seed).digest('hex')).toBe(hash);
		expect(before).toContain(hash);
		expect(before).not.toContain(seed);
		const order = await page.locator('section > div').first().locator('ol li').allTextContents();
		expect([...order].sort()).toEqual(TEAMS.map(({ name }) => name).sort());
		await expectAccessible(page);

		await audience.reload();
		await audience.getByText('Bốc thăm: Đã bốc thăm').click();
		await expect(audience.locator('article ol').first().getByRole('listitem')).toHaveText(order);
		await expect(audience.getByText(seed).first()).toBeVisible();
		await expectAccessible(audience);
	});

	test('pairs the tablets, sees the checklist turn green and opens the round', async ({ browser, story }) => {
		const desk = `${story.origin}/desk/rounds/${round.split('/').at(-1)}`;
		for (const seat of ['GK1', 'GK2', 'GK3']) {
			const tablet = await browser.newContext({ locale: 'vi-VN' });
			const judge = await tablet.newPage();
			await judge.goto(await pairingLink(page, desk, seat));
			await judge.getByRole('button', { name: 'Ghép máy này' }).click();
			await expect(judge.getByLabel('Mã PIN', { exact: true })).toBeVisible();
			await tablet.close();
		}
		await page.goto(round);
		await expect(page.getByText('Đã đủ điều kiện mở vòng thi')).toBeVisible();
		await expectAccessible(page);
		await hold(page.getByRole('button', { name: 'Mở vòng thi' }));
		await expect(page.getByText('Đang thi').first()).toBeVisible();
		await page.getByRole('link', { name: 'Bàn điều hành vòng thi' }).click();
		await expect(page.locator('[data-next]')).toContainText(/Đội (Bến Nghé|Cầu Kho|Đồng Tháp)/);

		await audience.goto(`${story.origin}/contests/${CODE}`);
		await audience.getByRole('link', { name: 'Bảng điểm trực tiếp' }).first().click();
		for (const { name } of TEAMS) await expect(audience.getByText(name).first()).toBeVisible();
		await expectAccessible(audience);
	});
});
