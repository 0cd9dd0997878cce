import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#lib/live/id.ts';
import type { AssignedScreen, SceneData } from '#lib/live/screen-protocol.ts';
import { hashOf } from '#lib/server/auth/secret.ts';
import type { Command } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import { callHall, callScreen } from '#lib/server/screens/call-screens.ts';
import { claimByCode, claimScreen } from '#lib/server/screens/claim-screen.ts';
import { directHall, directScreen } from '#lib/server/screens/direct-screens.ts';
import { makeOverlay } from '#lib/server/screens/make-overlay.ts';
import { openCode } from '#lib/server/screens/open-code.ts';
import { revokeScreen } from '#lib/server/screens/revoke-screen.ts';
import { saveScreen } from '#lib/server/screens/save-screen.ts';
import { saveSlides } from '#lib/server/screens/save-slides.ts';
import { codeOf } from '#lib/server/screens/screen-code.ts';
import { sendSlidePicture } from '#lib/server/screens/slide-picture-form.ts';
import {
	moveSlidePicture,
	removeSlidePicture,
	wordSlidePicture
} from '#lib/server/screens/slide-pictures.ts';
import { storedPicture } from '#lib/server/pictures/store.ts';
import { screensOf } from '#lib/server/screens/screens-query.ts';
import { ANONYMOUS, type Actor } from '#lib/domain/access/actor.ts';
import { publisherOf, type Publisher } from '#lib/server/realtime/publisher.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { liveServer, type LiveServer } from '../../support/live-server.ts';
import { png } from '../../support/sample-pictures.ts';
import { screenDisplay, type ScreenDisplay } from '../../support/screen-display.ts';
import { smallContest, type SmallContest } from '../../support/small-contest.ts';
import { quizHall, SECRET } from '../quiz/quiz-hall.ts';
import { votingHall } from '../vote/voting-hall.ts';
import { hallOf, rulesWith } from '../live/freezing-hall.ts';

let db: TestDatabase;
let server: LiveServer;
let publisher: Publisher;
let contest: SmallContest;
let other: SmallContest;
let displays: ScreenDisplay[];

beforeAll(async () => {
	db = await testDatabase();
	server = await liveServer(db.database);
	publisher = publisherOf(db.database);
	contest = await smallContest(db.database, {
		code: 'man-hinh',
		rules: rulesWith({ publicBoard: 'afterEachTeam', freezeLastTeams: 1 }),
		teams: 3,
		opened: true
	});
	other = await smallContest(db.database, { code: 'noi-khac', opened: true });
});
afterAll(async () => {
	publisher.stop();
	await publisher.settled();
	await server.close();
	await db.remove();
});
beforeEach(() => {
	displays = [];
});
afterEach(() => {
	for (const display of displays) display.close();
});

const roundId = () => contest.rounds[0]!.id;

async function ask<Result>(
	command: Command<never, Result>,
	input: object,
	actor: Actor = contest.accounts.organizer,
	key = newId()
) {
	const outcome = await execute(db.database, command as unknown as Command, { actor, input, key });
	return outcome.ok ? (outcome.value as Result) : outcome.refusal.code;
}

async function waiting(): Promise<{ secret: string; code: string }> {
	const { secret } = (await ask(openCode as never, {}, ANONYMOUS)) as { secret: string };
	return { secret, code: codeOf(secret) };
}

async function display(auth: Parameters<typeof screenDisplay>[1]): Promise<ScreenDisplay> {
	const one = await screenDisplay(server.url, auth);
	displays.push(one);
	return one;
}

/** A screen of the contest with a line of its own. */
async function taken(name: string, into = contest) {
	const { secret, code } = await waiting();
	const { screenId } = (await ask(
		claimScreen as never,
		{ contestId: into.id, code, name },
		into.accounts.organizer
	)) as { screenId: string };
	return { screenId, secret, line: await display({ secret }) };
}

