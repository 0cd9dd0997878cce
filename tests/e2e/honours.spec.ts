import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import {
	callNext,
	closeAndVerify,
	enterMeasuredScores,
	everySheetIsIn,
	publish
} from '../support/desk-steps.ts';
import { identity, p12 } from '../support/make-p12.ts';
import { pictureOf } from '../support/sample-certificate.ts';
import { expect, expectAccessible, signIn, test } from './story.ts';

test.use({
	options: { contest: { clusterSizes: [2, 2], judges: 3, open: true, begun: true, humans: [] } }
});

const VIETNAM = { locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' };
const DESK = { viewport: { width: 1280, height: 800 }, ...VIETNAM };
const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, ...VIETNAM };

/** What the QR code on a printed certificate says. */
async function codeOn(pdf: Uint8Array): Promise<string | undefined> {
	const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
	prepareZXingModule({ overrides: { wasmBinary: readFileSync(wasm).buffer as ArrayBuffer } });
	const [code] = await readBarcodes(new Uint8Array(pictureOf(pdf, 150)), { formats: ['QRCode'] });
	return code?.text;
}

async function publishedRound(page: Page, desk: string, results: string) {
	await page.goto(desk);
	do await everySheetIsIn(page);
	while (await callNext(page));
	await enterMeasuredScores(page, desk);
	await closeAndVerify(page, desk);
	await publish(page, results);
}

/** A draft of the organizer's own certificates, for the contest that the result page leads from. */
async function draftFrom(page: Page, honours: string, results: string) {
	await page.goto(`${honours}/issuers/new`);
	await page.getByLabel('Tên in trên giấy').fill('BAN TỔ CHỨC HỘI THI “DÂN VẬN KHÉO”');
	await page.getByLabel('Địa danh ký').fill('Hà Nội');
	await page.getByLabel('Đơn vị quản lý').selectOption({ label: 'Thành phố Hà Nội' });
	await page.getByRole('button', { name: 'Lưu' }).click();
	await page.getByRole('link', { name: 'BAN TỔ CHỨC HỘI THI' }).waitFor();
	await page.goto(results);
	await page.getByRole('link', { name: 'Lập quyết định khen thưởng' }).click();
	await page.getByLabel('Tên quyết định trong danh sách').fill('Chứng nhận các đội dự thi');
	await page.getByLabel('Cơ quan ra quyết định').selectOption({ index: 1 });
	await page.getByLabel('Ngày quyết định').fill('2026-11-20');
	await page.getByLabel('Chức danh người ký').fill('TRƯỞNG BAN');
	await page.getByRole('textbox', { name: /^Người ký/ }).fill('Trần Thị Minh');
	await page.getByLabel('Thành tích chung').fill('Đã tham gia Hội thi “Dân vận khéo”.');
	await page.getByRole('button', { name: 'Lập quyết định' }).click();
	await page.getByRole('button', { name: 'Thêm mọi đội dự thi' }).click();
	await page.getByRole('heading', { name: '2 người nhận' }).waitFor();
	return page.url().replace(/\/recipients.*$/, '');
}

/** Signs the decision's certificates by a P12: with a slip in the password first. */
async function signAll(page: Page) {
	const file = await p12(identity('Trần Thị Minh', { organization: 'Ban Tổ chức' }), 'đúng mật khẩu');
	await page.locator('summary', { hasText: 'Ký số cả quyết định' }).click();
	await page
		.getByLabel('Tệp P12', { exact: true })
		.setInputFiles({ name: 'minh.p12', mimeType: 'application/x-pkcs12', buffer: file });
	await page.getByLabel('Mật khẩu của tệp P12').fill('sai');
	await page.getByRole('button', { name: 'Ký mọi giấy còn giá trị' }).click();
	await expect(page.getByText('Mật khẩu không mở được tệp P12 này.').first()).toBeVisible();
	await expectAccessible(page);
	await page.getByLabel('Mật khẩu của tệp P12').fill('đúng mật khẩu');
	await page.getByRole('button', { name: 'Ký mọi giấy còn giá trị' }).click();
	await expect(page.getByText('Đã ký 2 giấy')).toBeVisible();
	await expectAccessible(page);
}

