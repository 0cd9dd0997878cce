import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { card, startShift, typeCode } from '../support/gate-steps.ts';
import { runDemo, type RunningDemo } from '../support/running-demo.ts';

test.describe.configure({ mode: 'serial' });

test.describe('the demo of a conference', () => {
	let demo: RunningDemo;
	/** Where the demo puts what it needs. */
	let folder: string;
	const says: RunningDemo['says'] = (wanted) => demo.says(wanted);

	test.beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'kheo-watched-'));
		demo = await runDemo(['--only', 'conference', '--speed', '40'], { TMPDIR: folder });
		await says(/Codes to type/);
	});
	test.afterAll(() => {
		demo.end('SIGKILL');
		rmSync(folder, { recursive: true, force: true });
	});

	async function signIn(page: Page, role: string): Promise<void> {
		const [, username, password] = await says(new RegExp(`^ +(\\S+) +(\\S+) +${role}$`));
		const [, home] = await says(/Home +(\S+)/);
		await page.goto(`${home}auth/sign-in`);
		await page.getByLabel('Tên đăng nhập').fill(username!);
		await page.getByLabel('Mật khẩu').fill(password!);
		await page.getByRole('button', { name: 'Đăng nhập' }).click();
		await expect(page).toHaveURL(/\/desk/);
	}

	test('holds a conference at its doors: one gate offline for a while, and one conflict to settle', async ({
		page
	}) => {
		await says(/Cửa 3: mất mạng/);
		const [, handedIn] = await says(/Cửa 3: có mạng lại, gửi (\d+) lượt quét/);
		expect(Number(handedIn)).toBeGreaterThan(10);
		await says(/thẻ đã báo mất, không cho vào/);
		await says(/thẻ cũ của người đã cử người dự thay/);
		await says(/thẻ đã qua cửa khác/);
		// 230 less nine excused, six absent and the two whom the visitor lets in.
		await says(/có mặt 213\/230 đại biểu/);
		await says(/4 câu hỏi từ hội trường, một câu đã trả lời/);
		await signIn(page, 'organizer');
		const [, gates] = await says(/Gates, seen by the desk +(\S+)/);
		await page.goto(gates!);
		await expect(page.getByText('Mâu thuẫn cần xử lý (1)')).toBeVisible();
	});

	test('leaves a gate to its visitor', async ({ page }) => {
		const [link] = await says(/http\S+\/gate\/pair\/\S+/);
		const [, name, pin] = await says(/Operator “(.+)”, PIN (\d+)/);
		await startShift(page, link, { name: name!, pin: pin! });
		const [, good, person] = await says(/^ +(\S+) +(.+): comes in$/);
		await typeCode(page, good!);
		await expect(card(page)).toHaveAttribute('data-code', /^ADMIT/);
		await expect(card(page)).toContainText(person!);
		await typeCode(page, (await says(/^ +(\S+) +reported lost/))[1]!);
		await expect(card(page)).toHaveAttribute('data-code', 'REVOKED');
		await typeCode(page, (await says(/^ +(\S+) +somebody took this seat/))[1]!);
		await expect(card(page)).toHaveAttribute('data-code', 'REPLACED');
	});

	test('gives one unit its link', async ({ page }) => {
		const [, link] = await says(/Link of one unit +(\S+)/);
		const [, unit] = await says(/\((.+): its list waits/);
		await page.goto(link!);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		await expect(page.getByText(unit!).first()).toBeVisible();
	});

	test('has honoured 12 collectives and 37 people, and leaves 5 to be approved and 10 to be issued', async ({
		page
	}) => {
		await says(/Honours: 49 certificates are issued/);
		const at = async (what: string) => (await says(new RegExp(`${what} +(\\S+)`)))[1]!;
		await page.goto(await at('A genuine certificate'));
		await expect(page.getByText('Giấy thật, đang có giá trị')).toBeVisible();
		await page.goto(await at('One that was replaced'));
		await expect(page.getByText('Giấy này đã được thay bằng giấy khác')).toBeVisible();
		await page.getByRole('link', { name: /Xem giấy thay thế/ }).click();
		await expect(page.getByText('Bà Lò Thị Ỏm')).toBeVisible();
		await page.goto(await at('Read by everybody'));
		await expect(page.getByText('Y Ƀing Êban').first()).toBeVisible();
		await signIn(page, 'organizer');
		await page.goto(await at('Decisions'));
		await expect(page.locator('tbody td[data-label="Số người nhận"]')).toHaveText(['5', '10', '37', '12']);
		await page.goto(await at('Golden book'));
		await expect(page.getByText('Sổ liên tục từ 001 đến 049')).toBeVisible();
		await page.goto(await at('Yours to approve'));
		await page.getByRole('button', { name: 'Phê duyệt và cấp số sổ vàng' }).click();
		await expect(page.getByText('Đã phê duyệt').first()).toBeVisible();
		await page.goto(`${await at('Yours to issue')}/certificates`);
		await page.getByRole('button', { name: 'Cấp giấy cho 10 người, tập thể' }).click();
		await expect(page.getByText('Đã cấp 10 giấy')).toBeVisible();
		await expect(page.locator('tbody th')).toHaveCount(10);
	});

	test('ends when it is told to, and leaves nothing behind', async () => {
		const left = () => readdirSync(folder).filter((name) => name.startsWith('kheo-demo-'));
		expect(left()).toHaveLength(1);
		demo.end();
		await expect.poll(left).toEqual([]);
	});
});
