import { addOperator, card, gateLink, scanByWedge, startShift } from '../support/gate-steps.ts';
import { expect, expectAccessible, signIn, test } from './story.ts';

const NAMES = ['Nguyễn Văn An', 'Trần Thị Bình', 'Lê Hoàng Cúc'];
const DESK = { name: 'Mai', role: 'Bàn đăng ký', pin: '13579' };

test.use({ options: { contest: { clusterSizes: [3], judges: 3, open: false }, delegates: NAMES } });

test('at the registration desk people get badges, at the organizers’ desk and on a gate’s tablet', async ({
	page,
	browser,
	story
}) => {
	const base = `${story.origin}/desk/conferences/${story.conference!.code}`;
	await signIn(page, story, 'organizer');

	await test.step('somebody who is not on the list is registered as a guest, and the badge is printed', async () => {
		await page.goto(`${base}/reception?q=Hồ Thị Dung`);
		await expect(page.getByText('Không thấy ai khớp')).toBeVisible();
		await expectAccessible(page);
		await page.getByLabel('Chức vụ').fill('Phóng viên');
		await page.getByRole('button', { name: 'Đăng ký và làm thẻ' }).click();
		await expect(page.getByRole('heading', { name: 'Đã làm thẻ cho Hồ Thị Dung' })).toBeVisible();
		// The sheet opens in a tab of its own.
		const opened = page
			.context()
			.waitForEvent('request', (request) => request.url().endsWith('/reception/print'));
		await page.getByRole('button', { name: 'In thẻ của Hồ Thị Dung' }).first().click();
		const response = await (await opened).response();
		expect(response?.headers()['content-type']).toBe('application/pdf');
	});

	await test.step('a deputy takes a seat on a gate’s tablet, and the badge replaced is refused there', async () => {
		await addOperator(page, `${base}/gates`, DESK);
		const link = await gateLink(page, `${base}/gates`, 'Cửa 1');
		const context = await browser.newContext({ locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' });
		const tablet = await context.newPage();
		await startShift(tablet, link, DESK);
		await tablet.getByRole('link', { name: 'Bàn đăng ký' }).click();
		await expect(tablet.getByText('Mời quét giấy mời hoặc thẻ, hoặc gõ tên')).toBeVisible();
		const old = story.conference!.badges.find(({ name }) => name === NAMES[0])!;
		await scanByWedge(tablet, old.token);
		await expect(tablet.getByRole('heading', { name: NAMES[0]! })).toBeVisible();
		await tablet.getByText('Có người dự thay', { exact: true }).click();
		await tablet.getByLabel('Họ và tên').first().fill('Phan Thị Em');
		await tablet.getByLabel('Lý do').fill('Đi công tác đột xuất');
		await tablet.getByLabel('Ai đồng ý').fill('Trưởng đoàn Lê Hoàng Cúc');
		await tablet.getByRole('button', { name: 'Ghi người dự thay và làm thẻ' }).click();
		await expect(tablet.getByRole('heading', { name: 'Đã làm thẻ cho Phan Thị Em' })).toBeVisible();
		await expectAccessible(tablet);
		await tablet.setViewportSize({ width: 360, height: 740 });
		const overflow = await tablet.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth
		);
		expect(overflow).toBeLessThanOrEqual(0);
		await tablet.getByRole('link', { name: 'Về máy quét' }).click();
		await expect(tablet.getByText('Sẵn sàng – đưa thẻ vào trước máy ảnh')).toBeVisible();
		// Until the tablet has heard of the server again it would decide by the roster of before.
		await expect(tablet.locator('li[data-line="online"]')).toBeVisible();
		await scanByWedge(tablet, old.token);
		await expect(card(tablet)).toHaveAttribute('data-code', 'REPLACED');
		await expect(card(tablet)).toContainText('Phan Thị Em');
		// Its page is not kept on the tablet: without network nobody is led out of the scanner.
		await context.setOffline(true);
		await expect(tablet.getByRole('button', { name: 'Bàn đăng ký: chờ có mạng' })).toBeDisabled();
		await context.setOffline(false);
		await expect(tablet.getByRole('link', { name: 'Bàn đăng ký', exact: true })).toBeVisible();
		await context.close();
	});
});
