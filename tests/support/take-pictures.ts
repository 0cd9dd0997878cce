// Takes the pictures of the guides and the README: `npx node tests/support/take-pictures.ts [NAME...]`. Needs a build and a
// Chromium. The contest in them is invented; marks and the draw differ from one run to the next, names of files do not.
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { chromium, expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { findChromium } from '../../bin/chromium.ts';
import {
	callNext,
	closeAndVerify,
	enterMeasuredScores,
	everySheetIsIn,
	hold,
	inviteUnits,
	pairTablet,
	pasteUnits,
	publish
} from './desk-steps.ts';
import { card, startShift, typeCode } from './gate-steps.ts';
import { runDemo } from './running-demo.ts';
import { startStory, type RunningStory } from './story-world.ts';
import { enterCode, printedCodes } from './vote-steps.ts';

const LOCALES = ['vi', 'en'] as const;
type Locale = (typeof LOCALES)[number];

const images = resolve(import.meta.dirname, '../../docs/images');
const only = process.argv.slice(2);

const DESK = { width: 1200, height: 760 };
const PHONE = { width: 390, height: 800 };
const TABLET = { width: 820, height: 1100 };
const GATE = { width: 1180, height: 820 };
const PROJECTOR = { width: 1920, height: 1080 };

type Size = typeof DESK;

const WARDS = [
	['HN-HOANKIEM-P', 'Hoàn Kiếm'],
	['HN-CUANAM', 'Cửa Nam'],
	['HN-NGOCHA', 'Ngọc Hà'],
	['HN-BODE', 'Bồ Đề'],
	['HN-VINHHUNG', 'Vĩnh Hưng'],
	['HN-DINHCONG', 'Định Công'],
	['HN-NGHIADO', 'Nghĩa Đô']
] as const;

/** Saves what the page shows as a JPEG or, for a name that ends so, as a PNG. */
async function picture(page: Page, name: string): Promise<void> {
	const file = /\.png$/.test(name) ? name : `${name}.jpg`;
	if (only.length > 0 && !only.some((one) => file.includes(one))) return;
	const path = resolve(images, file);
	mkdirSync(dirname(path), { recursive: true });
	await page.evaluate(() => document.fonts.ready);
	await page.waitForTimeout(700);
	await page.screenshot({
		path,
		animations: 'disabled',
		caret: 'hide',
		...(file.endsWith('.png') ? {} : { type: 'jpeg' as const, quality: 82 })
	});
	console.log(file);
}

function open(browser: Browser, viewport: Size, deviceScaleFactor = 1): Promise<BrowserContext> {
	return browser.newContext({
		viewport,
		deviceScaleFactor,
		locale: 'vi-VN',
		timezoneId: 'Asia/Ho_Chi_Minh',
		reducedMotion: 'reduce'
	});
}

async function signInWith(
	page: Page,
	origin: string,
	login: { readonly username: string; readonly password: string }
): Promise<void> {
	await page.goto(`${origin}/auth/sign-in`);
	await page.getByLabel('Tên đăng nhập').fill(login.username);
	await page.getByLabel('Mật khẩu').fill(login.password);
	await page.getByRole('button', { name: 'Đăng nhập' }).click();
	await expect(page).toHaveURL(/\/desk/);
}

const signIn = (page: Page, story: RunningStory, role: string) =>
	signInWith(
		page,
		story.origin,
		story.logins.find((one) => one.role === role)!
	);

/** The same place in both languages, each with what has to be done there before the picture. */
async function both(
	pages: Readonly<Record<Locale, Page>>,
	name: string,
	address: string,
	before: (page: Page, locale: Locale) => Promise<void> = async () => {}
): Promise<void> {
	for (const locale of LOCALES) {
		await pages[locale].goto(address);
		await before(pages[locale], locale);
		await picture(pages[locale], `${locale}/${name}`);
	}
}

/** One page in Vietnamese and one in English; `as` names the role that signs in. */
async function pair(browser: Browser, story: RunningStory, viewport: Size, as?: string, scale = 1) {
	const made: Partial<Record<Locale, Page>> = {};
	for (const locale of LOCALES) {
		const page = await (await open(browser, viewport, scale)).newPage();
		if (as) await signIn(page, story, as);
		await page.goto(`${story.origin}/?lang=${locale}`);
		made[locale] = page;
	}
	return made as Record<Locale, Page>;
}

/** A tablet of a judge who has a PIN, in one language. */
async function tablet(browser: Browser, story: RunningStory, seat: string, locale: Locale): Promise<Page> {
	const page = await (await open(browser, TABLET)).newPage();
	await page.goto(`${story.origin}/?lang=${locale}`);
	await page.goto(story.origin + story.pairings[seat]!);
	await pairTablet(page, '2580');
	return page;
}

const MARKS = ['8,5', '5', '1,75', '2', '7', '6,5', '3,5', '13', '12,5', '10', '7,25'];

async function mark(page: Page, count: number): Promise<void> {
	const fields = page.locator('[data-criterion] input');
	await expect(fields.first()).toBeEnabled({ timeout: 20_000 });
	for (let index = 0; index < Math.min(count, await fields.count()); index++) {
		await fields.nth(index).fill(MARKS[index] ?? '3');
		await fields.nth(index).press('Enter');
		const far = page.getByRole('dialog').getByRole('button').last();
		if (await far.isVisible()) await far.click();
	}
}

async function handIn(page: Page): Promise<void> {
	await mark(page, MARKS.length);
	await hold(page.locator('article footer button'));
	await expect(page.locator('[data-criterion] input').first()).toBeDisabled({ timeout: 20_000 });
}

async function firstStart(browser: Browser): Promise<void> {
	const story = await startStory({});
	try {
		const pages = await pair(browser, story, { width: 900, height: 1000 });
		await both(pages, 'setup', story.setupLink!, async (page) => {
			await page.locator('input[name="unitName"]').fill('Thành ủy Hà Nội');
			await page.locator('input[name="displayName"]').fill('Nguyễn Thị Hạnh');
			await page.locator('input[name="username"]').fill('hanh.nguyen');
		});
	} finally {
		await story.end();
	}
}

async function beforeTheDay(story: RunningStory, pages: Record<Locale, Page>, browser: Browser) {
	const { origin, contest } = story;
	const setUp = `${origin}/desk/contests/${contest!.code}`;
	const final = contest!.final.id;
	const drawn = contest!.rounds[1]!.id;
	await both(pages, 'new-contest', `${origin}/desk/contests/new`);
	await both(pages, 'checklist', `${setUp}/rounds/${final}`);
	const wide = await pair(browser, story, { width: 1440, height: 860 }, 'administrator');
	await both(wide, 'rules', `${setUp}/rules/edit`, async (page) => {
		await page.locator('nav ol button').nth(1).click();
		await page
			.getByText(/^(Ví dụ|Example|For example)/)
			.first()
			.scrollIntoViewIfNeeded();
		await page.mouse.wheel(0, 260);
	});
	await both(pages, 'draw', `${setUp}/rounds/${drawn}/draw/show`, async (page) => {
		const shown = page.locator('[data-shown]');
		while ((await shown.count()) < 4) {
			await page.keyboard.press('ArrowRight');
			await page.waitForTimeout(150);
		}
	});

	// Another contest of the same city, whose units register by themselves: wards, since there are no districts any more.
	const own = pages.vi;
	await pasteUnits(
		own,
		origin,
		WARDS.map(([code, name]) => [code, `Đảng ủy phường ${name}`, 'Xã', 'HN'])
	);
	await own.getByRole('button', { name: /^Đồng ý, nhập/ }).click();
	await expect(own).toHaveURL(/created=/);
	await own.goto(`${origin}/desk/contests/new`);
	await own.getByLabel('Mã hội thi').fill('HN-DVK-2026');
	await own.getByLabel('Tên hội thi').fill('Hội thi “Dân vận khéo” thành phố Hà Nội năm 2026');
	await own.getByLabel('Tên bằng tiếng Anh').fill('Hanoi “Skilled Mass Mobilization” contest 2026');
	await own.getByLabel('Đơn vị tổ chức').selectOption({ label: 'Thành phố Hà Nội' });
	await own.getByLabel('Số liệu dựng để minh họa').check();
	await own.getByRole('button', { name: 'Lập hội thi' }).click();
	await expect(own).toHaveURL(/HN-DVK-2026/);
	const next = `${origin}/desk/contests/HN-DVK-2026`;
	const links = await inviteUnits(own, next, 6);
	const phones = await pair(browser, story, PHONE, undefined, 1.5);
	await both(phones, 'register-phone', links[1]!, async (page) => {
		await page.locator('input[name="name"]').fill('Phường Cửa Nam');
		await page.locator('input[name$="fullName"]').first().fill('Trần Thị Lan');
		await page.locator('input[name$="birthYear"]').first().fill('1986');
		await page.evaluate(() => scrollTo(0, 0));
	});
	await phones.vi.getByRole('button', { name: 'Lưu nháp' }).click();
	await expect(phones.vi.getByText('Đã lưu nháp')).toBeVisible();
	await phones.vi.goto(links[2]!);
	await both(pages, 'registration', `${next}/registration`, (page) =>
		page.locator('table').first().scrollIntoViewIfNeeded()
	);
}

async function administration(story: RunningStory, pages: Record<Locale, Page>): Promise<void> {
	const { origin } = story;
	await pasteUnits(pages.vi, origin, [
		...WARDS.slice(0, 2).map(([code, name]) => [code, `Đảng ủy phường ${name}`, 'Xã', 'HN'] as const),
		['HN-NGOCHA', 'Đảng bộ phường Ngọc Hà', 'Xã', 'HN'],
		['HN-GIANGVO', 'Đảng ủy phường Giảng Võ', 'Cấp 5', 'HN'],
		['HN-PHUTHUONG', 'Đảng ủy phường Phú Thượng', 'Xã', 'Thành phố Huế']
	]);
	await both(pages, 'import', pages.vi.url(), (page) => page.locator('#errors').scrollIntoViewIfNeeded());
	await pages.vi.goto(`${origin}/desk/admin/accounts`);
	const account = await pages.vi.getByRole('link', { name: 'Thư ký 1' }).getAttribute('href');
	await both(pages, 'account', new URL(account!, origin).href);
}

async function onTheDay(story: RunningStory, pages: Record<Locale, Page>, browser: Browser): Promise<void> {
	const { origin, contest } = story;
	const [round, other] = contest!.rounds.map(({ id }) => id) as [string, string];
	const desk = `${origin}/desk/rounds/${round}`;
	const own = pages.vi;
	const tablets = [
		await tablet(browser, story, 'GK3', 'vi'),
		await tablet(browser, story, 'GK4', 'en')
	] as const;
	for (const [index, page] of tablets.entries()) {
		await mark(page, 4);
		await page.evaluate(() => scrollTo(0, 0));
		await picture(page, `${LOCALES[index]}/judge`);
	}
	await own.goto(desk);
	const teams = await own.locator('table tbody tr').count();
	for (let turn = 1; turn < teams - 1; turn++) {
		await Promise.all(tablets.map(handIn));
		await own.goto(desk);
		await everySheetIsIn(own);
		await callNext(own);
	}
	await enterMeasuredScores(own, desk);
	await both(pages, 'desk-stage', desk);
	await both(pages, 'desk-grid', `${desk}/grid`);
	await both(pages, 'desk-scores', `${desk}/scores`);
	await both(pages, 'desk-close', `${desk}/close`);
	await own.goto(`${origin}/desk/rounds/${other}/grid`);
	const cell = await own.locator('tbody td a').nth(1).getAttribute('href');
	const [team, seat] = cell!.split('/').slice(-2) as [string, string];
	await both(
		pages,
		'desk-paper',
		`${origin}/desk/rounds/${other}/paper?team=${team}&seat=${seat}&part=*`,
		async (page) => {
			const marks = page.locator('input[data-mark]');
			for (let index = 0; index < 5; index++) await marks.nth(index).fill(MARKS[index]!);
		}
	);
	const board = `${origin}/contests/${contest!.code}/rounds/${round}`;
	await both(await pair(browser, story, PHONE, undefined, 1.5), 'board-phone', board);
	const hall = await pair(browser, story, PROJECTOR, undefined, 2 / 3);
	for (const locale of LOCALES) {
		await hall[locale].goto(`${origin}/stage/rounds/${round}`);
		await picture(hall[locale], locale === 'vi' ? 'board.png' : 'en/board.png');
	}

	do {
		await Promise.all(tablets.map(handIn));
		await own.goto(desk);
		await everySheetIsIn(own);
	} while (await callNext(own));
	await closeAndVerify(own, desk);
	const results = `${origin}/desk/contests/${contest!.code}/results/${round}`;
	await both(pages, 'publish', results);
	await publish(own, results);
	const phones = await pair(browser, story, PHONE, undefined, 1.5);
	await both(phones, 'why-phone', `${origin}/contests/${contest!.code}/results/${round}`, async (page) => {
		const why = page.locator('main details').nth(1);
		await why.locator('summary').click();
		await why.scrollIntoViewIfNeeded();
	});
}

/** A first round with a quiz, an audience prize and a screen of the hall. */
async function questionsAndVotes(browser: Browser): Promise<void> {
	const story = await startStory({
		contest: {
			clusterSizes: [5, 4],
			judges: 5,
			open: true,
			begun: true,
			humans: [],
			audiencePrize: true,
			quiz: { items: 2, pointsEach: '5', answerSeconds: 600 }
		}
	});
	try {
		const { origin, contest } = story;
		const setUp = `${origin}/desk/contests/${contest!.code}`;
		const desk = `${origin}/desk/rounds/${contest!.rounds[0]!.id}`;
		const pages = await pair(browser, story, DESK, 'administrator');
		const own = pages.vi;
		own.setDefaultTimeout(90_000);
		await both(pages, 'questions', `${setUp}/questions`);
		await both(pages, 'desk-records', `${desk}/records`);

		await own.goto(`${desk}/devices`);
		const tablets = own.locator('section[aria-labelledby="team-tablets"]');
		await tablets
			.getByRole('button', { name: /^Tạo mã QR: / })
			.first()
			.click();
		const link = await tablets.locator('section code').innerText();
		const team = await (await open(browser, { width: 1180, height: 820 })).newPage();
		team.setDefaultTimeout(60_000);
		await team.goto(link.trim());
		await team.locator('main form button[type="submit"]').click();
		await expect(team).toHaveURL(/\/quiz$/);
		await own.goto(`${desk}/quiz`);
		for (const step of ['Chiếu câu hỏi', /^Bắt đầu trả lời/]) {
			const button = own.getByRole('button', { name: step });
			await expect(button).toBeVisible({ timeout: 60_000 });
			// A press right after the button became another one is taken for a double tap.
			await own.waitForTimeout(1000);
			await button.click();
		}
		await team.getByRole('button', { name: /^B\. / }).click();
		for (const locale of LOCALES) {
			await team.goto(`${origin}/?lang=${locale}`);
			await team.goto(`${origin}/quiz`);
			await expect(team.locator('button[aria-pressed="true"]')).toBeVisible();
			await picture(team, `${locale}/quiz-team`);
		}
		await both(pages, 'desk-quiz', `${desk}/quiz`);

		await own.goto(`${setUp}/votes`);
		await own.getByLabel('Mọi đội dự thi của vòng, kể cả đội chưa thi').check();
		await own.getByRole('button', { name: /^Lập/ }).click();
		await expect(own.getByText('Chưa in thẻ nào.')).toBeVisible();
		const [ticket] = await printedCodes(own, 120);
		await own.reload();
		await hold(own.getByRole('button', { name: 'Mở bình chọn' }));
		await expect(own.getByText('Số phiếu được giữ kín cho đến khi đóng.')).toBeVisible();
		await both(pages, 'desk-vote', own.url());
		const phone = await (await open(browser, PHONE, 1.5)).newPage();
		await enterCode(phone, `${origin}/vote`, ticket!);
		await expect(phone.getByRole('radio').first()).toBeVisible();
		const ballot = phone.url();
		for (const locale of LOCALES) {
			await phone.goto(`${origin}/?lang=${locale}`);
			await phone.goto(ballot);
			await phone.getByRole('radio').nth(1).check();
			await picture(phone, `${locale}/vote-phone`);
		}

		const screen = await (await open(browser, PROJECTOR)).newPage();
		await screen.goto(`${origin}/s`);
		const halves = screen.locator('[data-code] span[aria-hidden]');
		await expect(halves).toHaveCount(2, { timeout: 15_000 });
		const code = (await halves.allTextContents()).join('');
		await own.goto(`${setUp}/screens`);
		await own.getByLabel('Mã trên màn hình').fill(code);
		await own.getByLabel('Tên gọi').first().fill('Màn chiếu chính');
		await own.getByRole('button', { name: 'Nhận màn hình' }).click();
		await expect(own.getByRole('article').first()).toBeVisible();
		await both(pages, 'screens', `${setUp}/screens`);
	} finally {
		await story.end();
	}
}

/** The demo's conference when its day has begun: the desk's pages, and the visitor's own gate. */
async function conference(browser: Browser): Promise<void> {
	const demo = await runDemo(['--only', 'conference', '--speed', '20']);
	try {
		const [, username, password] = await demo.says(/^ +(\S+) +(\S+) +administrator$/);
		const [, origin] = await demo.says(/Home +(\S+)\/$/);
		const [, desk] = await demo.says(/^ +Desk +(\S+conferences\S+)/);
		await demo.says(/có mặt \d+\/230 đại biểu/);
		const signedIn = async (viewport: Size) => {
			const made: Partial<Record<Locale, Page>> = {};
			for (const locale of LOCALES) {
				const page = await (await open(browser, viewport)).newPage();
				await signInWith(page, origin!, { username: username!, password: password! });
				await page.goto(`${origin}/?lang=${locale}`);
				made[locale] = page;
			}
			return made as Record<Locale, Page>;
		};
		const pages = await signedIn(DESK);
		await both(pages, 'conference-new', `${origin}/desk/conferences/new`);
		await both(pages, 'conference-set-up', `${desk}/set-up`);
		await both(pages, 'conference-delegations', `${desk}/delegations`, (page) =>
			page.locator('table').first().scrollIntoViewIfNeeded()
		);
		await both(pages, 'conference-badges', `${desk}/badges`);
		await both(pages, 'gates-desk', `${desk}/gates`);

		const [link] = await demo.says(/http\S+\/gate\/pair\/\S+/);
		const [, name, pin] = await demo.says(/Operator “(.+)”, PIN (\d+)/);
		const [, code] = await demo.says(/^ +(\S+) +(.+): comes in$/);
		const [, lost] = await demo.says(/^ +(\S+) +reported lost/);
		const gate = await (await open(browser, GATE)).newPage();
		await startShift(gate, link, { name: name!, pin: pin! });
		await typeCode(gate, lost!);
		await expect(card(gate)).toHaveAttribute('data-code', 'REVOKED');
		await typeCode(gate, code!);
		await expect(card(gate)).toHaveAttribute('data-code', /^ADMIT/);
		await picture(gate, 'vi/gate');
		await picture(gate, 'gate.png');
		await gate.goto(`${origin}/?lang=en`);
		await gate.goto(`${origin}/gate`);
		await typeCode(gate, lost!);
		await expect(card(gate)).toHaveAttribute('data-code', 'REVOKED');
		await picture(gate, 'en/gate');
	} finally {
		demo.end();
	}
}

const PARTS = [
	[['new-contest', 'checklist', 'rules', 'draw', 'register-phone', 'registration'], beforeTheDay],
	[['import', 'account'], administration],
	[['judge', 'desk-', 'board', 'publish', 'why-phone'], onTheDay]
] as const;

/** Whether one of these pictures is wanted: all are where the command names none. */
function asks(names: readonly string[]): boolean {
	return (
		only.length === 0 ||
		names.some((name) => only.some((one) => name.startsWith(one) || one.startsWith(name)))
	);
}

const browser = await chromium.launch({
	executablePath: (await findChromium()) ?? undefined,
	args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--no-first-run']
});
try {
	if (asks(['setup'])) await firstStart(browser);
	if (asks(['conference-', 'gates-desk', 'gate'])) await conference(browser);
	if (asks(['questions', 'desk-records', 'desk-quiz', 'quiz-team', 'desk-vote', 'vote-phone', 'screens'])) {
		await questionsAndVotes(browser);
	}
	const story = await startStory({
		contest: { clusterSizes: [6, 6], judges: 5, open: true, begun: true, humans: ['GK3', 'GK4'] }
	});
	try {
		const pages = await pair(browser, story, DESK, 'administrator');
		for (const [of, part] of PARTS) if (asks(of)) await part(story, pages, browser);
	} finally {
		await story.end();
	}
} finally {
	await browser.close();
}