const assigned = async (line: ScreenDisplay) => (await line.report()) as AssignedScreen;
const rowOf = async (screenId: string) =>
	(await screensOf(db.database.read, contest.id, new Date())).find(({ id }) => id === screenId)!;
const audited = (subjectId: string) =>
	db.database.read.auditEntry.findMany({ where: { subjectId }, orderBy: { seq: 'asc' } });

describe('a code', () => {
	test('brings a waiting screen to its contest, and the screen hears of it by itself', async () => {
		const { secret, code } = await waiting();
		const line = await display({ secret });
		expect(await line.report()).toMatchObject({ kind: 'waiting', code });
		const typed = ` ${code.slice(0, 3).toLowerCase()}-${code.slice(3)} `;
		const claimed = ask(claimScreen as never, { contestId: contest.id, code: typed, name: 'Màn hình chính' });
		await line.told(0);
		const { screenId } = (await claimed) as { screenId: string };
		expect(await assigned(line)).toMatchObject({
			name: 'Màn hình chính',
			scene: { kind: 'title' },
			theme: 'hall'
		});
		expect((await audited(screenId)).map(({ action }) => action)).toEqual(['screen.claim']);
		const [stored] = await db.database.read.screen.findMany({ where: { id: screenId } });
		expect(JSON.stringify(stored)).not.toContain(secret);
		expect(stored!.tokenHash).toBe(hashOf(secret));
	});

	test('serves once: typed again it is unknown, and a resend of the claim changes nothing', async () => {
		const { code } = await waiting();
		const input = { contestId: contest.id, code, name: 'Hậu trường' };
		const key = newId();
		const first = await ask(claimScreen as never, input, contest.accounts.organizer, key);
		expect(await ask(claimScreen as never, input, contest.accounts.organizer, key)).toEqual(first);
		expect(await ask(claimScreen as never, input)).toBe('screen_code_unknown');
		const theirs = { ...input, contestId: other.id };
		expect(await ask(claimScreen as never, theirs, other.accounts.organizer)).toBe('screen_code_unknown');
	});

	test('that has expired opens nothing, and the display asks for another', async () => {
		const { secret, code } = await waiting();
		await db.database.transaction((tx) =>
			tx.screenCode.updateMany({
				where: { tokenHash: hashOf(secret) },
				data: { expiresAt: new Date(Date.now() - 1) }
			})
		);
		expect(await ask(claimScreen as never, { contestId: contest.id, code, name: 'Cũ' })).toBe(
			'screen_code_unknown'
		);
		const line = await display({ secret });
		expect(await line.report()).toEqual({ kind: 'unknown' });
	});

	test('cannot be found by trying: after five wrong ones each try has to wait, and nothing between them makes it free', async () => {
		const { code } = await waiting();
		const at = new Date('2030-01-01T00:00:00Z');
		const actor = contest.accounts.secretary;
		const guess = async (typed: string, name = 'Đoán', now = at) => {
			const input = { contestId: contest.id, code: typed, name };
			const outcome = await claimByCode(db.database, { actor, input, key: newId(), at: now });
			return outcome.ok ? 'done' : outcome.refusal.code;
		};
		const answers: string[] = [];
		for (const wrong of ['AAAAAA', 'CCCCCC', 'DDDDDD']) answers.push(await guess(wrong));
		// A form without a name is refused for that, and gives back nothing but itself.
		answers.push(await guess('EEEEEE', ''));
		for (const wrong of ['FFFFFF', 'HHHHHH', 'JJJJJJ']) answers.push(await guess(wrong));
		answers.push(await guess(code));
		expect(answers.slice(0, 3)).toEqual(Array(3).fill('screen_code_unknown'));
		expect(answers[3]).toBe('invalid');
		expect(answers.slice(-2)).toEqual(['too_many', 'too_many']);
		const later = new Date(at.getTime() + 16 * 60_000);
		expect(await guess(code, 'Đúng', later)).toBe('screen_code_unknown');
	});

	test('is taken in by the desk alone', async () => {
		const { code } = await waiting();
		const input = { contestId: contest.id, code, name: 'Lạ' };
		const { secretary } = contest.accounts;
		expect(await ask(claimScreen as never, input, ANONYMOUS)).toBe('forbidden');
		expect(await ask(claimScreen as never, input, other.accounts.organizer)).toBe('forbidden');
		expect(await ask(claimScreen as never, input, contest.accounts.chair)).toBe('forbidden');
		expect(await ask(claimScreen as never, input, secretary)).toMatchObject({ screenId: expect.any(String) });
	});
});

