import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { RunningStory } from '../support/story-world.ts';
import {
	callNext,
	closeAndVerify,
	enterMeasuredScores,
	everySheetIsIn,
	hold,
	inviteUnits,
	pairingLink,
	pairTablet,
	pasteUnits,
	publish
} from '../support/desk-steps.ts';
import { enterCode, printedCodes } from '../support/vote-steps.ts';
import { gateLink } from '../support/gate-steps.ts';
import { previewUnits } from '../support/set-up-steps.ts';
import { expect, seriousFaults, signIn, test } from './story.ts';

test.use({
	options: {
		contest: {
			clusterSizes: [2, 2],
			judges: 3,
			open: true,
			begun: true,
			humans: []
		},
		certificate: 'Nguyễn Văn An'
	}
});

type Visitor = 'public' | 'administrator' | 'organizer' | 'secretary' | 'jury-chair' | 'tablet';

interface Stop {
	/** The page's file under src/routes, without groups. */
	readonly route: string;
	readonly path: string;
	readonly as: Visitor;
}

/** What the story's world holds once there is something to see on every page. */
interface World {
	readonly code: string;
	/** Published, on stage, and not yet drawn. */
	readonly rounds: { readonly done: string; readonly open: string; readonly next: string };
	readonly team: string;
	readonly seat: string;
	readonly account: string;
	readonly person: string;
	readonly unit: string;
	readonly importing: string;
	readonly registration: string;
	readonly pairing: string;
	readonly result: string;
	/** An opened question bank. */
	readonly bank: string;
	/** Of the final's audience, which has not begun. */
	readonly vote: { readonly id: string; readonly token: string };
	/** Code of an announced conference. */
	readonly conference: string;
	/** A delegation of it, and the secret of its unit's link. */
	readonly delegation: { readonly id: string; readonly token: string };
	/** Letters to its delegations, which no mail server takes. */
	readonly mailing: string;
	/** A document that everybody may read. */
	readonly document: string;
	/** An award decision with two recipients, and who awards. */
	readonly award: { readonly id: string; readonly issuer: string };
	readonly awardRecipient: string;
	/** A decision whose order on stage is laid out. */
	readonly handOver: string;
	/** A certificate that was issued. */
	readonly certificate: { readonly id: string; readonly code: string };
	/** Of the address behind a QR code to ask from. */
	readonly asking: string;
	/** Of the link that pairs a tablet with a gate. */
	readonly gatePairing: string;
	/** Of the big screen's address. */
	readonly attendanceScreen: string;
}

