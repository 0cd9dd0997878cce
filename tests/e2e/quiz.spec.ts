import type { Browser, BrowserContext, Page } from '@playwright/test';
import { newId } from '#lib/live/id.ts';
import { letterOf } from '#lib/domain/quiz/question.ts';
import { expect, expectAccessible, signIn, test } from './story.ts';

test.use({
	options: {
		contest: {
			clusterSizes: [3, 2],
			judges: 3,
			open: true,
			freezeLastTeams: 0,
			// The time is long and the desk closes each question: no step of the story waits for a clock.
			quiz: { items: 2, pointsEach: '5', negative: '1', answerSeconds: 600 }
		}
	},
	viewport: { width: 1366, height: 900 }
});

/** Of the standings, as programs read them. */
interface PartScore {
	readonly partKey: string;
	readonly parts: readonly PartScore[];
	readonly score: { readonly exact: string } | null;
}

interface Team {
	readonly name: string;
	readonly context: BrowserContext;
	readonly page: Page;
}

const SIZES = [
	{ width: 1180, height: 820 },
	{ width: 820, height: 1180 },
	{ width: 390, height: 844 }
];

/** The one-time link of a team, as the desk shows it. */
async function teamLink(desk: Page, name: string): Promise<string> {
	const section = desk.locator('section[aria-labelledby="team-tablets"]');
	const before = await section.locator('section code').allTextContents();
	await section.getByRole('button', { name: new RegExp(`: ${name}$`) }).click();
	const code = section.locator('section code');
	if (before[0]) await expect(code).not.toHaveText(before[0]);
	return (await code.innerText()).trim();
}

/** A device of its own takes the team's link into use. */
async function takeTablet(browser: Browser, link: string, viewport: { width: number; height: number }) {
	const context = await browser.newContext({ viewport, locale: 'vi-VN' });
	const page = await context.newPage();
	await page.goto(link);
	await page.getByRole('button', { name: 'Nhận máy này cho đội' }).click();
	await expect(page).toHaveURL(/\/quiz$/);
	return { context, page };
}