describe('the desk', () => {
	test('redirects one screen or all of the hall, and believes only what a screen confirms', async () => {
		const [one, two, theirs] = [await taken('Một'), await taken('Hai'), await taken('Của họ', other)];
		await one.line.report();
		await two.line.report();
		const scene = `board:${roundId()}`;
		const before = two.line.news;
		await ask(directScreen as never, { screenId: one.screenId, scene });
		await one.line.told(0);
		expect((await assigned(one.line)).scene).toEqual({ kind: 'board', roundId: roundId() });
		// It heard of the board, and has not said that it shows it.
		expect(await rowOf(one.screenId)).toMatchObject({ isThere: false, isOnline: true });
		await one.line.report();
		expect(await rowOf(one.screenId)).toMatchObject({
			isThere: true,
			shown: { kind: 'board', roundId: roundId() },
			size: { width: 1920, height: 1080 },
			appVersion: 'test',
			roundTripMs: 12
		});
		expect(two.line.news).toBe(before);

		await ask(directHall as never, { contestId: contest.id, scene: `next:${roundId()}` });
		await two.line.told(before);
		expect((await assigned(one.line)).scene.kind).toBe('next');
		expect((await assigned(two.line)).scene.kind).toBe('next');
		expect((await assigned(theirs.line)).scene.kind).toBe('title');
		expect((await audited(one.screenId)).map(({ action }) => action)).toEqual([
			'screen.claim',
			'screen.direct'
		]);
	});

	test('does not reach another contest: neither its screens nor its rounds, nor does a viewer or a screen', async () => {
		const own = await taken('Của mình');
		const theirs = await taken('Của họ', other);
		const direct = (input: object, actor?: Actor) => ask(directScreen as never, input, actor);
		expect(await direct({ screenId: theirs.screenId, scene: 'blank' })).toBe('forbidden');
		expect(await direct({ screenId: own.screenId, scene: `board:${other.rounds[0]!.id}` })).toBe('not_found');
		expect(await direct({ screenId: own.screenId, scene: `official:${roundId()}` })).toBe('invalid');
		expect(await direct({ screenId: own.screenId, scene: 'blank' }, contest.accounts.chair)).toBe(
			'forbidden'
		);
		const asScreen: Actor = {
			kind: 'screen',
			screenId: own.screenId,
			contestId: contest.id,
			name: 'Của mình'
		};
		expect(await direct({ screenId: own.screenId, scene: 'blank' }, asScreen)).toBe('forbidden');
		expect((await assigned(own.line)).scene.kind).toBe('title');
	});

	test('has screens say their names and load again; an overlay on air says no name', async () => {
		const hall = await taken('Hội trường');
		const { path } = (await ask(makeOverlay as never, {
			contestId: contest.id,
			name: 'Truyền hình',
			scene: `lower:${roundId()}`
		})) as { path: string };
		const overlay = await display({ key: path.split('/').at(-1)! });
		await hall.line.report();
		expect(await overlay.report()).toMatchObject({ kind: 'assigned', scene: { kind: 'lower' } });
		await ask(callHall as never, { contestId: contest.id, call: 'identify' });
		await ask(callHall as never, { contestId: contest.id, call: 'reload' });
		await expect.poll(() => [hall.line.calls, overlay.calls]).toEqual([['identify', 'reload'], ['reload']]);
		await ask(callScreen as never, { screenId: hall.screenId, call: 'reload' });
		await expect.poll(() => hall.line.calls).toHaveLength(3);
		expect(overlay.calls).toHaveLength(1);
	});

	test('names a screen, gives it a theme and leaves room below; nonsense is refused', async () => {
		const { screenId, line } = await taken('Trước');
		const save = (change: object) =>
			ask(saveScreen as never, { screenId, name: 'Sau', theme: 'paper', freeBelow: '20', ...change });
		expect(await save({})).toBeNull();
		expect(await assigned(line)).toMatchObject({ name: 'Sau', theme: 'paper', freeBelow: 20 });
		for (const wrong of [{ freeBelow: '61' }, { theme: 'x' }, { name: ' ' }, { name: 'x'.repeat(61) }]) {
			expect(await save(wrong)).toBe('invalid');
		}
	});

	test('revokes: the screen is told, is nobody’s, hears nothing more, and its cookie opens nothing', async () => {
		const { screenId, secret, line } = await taken('Bị thu hồi');
		await line.report();
		await ask(revokeScreen as never, { screenId });
		await line.told(0);
		expect(await line.report()).toEqual({ kind: 'unknown' });
		const after = line.news;
		const witness = await taken('Còn lại');
		await witness.line.report();
		await ask(directHall as never, { contestId: contest.id, scene: 'blank' });
		await witness.line.told(0);
		expect(line.news).toBe(after);
		expect(await (await display({ secret })).report()).toEqual({ kind: 'unknown' });
		expect(await ask(directScreen as never, { screenId, scene: 'blank' })).toBe('screen_revoked');
		expect(await rowOf(screenId)).toBeUndefined();
	});
});