test('from a published result to a signed certificate that a phone finds genuine, and revoked once it is', async ({
	browser,
	story
}) => {
	const { origin, contest } = story;
	const [round] = contest!.rounds;
	const results = `${origin}/desk/contests/${contest!.code}/results/${round!.id}`;
	const [deskOf, otherOf, phoneOf] = await Promise.all([
		browser.newContext(DESK),
		browser.newContext(DESK),
		browser.newContext(PHONE)
	]);
	const [desk, other, phone] = await Promise.all([deskOf.newPage(), otherOf.newPage(), phoneOf.newPage()]);
	await signIn(desk, story, 'administrator');
	await publishedRound(desk, `${origin}/desk/rounds/${round!.id}`, results);
	const decision = await draftFrom(desk, `${origin}/desk/honours`, results);

	await desk.goto(`${decision}/print`);
	const templates = desk.getByLabel('Mẫu in');
	await templates.selectOption({ label: 'Giấy chứng nhận tham gia, A4 · phiên bản 1 · 297 × 210 mm' });
	await desk.getByRole('button', { name: 'Dùng mẫu này' }).click();
	await expect(desk.getByText('Đã đổi mẫu in.')).toBeVisible();
	await desk.goto(`${decision}/approval`);
	await desk.getByRole('button', { name: 'Trình phê duyệt' }).click();
	await expect(desk.getByText('Bạn là người trình: người khác phải phê duyệt.')).toBeVisible();

	await signIn(other, story, 'organizer');
	await other.goto(`${decision}/approval`);
	await other.getByRole('button', { name: 'Phê duyệt và cấp số sổ vàng' }).click();
	await expect(other.getByText('001 – 002, năm 2026')).toBeVisible();

	await desk.goto(`${decision}/certificates`);
	await desk.getByRole('button', { name: 'Cấp giấy cho 2 người, tập thể' }).click();
	await expect(desk.getByText('Đã cấp 2 giấy')).toBeVisible();
	await expectAccessible(desk);
	await signAll(desk);
	await desk.getByRole('row').getByRole('link').first().click();
	const download = desk.waitForEvent('download');
	await desk.getByRole('link', { name: 'Tải tệp PDF' }).click();
	const file = await (await download).path();

	const address = (await codeOn(readFileSync(file))) ?? '';
	expect(address).toMatch(new RegExp(`^${origin}/v/[0-9A-Z]{13}$`));
	await phone.goto(address);
	await expect(phone.getByText('Giấy thật, đang có giá trị')).toBeVisible();
	await phone
		.locator('input[type=file]')
		.first()
		.setInputFiles({
			name: 'giay.pdf',
			mimeType: 'application/pdf',
			buffer: readFileSync(file)
		});
	await expect(phone.getByText('Đúng là tệp đã cấp')).toBeVisible();
	await expectAccessible(phone);

	const signedDownload = desk.waitForEvent('download');
	await desk.getByRole('link', { name: 'Tải bản ký số' }).click();
	const signed = await (await signedDownload).path();
	expect(readFileSync(signed).subarray(0, readFileSync(file).length).equals(readFileSync(file))).toBe(true);
	await expect(phone.getByRole('heading', { name: 'Bản ký số của Trần Thị Minh' })).toBeVisible();
	await phone
		.locator('input[type=file]')
		.first()
		.setInputFiles({ name: 'ky.pdf', mimeType: 'application/pdf', buffer: readFileSync(signed) });
	await expect(phone.getByText('Đúng là tệp đã ký số')).toBeVisible();

	await desk.locator('summary', { hasText: 'Thu hồi' }).click();
	const revoke = desk.locator('form').filter({ has: desk.getByRole('button', { name: 'Thu hồi giấy này' }) });
	await revoke.getByLabel('Căn cứ').selectOption({ label: 'kết quả hội thi đã được đính chính' });
	await revoke.getByLabel('Lý do').fill('Bản 2 của kết quả xếp đội khác.');
	await revoke.getByRole('button', { name: 'Thu hồi giấy này' }).click();
	await expect(desk.getByText('Đã thu hồi.')).toBeVisible();
	await phone.reload();
	await expect(phone.getByText('Giấy đã bị thu hồi')).toBeVisible();
	await expect(phone.getByText('Giấy không còn giá trị, bản ký số cũng vậy')).toBeVisible();
	await Promise.all([deskOf.close(), otherOf.close(), phoneOf.close()]);
});