test('three teams answer on three tablets: one offline for a moment, one changes its mind, one too late; the hall sees it, and the score counts', async ({
	browser,
	page: desk,
	story
}) => {
	const { origin, contest, questions } = story;
	const { id: roundId } = contest!.rounds[0]!;
	const round = `${origin}/desk/rounds/${roundId}`;
	const [first, second] = questions as [(typeof questions)[number], (typeof questions)[number]];
	const teams: Team[] = [];
	const hallContext = await browser.newContext({
		viewport: { width: 1920, height: 1080 },
		locale: 'vi-VN',
		reducedMotion: 'reduce'
	});
	const hall = await hallContext.newPage();
	const option = (page: Page, index: number) =>
		page.getByRole('button', { name: new RegExp(`^${letterOf(index)}\\. `) });
	const status = (page: Page) => page.getByRole('status').filter({ has: page.locator('[data-notice]') });
	const wrongOf = ({ answer }: { answer: number }) => (answer + 1) % 4;

	/** What the desk presses. */
	async function step(askedId: string, what: string) {
		const pressed = await desk.request.post(`${round}/quiz?/step`, {
			headers: { origin, accept: 'application/json' },
			form: { askedId, step: what, key: newId(), at: 'step' }
		});
		expect(((await pressed.json()) as { type: string }).type, what).toBe('success');
	}

	await test.step('the desk gives every team a link; looking at it does not use it up, a press does', async () => {
		await signIn(desk, story, 'secretary');
		await desk.goto(`${round}/devices`);
		const rows = desk.locator('section[aria-labelledby="team-tablets"] tbody tr');
		await expect(rows).toHaveCount(3);
		const names = await rows.locator('strong').allTextContents();
		for (const [index, name] of names.entries()) {
			const link = await teamLink(desk, name);
			for (let looks = 0; looks < 2; looks++) expect(await hall.request.get(link)).toBeOK();
			const { context, page } = await takeTablet(browser, link, SIZES[index]!);
			await expect(page.getByRole('heading', { name: 'Chờ câu hỏi' })).toBeVisible();
			await expect(rows.nth(index).getByText('Đang kết nối')).toBeVisible();
			teams.push({ name, context, page });
			const again = await hall.request.get(link);
			expect(await again.text()).toContain('Mã này không dùng được');
		}
	});
	const [a, b, c] = teams as [Team, Team, Team];

	await test.step('a second tablet of a team ends the first, and both are told', async () => {
		const { context, page } = await takeTablet(browser, await teamLink(desk, a.name), SIZES[0]!);
		await expect(a.page.getByText('Đội đã chuyển sang một máy khác')).toBeVisible();
		await expect(page.getByText('Máy này đã thay máy trước của đội')).toBeVisible();
		await expectAccessible(a.page);
		await expectAccessible(page);
		await a.context.close();
		teams[0] = { name: a.name, context, page };
	});
	const one = teams[0]!;

	await test.step('before it is shown nothing of a question is in any page or answer', async () => {
		await hall.goto(`${origin}/stage/rounds/${roundId}/quiz`);
		await expect(hall.getByRole('heading', { name: 'Chuẩn bị câu hỏi' })).toBeVisible();
		const reads = [
			`/stage/rounds/${roundId}/quiz`,
			`/stage/rounds/${roundId}/quiz/__data.json`,
			'/quiz',
			'/quiz/__data.json',
			'/api/quiz/look'
		];
		for (const path of reads) {
			const text = await (await one.context.request.get(origin + path)).text();
			for (const question of questions) expect(text, path).not.toContain(question.text.slice(0, 30));
		}
	});

	await test.step('a choice from elsewhere, oversized, malformed or of nobody is refused', async () => {
		const choices = `${origin}/api/quiz/choices`;
		const choice = { key: newId(), askedId: first.id, choice: 0 };
		const own = one.context.request;
		const evil = await own.post(choices, { data: choice, headers: { origin: 'http://evil.invalid' } });
		expect(evil.status()).toBe(403);
		expect((await own.post(choices, { data: { ...choice, more: 'x'.repeat(5000) } })).status()).toBe(413);
		const code = async (request: typeof own, data: unknown) =>
			((await (await request.post(choices, { data })).json()) as { code?: string }).code;
		expect(await code(own, 'not json')).toBe('invalid');
		expect(await code(hall.request, choice)).toBe('forbidden');
		expect(await code(desk.request, choice)).toBe('forbidden');
		expect(await code(own, choice)).toBe('quiz_not_started');
		expect(await (await hall.request.get(`${origin}/api/quiz/look`)).json()).toEqual({ state: 'none' });
	});

	await test.step('shown, everybody reads it and nobody can press', async () => {
		await step(first.id, 'show');
		for (const { page } of [...teams, { page: hall }]) {
			await expect(page.getByRole('heading', { name: first.text })).toBeVisible();
		}
		await expect(status(one.page)).toContainText('Chưa đến lúc trả lời');
		await expect(option(one.page, 0)).toHaveCount(0);
	});

	await test.step('three teams answer at once: one changes its mind, two are cut off', async () => {
		await step(first.id, 'start');
		for (const { page } of teams) await expect(option(page, 0)).toBeEnabled();
		await expectAccessible(one.page);
		await expectAccessible(c.page);
		await expectAccessible(hall);
		await b.context.setOffline(true);
		await c.context.setOffline(true);
		await Promise.all([
			option(one.page, wrongOf(first)).click(),
			option(b.page, first.answer).click(),
			option(c.page, first.answer).click()
		]);
		await expect(status(one.page)).toContainText(`Đã nhận đáp án ${letterOf(wrongOf(first))}`);
		for (const { page } of [b, c]) {
			await expect(status(page)).toContainText(`CHƯA GỬI ĐƯỢC đáp án ${letterOf(first.answer)}`);
			await expect(status(page)).not.toContainText('Đã nhận');
		}
		await option(one.page, first.answer).click();
		await expect(status(one.page)).toContainText(`Đã nhận đáp án ${letterOf(first.answer)}`);
		await b.context.setOffline(false);
		await expect(status(b.page)).toContainText(`Đã nhận đáp án ${letterOf(first.answer)}`);
		await one.page.reload();
		await expect(status(one.page)).toContainText(`Đã nhận đáp án ${letterOf(first.answer)}`);
		await expect(option(one.page, first.answer)).toHaveAttribute('aria-pressed', 'true');
	});

	await test.step('the time is up: what arrives now is late, and the team is told so', async () => {
		await step(first.id, 'close');
		await expect(hall.getByText('Hết giờ')).toBeVisible();
		await expect(status(one.page)).toContainText('Chờ công bố đáp án');
		await c.context.setOffline(false);
		await expect(status(c.page)).toContainText(/Đáp án [A-D] đến muộn \d+,\d giây nên không được tính/);
		await expect(hall.locator('[data-right]')).toHaveCount(0);
	});

	await test.step('revealed: right, right, and no answer; the hall tells who was right', async () => {
		await step(first.id, 'reveal');
		await expect(hall.locator('li[data-right]')).toContainText(first.options[first.answer]!);
		const right = hall.locator('[data-teams] li');
		await expect(right).toHaveCount(2);
		expect((await right.allTextContents()).sort()).toEqual([one.name, b.name].sort());
		await expect(status(one.page)).toContainText('Đúng');
		await expect(status(b.page)).toContainText('Đúng');
		await expect(status(c.page)).toContainText('Đội không trả lời câu này');
		await expectAccessible(hall);
		await expectAccessible(c.page);
	});

	await test.step('the second question: right, wrong, right', async () => {
		await step(second.id, 'start');
		for (const { page } of teams) await expect(option(page, 0)).toBeEnabled();
		await Promise.all([
			option(one.page, second.answer).click(),
			option(b.page, wrongOf(second)).click(),
			option(c.page, second.answer).click()
		]);
		for (const { page } of teams) await expect(status(page)).toContainText('Đã nhận đáp án');
		await step(second.id, 'close');
		await step(second.id, 'reveal');
		await expect(status(b.page)).toContainText('Chưa đúng');
		await expect(status(c.page)).toContainText('Đúng');
	});

	await test.step('the scores that the answers make are confirmed, and the standings carry them', async () => {
		const scores = [
			[one.name, '10'],
			[b.name, '4'],
			[c.name, '5']
		] as const;
		const standings = `${origin}/api/contests/${contest!.code}/rounds/${roundId}/standings?projection=official`;
		const { teams: known } = (await (await desk.request.get(standings)).json()) as {
			teams: { id: string; name: string }[];
		};
		const enter = async (teamId: string, value: string) => {
			const entered = await desk.request.post(`${round}/scores?/given`, {
				headers: { origin, accept: 'application/json' },
				form: { teamId, partKey: 'knowledge.quiz', value, key: newId(), at: 'given' }
			});
			return ((await entered.json()) as { type: string }).type;
		};
		for (const [name, value] of scores) {
			const { id } = known.find((team) => team.name === name)!;
			// Another score than the answers make needs a reason.
			expect(await enter(id, '7'), name).toBe('failure');
			expect(await enter(id, value), name).toBe('success');
		}
		const { standings: counted } = (await (await desk.request.get(standings)).json()) as {
			standings: { rows: { teamId: string; parts: PartScore[] }[] };
		};
		const points = (name: string) => {
			const row = counted.rows.find(({ teamId }) =>
				known.some((team) => team.id === teamId && team.name === name)
			);
			const knowledge = row?.parts.find(({ partKey }) => partKey === 'knowledge');
			return knowledge?.parts.find(({ partKey }) => partKey === 'knowledge.quiz')?.score?.exact;
		};
		expect(scores.map(([name]) => [name, points(name)])).toEqual(scores);
	});

	await test.step('a tablet that the desk takes back is told so', async () => {
		await desk.goto(`${round}/devices`);
		const row = desk.locator('section[aria-labelledby="team-tablets"] tbody tr', { hasText: c.name });
		await row.locator('summary').click();
		await row.getByRole('button', { name: 'Thu hồi máy và mã' }).click();
		await expect(c.page.getByText('Thư ký đã thu hồi máy này')).toBeVisible();
	});

	await hallContext.close();
	for (const { context } of teams) await context.close();
});