describe('a screen', () => {
	test('that was away finds its present scene when it comes back; the desk saw it go', async () => {
		const { screenId, secret, line } = await taken('Mất điện');
		await line.report();
		expect((await rowOf(screenId)).isOnline).toBe(true);
		line.close();
		await expect.poll(async () => (await rowOf(screenId)).isOnline).toBe(false);
		await ask(directScreen as never, { screenId, scene: 'blank' });
		expect(await rowOf(screenId)).toMatchObject({ isThere: false, scene: { kind: 'blank' } });
		const back = await display({ secret });
		expect(await back.report()).toMatchObject({ kind: 'assigned', scene: { kind: 'blank' } });
		await back.report();
		expect(await rowOf(screenId)).toMatchObject({ isThere: true, isOnline: true });
	});

	test('is one of several windows of a browser, each with a cookie of its own', async () => {
		const second = await waiting();
		const line = await display({ secret: second.secret, n: '2' });
		expect(await line.report()).toMatchObject({ kind: 'waiting', code: second.code });
		const first = await display({ n: '1' });
		expect(await first.report()).toEqual({ kind: 'unknown' });
	});

	test('gets what changes of its scene and not again what it has', async () => {
		const { screenId, line } = await taken('Khẩu hiệu');
		await ask(directScreen as never, { screenId, scene: 'slides' });
		const save = (text: string, seconds = '8') =>
			ask(saveSlides as never, { contestId: contest.id, text, seconds });
		expect(await save('Dân vận khéo\nviệc gì cũng xong\r\n\r\nCảm ơn bà con')).toEqual({ slides: 2 });
		const first = await assigned(line);
		expect(first.data as SceneData['slides']).toMatchObject({
			slides: [
				{ lines: ['Dân vận khéo', 'việc gì cũng xong'], picture: null },
				{ lines: ['Cảm ơn bà con'], picture: null }
			],
			seconds: 8
		});
		expect(await assigned(line)).not.toHaveProperty('data');
		const before = line.news;
		await save('Một trang');
		await line.told(before);
		expect((await assigned(line)).data).toMatchObject({ slides: [{ lines: ['Một trang'], picture: null }] });
		expect(await save(Array(41).fill('x').join('\n\n'))).toBe('slides_too_many');
		expect(await save(Array(9).fill('x').join('\n'))).toBe('slides_too_long');
		expect(await save('x', '1')).toBe('invalid');
	});

	test('shows the quiz of its round: a question once it is shown, and its answer once that is', async () => {
		const hall = await quizHall(db, { at: Date.now() });
		await hall.draw();
		const [first] = await hall.asked();
		const { screenId, line } = await taken('Câu hỏi', hall.contest);
		const scene = `quiz:${hall.round.id}`;
		expect(await ask(directScreen as never, { screenId, scene }, hall.organizer)).toBeNull();
		const quizOf = async () =>
			((await line.report({ seq: null, digest: null })) as AssignedScreen).data as SceneData['quiz'];
		expect(JSON.stringify(await quizOf())).not.toContain(SECRET);
		await hall.step(first!.id, 'show');
		const { shown } = await quizOf();
		expect(shown?.shown).toMatchObject({ text: first!.question.text, answer: null });
	});

	test('shows the audience vote of its round with where to vote, and nothing of who is ahead', async () => {
		const hall = await votingHall(db.database, { code: 'binh-chon-man-hinh' });
		const { screenId, line } = await taken('Bình chọn', hall.contest);
		const scene = `vote:${hall.round.id}`;
		await ask(directScreen as never, { screenId, scene }, hall.organizer);
		const { scene: asked, data } = await assigned(line);
		expect(asked.kind).toBe('vote');
		expect(data as SceneData['vote']).toMatchObject({
			roundId: hall.round.id,
			address: expect.stringMatching(/\/vote$/),
			shown: { voteId: hall.voteId, state: 'draft', prize: { vi: 'Đội khán giả yêu thích' } }
		});
		const told = Object.keys((data as SceneData['vote']).shown!).toSorted();
		expect(told).toEqual(['closesAt', 'prize', 'received', 'roundId', 'serverTime', 'state', 'voteId']);
	});

	test('shows an overlay’s key nothing but clear scenes', async () => {
		const make = (scene: string) => ask(makeOverlay as never, { contestId: contest.id, name: 'OBS', scene });
		expect(await make(`board:${roundId()}`)).toBe('screen_overlay_clear');
		const { path, screenId } = (await make('slogan')) as { path: string; screenId: string };
		expect(await ask(directScreen as never, { screenId, scene: 'title' })).toBe('screen_overlay_clear');
		const key = path.split('/').at(-1)!;
		const stored = await db.database.read.screen.findUnique({ where: { id: screenId } });
		expect(JSON.stringify(stored)).not.toContain(key);
		const receipts = await db.database.read.commandReceipt.findMany();
		expect(JSON.stringify(receipts.map(({ answer }) => answer))).not.toContain(key);
	});

	test('is not upset by malformed reports, and says too much only once', async () => {
		const { line } = await taken('Hỏng');
		expect(await line.socket.timeout(15_000).emitWithAck('report', { seq: 'x' })).toEqual({
			kind: 'unknown'
		});
		expect(await line.report({ width: -1 } as never)).toEqual({ kind: 'unknown' });
		expect(await line.report({ appVersion: 'x'.repeat(41) })).toEqual({ kind: 'unknown' });
		const closed = new Promise((resolve) => line.socket.once('disconnect', resolve));
		for (let count = 0; count < 40; count++) line.socket.emit('report', {}, () => {});
		expect(await closed).toBe('io server disconnect');
	});
});