function stops(world: World): Stop[] {
	const { code, rounds, team, seat } = world;
	const desk = '/desk/rounds/[id]';
	const at = (as: Visitor, route: string, values: Record<string, string> = {}, query = ''): Stop => {
		const path = route.replace(/\[(\w+)\]/g, (_, name: string) => values[name] ?? `[${name}]`);
		return { route, path: path + query, as };
	};
	const inContest = (as: Visitor, below: string, values: Record<string, string> = {}) => ({
		...at(as, `/desk/contests/[code]${below}`, { code, ...values })
	});
	const conference = (as: Visitor, below: string) =>
		at(as, `/desk/conferences/[code]${below}`, { code: world.conference });
	const open = (as: Visitor, below: string, values: Record<string, string> = {}, query = '') =>
		at(as, desk + below, { id: rounds.open, ...values }, query);
	return [
		at('public', ''),
		at('public', '/contests/[code]', { code }),
		at('public', '/contests/[code]/rules', { code }),
		at('public', '/conferences/[code]', { code: world.conference }),
		at('public', '/conferences/[code]/programme', { code: world.conference }),
		at('public', '/conferences/[code]/honours', { code: world.conference }),
		at('public', '/contests/[code]/honours', { code }),
		at('public', '/contests/[code]/honours', { code }, '?q=khong-co-ai-nhu-vay'),
		at('public', '/contests/[code]/honours', { code }, '?view=screen'),
		at('public', '/stage/conferences/[code]', { code: world.conference }),
		at('public', '/delegations/[token]', { token: world.delegation.token }),
		at('public', '/delegations/[token]', { token: 'not-a-link-of-ours-at-all' }),
		at('public', '/contests/[code]/questions', { code }),
		at('public', '/contests/[code]/questions/[bank]', { code, bank: world.bank }),
		at('public', '/contests/[code]/rounds/[round]', { code, round: rounds.done }),
		at('public', '/contests/[code]/rounds/[round]', { code, round: rounds.open }),
		at('public', '/contests/[code]/results', { code }),
		at('public', '/contests/[code]/results/[round]', { code, round: rounds.done }),
		at('public', '/contests/[code]/results/[round]', { code, round: rounds.open }),
		at('public', '/stage/rounds/[round]', { round: rounds.open }),
		at('public', '/stage/rounds/[round]/clock', { round: rounds.open }),
		at('public', '/stage/rounds/[round]/quiz', { round: rounds.open }),
		at('public', '/quiz'),
		at('public', '/quiz/[token]', { token: 'not-a-code-of-ours' }),
		at('public', '/stage/ceremony/[round]', { round: rounds.open }),
		at('public', '/stage/ceremony/[round]/script', { round: rounds.open }),
		at('public', '/stage/rounds/[round]/vote', { round: rounds.next }),
		at('public', '/vote'),
		at('public', '/vote/[token]', { token: world.vote.token }),
		at('public', '/vote/[token]', { token: 'AAAAAAAAAAAAAAAAAAAAAA' }),
		at('public', '/stage/screen'),
		at('public', '/stage/overlay/[key]', { key: 'khoa-khong-con-dung' }),
		at('public', '/register/[token]', { token: world.registration }),
		at('public', '/verify'),
		at('public', '/verify/[code]', { code: world.result }),
		at('public', '/verify/[code]', { code: '000-0000-000' }),
		at('public', '/v'),
		at('public', '/v/[code]', { code: world.certificate.code }),
		at('public', '/v/[code]', { code: 'K7QM2XPD0R3T0' }),
		at('public', '/v/proof'),
		at('public', '/auth/sign-in'),
		at('public', '/auth/setup'),
		at('public', '/judge'),
		at('public', '/judge/pair/[token]', { token: world.pairing }),
		at('tablet', '/judge'),
		at('public', '/judge/wake'),
		at('organizer', '/auth/account'),
		at('organizer', '/desk'),
		at('organizer', '/desk/contests/new'),
		at('organizer', '/desk/contests/import'),
		inContest('organizer', ''),
		inContest('organizer', '/settings'),
		inContest('organizer', '/rules'),
		inContest('organizer', '/rules/edit'),
		inContest('organizer', '/registration'),
		inContest('organizer', '/registration/[team]', { team }),
		inContest('organizer', '/teams'),
		inContest('organizer', '/teams/new'),
		inContest('organizer', '/teams/[team]', { team }),
		inContest('organizer', '/clusters'),
		inContest('organizer', '/rounds'),
		inContest('organizer', '/rounds/[round]', { round: rounds.next }),
		inContest('organizer', '/rounds/[round]', { round: rounds.done }),
		inContest('organizer', '/rounds/[round]/panel', { round: rounds.open }),
		inContest('organizer', '/rounds/[round]/draw', { round: rounds.open }),
		inContest('organizer', '/rounds/[round]/draw', { round: rounds.next }),
		inContest('organizer', '/rounds/[round]/draw/show', { round: rounds.open }),
		inContest('organizer', '/results'),
		inContest('organizer', '/results/[round]', { round: rounds.done }),
		inContest('organizer', '/results/[round]', { round: rounds.open }),
		inContest('organizer', '/results/[round]/appeals', { round: rounds.done }),
		inContest('organizer', '/results/[round]/correct', { round: rounds.done }),
		inContest('organizer', '/rehearsal'),
		open('organizer', '/board'),
		inContest('organizer', '/votes'),
		inContest('organizer', '/votes/[vote]', { vote: world.vote.id }),
		at('organizer', '/desk/rounds/[id]/vote', { id: rounds.next }),
		open('secretary', '/vote'),
		inContest('organizer', '/ceremony'),
		inContest('organizer', '/ceremony/[round]', { round: rounds.done }),
		inContest('organizer', '/questions'),
		inContest('organizer', '/questions/[kind]', { kind: 'choice' }),
		inContest('organizer', '/questions/[kind]', { kind: 'situation' }),
		inContest('organizer', '/screens'),
		inContest('organizer', '/package'),
		open('secretary', ''),
		open('secretary', '', {}, '?turn=2'),
		open('secretary', '/grid'),
		open('jury-chair', '/grid/[team]/[seat]', { team, seat }),
		open('jury-chair', '/approvals'),
		open('jury-chair', '/jury'),
		open('jury-chair', '/jury/swap'),
		open('secretary', '/clock'),
		open('secretary', '/paper'),
		open('secretary', '/paper', {}, `?team=${team}&seat=${seat}&part=*`),
		open('secretary', '/print'),
		open('secretary', '/scores'),
		open('secretary', '/quiz'),
		open('secretary', '/devices'),
		open('secretary', '/late'),
		open('secretary', '/close'),
		at('secretary', '/desk/rounds/[id]/close', { id: rounds.done }),
		open('secretary', '/records'),
		at('secretary', '/desk/rounds/[id]/records', { id: rounds.done }),
		at('administrator', '/desk/conferences'),
		at('administrator', '/desk/conferences/new'),
		conference('administrator', ''),
		conference('administrator', '/settings'),
		conference('administrator', '/set-up'),
		conference('administrator', '/badges'),
		conference('administrator', '/delegations'),
		at('administrator', '/desk/conferences/[code]/delegations/[delegation]', {
			code: world.conference,
			delegation: world.delegation.id
		}),
		conference('administrator', '/programme'),
		conference('administrator', '/reception'),
		conference('administrator', '/documents'),
		at('administrator', '/desk/conferences/[code]/documents/[document]', {
			code: world.conference,
			document: world.document
		}),
		at('public', '/conferences/[code]/documents', { code: world.conference }),
		at('public', '/delegations/[token]/documents', { token: world.delegation.token }),
		at('public', '/delegations/[token]/documents', { token: 'not-a-link-of-ours-at-all' }),
		conference('administrator', '/questions'),
		conference('administrator', '/questions/places'),
		conference('administrator', '/questions/list'),
		at('public', '/ask/[token]', { token: world.asking }),
		at('public', '/conferences/[code]/questions', { code: world.conference }),
		at('public', '/stage/conferences/[code]/questions', { code: world.conference }),
		conference('administrator', '/mail'),
		at('administrator', '/desk/conferences/[code]/mail/[mailing]', {
			code: world.conference,
			mailing: world.mailing
		}),
		at('administrator', '/desk/admin/mail'),
		conference('administrator', '/programme/run'),
		conference('administrator', '/programme/speeches'),
		conference('administrator', '/programme/honours'),
		conference('administrator', '/programme/catch-up'),
		at('administrator', '/stage/conferences/[code]/mc', { code: world.conference }),
		at('public', '/stage/mc'),
		at('public', '/stage/mc/[token]', { token: 'not-a-link-of-ours-at-all' }),
		conference('administrator', '/gates'),
		conference('administrator', '/attendance'),
		conference('administrator', '/certificates'),
		conference('administrator', '/seating'),
		at('public', '/stage/attendance/[token]', { token: world.attendanceScreen }),
		at('public', '/stage/attendance/[token]', { token: 'not-a-screen-of-ours-at-all' }),
		at('public', '/gate'),
		at('public', '/gate/reception'),
		at('public', '/gate/pair/[token]', { token: world.gatePairing }),
		at('administrator', '/desk/honours/certificates'),
		at('administrator', '/desk/honours/certificates/[id]', { id: world.certificate.id }),
		...honours(world),
		at('administrator', '/desk/honours/templates'),
		at('administrator', '/desk/honours/templates/[key]', { key: 'state-merit' }),
		at('administrator', '/desk/honours/templates/[key]/edit', { key: 'state-certificate-en' }),
		at('administrator', '/desk/honours/printers'),
		at('administrator', '/desk/admin/units'),
		at('administrator', '/desk/admin/units/new'),
		at('administrator', '/desk/admin/units/[id]', { id: world.unit }),
		at('administrator', '/desk/admin/people'),
		at('administrator', '/desk/admin/people/new'),
		at('administrator', '/desk/admin/people/[id]', { id: world.person }),
		at('administrator', '/desk/admin/import'),
		at('administrator', '/desk/admin/import/[id]', { id: world.importing }),
		at('administrator', '/desk/admin/roles'),
		at('administrator', '/desk/admin/accounts'),
		at('administrator', '/desk/admin/accounts/new'),
		at('administrator', '/desk/admin/accounts/[id]', { id: world.account }),
		at('administrator', '/desk/admin/audit')
	];
}

