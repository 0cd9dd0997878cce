// What people at the desk do, step by step through its pages in Vietnamese: for stories and for the pictures of the guides.
import { expect, type Locator, type Page } from '@playwright/test';

/** Presses and holds a button that asks for it, again where the page was not yet alive and the press was lost. */
export async function hold(button: Locator): Promise<void> {
	const page = button.page();
	for (let attempt = 0; attempt < 5; attempt++) {
		await expect(button).toBeEnabled();
		await button.focus();
		await page.keyboard.down('Space');
		await page.waitForTimeout(300);
		const isHeld =
			(await button.getAttribute('data-phase', { timeout: 1000 }).catch(() => null)) === 'holding';
		await page.waitForTimeout(isHeld ? 900 : 0);
		await page.keyboard.up('Space');
		if (isHeld) return;
		await page.waitForTimeout(700);
		if (!(await button.isVisible())) return;
	}
}

/** Calls the next turn of the round whose stage is shown; answers false when none is left. */
export async function callNext(page: Page): Promise<boolean> {
	const before = await page.locator('[data-now] strong').textContent();
	const call = page.locator('[data-next]').getByRole('button', { name: /gọi đội này/i });
	if ((await call.count()) === 0) return false;
	await call.click();
	await expect(page.locator('[data-now] strong')).not.toHaveText(before ?? '');
	return true;
}

export async function everySheetIsIn(page: Page): Promise<void> {
	await expect(page.getByText('Đã đủ phiếu, có thể gọi đội tiếp theo.')).toBeVisible();
}

/** Types a score for every team into every measured part of the round. */
export async function enterMeasuredScores(page: Page, desk: string): Promise<void> {
	await page.goto(`${desk}/scores`);
	const forms = page.locator('form:has(input[name="at"][value^="given-"])');
	for (let index = 0; index < (await forms.count()); index++) {
		const form = forms.nth(index);
		const [score] = await Promise.all([
			page.waitForResponse((response) => response.url().includes('?/given')),
			(async () => {
				await form.locator('input[name="value"]').fill(String(6 + (index % 4)));
				await form.locator('button[type="submit"]').click();
			})()
		]);
		expect(score.ok()).toBe(true);
	}
}

/** Clears the stage, closes and verifies a round in which everybody has performed and every sheet is in. */
export async function closeAndVerify(page: Page, desk: string): Promise<void> {
	await page.goto(desk);
	await page.getByRole('button', { name: 'Kết thúc lượt, để trống sân khấu' }).click();
	await expect(page.locator('[data-now]')).toContainText('Chưa có đội nào');
	await page.goto(`${desk}/close`);
	await hold(page.getByRole('button', { name: 'Đóng vòng thi' }));
	const verify = page.getByRole('button', { name: 'Xác nhận bảng điểm' });
	await expect(verify).toBeEnabled();
	await hold(verify);
	await expect(page.getByText('Bảng điểm đã được xác nhận')).toBeVisible();
}

/** Publishes a verified round; answers the code under which anybody can look the result up. */
export async function publish(page: Page, results: string): Promise<string> {
	await page.goto(results);
	await hold(page.getByRole('button', { name: /Giữ để công bố bản số/ }));
	const said = await page.getByText(/^Mã tra cứu: /).textContent();
	return said?.replace('Mã tra cứu: ', '').trim() ?? '';
}

/** In a contest that two people publish: one asks, on the page that says what would be published. */
export async function askToPublish(page: Page, results: string): Promise<void> {
	await page.goto(results);
	await hold(page.getByRole('button', { name: /Giữ để đề nghị công bố bản số/ }));
	await expect(page.getByText('Đã đề nghị công bố, đang chờ người thứ hai')).toBeVisible();
}

/** Shows the one-time link that pairs a tablet with a seat. */
export async function pairingLink(page: Page, desk: string, seat: string): Promise<string> {
	await page.goto(`${desk}/devices`);
	await page.getByRole('button', { name: new RegExp(`^Ghép máy( khác)?: ${seat} `) }).click();
	const link = await page.locator('section[aria-labelledby="pairing"] code').textContent();
	return link?.trim() ?? '';
}

/** Pairs the tablet that shows a pairing page and chooses its PIN, in either language. */
export async function pairTablet(page: Page, pin: string): Promise<void> {
	await page.locator('main form button[type="submit"]').click();
	const fields = page.locator('main input[type="password"]');
	await expect(fields).toHaveCount(2);
	for (const field of await fields.all()) await field.fill(pin);
	await page.locator('main form button[type="submit"]').click();
	// Sent before the page's scripts were there, the PIN is asked once more.
	const asked = page.locator('main [data-pad]');
	const marks = page.locator('[data-criterion]').first();
	await expect(asked.or(marks)).toBeVisible();
	if (!(await asked.isVisible())) return;
	await page.locator('main input[type="password"]').fill(pin);
	await page.locator('main form button[type="submit"]').click();
	await expect(marks).toBeVisible();
}

/** Opens a contest's registration and invites its first units; answers their links. */
export async function inviteUnits(page: Page, contest: string, count: number): Promise<string[]> {
	await page.goto(`${contest}/registration`);
	await page.locator('input[name="closesAt"]').fill(`${new Date().getFullYear() + 1}-03-15T17:00`);
	await page.getByRole('button', { name: 'Mở đăng ký' }).click();
	await expect(page.getByText(/Đang mở, đến/)).toBeVisible();
	const units = page.locator('input[name="unitIds[]"][type="checkbox"]');
	for (let index = 0; index < count; index++) await units.nth(index).check();
	await page.getByRole('button', { name: 'Tạo đường dẫn và mã QR' }).click();
	await expect(page.locator('#links code').first()).toBeVisible();
	return page.locator('#links code').allTextContents();
}

/** Cells of a list of units, as a spreadsheet gives them to the clipboard. */
export type Rows = readonly (readonly string[])[];

const UNIT_HEADINGS = ['Mã đơn vị', 'Tên đơn vị', 'Cấp', 'Đơn vị cấp trên'];

/** Pastes a list of units and leaves its preview open. */
export async function pasteUnits(page: Page, origin: string, rows: Rows): Promise<void> {
	await page.goto(`${origin}/desk/admin/import`);
	const lines = [UNIT_HEADINGS, ...rows].map((cells) => cells.join('\t'));
	await page.getByLabel('Hoặc dán bảng từ Excel').fill(lines.join('\n'));
	await page.getByRole('button', { name: 'Xem trước' }).click();
	await expect(page).toHaveURL(/\/import\/[^/]+$/);
}