describe('pictures among the slides', () => {
	const send = async (
		bytes: Uint8Array<ArrayBuffer>,
		text: string,
		actor: Actor = contest.accounts.organizer
	) => {
		const form = new FormData();
		if (bytes.length > 0) form.set('picture', new File([bytes], 'logo.png'));
		form.set('text', text);
		form.set('key', newId());
		const outcome = await sendSlidePicture(db.database, {
			actor,
			contestId: contest.id,
			form,
			requestId: 'x'
		});
		if (outcome.ok) return outcome.value;
		return outcome.refusal.fields[0]?.code ?? outcome.refusal.code;
	};
	const image = (shade: number) => new Uint8Array(png({ shade }));
	const slidesOn = async (line: ScreenDisplay) => {
		const state = (await line.report({ seq: null, digest: null })) as AssignedScreen;
		return (state.data as SceneData['slides']).slides;
	};

	test('come after the words, with their own words beneath, and go from the screen and the store when they are removed', async () => {
		const { screenId, line } = await taken('Nhà tài trợ');
		await ask(directScreen as never, { screenId, scene: 'slides' });
		await ask(saveSlides as never, { contestId: contest.id, text: 'Cảm ơn nhà tài trợ', seconds: '5' });
		await line.report();
		const before = line.news;
		const added = await send(image(3), ' Công ty Cổ phần Nông sản Bảo Lộc \r\n\r\nNhà tài trợ chính ');
		await line.told(before);
		const [words, logo] = await slidesOn(line);
		expect(words).toEqual({ lines: ['Cảm ơn nhà tài trợ'], picture: null });
		expect(logo).toMatchObject({
			lines: ['Công ty Cổ phần Nông sản Bảo Lộc', 'Nhà tài trợ chính'],
			picture: { hash: expect.stringMatching(/^[0-9a-f]{64}$/), width: 320, height: 240 }
		});
		const { slideId } = added as { slideId: string };
		expect(await ask(wordSlidePicture as never, { slideId, text: '' })).toBeNull();
		expect((await slidesOn(line)).at(-1)).toMatchObject({ lines: [], picture: logo!.picture });
		expect(await storedPicture(db.database.read, logo!.picture!.hash)).not.toBeNull();
		expect(await ask(removeSlidePicture as never, { slideId })).toBeNull();
		expect(await slidesOn(line)).toHaveLength(1);
		expect(await storedPicture(db.database.read, logo!.picture!.hash)).toBeNull();
		expect((await audited(contest.id)).map(({ action }) => action)).toContain('slides.save');
	});

	test('are moved one place at a time, as the audit log says, and stay in a row without gaps', async () => {
		const { screenId, line } = await taken('Thứ tự ảnh');
		await ask(directScreen as never, { screenId, scene: 'slides' });
		await ask(saveSlides as never, { contestId: contest.id, text: '', seconds: '5' });
		const ids: string[] = [];
		for (const [index, text] of ['A', 'B', 'C', 'D'].entries())
			ids.push(((await send(image(10 + index), text)) as { slideId: string }).slideId);
		// One went: the places have a gap.
		await ask(removeSlidePicture as never, { slideId: ids[1] });
		const order = async () => (await slidesOn(line)).map(({ lines }) => lines[0]).join('');
		const move = (slideId: string, way: string, actor?: Actor) =>
			ask(moveSlidePicture as never, { slideId, way }, actor);
		expect(await order()).toBe('ACD');
		await line.report();
		const before = line.news;
		expect(await move(ids[3]!, 'up')).toEqual({ place: 2 });
		await line.told(before);
		expect(await order()).toBe('ADC');
		expect(await move(ids[0]!, 'down')).toEqual({ place: 2 });
		expect(await order()).toBe('DAC');
		const moves = async () =>
			(await audited(contest.id)).filter(({ after }) => after?.includes('"position"'));
		expect((await moves()).at(-1)).toMatchObject({
			action: 'slides.save',
			before: expect.stringContaining('"position":1'),
			after: expect.stringContaining('"position":2')
		});
		const moved = (await moves()).length;
		// At the ends of the row nothing happens, and nothing is written down as if it had.
		expect([await move(ids[3]!, 'up'), await move(ids[2]!, 'down')]).toEqual([{ place: 1 }, { place: 3 }]);
		expect([await order(), (await moves()).length]).toEqual(['DAC', moved]);
		expect(await move(ids[2]!, 'sideways')).toBe('invalid');
		const { accounts } = contest;
		for (const actor of [accounts.chair, other.accounts.organizer, ANONYMOUS])
			expect(await move(ids[2]!, 'up', actor)).toBe('forbidden');
		expect(await order()).toBe('DAC');
		for (const slideId of [ids[0], ids[2], ids[3]]) await ask(removeSlidePicture as never, { slideId });
		expect(await move(ids[2]!, 'up')).toBe('not_found');
	});

	test('are refused in words where they are none, too many lines or somebody else’s to send', async () => {
		const { accounts } = contest;
		expect(await send(new Uint8Array(), 'x')).toBe('picture_none');
		expect(await send(new Uint8Array(Buffer.from('<svg xmlns="x"/>')), 'x')).toBe('picture_type');
		expect(await send(new Uint8Array(6 * 1024 * 1024 + 1), 'x')).toBe('picture_bytes');
		expect(await send(image(4), 'a\nb\nc\nd')).toBe('slide_lines_beneath');
		expect(await send(image(4), 'x', accounts.chair)).toBe('forbidden');
		expect(await send(image(4), 'x', other.accounts.organizer)).toBe('forbidden');
		const { slideId } = (await send(image(5), '')) as { slideId: string };
		const take = (actor: Actor) => ask(removeSlidePicture as never, { slideId }, actor);
		expect([await take(other.accounts.organizer), await take(ANONYMOUS)]).toEqual(['forbidden', 'forbidden']);
		expect(await take(accounts.organizer)).toBeNull();
		expect(await take(accounts.organizer)).toBe('not_found');
	});
});