function honours({ award, awardRecipient, handOver, certificate }: World): Stop[] {
	const at = (below: string): Stop => ({
		route: `/desk/honours${below}`,
		path: `/desk/honours${below}`
			.replace('[issuer]', award.issuer)
			.replace('[decision]', award.id)
			.replace('[recipient]', awardRecipient),
		as: 'administrator'
	});
	const pages = ['', '/new', '/issuers', '/issuers/new', '/issuers/[issuer]', '/golden-book', '/pick-up'];
	const ofDecision = [
		'',
		'/recipients',
		'/import',
		'/approval',
		'/certificates',
		'/print',
		'/print/[recipient]',
		'/roll',
		'/hand-over'
	].map((below) => `/[decision]${below}`);
	const stage = `/desk/honours/[decision]/hand-over`;
	const laidOut = (route: string, query = ''): Stop => ({
		...{ route, path: route.replace('[decision]', handOver) + query, as: 'administrator' }
	});
	return [
		...[...pages, ...ofDecision].map(at),
		...[
			laidOut(stage),
			laidOut(`${stage}/stage`),
			laidOut('/desk/honours/pick-up', `?code=${certificate.code}`)
		]
	];
}

const lastOf = (address: string) => new URL(address).pathname.split('/').at(-1) ?? '';

