import type { Browser, Page } from '@playwright/test';
import {
	callNext,
	closeAndVerify,
	enterMeasuredScores,
	everySheetIsIn,
	hold,
	pairTablet
} from '../support/desk-steps.ts';
import { expect, expectAccessible, signIn, test } from './story.ts';

test.use({
	options: { contest: { clusterSizes: [2, 2], judges: 3, open: true, begun: true, humans: ['GK2'] } },
	viewport: { width: 1366, height: 900 }
});

const REASON = 'Giám khảo GK2 ghi nhầm 9 thành 6';

async function device(browser: Browser, width: number, height: number): Promise<Page> {
	const context = await browser.newContext({
		viewport: { width, height },
		locale: 'vi-VN',
		timezoneId: 'Asia/Ho_Chi_Minh'
	});
	return context.newPage();
}

async function markAll(judge: Page, mark: string): Promise<void> {
	const fields = judge.locator('[data-criterion] input');
	for (let index = 0; index < (await fields.count()); index++) {
		await fields.nth(index).fill(index === 0 ? mark : '2');
		await fields.nth(index).press('Enter');
		await expect(judge.locator('[data-criterion]').nth(index)).toContainText('đã nhận');
	}
}

async function handIn(judge: Page): Promise<void> {
	await hold(judge.getByRole('button', { name: 'Nộp phiếu' }));
	await expect(judge.getByText(/Đã nộp lúc/)).toBeVisible();
}

