import type { APIRequestContext, Page } from '@playwright/test';
import {
	callNext,
	closeAndVerify,
	enterMeasuredScores,
	everySheetIsIn,
	publish
} from '../support/desk-steps.ts';
import { expect, expectAccessible, signIn, test } from './story.ts';

test.use({
	options: { contest: { clusterSizes: [3, 2], judges: 3, open: true, humans: [], freezeLastTeams: 1 } },
	viewport: { width: 1366, height: 768 }
});

/** Headers of one answer only: the server's clock, the request's number, and how the connection is kept. */
const OF_ONE_REQUEST = ['date', 'x-request-id', 'connection', 'keep-alive'];
/** In a page: the clock by which a board tells its age, and the number that lets its own styles in. */
const OF_ONE_PAGE = /renderedAt:\d+|nonce(=|-)["']?[\w+/=]+/g;

async function publicBytes(request: APIRequestContext, contest: string, roundId: string): Promise<string[]> {
	const round = `${contest}/rounds/${roundId}`;
	const result = `${contest}/results/${roundId}`;
	const addresses = [
		'/',
		contest,
		`${contest}/rules`,
		round,
		`/stage/rounds/${roundId}`,
		`${contest}/results`,
		result,
		`${result}/export.csv`,
		`${result}/export.json`,
		`${result}/package.json`,
		`/api${round}/standings`,
		'/verify/ABCD-EFGH-JKLM',
		`${contest}/__data.json`,
		`${contest}/results/__data.json`
	];
	const bytes: string[] = [];
	for (const address of addresses) {
		const answer = await request.get(address);
		const text = await answer.text();
		// A page's digest is over these too; of everything else it is compared.
		const isPage = answer.headers()['content-type']?.startsWith('text/html') ?? false;
		const headers = Object.entries(answer.headers()).filter(
			([name]) => !OF_ONE_REQUEST.includes(name) && !(isPage && name === 'etag')
		);
		const said = `${address} ${answer.status()} ${JSON.stringify(headers)} ${text}`;
		bytes.push(isPage ? said.replaceAll(OF_ONE_PAGE, '') : said);
	}
	return bytes;
}

/** Fails at the first byte that differs, with what stands around it. */
function expectSame(now: readonly string[], before: readonly string[]): void {
	for (const [index, line] of before.entries()) {
		const other = now[index] ?? '';
		let at = 0;
		while (at < line.length && line[at] === other[at]) at++;
		const around = (text: string) => `${text.slice(0, 60)} … ${text.slice(Math.max(0, at - 100), at + 100)}`;
		if (line !== other) expect(around(other)).toBe(around(line));
	}
}

test('a phone sees the board stop before the last team, and nothing of it until the result', async ({
	browser,
	page,
	story
}) => {
	const { id: roundId } = story.contest!.rounds[0]!;
	const desk = `${story.origin}/desk/rounds/${roundId}`;
	const contest = `/contests/${story.contest!.code}`;
	const phone = await browser.newContext({
		viewport: { width: 360, height: 740 },
		locale: 'vi-VN',
		baseURL: story.origin
	});
	const audience: Page = await phone.newPage();
	const totals = audience.locator('td[data-total]').filter({ hasText: /\d,\d/ });
	const frozen = /Bảng điểm tạm dừng công bố từ lúc \d\d:\d\d, hiển thị kết quả sau 2 đội\./;
	let stopped: string[] = [];
	let table = '';

	await test.step('two of three teams perform and show with their points', async () => {
		await audience.goto(`${contest}/rounds/${roundId}`);
		await signIn(page, story, 'secretary');
		await page.goto(desk);
		expect(await callNext(page)).toBe(true);
		await everySheetIsIn(page);
		await enterMeasuredScores(page, desk);
		await page.goto(desk);
		expect(await callNext(page)).toBe(true);
		await everySheetIsIn(page);
		await page.goto(`${desk}/board`);
		await expect(page.getByText('Lần gọi tới sẽ dừng bảng công khai.')).toBeVisible();
		await expect(totals).toHaveCount(1);
		await page.goto(desk);
	});

	await test.step('the call of the last team stops the board on phone and projector', async () => {
		expect(await callNext(page)).toBe(true);
		await expect(audience.getByText(frozen).first()).toBeVisible();
		await expect(totals).toHaveCount(2);
		await expectAccessible(audience);
		const projector = await phone.newPage();
		await projector.setViewportSize({ width: 1920, height: 1080 });
		await projector.goto(`/stage/rounds/${roundId}`);
		await expect(projector.getByText(frozen).first()).toBeVisible();
		await projector.close();
		stopped = await publicBytes(phone.request, contest, roundId);
		table = await audience.locator('table[data-board]').innerText();
	});

	await test.step('the judges hand in for it: the desk sees it, and no byte for the public changes', async () => {
		await everySheetIsIn(page);
		await page.goto(`${desk}/board`);
		await expect(page.getByText('Khác nhau', { exact: true }).last()).toBeVisible();
		await expectAccessible(page);
		expectSame(await publicBytes(phone.request, contest, roundId), stopped);
		expect(await audience.locator('table[data-board]').innerText()).toBe(table);
		await audience.reload();
		await expect(audience.getByText(frozen).first()).toBeVisible();
		expect(await audience.locator('table[data-board]').innerText()).toBe(table);
	});

	await test.step('the round is closed and verified, and the phone still shows two teams', async () => {
		await closeAndVerify(page, desk);
		await expect(totals).toHaveCount(2);
	});

	await test.step('the publication turns the phone over, without a touch', async () => {
		const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'vi-VN' });
		const organizer = await context.newPage();
		await signIn(organizer, story, 'organizer');
		await publish(organizer, `${story.origin}/desk${contest}/results/${roundId}`);
		await context.close();
		await expect(audience.getByText('Kết quả chính thức, bản 1').first()).toBeVisible();
		await expect(totals).toHaveCount(3);
		await expect(audience.getByText(frozen)).toHaveCount(0);
	});
	await phone.close();
});