/** The last step of the first address on the page that leads below `to`. */
async function firstBelow(page: Page, address: string, to: string): Promise<string> {
	await page.goto(address);
	const link = page.locator(`main a[href*="${to}/"]:not([href$="/new"])`).first();
	return lastOf(new URL((await link.getAttribute('href')) ?? '', address).href);
}

/** Enters two questions from a table, seals and opens them; the answer is the bank's id. */
async function openedBank(page: Page, setUp: string): Promise<string> {
	await page.goto(`${setUp}/questions/choice`);
	await page
		.getByLabel('Bảng chép từ Excel')
		.fill('Câu hỏi\tA\tB\tĐáp án\nMột\tĐúng\tSai\tA\nHai\tĐúng\tSai\tB');
	await page.getByRole('button', { name: 'Xem trước' }).click();
	await page.getByRole('button', { name: 'Ghi 2 câu vào ngân hàng' }).click();
	await expect(page.getByText('Đã ghi. Ngân hàng có 2 câu.')).toBeVisible();
	await page.goto(`${setUp}/questions`);
	for (const [title, button] of [
		['Niêm phong ngân hàng', 'Niêm phong'],
		['Mở ngân hàng', 'Mở ngân hàng']
	] as const) {
		await page.getByText(title, { exact: true }).first().click();
		await hold(page.getByRole('button', { name: new RegExp(`^${button}`) }).last());
		await expect(page.getByText(title, { exact: true })).toHaveCount(0);
	}
	const link = await page.locator('main a[href*="/questions/"]', { hasText: 'Mở lúc' }).getAttribute('href');
	return link!.split('/').at(-1)!;
}

/** An announced conference of two days; the answer is its code. */
async function announcedConference(page: Page, origin: string): Promise<string> {
	await page.goto(`${origin}/desk/conferences/new`);
	await page.getByLabel('Mã hội nghị').fill('HN-TK-2026');
	await page.getByLabel('Tên hội nghị').fill('Hội nghị tổng kết phong trào thi đua “Dân vận khéo” năm 2026');
	await page.getByLabel('Đơn vị tổ chức').selectOption({ label: 'Thành phố Hà Nội' });
	await page.getByLabel('Ngày bắt đầu').fill('2026-12-10');
	await page.getByLabel('Ngày kết thúc').fill('2026-12-11');
	await page.getByRole('button', { name: 'Lập hội nghị' }).click();
	await page.getByRole('button', { name: 'Công bố' }).click();
	await page.getByRole('link', { name: 'Trang công khai' }).waitFor();
	return lastOf(page.url());
}

