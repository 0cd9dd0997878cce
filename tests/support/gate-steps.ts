// What people do at a conference's gates, step by step through the pages in Vietnamese.
import { expect, type Page } from '@playwright/test';

/** Adds somebody who works at gates, on the desk's page. */
export async function addOperator(
	page: Page,
	desk: string,
	operator: { name: string; role: string; pin: string }
) {
	await page.goto(desk);
	const form = page.locator('form:has(input[name="at"][value="operator-new"])');
	if (!(await form.isVisible())) await page.getByText('Thêm người trực', { exact: true }).click();
	await form.getByLabel('Họ và tên').fill(operator.name);
	await form.getByLabel('Việc được làm').selectOption({ label: operator.role });
	await form.getByLabel('Mã PIN').fill(operator.pin);
	await form.getByRole('button', { name: 'Thêm' }).click();
	await expect(page.getByText(`${operator.name} · ${operator.role}`)).toBeVisible();
}

/** Shows the one-time link that pairs a tablet with a gate. */
export async function gateLink(page: Page, desk: string, gate: string): Promise<string> {
	await page.goto(desk);
	await page.getByRole('button', { name: `Ghép máy: ${gate}` }).click();
	const link = await page.locator('section[aria-labelledby="pairing"] code').textContent();
	return link?.trim() ?? '';
}

/** Pairs the tablet and starts a shift on it. */
export async function startShift(page: Page, link: string, operator: { name: string; pin: string }) {
	await page.goto(link);
	await page.getByRole('button', { name: 'Dùng máy này ở cửa' }).click();
	await page.getByRole('button', { name: operator.name }).click();
	await page.getByLabel(`Mã PIN của ${operator.name}`).fill(operator.pin);
	await page.getByRole('button', { name: 'Bắt đầu' }).click();
	await expect(page.getByText('Sẵn sàng – đưa thẻ vào trước máy ảnh')).toBeVisible();
}

/** What a scanner at the cable types: quicker than this test could press keys on a busy machine. */
export async function scanByWedge(page: Page, digits: string): Promise<void> {
	await page.evaluate((text) => {
		const press = (code: string, key: string) =>
			document.body.dispatchEvent(
				new KeyboardEvent('keydown', { code, key, bubbles: true, cancelable: true })
			);
		for (const digit of text) press(`Digit${digit}`, digit);
		press('Enter', 'Enter');
	}, digits);
}

export const card = (page: Page) => page.locator('section[data-card]');

/** Types a badge's code as it is printed below the QR, in either language. */
export async function typeCode(page: Page, code: string): Promise<void> {
	const field = page.locator('input[maxlength="40"]');
	await field.fill(code);
	await field.press('Enter');
}
