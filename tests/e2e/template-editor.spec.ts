import type { Locator, Page } from '@playwright/test';
import { expect, signIn, test } from './story.ts';

const VIETNAM = { locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' };
test.use({
	options: { contest: { clusterSizes: [2], judges: 3, open: false } },
	viewport: { width: 1280, height: 900 },
	...VIETNAM
});

/** Where a point of the sheet lies on the page: millimetres from its upper left corner. */
async function onPage(sheet: Locator, x: number, y: number) {
	const box = (await sheet.boundingBox())!;
	const width = Number(await sheet.getAttribute('width'));
	const perMm = box.width / width;
	return { x: box.x + x * perMm, y: box.y + y * perMm };
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }) {
	await page.mouse.move(from.x, from.y);
	await page.mouse.down();
	await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2);
	await page.mouse.move(to.x, to.y);
	await page.mouse.up();
}

test('guides are pulled out of the rulers, moved, thrown off the sheet, and hold a block that comes near', async ({
	page,
	story
}) => {
	await signIn(page, story, 'organizer');
	await page.goto(`${story.origin}/desk/honours/templates/state-certificate/edit`);
	const sheet = page.locator('[data-sheet]');
	await sheet.scrollIntoViewIfNeeded();
	await page.locator('summary', { hasText: 'Đường gióng' }).click();
	await sheet.scrollIntoViewIfNeeded();
	const upright = page.getByLabel('Đường dọc, cách lề trái');
	const across = page.getByLabel('Đường ngang, cách mép trên');
	const at = (x: number, y: number) => onPage(sheet, x, y);

	await drag(page, await at(-4, 60), await at(40, 60));
	await expect(upright).toHaveValue(/^(39,5|40|40,5)$/);
	await drag(page, await at(100, -4), await at(100, 90));
	await expect(across).toHaveValue(/^(89,5|90|90,5)$/);
	await drag(page, await at(Number((await upright.inputValue()).replace(',', '.')), 207), await at(60, 207));
	await expect(upright).toHaveValue(/^(59,5|60|60,5)$/);
	const guide = Number((await upright.inputValue()).replace(',', '.'));

	const block = page.locator('rect[data-block="words"]').first();
	const [x, y] = [Number(await block.getAttribute('x')), Number(await block.getAttribute('y'))];
	await drag(page, await at(x + 3, y + 2), await at(guide + 3.8, y + 2));
	await expect(block).toHaveAttribute('x', String(guide));

	await drag(page, await at(guide, 207), await at(-4, 207));
	await expect(upright).toHaveValue('');
	await expect(page.locator('[data-guide]')).toHaveCount(1);
});