test('E14: a sheet that was verified is opened by two people, changed by its judge, and shows who, when, before, after and why', async ({
	browser,
	page,
	story
}) => {
	test.setTimeout(600_000);
	const round = story.contest!.rounds[0]!;
	const desk = `${story.origin}/desk/rounds/${round.id}`;
	const judge = await device(browser, 820, 1180);
	const chair = await device(browser, 820, 1180);
	const organizer = await device(browser, 1366, 900);
	const seat = story.seats.find(({ roundId, label }) => roundId === round.id && label === 'GK2')!;
	let firstTeam = '';
	const sheetOf = async (grid: Page) => {
		const link = grid.locator('tr', { hasText: firstTeam }).locator(`a[href$="/${seat.id}"]`);
		return new URL((await link.getAttribute('href'))!, grid.url()).href;
	};

	await test.step('two teams are judged, one of the judges by hand; the sheet is closed and verified', async () => {
		await judge.goto(story.origin + story.pairings.GK2!);
		await pairTablet(judge, '2580');
		await expect(judge.locator('[data-criterion]').first()).toBeVisible();
		await markAll(judge, '6');
		await handIn(judge);
		await signIn(page, story, 'secretary');
		await page.goto(desk);
		firstTeam = (await page.locator('[data-now] strong').textContent())!;
		await everySheetIsIn(page);
		await enterMeasuredScores(page, desk);
		await page.goto(desk);
		expect(await callNext(page)).toBe(true);
		await expect(judge.locator('[data-criterion] input').first()).toBeEnabled();
		await markAll(judge, '8');
		await handIn(judge);
		await everySheetIsIn(page);
		await closeAndVerify(page, desk);
	});

	await test.step('the chair asks for the sheet to be opened, with a reason, and cannot agree to it', async () => {
		await signIn(chair, story, 'jury-chair');
		await chair.goto(`${desk}/grid`);
		await chair.goto(await sheetOf(chair));
		await expect(chair.getByText(`Phiếu chấm đội ${firstTeam}`)).toBeVisible();
		await chair.locator('summary', { hasText: 'Đề nghị mở lại phiếu' }).click();
		const form = chair.locator('form[action="?/ask"]');
		await form.getByRole('button', { name: 'Đề nghị mở lại phiếu' }).click();
		await expect(form.getByRole('alert').or(form.locator('textarea:invalid'))).toBeVisible();
		await form.locator('textarea').fill(REASON);
		await form.getByRole('button', { name: 'Đề nghị mở lại phiếu' }).click();
		await expect(chair.getByText('Đã gửi đề nghị, đang chờ người thứ hai')).toBeVisible();
		await chair.goto(`${desk}/approvals`);
		await expect(chair.getByText('Đề nghị này của chính bạn.')).toBeVisible();
		await expect(chair.getByRole('button', { name: 'Đồng ý và thực hiện' })).toHaveCount(0);
		await expectAccessible(chair);
	});

	await test.step('it waits for an hour and no longer', async () => {
		const said = (await chair.locator('article[data-state="waiting"]').textContent())!;
		const [asked, until] = [...said.matchAll(/(\d{2})\/(\d{2})\/(\d{4}) (\d{2}):(\d{2})/g)].map(
			([, day, month, year, hour, minute]) =>
				Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute))
		);
		expect(until! - asked!).toBe(60 * 60_000);
	});

	await test.step('a second person on another device sees marks and places before agreeing', async () => {
		await signIn(organizer, story, 'organizer');
		await organizer.goto(`${desk}/approvals`);
		const request = organizer.locator('article[data-state="waiting"]');
		await expect(request).toContainText(REASON);
		await expect(request).toContainText(`Đang ghi trên phiếu của GK2`);
		await expect(request.locator('li').first()).toContainText('6');
		await expect(request).toContainText(firstTeam);
		await expect(request).toContainText('không xếp hạng');
		await expectAccessible(organizer);
		await hold(request.getByRole('button', { name: 'Đồng ý và thực hiện' }));
		await expect(organizer.locator('article[data-state="approved"]')).toBeVisible();
	});

	await test.step('the judge finds the old marks, changes one and hands in again', async () => {
		await judge.getByRole('button', { name: 'Phiếu của tôi' }).click();
		await judge.locator('ul[role="list"] button').filter({ hasText: firstTeam }).click();
		const first = judge.locator('[data-criterion] input').first();
		await expect(first).toBeEnabled();
		await expect(first).toHaveValue('6');
		await first.fill('9');
		await first.press('Enter');
		await expect(judge.locator('[data-criterion]').first()).toContainText('đã nhận');
		await handIn(judge);
	});

	await test.step('the sheet and the audit log tell who, when, before, after and why', async () => {
		await chair.goto(`${desk}/grid`);
		await chair.goto(await sheetOf(chair));
		await chair.locator('summary', { hasText: 'Lịch sử điểm' }).click();
		const marks = chair.locator('details table tbody tr td[data-number]');
		await expect(marks.filter({ hasText: /^\s*6\s*$/ }).first()).toBeVisible();
		await expect(marks.filter({ hasText: /^\s*9\s*$/ }).first()).toBeVisible();
		await expect(chair.getByText(`(${REASON})`).first()).toBeVisible();
		const administrator = await device(browser, 1366, 900);
		await signIn(administrator, story, 'administrator');
		await administrator.goto(`${story.origin}/desk/admin/audit`);
		const line = (who: string) => administrator.getByRole('row').filter({ hasText: who });
		await expect(line('Trưởng ban Giám khảo (minh họa)').filter({ hasText: REASON }).first()).toBeVisible();
		await expect(line('Ban Tổ chức (minh họa)').filter({ hasText: REASON }).first()).toBeVisible();
		await administrator.context().close();
	});

	await test.step('the round is verified anew, and the new version of the sheet counts', async () => {
		await page.goto(`${desk}/close`);
		await hold(page.getByRole('button', { name: 'Đóng vòng thi' }));
		const verify = page.getByRole('button', { name: 'Xác nhận bảng điểm' });
		await expect(verify).toBeEnabled();
		await hold(verify);
		await expect(page.getByText('Bảng điểm đã được xác nhận')).toBeVisible();
	});
	for (const one of [judge, chair, organizer]) await one.context().close();
});
