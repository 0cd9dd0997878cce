import type { Page } from '@playwright/test';
import {
	callNext,
	closeAndVerify,
	enterMeasuredScores,
	everySheetIsIn,
	publish
} from '../support/desk-steps.ts';
import { expect, expectAccessible, signIn, test } from './story.ts';

test.use({
	options: { contest: { clusterSizes: [2, 2], judges: 3, open: true, humans: [] } },
	viewport: { width: 1366, height: 768 }
});

test('a qualifying round, from the first call on stage to the result on a phone', async ({
	browser,
	page,
	story
}) => {
	test.setTimeout(240_000);
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

	await test.step('the secretary closes and verifies, the organizer publishes', async () => {
		await closeAndVerify(page, desk);
		const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'vi-VN' });
		const organizer = await context.newPage();
		await signIn(organizer, story, 'organizer');
		const code = await publish(
			organizer,
			`${story.origin}/desk/contests/${story.contest!.code}/results/${round.id}`
		);
		expect(code).not.toBe('');
		await context.close();
		await audience.goto(`${story.origin}/verify/${code}`);
		await expect(audience.getByText(round.name).first()).toBeVisible();
	});

	await test.step('the phone hears of it at once, and every place is explained', async () => {
		await audience.goto(`${story.origin}/contests/${story.contest!.code}/rounds/${round.id}`);
		await expect(audience.getByText('Kết quả chính thức, bản 1').first()).toBeVisible();
		await audience.goto(`${story.origin}/contests/${story.contest!.code}/results/${round.id}`);
		await audience.getByText('Vì sao đứng ở vị trí này?').first().click();
		await expect(audience.getByText(/Xếp hạng 1 với/)).toBeVisible();
		await expectAccessible(audience);
	});
	await phone.close();
});
