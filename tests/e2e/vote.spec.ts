import type { Page } from '@playwright/test';
import { hold } from '../support/desk-steps.ts';
import { enterCode, printedCodes, vote } from '../support/vote-steps.ts';
import { expect, expectAccessible, signIn, test } from './story.ts';

test.use({
	options: {
		contest: { clusterSizes: [3, 2], judges: 3, open: true, begun: true, humans: [], audiencePrize: true }
	},
	viewport: { width: 1366, height: 900 }
});

test('a hall votes with printed tickets, the timekeeper’s button closes it, and the count becomes the prize', async ({
	browser,
	page,
	story
}) => {
	const { code, rounds } = story.contest!;
	const roundId = rounds[0]!.id;
	const phone = await browser.newContext({
		viewport: { width: 360, height: 740 },
		locale: 'vi-VN',
		baseURL: story.origin
	});
	const plain = await browser.newContext({
		viewport: { width: 360, height: 740 },
		locale: 'vi-VN',
		baseURL: story.origin,
		javaScriptEnabled: false
	});
	const [first, second] = [await phone.newPage(), await plain.newPage()];
	let codes: string[] = [];

	const enter = (who: Page, ticket: string) => enterCode(who, '/vote', ticket);

	await test.step('the organizer sets it up and prints tickets', async () => {
		await signIn(page, story, 'organizer');
		await page.goto(`${story.origin}/desk/contests/${code}/votes`);
		await page.getByLabel('Mọi đội dự thi của vòng, kể cả đội chưa thi').check();
		await page.getByRole('button', { name: 'Lập cuộc bình chọn' }).click();
		await expect(page.getByText('Chưa in thẻ nào.')).toBeVisible();
		await expectAccessible(page);
		codes = await printedCodes(page, 13);
		expect(new Set(codes).size).toBe(13);
	});

	await test.step('phones wait until it opens, with and without scripts', async () => {
		await enter(first, codes[0]!);
		await expect(first.getByText('Chưa mở bình chọn').first()).toBeVisible();
		await enter(second, codes[1]!);
		await expect(second.getByText('Chưa mở bình chọn').first()).toBeVisible();
		const stranger = await plain.newPage();
		await enter(stranger, 'AAAA-AAAA');
		await expect(stranger.getByText('Không có thẻ nào với mã này')).toBeVisible();
		await stranger.close();
		await page.reload();
		await hold(page.getByRole('button', { name: 'Mở bình chọn' }));
		await expect(page.getByText('Số phiếu được giữ kín cho đến khi đóng.')).toBeVisible();
		await expect(first.getByText('Chọn một đội')).toBeVisible();
		await expectAccessible(first);
	});

	await test.step('they choose, confirm, hear that it is received, and one changes its mind', async () => {
		await vote(first, 0);
		await expect(first.getByText('Đã nhận bình chọn')).toBeVisible();
		await first.reload();
		await expect(first.getByText('Thẻ này đã bình chọn')).toBeVisible();
		await vote(first, 1);
		await expect(first.getByText('Đã đổi bình chọn')).toBeVisible();
		await second.reload();
		await vote(second, 1);
		await expect(second.getByText('Đã nhận bình chọn')).toBeVisible();
		await expectAccessible(first);
	});

	await test.step('the network breaks on the way, and the same form again is one vote', async () => {
		const third = await phone.newPage();
		await enter(third, codes[2]!);
		await third.getByRole('radio').first().check();
		await third.getByRole('button', { name: 'Xem lại trước khi gửi' }).click();
		await third.route('**/*cast*', async (route) => {
			// It arrives, and the answer is lost.
			await route.fetch();
			await route.abort();
		});
		await third.getByRole('button', { name: 'Gửi bình chọn' }).click();
		await expect(third.getByText('Chưa biết bình chọn đã đến nơi hay chưa')).toBeVisible();
		await third.unroute('**/*cast*');
		await third.getByRole('button', { name: 'Gửi bình chọn' }).click();
		await expect(third.getByText('Đã nhận bình chọn')).toBeVisible();
		await third.close();
	});

	await test.step('the hall shows it open, and closed after the countdown', async () => {
		const projector = await phone.newPage();
		await projector.setViewportSize({ width: 1920, height: 1080 });
		await projector.goto(`/stage/rounds/${roundId}/vote`);
		await expect(projector.getByText('Bình chọn đang mở')).toBeVisible();
		await expect(projector.getByText('lượt bình chọn đã nhận')).toHaveCount(0);
		await expectAccessible(projector);
		await page.goto(`${story.origin}/desk/rounds/${roundId}/vote`);
		await page.getByRole('button', { name: 'Đóng sau 30 giây' }).click();
		await expect(projector.locator('[data-left]')).toHaveText(/0:[0-3]\d/);
		await expect(first.getByText(/Còn 0:/)).toBeVisible();
		await hold(page.getByRole('button', { name: 'Đóng ngay' }));
		await expect(projector.getByText('Bình chọn đã đóng')).toBeVisible();
		await expect(first.getByText('Bình chọn đã đóng')).toBeVisible();
		await projector.close();
	});

	await test.step('the count becomes the prize', async () => {
		await page.getByRole('link', { name: 'Thẻ, kiểm phiếu, cách bình chọn' }).click();
		await hold(page.getByRole('button', { name: 'Kiểm phiếu' }));
		await expect(page.getByText(/Nhiều phiếu nhất: /)).toBeVisible();
		await expect(page.getByText('3 phiếu trên 13 thẻ')).toBeVisible();
		await page.getByLabel('Người cùng kiểm phiếu').fill('Trần Thị Hai, thư ký');
		await hold(page.getByRole('button', { name: 'Ghi vào giải' }));
		await expect(page.getByText('Đã ghi vào giải').first()).toBeVisible();
		await expectAccessible(page);
		await page.goto(`${story.origin}/desk/contests/${code}/results/${roundId}`);
		await expect(page.getByText('Giải khán giả bình chọn').first()).toBeVisible();
	});
	await phone.close();
	await plain.close();
});
