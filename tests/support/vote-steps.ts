import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

/** On a vote's page at the desk: downloads a sheet of so many tickets and reads the typed codes from it. */
export async function printedCodes(page: Page, count: number): Promise<string[]> {
	await page.getByLabel('Số thẻ', { exact: true }).fill(String(count));
	const waiting = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Tạo và tải tệp in' }).click();
	const folder = mkdtempSync(join(tmpdir(), 'kheo-tickets-'));
	const file = join(folder, 'tickets.pdf');
	await (await waiting).saveAs(file);
	const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
	rmSync(folder, { recursive: true });
	return text.match(/\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b/g) ?? [];
}

/** Types a ticket's code as people do. */
export async function enterCode(page: Page, address: string, code: string): Promise<void> {
	await page.goto(address);
	await page.getByLabel('Mã trên thẻ').fill(code.toLowerCase().replace('-', ' '));
	await page.getByRole('button', { name: 'Tiếp tục' }).click();
}

/** Chooses the team in this line and sends it; its name. */
export async function vote(page: Page, line: number): Promise<string> {
	const label = page.locator('label', { has: page.getByRole('radio') }).nth(line);
	const name = await label.locator('strong').innerText();
	await label.getByRole('radio').check();
	await page.getByRole('button', { name: 'Xem lại trước khi gửi' }).click();
	await page.locator('[data-chosen]', { hasText: name }).waitFor();
	await page.getByRole('button', { name: 'Gửi bình chọn' }).click();
	return name;
}
