import { pairingLink } from '../support/desk-steps.ts';
import { expect, expectAccessible, signIn, test } from './story.ts';

test.use({
	options: { contest: { clusterSizes: [2, 2], judges: 3, open: true, begun: true } },
	viewport: { width: 1024, height: 768 }
});

test('the timekeeper runs the clock on a tablet, also without network, and a person confirms what the rules propose', async ({
	browser,
	page,
	story
}) => {
	const roundId = story.contest!.rounds[0]!.id;
	const desk = `${story.origin}/desk/rounds/${roundId}`;
	const seat = story.seats.find((one) => one.roundId === roundId && one.role === 'timekeeper')!;
	const staff = await browser.newContext({ viewport: { width: 1366, height: 900 }, locale: 'vi-VN' });
	const secretary = await staff.newPage();
	await signIn(secretary, story, 'secretary');
	await page.goto(await pairingLink(secretary, desk, seat.label));
	await page.locator('main form button[type="submit"]').click();
	await expect(page).toHaveURL(/\/judge$/);
	for (const field of await page.locator('main input[type="password"]').all()) await field.fill('2580');
	await page.getByRole('button', { name: 'Đặt mã PIN' }).click();
	await page.getByRole('link', { name: 'Mở bàn điều hành' }).click();
	await page.getByRole('link', { name: 'Đồng hồ sân khấu' }).click();
	const clock = page.locator('[data-clock-of]').first();
	const face = clock.locator('[data-face]');

	const hall = await browser.newContext({ locale: 'vi-VN', reducedMotion: 'reduce' });
	const stage = await hall.newPage();
	await stage.goto(`${story.origin}/stage/rounds/${roundId}/clock`);
	await expect(stage.locator('[data-face]').first()).toContainText('Chưa bắt đầu');

	await test.step('started on the tablet, it runs on the screen of the stage', async () => {
		await expect(page.getByText(/Đúng giờ máy chủ/)).toBeVisible();
		await clock.getByRole('button', { name: 'Bắt đầu' }).click();
		await expect(face).toHaveAttribute('data-state', 'running');
		await expect(stage.locator('[data-face]').first()).toHaveAttribute('data-state', 'running');
		await expect(stage.locator('[data-face]').first()).toContainText('Đang thi');
		await expectAccessible(page);
		await expectAccessible(stage);
	});

	await test.step('paused without network, the press stays on the tablet and counts once it arrives', async () => {
		await page.context().setOffline(true);
		await clock.getByRole('button', { name: 'Tạm dừng' }).click();
		await expect(face).toHaveAttribute('data-state', 'paused');
		await expect(page.locator('[data-kept]')).toBeVisible();
		await page.context().setOffline(false);
		await expect(page.locator('[data-kept]')).toBeHidden();
		await expect(stage.locator('[data-face]').first()).toHaveAttribute('data-state', 'paused');
	});

	await test.step('stopped, the time is on record; another one needs a reason', async () => {
		await clock.getByRole('button', { name: 'Dừng giờ' }).click();
		await expect(face).toHaveAttribute('data-state', 'stopped');
		await secretary.goto(desk);
		const own = secretary.locator('[data-clock-of]').first();
		await own.getByLabel('Thời gian thi').fill('59:00');
		await own.getByRole('button', { name: 'Lưu thời gian' }).click();
		await expect(own.getByText(/Hãy ghi lý do/).first()).toBeVisible();
		await own.getByLabel(/^Lý do \(khi khác số của đồng hồ/).fill('Đồng hồ bấm thử, lấy giờ theo biên bản');
		await own.getByRole('button', { name: 'Lưu thời gian' }).click();
		await expect(own.getByText(/Đồng hồ đo .*đã ghi 59:00/)).toBeVisible();
	});

	await test.step('the penalty is proposed, and counts when the secretary confirms it', async () => {
		const own = secretary.locator('[data-clock-of]').first();
		await expect(own.getByText(/Thể lệ đề xuất trừ/)).toBeVisible();
		await own.getByRole('button', { name: /^Xác nhận trừ điểm/ }).click();
		await expect(own.getByText(/Tự động .*, xác nhận .* bởi /)).toBeVisible();
	});
	await staff.close();
	await hall.close();
});