/** A delegation with its head, and the secret of its unit's link. */
async function delegationOf(page: Page, origin: string, code: string) {
	await previewUnits(page, origin, [
		['Mã đơn vị', 'Tên đơn vị', 'Cấp', 'Đơn vị cấp trên'],
		['HN-PX', 'Đảng ủy phường Phúc Xá', 'Xã', 'Thành phố Hà Nội']
	]);
	await page.getByRole('button', { name: 'Đồng ý, nhập 1 dòng' }).click();
	await page.getByText('Đã nhập').first().waitFor();
	await page.goto(`${origin}/desk/conferences/${code}/delegations`);
	await page.getByRole('checkbox').first().check();
	await page.getByRole('button', { name: 'Thêm các đoàn đã chọn' }).click();
	await page.getByRole('row').getByRole('link').first().click();
	await page.getByText('Hoặc nhập người mới').click();
	await page.getByLabel('Họ và tên').fill('Nguyễn Thị Hạnh');
	await page.getByRole('button', { name: 'Thêm đại biểu' }).click();
	await page.getByRole('heading', { name: 'Nguyễn Thị Hạnh' }).waitFor();
	const id = lastOf(page.url());
	await page.getByRole('button', { name: 'Tạo đường dẫn' }).click();
	const link = await page.locator('#links code').textContent();
	return { id, token: lastOf(link!) };
}

/** A letter to a delegation's contact, by a mail server that nobody runs; the answer is its mailing. */
async function letterTo(page: Page, origin: string, code: string, delegation: string): Promise<string> {
	await page.goto(`${origin}/desk/admin/mail`);
	await page.getByLabel('Tên máy chủ').fill('127.0.0.1');
	await page.getByRole('spinbutton', { name: 'Cổng' }).fill('9');
	await page.getByRole('radio', { name: /^Không mã hóa/ }).check();
	await page.getByLabel('Địa chỉ gửi').fill('ban-to-chuc@kheo.example');
	await page.getByRole('button', { name: 'Lưu' }).click();
	await page.getByRole('heading', { name: 'Gửi thử một thư' }).waitFor();
	await page.goto(`${origin}/desk/conferences/${code}/delegations/${delegation}`);
	await page.getByLabel('Thư điện tử').fill('van-phong@phuc-xa.example');
	const contact = page.locator('form').filter({ has: page.getByLabel('Thư điện tử') });
	await contact.getByRole('button', { name: 'Lưu' }).click();
	await page.getByText('Đã lưu').first().waitFor();
	await page.goto(`${origin}/desk/conferences/${code}/mail?kind=reminder`);
	await page.getByRole('checkbox', { name: 'Đảng ủy phường Phúc Xá' }).check();
	await page.getByRole('button', { name: 'Xem trước' }).click();
	await page.getByRole('button', { name: 'Gửi 1 thư' }).click();
	await page.getByRole('heading', { level: 1, name: 'Nhắc báo danh sách' }).waitFor();
	return lastOf(page.url());
}

/** A released document that everybody may read; the answer is its id. */
async function releasedDocument(page: Page, address: string): Promise<string> {
	await page.goto(address);
	await page.getByLabel('Tệp', { exact: true }).setInputFiles({
		name: 'Báo cáo tổng kết.pdf',
		mimeType: 'application/pdf',
		buffer: Buffer.from('%PDF-1.7\nbáo cáo\n%%EOF\n')
	});
	await page.getByLabel('Tên tài liệu').fill('Báo cáo tổng kết năm 2026');
	await page.getByLabel('Mọi người').check();
	await page.getByRole('button', { name: 'Thêm tài liệu' }).click();
	await page.getByRole('button', { name: /^Phát hành/ }).click();
	await page.getByRole('button', { name: /^Thu lại/ }).waitFor();
	const link = await page.getByRole('link', { name: 'Báo cáo tổng kết năm 2026' }).getAttribute('href');
	return lastOf(new URL(link!, address).href);
}

