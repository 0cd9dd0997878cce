import type { Page } from '@playwright/test';
import { expect, signIn, test } from './story.ts';
import { callNext } from '../support/desk-steps.ts';

test.use({ options: { contest: { clusterSizes: [3, 2], judges: 3, open: true, humans: [] } } });

interface Lines {
	readonly streams: string[];
	readonly sockets: string[];
}

/** What the page opens towards the server's live side. */
function linesOf(page: Page): Lines {
	const lines: Lines = { streams: [], sockets: [] };
	page.on('request', (request) => {
		if (request.url().includes('/live/boards/')) lines.streams.push(request.url());
	});
	page.on('websocket', (socket) => lines.sockets.push(socket.url()));
	return lines;
}

test('a phone follows by a stream alone, comes back after the network did, and where streams are stopped by a socket', async ({
	browser,
	page,
	story
}) => {
	const { id: roundId } = story.contest!.rounds[0]!;
	const address = `/contests/${story.contest!.code}/rounds/${roundId}`;
	const live = (phone: Page) => phone.getByText('Đã kết nối', { exact: true });
	const phone = async () => {
		const context = await browser.newContext({
			viewport: { width: 360, height: 740 },
			locale: 'vi-VN',
			baseURL: story.origin
		});
		return context.newPage();
	};
	const [first, behindProxy] = [await phone(), await phone()];
	const [free, stopped] = [linesOf(first), linesOf(behindProxy)];

	await test.step('both are live: one by a stream, the other by a socket', async () => {
		await first.goto(address);
		await behindProxy.route('**/live/boards/**', (route) => route.fulfill({ status: 403 }));
		await behindProxy.goto(address);
		for (const one of [first, behindProxy]) await expect(live(one)).toBeVisible();
		expect([free.streams.length, free.sockets]).toEqual([1, []]);
		expect([stopped.streams.length, stopped.sockets.length]).toEqual([1, 1]);
	});

	await test.step('both see who is called to the stage', async () => {
		await signIn(page, story, 'secretary');
		await page.goto(`${story.origin}/desk/rounds/${roundId}`);
		expect(await callNext(page)).toBe(true);
		for (const one of [first, behindProxy]) {
			await expect(one.locator('[data-stage-now] strong').first()).toBeVisible();
		}
	});

	await test.step('a phone that was away asks from what it shows on, and ends the stream that it had', async () => {
		await first.context().setOffline(true);
		await expect(live(first)).toBeHidden();
		await first.context().setOffline(false);
		await expect(live(first)).toBeVisible();
		expect(free.streams.at(-1)).toMatch(/version=\d+&was=[0-9a-f-]{36}$/);
		expect(free.sockets).toEqual([]);
	});

	await Promise.all([first.context().close(), behindProxy.context().close()]);
});