test('a freeze holds: a screen’s states before the thaw are the same for two different sets of late marks', async () => {
	const scenes = ['board', 'team', 'next', 'lower', 'quiz', 'vote'] as const;
	const states: string[][] = [];
	for (const share of [0.4, 0.9]) {
		const frozen = await smallContest(db.database, {
			code: `dong-bang-${share * 10}`,
			rules: rulesWith({ publicBoard: 'afterEachTeam', freezeLastTeams: 1 }),
			teams: 3,
			opened: true
		});
		const hall = hallOf(db.database, frozen);
		await hall.call(1);
		await hall.marks(1, 0.5);
		await hall.call(2);
		await hall.marks(2, 0.7);
		await hall.call(3);
		await publisher.settled();
		await hall.marks(3, share);
		publisher.refresh(frozen.rounds[0]!.id);
		await publisher.settled();
		const { screenId, line } = await taken('Đóng băng', frozen);
		const seen: string[] = [];
		for (const kind of scenes) {
			await ask(
				directScreen as never,
				{ screenId, scene: `${kind}:${frozen.rounds[0]!.id}` },
				frozen.accounts.organizer
			);
			const { data } = await assigned(line);
			expect(data).not.toBeNull();
			seen.push(JSON.stringify(data));
		}
		expect(seen[0]).toContain('"frozen":{');
		expect(seen.join()).not.toContain('"projection":"official"');
		states.push(
			seen.map((text) =>
				text
					// Ids and moments differ between two contests; figures and places must not.
					.replace(/"(at|since|serverTime|version|elapsedMs)":\d+/g, '"$1":0')
					.replace(/[0-9a-f]{8}-?[0-9a-f-]{20,}|dong-bang-\d/g, 'x')
					.replace(/"(teamId|roundId|id|hash|d|code)":"[^"]*"/g, '"$1":""')
					.replace(/"href":"[^"]*"/g, '')
			)
		);
	}
	expect(states[0]).toEqual(states[1]);
});