/** An issuer, and a decision of the contest's that names a collective and a person. */
async function decisionOfTwo(page: Page, desk: string) {
	await page.goto(`${desk}/issuers/new`);
	await page.getByLabel('Tên in trên giấy').fill('BAN TỔ CHỨC HỘI THI');
	await page.getByLabel('Địa danh ký').fill('Hà Nội');
	await page.getByLabel('Đơn vị quản lý').selectOption({ label: 'Thành phố Hà Nội' });
	await page.getByRole('button', { name: 'Lưu' }).click();
	const issuer = page.getByRole('link', { name: 'BAN TỔ CHỨC HỘI THI' });
	const issuerId = lastOf(new URL((await issuer.getAttribute('href'))!, desk).href);
	await page.goto(`${desk}/new`);
	await page.getByLabel('Tên quyết định trong danh sách').fill('Chứng nhận các đội dự thi');
	await page.getByLabel('Cơ quan ra quyết định').selectOption({ label: 'BAN TỔ CHỨC HỘI THI' });
	await page.getByRole('button', { name: 'Lập quyết định' }).click();
	await page.getByRole('heading', { name: 'Danh sách còn trống' }).waitFor();
	await page.getByLabel('Tên', { exact: true }).fill('Đội phường Phúc Xá');
	await page.getByRole('button', { name: 'Thêm người nhận' }).last().click();
	await page.getByRole('heading', { name: '1 người nhận' }).waitFor();
	await page.getByRole('radio', { name: 'Cá nhân' }).check();
	await page.getByLabel('Tên', { exact: true }).fill('Nguyễn Thị Hạnh');
	await page.getByRole('button', { name: 'Thêm người nhận' }).last().click();
	await page.getByRole('heading', { name: '2 người nhận' }).waitFor();
	return { id: new URL(page.url()).pathname.split('/').at(-2)!, issuer: issuerId };
}

/** Puts an approved decision on its event's page of honours. */
async function published(page: Page, decision: string): Promise<void> {
	await page.goto(`${decision}/roll`);
	await page.getByRole('button', { name: 'Công bố trên trang khen thưởng' }).click();
	await page.getByText(/^Đang công bố từ/).waitFor();
}

/** A decision of a conference that honours a collective, approved by somebody else and published. */
async function honouredAt(browser: Browser, page: Page, story: RunningStory, conference: string) {
	const desk = `${story.origin}/desk/honours`;
	await page.goto(`${desk}/new`);
	await page.getByLabel('Tên quyết định trong danh sách').fill('Khen thưởng tại hội nghị');
	await page.getByLabel('Cơ quan ra quyết định').selectOption({ label: 'BAN TỔ CHỨC HỘI THI' });
	const event = page.getByLabel('Hội nghị', { exact: true });
	await event.selectOption((await event.locator('option', { hasText: conference }).getAttribute('value'))!);
	await page.getByLabel('Ngày quyết định').fill('2026-11-20');
	await page.getByRole('textbox', { name: /^Người ký/ }).fill('Trần Thị Minh');
	await page.getByRole('button', { name: 'Lập quyết định' }).click();
	await page.getByRole('heading', { name: 'Danh sách còn trống' }).waitFor();
	await page.getByLabel('Tên', { exact: true }).fill('Đảng bộ phường Phúc Xá');
	await page.getByRole('button', { name: 'Thêm người nhận' }).last().click();
	await page.getByRole('heading', { name: '1 người nhận' }).waitFor();
	const decision = page.url().replace(/\/recipients.*$/, '');
	await page.goto(`${decision}/approval`);
	await page.getByRole('button', { name: 'Trình phê duyệt' }).click();
	await page.getByText('Bạn là người trình: người khác phải phê duyệt.').waitFor();
	const context = await browser.newContext({ locale: 'vi-VN' });
	const other = await context.newPage();
	await signIn(other, story, 'organizer');
	await other.goto(`${decision}/approval`);
	await other.getByRole('button', { name: 'Phê duyệt và cấp số sổ vàng' }).click();
	await other.getByText('001 – 001, năm 2026').waitFor();
	await context.close();
	await published(page, decision);
}

/** Lays the order on stage out of a decision; the answer is its id. */
async function laidOutStage(page: Page, handOver: string): Promise<string> {
	await page.goto(handOver);
	await page.getByRole('button', { name: 'Xếp thứ tự' }).click();
	await page.getByRole('link', { name: 'Mở màn hình trao tặng' }).waitFor();
	return handOver.split('/').at(-2)!;
}

/** Opens the hall's questions from one place; the answer is what its QR code holds. */
async function placeToAsk(page: Page, desk: string): Promise<string> {
	await page.goto(`${desk}/places`);
	await page.getByLabel('Tên các nơi').fill('Hội trường lớn');
	await page.getByRole('button', { name: 'Thêm' }).click();
	const link = await page.locator('main a[href*="/ask/"]').first().getAttribute('href');
	await page.goto(desk);
	await page.getByRole('button', { name: 'Mở nhận câu hỏi' }).click();
	await page.getByText('Đang nhận câu hỏi').waitFor();
	return lastOf(new URL(link!, desk).href);
}

