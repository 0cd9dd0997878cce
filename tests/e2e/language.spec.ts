import { expect, test } from './story.ts';

test.use({ options: { contest: { clusterSizes: [3], judges: 3, open: true, begun: true } } });

test('a page’s scripts leave the language to who chose it: a page that is left takes none back', async ({
	context,
	page,
	story
}) => {
	const { code, rounds } = story.contest!;
	const board = `${story.origin}/contests/${code}/rounds/${rounds[0]!.id}`;
	const remembered = async () =>
		(await context.cookies()).find(({ name }) => name === 'kheo_locale')?.value ?? null;
	await page.goto(board);
	await expect(page.getByText('Đã kết nối', { exact: true })).toBeVisible();
	expect(await remembered()).toBeNull();
	await page.goto(`${board}?lang=en`);
	await expect(page.locator('html')).toHaveAttribute('lang', 'en');
	await expect(page.getByText('Connected', { exact: true })).toBeVisible();
	expect(await remembered()).toBe('en');
	await page.reload();
	await expect(page.locator('html')).toHaveAttribute('lang', 'en');
	expect(await remembered()).toBe('en');
});
