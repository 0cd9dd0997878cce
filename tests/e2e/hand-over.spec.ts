import type { BrowserContext, Page } from '@playwright/test';
import { expect, expectAccessible, signIn, test } from './story.ts';

const [AN, BINH, CUC, DUNG, GIANG] = [
	...['Nguyễn Văn An', 'Trần Văn Bình', 'Lê Hoàng Cúc', 'Đỗ Minh Dung', 'Phạm Trường Giang']
] as [string, string, string, string, string];

test.use({
	options: {
		contest: { clusterSizes: [3], judges: 3, open: false },
		delegates: [AN, BINH, CUC, DUNG, GIANG],
		// Of the third nobody knows who it is: a list had the name in capitals.
		awards: { decisions: [[AN, BINH, CUC, DUNG], [GIANG], [AN.toUpperCase()]], inHall: [AN] }
	}
});
test.describe.configure({ mode: 'serial' });

/** What a scanner at the cable types of an address, by the keys' places. */
async function scanAddress(page: Page, address: string): Promise<void> {
	await page.evaluate((text) => {
		const signs: Record<string, readonly [code: string, shift: boolean]> = {
			...{ ':': ['Semicolon', true], '/': ['Slash', false], '.': ['Period', false], '-': ['Minus', false] }
		};
		for (const key of text) {
			const upper = key.toUpperCase();
			const [code, shiftKey] =
				signs[key] ?? (/\d/.test(key) ? [`Digit${key}`, false] : [`Key${upper}`, key === upper]);
			const event = { code, key, shiftKey, bubbles: true, cancelable: true };
			document.body.dispatchEvent(new KeyboardEvent('keydown', event));
		}
		const enter = { code: 'Enter', key: 'Enter', bubbles: true, cancelable: true };
		document.body.dispatchEvent(new KeyboardEvent('keydown', enter));
	}, address);
}

const cardOf = (page: Page, name: string) => page.locator('main > ol > li').filter({ hasText: name });

