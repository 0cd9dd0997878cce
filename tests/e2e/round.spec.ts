import type { Page } from '@playwright/test';
import {
	askToPublish,
	callNext,
	closeAndVerify,
	enterMeasuredScores,
	everySheetIsIn,
	hold
} from '../support/desk-steps.ts';
import { expect, expectAccessible, signIn, test } from './story.ts';

test.use({
	options: { contest: { clusterSizes: [2, 2], judges: 3, open: true, humans: [], publishNeedsTwo: true } },
	viewport: { width: 1366, height: 768 }
});

test('a qualifying round, from the first call on stage to the result on a phone', async ({
	browser,
	page,
	story
}) => {
	const round = story.contest!.rounds[0]!;
	const desk = `${story.origin}/desk/rounds/${round.id}`;
	const phone = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'vi-VN' });
	const audience: Page = await phone.newPage();

	await test.step('the audience opens the board before anybody has performed', async () => {
		await audience.goto(`${story.origin}/contests/${story.contest!.code}/rounds/${round.id}`);
		await expect(audience.getByText('Tạm thời').first()).toBeVisible();
		await expectAccessible(audience);
	});

	await test.step('the secretary calls the first team; three judges mark it; its quiz is keyed in', async () => {
		await signIn(page, story, 'secretary');
		await page.goto(desk);
		await expectAccessible(page);
		expect(await callNext(page)).toBe(true);
		await everySheetIsIn(page);
		await enterMeasuredScores(page, desk);
	});

	await test.step('when the next team is called, the phone shows the first one with its total', async () => {
		await page.goto(desk);
		expect(await callNext(page)).toBe(true);
		await expect(audience.locator('td[data-total]').filter({ hasText: /\d,\d/ }).first()).toBeVisible();
		await everySheetIsIn(page);
	});

	const results = `${story.origin}/contests/${story.contest!.code}/results/${round.id}`;
	await test.step('the secretary closes and verifies, the organizer asks for the result to be published', async () => {
		await closeAndVerify(page, desk);
		const own = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'vi-VN' });
		const organizer = await own.newPage();
		await signIn(organizer, story, 'organizer');
		await askToPublish(organizer, `${story.origin}/desk/contests/${story.contest!.code}/results/${round.id}`);
		await organizer.getByRole('link', { name: 'Xem đề nghị' }).click();
		await expect(organizer.getByText('Đề nghị này của chính bạn.')).toBeVisible();
		await expectAccessible(organizer);
		await own.close();
		await audience.goto(results);
		await expect(
			audience.getByRole('heading', { name: 'Kết quả vòng thi này chưa được công bố' })
		).toBeVisible();
	});

	await test.step('a second person reads the whole result on a device of their own, and agrees', async () => {
		const tablet = await browser.newContext({ viewport: { width: 820, height: 1180 }, locale: 'vi-VN' });
		const second = await tablet.newPage();
		await signIn(second, story, 'administrator');
		await second.goto(`${desk}/approvals`);
		const request = second.locator('article[data-state="waiting"]');
		await expect(request.getByRole('heading', { name: 'Kết quả sẽ công bố (bản số 1)' })).toBeVisible();
		await expect(request.locator('tbody tr')).toHaveCount(2);
		await expectAccessible(second);
		await hold(request.getByRole('button', { name: 'Đồng ý và thực hiện' }));
		await expect(second.locator('article[data-state="approved"]')).toBeVisible();
		await tablet.close();
		await audience.goto(results);
		const code = await audience
			.getByText('Mã tra cứu', { exact: true })
			.locator('xpath=following-sibling::dd')
			.textContent();
		await audience.goto(`${story.origin}/verify/${code!.trim()}`);
		await expect(audience.getByText(round.name).first()).toBeVisible();
	});

	await test.step('the phone hears of it at once, and every place is explained', async () => {
		await audience.goto(`${story.origin}/contests/${story.contest!.code}/rounds/${round.id}`);
		await expect(audience.getByText('Kết quả chính thức, bản 1').first()).toBeVisible();
		await audience.goto(results);
		await audience.getByText('Vì sao đứng ở vị trí này?').first().click();
		await expect(audience.getByText(/Xếp hạng 1 với/)).toBeVisible();
		await expectAccessible(audience);
	});
	await phone.close();
});
