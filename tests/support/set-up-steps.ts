// What an organizer does before a contest, step by step through the pages of the desk in Vietnamese.
import { expect, type Page } from '@playwright/test';

/** Uploads a pasted table of units; leaves its preview open. */
export async function previewUnits(page: Page, origin: string, rows: readonly string[][]): Promise<void> {
	await page.goto(`${origin}/desk/admin/import`);
	await page.getByLabel('Hoặc dán bảng từ Excel').fill(rows.map((cells) => cells.join('\t')).join('\n'));
	await page.getByRole('button', { name: 'Xem trước' }).click();
	await expect(page).toHaveURL(/\/import\/[^/]+$/);
}

export interface TypedTeam {
	readonly name: string;
	readonly unit: string;
	/** The first one leads. */
	readonly people: readonly string[];
	readonly model: string;
}

/** Types a team into the open form of the desk; nothing is sent. */
export async function typeTeam(page: Page, { name, unit, people, model }: TypedTeam): Promise<void> {
	await page.getByLabel('Tên đội').fill(name);
	await page.getByLabel('Đơn vị cử đội').selectOption({ label: unit });
	for (const [index, person] of people.entries()) {
		const line = page.getByRole('listitem', { name: `Thành viên thứ ${index + 1}`, exact: true });
		await line.getByLabel('Họ và tên').fill(person);
	}
	await page.getByLabel('Tên mô hình').fill(model);
}

export interface TypedSeat {
	readonly role: string;
	readonly name: string;
	readonly unit: string;
}

/** Types people into the lines of the open panel, from the first line on, and saves it. */
export async function seatPanel(page: Page, seats: readonly TypedSeat[]): Promise<void> {
	for (const [index, { role, name, unit }] of seats.entries()) {
		const line = page.getByRole('listitem', { name: `Ghế thứ ${index + 1}`, exact: true });
		await line.getByLabel('Nhiệm vụ').selectOption({ label: role });
		await line.getByLabel('Họ và tên').fill(name);
		await line.getByLabel('Đơn vị công tác').selectOption({ label: unit });
	}
	await page.getByRole('button', { name: 'Lưu ban giám khảo' }).click();
	await expect(page.getByText('Đã lưu.')).toBeVisible();
}

/** Opens registration of a contest and invites the units with these names; answers their links, in the page's order. */
export async function openRegistration(
	page: Page,
	contest: string,
	units: readonly string[]
): Promise<string[]> {
	await page.goto(`${contest}/registration`);
	await page.getByLabel('Hạn cuối').fill('2099-06-30T17:00');
	await page.getByRole('button', { name: 'Mở đăng ký' }).click();
	await expect(page.getByText('Đang mở, đến 30/06/2099')).toBeVisible();
	for (const unit of units) await page.getByRole('checkbox', { name: unit }).check();
	await page.getByRole('button', { name: 'Tạo đường dẫn và mã QR' }).click();
	await expect(page.locator('#links code')).toHaveCount(units.length);
	return page.locator('#links code').allTextContents();
}