test.describe('a hand-over', () => {
	let desk: Page;
	let tablet: Page;
	const contexts: BrowserContext[] = [];

	test.beforeAll(async ({ browser, story }) => {
		const own = async (width: number, height: number) => {
			const shown = { locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', viewport: { width, height } };
			const context = await browser.newContext(shown);
			contexts.push(context);
			return context.newPage();
		};
		[desk, tablet] = [await own(1280, 900), await own(1024, 768)];
		await signIn(desk, story, 'organizer');
		await signIn(tablet, story, 'organizer');
	});
	test.afterAll(async () => {
		for (const context of contexts) await context.close();
	});

	test('is laid out in groups, with who is in the hall, and printed for the MC', async ({ story }) => {
		const [award] = story.awards;
		await desk.goto(`${story.origin}/desk/honours/${award!.decision}/hand-over`);
		await desk.getByLabel('Số người mỗi đợt').fill('2');
		await desk.getByLabel('Người trao').fill('Ông Trần Văn Ký');
		await desk.getByRole('button', { name: 'Xếp thứ tự' }).click();
		await expect(desk.getByRole('heading', { name: 'Đợt 2' })).toBeVisible();
		const row = (name: string) =>
			desk.locator('section[aria-labelledby="order"] li').filter({ hasText: name });
		await expect(row(AN)).toContainText('Trong hội trường');
		await expect(row(BINH)).toContainText('Chưa đến');
		await desk.getByRole('button', { name: `Lên: Ông ${CUC}` }).click();
		await expect(desk.getByRole('heading', { name: /^Đợt 1/ })).toContainText('3 lượt nhận');
		await desk.getByRole('button', { name: `Xuống: Ông ${CUC}` }).click();
		await expect(desk.getByRole('heading', { name: /^Đợt 1/ })).toContainText('2 lượt nhận');
		const download = desk.waitForEvent('download');
		await desk.getByRole('link', { name: 'In danh sách (PDF)' }).click();
		expect((await download).suggestedFilename()).toBe('danh-sach-trao-tang.pdf');
		await expectAccessible(desk);
	});

	test('says of a namesake that they are in the hall only once somebody has chosen them', async ({
		story
	}) => {
		await desk.goto(`${story.origin}/desk/honours/${story.awards[2]!.decision}/hand-over`);
		await desk.getByRole('button', { name: 'Xếp thứ tự' }).click();
		const row = desk.locator('section[aria-labelledby="order"] li').first();
		await expect(row).toContainText('Chưa rõ ở đâu');
		await expect(row).toContainText(`Gợi ý, chưa chọn: đại biểu ${AN}`);
		await expect(row).not.toContainText('Trong hội trường');
		await row.getByRole('link', { name: /^Chọn đợt, người lên nhận/ }).click();
		const edit = desk.locator('#edit');
		await expect(edit.getByRole('radio', { name: 'Để Khéo tự nhận ra' })).toBeChecked();
		await expectAccessible(desk);
		await edit.getByRole('button', { name: `Đúng, chọn ${AN}` }).click();
		await expect(row).toContainText('Trong hội trường');
		await expect(edit.getByRole('radio', { name: 'Chọn đúng người nhận' })).toBeChecked();

		// Chosen as a stand-in, it is said to be one; and nobody at all is an answer too.
		await edit.getByRole('radio', { name: 'Chọn người nhận thay' }).check();
		await edit.getByRole('button', { name: 'Lưu' }).click();
		await expect(row).toContainText('Người nhận thay trong hội trường');
		await edit.getByRole('radio', { name: 'Không có ai ở hội nghị' }).check();
		await expect(edit.getByLabel('Đại biểu', { exact: true })).toHaveCount(0);
		await edit.getByRole('button', { name: 'Lưu' }).click();
		await expect(row).not.toContainText('trong hội trường');
		await expectAccessible(desk);
	});

	test('goes group by group beside the stage: one is present, somebody else receives for one, one is absent', async ({
		story
	}) => {
		const [award] = story.awards;
		// Taken away after the order was laid out.
		await desk.goto(`${story.origin}/desk/honours/certificates/${award!.certificates[3]!.id}`);
		await desk.locator('summary', { hasText: 'Thu hồi' }).click();
		const revoke = desk
			.locator('form')
			.filter({ has: desk.getByRole('button', { name: 'Thu hồi giấy này' }) });
		await revoke.getByLabel('Căn cứ').selectOption({ label: 'kết quả hội thi đã được đính chính' });
		await revoke.getByLabel('Lý do').fill('Bản 2 của kết quả xếp khác.');
		await revoke.getByRole('button', { name: 'Thu hồi giấy này' }).click();
		await expect(desk.getByText('Đã thu hồi.')).toBeVisible();

		await tablet.goto(`${story.origin}/desk/honours/${award!.decision}/hand-over`);
		await tablet.getByRole('link', { name: 'Mở màn hình trao tặng' }).click();
		await expect(tablet.getByRole('heading', { name: 'Đợt 1 / 2' })).toBeVisible();
		await expect(tablet.getByText('Khay 1')).toBeVisible();
		await expect(cardOf(tablet, AN)).toContainText('001');
		await expectAccessible(tablet);
		await tablet.getByRole('button', { name: `Có mặt: Ông ${AN}` }).click();
		await expect(cardOf(tablet, AN)).toHaveAttribute('data-tone', 'info');
		// A mistaken tap is taken back.
		await tablet.getByRole('button', { name: `Vắng: Ông ${BINH}` }).click();
		await tablet.getByRole('button', { name: `Bấm nhầm, trở lại: Ông ${BINH}` }).click();
		await expect(cardOf(tablet, BINH)).toContainText('Chưa gọi');
		await cardOf(tablet, BINH).getByText('Người khác nhận thay').click();
		await tablet.getByLabel('Họ tên người nhận thay').last().fill('Trần Thị Lụa');
		await tablet.getByRole('button', { name: 'Ghi nhận thay' }).last().click();
		await expect(cardOf(tablet, BINH)).toContainText('Trần Thị Lụa đã nhận thay');
		await tablet.getByRole('button', { name: 'Cả đợt đã nhận (1)' }).click();
		await expect(cardOf(tablet, AN)).toHaveAttribute('data-tone', 'success');
		await expect(tablet.getByText('Đợt này đã xong')).toBeVisible();

		await tablet.getByRole('button', { name: 'Đợt sau' }).click();
		await expect(cardOf(tablet, DUNG)).toContainText('Không trao: giấy đã thu hồi');
		await expect(tablet.getByRole('button', { name: `Đã nhận: Ông ${DUNG}` })).toHaveCount(0);
		await tablet.getByRole('button', { name: `Vắng: Ông ${CUC}` }).click();
		await expect(cardOf(tablet, CUC)).toHaveAttribute('data-tone', 'warning');
		await expectAccessible(tablet);
	});

	test('gives who was absent theirs at the desk, once, by the code on it; a revoked one to nobody', async ({
		story
	}) => {
		const [award, other] = story.awards;
		const [, , cuc, dung] = award!.certificates;
		const address = ({ code }: { code: string }) => `${story.origin}/v/${code}`;
		await desk.goto(`${story.origin}/desk/honours/pick-up`);
		// Only once the scripts are there does anybody listen to a scanner.
		await desk.getByRole('button', { name: 'Bật máy ảnh' }).waitFor();
		await scanAddress(desk, address(cuc!));
		await expect(desk.getByText('Giấy thật, chưa trao')).toBeVisible();
		await expect(desk.getByRole('heading', { name: `Ông ${CUC}` })).toBeVisible();
		await expect(desk.getByLabel('Họ tên người nhận')).toHaveValue(CUC);
		await expectAccessible(desk);
		await desk.getByRole('button', { name: 'Đã trao giấy' }).click();
		const picked = desk.getByText(new RegExp(`Đã trao tại bàn lúc .+ cho ${CUC}`));
		await expect(picked).toBeVisible();

		await scanAddress(desk, address(dung!));
		await expect(desk.getByText('Giấy đã bị thu hồi: không trao')).toBeVisible();
		await expect(desk.getByRole('button', { name: 'Đã trao giấy' })).toHaveCount(0);
		await scanAddress(desk, address(cuc!));
		await expect(picked).toBeVisible();
		await expect(desk.getByRole('button', { name: 'Đã trao giấy' })).toHaveCount(0);

		// Of a decision without a ceremony, typed as it is printed, for somebody who comes instead.
		const printed = other!.certificates[0]!.code.match(/.{1,4}/g)!
			.join('-')
			.toLowerCase();
		await desk.getByRole('textbox', { name: 'Mã trên giấy' }).fill(printed);
		await desk.getByRole('button', { name: 'Tìm giấy' }).click();
		await desk.getByLabel('Họ tên người nhận').fill('Phạm Thị Sáu');
		await desk.getByRole('button', { name: 'Đã trao giấy' }).click();
		await expect(desk.getByText(/Đã trao tại bàn lúc .+ cho Phạm Thị Sáu/)).toBeVisible();
		await desk.getByRole('textbox', { name: 'Mã trên giấy' }).fill('không phải mã');
		await desk.getByRole('button', { name: 'Tìm giấy' }).click();
		await expect(desk.getByText('Đây không phải mã trên giấy khen thưởng')).toBeVisible();

		await desk.goto(`${story.origin}/desk/honours/${award!.decision}/hand-over`);
		const count = (term: string) =>
			desk.locator('section[aria-labelledby="outcome"] div:has(> dt)').filter({ hasText: term });
		for (const [term, figure] of [
			['Đã nhận sau lễ', '1'],
			['Nhận thay', '1'],
			['Vắng, chưa nhận', '0'],
			['Không trao', '1']
		] as const) {
			await expect(count(term).locator('dd')).toHaveText(figure);
		}
		await expect(desk.getByText('Mọi người đã nhận.')).toBeVisible();
		await expectAccessible(desk);
	});
});