/** Lets a round be judged and published, puts another on stage, and makes what else a page needs. */
async function prepare(browser: Browser, story: RunningStory): Promise<World> {
	const { origin, contest, certificate } = story;
	const [done, open] = contest!.rounds.map(({ id }) => id) as [string, string];
	const context = await browser.newContext({ locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' });
	const page = await context.newPage();
	await signIn(page, story, 'administrator');
	const desk = `${origin}/desk/rounds/${done}`;
	const setUp = `${origin}/desk/contests/${contest!.code}`;
	await page.goto(desk);
	do await everySheetIsIn(page);
	while (await callNext(page));
	await enterMeasuredScores(page, desk);
	await closeAndVerify(page, desk);
	const result = await publish(page, `${setUp}/results/${done}`);
	await page.goto(`${origin}/desk/rounds/${open}`);
	await callNext(page);
	await page.goto(`${origin}/desk/rounds/${open}/grid`);
	const cell = await page.locator('tbody td a').first().getAttribute('href');
	const [team, seat] = cell!.split('/').slice(-2) as [string, string];
	const pairing = await pairingLink(page, `${origin}/desk/rounds/${open}`, 'GK1');
	const bank = await openedBank(page, setUp);
	const [invitation] = await inviteUnits(page, setUp, 1);
	await pasteUnits(page, origin, [
		['HN-HOANKIEM-P', 'Đảng ủy phường Hoàn Kiếm', 'Xã', 'HN'],
		['HN-CUANAM', 'Đảng ủy phường Cửa Nam', 'Cấp 5', 'HN']
	]);
	const importing = lastOf(page.url());
	const admin = `${origin}/desk/admin`;
	await page.goto(`${setUp}/votes`);
	await page.getByRole('button', { name: 'Lập cuộc bình chọn' }).click();
	await page.getByText('Chưa in thẻ nào.').waitFor();
	const voteId = lastOf(page.url());
	const [ticket] = await printedCodes(page, 1);
	await enterCode(page, `${origin}/vote`, ticket!);
	await page.getByText('Chưa mở bình chọn').first().waitFor();
	const vote = { id: voteId, token: lastOf(page.url()) };
	const conference = await announcedConference(page, origin);
	const delegation = await delegationOf(page, origin, conference);
	const mailing = await letterTo(page, origin, conference, delegation.id);
	await page.goto(`${origin}/desk/conferences/${conference}/attendance`);
	await page.getByRole('button', { name: 'Tạo địa chỉ màn hình' }).click();
	const screenLink = await page.locator('section[aria-labelledby="screen"] code').textContent();
	const document = await releasedDocument(page, `${origin}/desk/conferences/${conference}/documents`);
	const asking = await placeToAsk(page, `${origin}/desk/conferences/${conference}/questions`);
	const award = await decisionOfTwo(page, `${origin}/desk/honours`);
	const awardRecipient = await firstBelow(page, `${origin}/desk/honours/${award.id}/print`, '/print');
	await published(page, `${origin}/desk/honours/${certificate!.decision}`);
	await honouredAt(browser, page, story, conference);
	const handOver = await laidOutStage(page, `${origin}/desk/honours/${certificate!.decision}/hand-over`);
	const gatePairing = await gateLink(page, `${origin}/desk/conferences/${conference}/gates`, 'Cửa 1');
	const world = {
		attendanceScreen: lastOf(screenLink!),
		code: contest!.code,
		vote,
		rounds: { done, open, next: contest!.final.id },
		team,
		seat,
		account: await firstBelow(page, `${admin}/accounts`, '/accounts'),
		person: await firstBelow(page, `${admin}/people`, '/people'),
		unit: await firstBelow(page, `${admin}/units`, '/units'),
		importing,
		registration: lastOf(invitation!),
		pairing: lastOf(pairing),
		result,
		bank,
		conference,
		delegation,
		mailing,
		document,
		award,
		awardRecipient,
		handOver,
		certificate: certificate!,
		asking,
		gatePairing: lastOf(gatePairing)
	};
	await context.close();
	return world;
}

async function arrive(page: Page, as: Visitor, story: RunningStory): Promise<void> {
	if (as === 'public') return;
	if (as !== 'tablet') return signIn(page, story, as);
	const { origin, contest } = story;
	const desk = await page.context().browser()!.newContext({ locale: 'vi-VN' });
	const secretary = await desk.newPage();
	await signIn(secretary, story, 'secretary');
	await page.goto(await pairingLink(secretary, `${origin}/desk/rounds/${contest!.rounds[1]!.id}`, 'GK2'));
	await desk.close();
	await pairTablet(page, '2580');
}

/** Text that a reader sees and that looks like the name of a message: it was left untranslated. */
function untranslated(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const found: string[] = [];
		const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		while (texts.nextNode()) {
			const { parentElement, textContent } = texts.currentNode;
			if (!parentElement || parentElement.closest('code, pre, script, style, noscript, textarea')) continue;
			found.push(...(textContent?.match(/\b[a-z]+_[a-z_]+\b/g) ?? []));
		}
		return found;
	});
}

