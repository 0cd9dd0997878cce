import { expect, expectAccessible, signIn, test } from './story.ts';

const LONG = 'Nguyễn Trần Thị Phương Thảo';

test.use({ options: { contest: { clusterSizes: [6], judges: 9, open: true, begun: true } } });

test('the marks grid says every judge’s whole name, on a tablet and on a laptop', async ({ page, story }) => {
	await signIn(page, story, 'organizer');
	const roundId = story.seats.find(({ role }) => role === 'judge')!.roundId;
	for (const [width, height] of [
		[820, 1180],
		[1280, 800]
	] as const) {
		await page.setViewportSize({ width, height });
		await page.goto(`${story.origin}/desk/rounds/${roundId}/grid`);
		const names = page.locator('thead [data-person]');
		await expect(names).toHaveCount(9);
		// Whoever sits there: as long as names are in life.
		await names.evaluateAll((all, long) => all.forEach((name) => (name.textContent = long)), LONG);
		for (const name of await names.all()) {
			await expect(name).toHaveText(LONG);
			const cut = await name.evaluate(
				(box) => box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight
			);
			expect(cut).toBe(false);
		}
		// The frame scrolls, the page does not, and the head leaves the marks room.
		const [overflow, head] = await page.evaluate(() => [
			document.documentElement.scrollWidth - document.documentElement.clientWidth,
			document.querySelector('thead')!.getBoundingClientRect().height
		]);
		expect(overflow).toBe(0);
		expect(head).toBeLessThan(180);
		await expectAccessible(page);
		if (process.env.KHEO_LOOK) await page.screenshot({ path: `${process.env.KHEO_LOOK}/grid-${width}.png` });
	}
});