const overflow = (page: Page) =>
	page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 360, height: 740 };

test.describe('every page', () => {
	// Visitors only look, so they may look at two worlds at a time.
	test.describe.configure({ mode: 'parallel' });
	let world: World;
	const contexts = new Map<string, { context: BrowserContext; page: Page; errors: string[] }>();

	async function visitor(browser: Browser, story: RunningStory, as: Visitor, locale: 'vi' | 'en') {
		const known = contexts.get(`${as} ${locale}`);
		if (known) return known;
		// Whoever signed in reads the same pages again in English: sign-in is told in Vietnamese.
		const first = contexts.get(`${as} vi`);
		const context = await browser.newContext({
			locale: 'vi-VN',
			timezoneId: 'Asia/Ho_Chi_Minh',
			...(first ? { storageState: await first.context.storageState() } : {})
		});
		const page = await context.newPage();
		const errors: string[] = [];
		if (!first) await arrive(page, as, story);
		page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
		page.on('pageerror', (error) => errors.push(String(error)));
		if (locale === 'en') await page.goto(`${story.origin}/?lang=en`);
		const made = { context, page, errors };
		contexts.set(`${as} ${locale}`, made);
		return made;
	}

	test.beforeAll(async ({ browser, story }) => {
		world = await prepare(browser, story);
	});
	test.afterAll(async () => {
		for (const { context } of contexts.values()) await context.close();
	});

	test('is on the list of those that are visited, but for the gallery of those who build Khéo', () => {
		const routes = resolve(import.meta.dirname, '../../src/routes');
		const pages = readdirSync(routes, { recursive: true, encoding: 'utf8' })
			.filter((file) => /\+page(@.*)?\.svelte$/.test(file))
			.map((file) => `/${file}`.replace(/\/\([^)]+\)/g, '').replace(/\/\+page(@.*)?\.svelte$/, ''));
		const listed = new Set(stops(world).map(({ route }) => route));
		expect(pages.filter((route) => !listed.has(route) && route !== '/gallery').sort()).toEqual([]);
		expect([...listed].filter((route) => !pages.includes(route))).toEqual([]);
	});

	for (const locale of ['vi', 'en'] as const) {
		for (const as of ['public', 'tablet', 'organizer', 'secretary', 'jury-chair', 'administrator'] as const) {
			test(`for ${as} speaks “${locale}”, has one heading, fits a phone and can be used by everybody`, async ({
				browser,
				story
			}) => {
				test.setTimeout(480_000);
				const { page, errors } = await visitor(browser, story, as, locale);
				for (const stop of stops(world).filter((one) => one.as === as)) {
					await test.step(stop.path || '/', async () => {
						errors.length = 0;
						// Axe looks at the phone's page in one language and at the desk's in the other.
						await page.setViewportSize(locale === 'vi' ? NARROW : WIDE);
						const response = await page.goto(story.origin + (stop.path || '/'));
						expect.soft(response?.status(), stop.path).toBe(200);
						await expect.soft(page.locator('html'), stop.path).toHaveAttribute('lang', locale);
						await expect.soft(page.locator('h1'), stop.path).toHaveCount(1);
						expect.soft(await untranslated(page), stop.path).toEqual([]);
						expect.soft(await seriousFaults(page), stop.path).toEqual([]);
						if (locale === 'en') await page.setViewportSize(NARROW);
						expect.soft(await overflow(page), stop.path).toBe(0);
						expect.soft(errors, stop.path).toEqual([]);
					});
				}
			});
		}
	}
});
