import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#lib/live/id.ts';
import { QUIZ_NAMESPACE, type ChoiceTaken } from '#lib/live/quiz-protocol.ts';
import { claimTeamTablet, invitedTeam } from '#lib/server/quiz/claim-team-tablet.ts';
import { teamTablets } from '#lib/server/quiz/desk-tablets.ts';
import { inviteTeamTablet, revokeTeamTablet } from '#lib/server/quiz/invite-team-tablet.ts';
import { takeChoice } from '#lib/server/quiz/take-choice.ts';
import { TEAM_COOKIE } from '#lib/server/quiz/team-actor.ts';
import { teamLook } from '#lib/server/quiz/team-look.ts';
import { teamPage } from '#lib/server/quiz/team-page.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { liveServer, type LiveServer } from '../../support/live-server.ts';
import { MCQ, quizHall, type QuizHall } from './quiz-hall.ts';

let store: TestDatabase;
let server: LiveServer;
const sockets: Socket[] = [];

beforeAll(async () => {
	store = await testDatabase();
	server = await liveServer(store.database);
});
afterEach(() => {
	for (const socket of sockets.splice(0)) socket.close();
});
afterAll(async () => {
	await server.close();
	await store.remove();
});

/** A viewer's real socket. `hears` is fulfilled by the next news of the round. */
async function viewer(cookie?: string) {
	const socket = io(server.url + QUIZ_NAMESPACE, {
		path: '/live',
		transports: ['websocket'],
		forceNew: true,
		...(cookie ? { extraHeaders: { cookie: `${TEAM_COOKIE}=${cookie}` } } : {})
	});
	sockets.push(socket);
	await new Promise<void>((connected) => socket.once('connect', connected));
	return {
		look: (roundId: unknown, as: unknown = 'team') =>
			socket.timeout(15_000).emitWithAck('look', { roundId, as }) as Promise<{ shown: object } | null>,
		hears: () => new Promise<void>((heard) => socket.once('changed', () => heard()))
	};
}

const at = (hall: QuizHall) => new Date(hall.now);
const team = (hall: QuizHall, index: number) => hall.round.teams[index]!;
const place = (hall: QuizHall, index: number) => ({ roundId: hall.round.id, teamId: team(hall, index).id });
const send = (hall: QuizHall, actor: Parameters<typeof takeChoice>[1]['actor'], body: object | null) =>
	takeChoice(store.database, { actor, body, locale: 'vi', at: at(hall) }) as Promise<ChoiceTaken>;

describe('a team’s tablet', () => {
	test('is taken into use by a press, not by looking at the link', async () => {
		const hall = await quizHall(store);
		const { path } = await hall.run(inviteTeamTablet, hall.secretary, place(hall, 0));
		const token = (path as string).slice('/quiz/'.length);
		for (let looks = 0; looks < 3; looks++) {
			expect(await invitedTeam(hall.read, token, at(hall))).toMatchObject({
				team: team(hall, 0).name,
				hasTablet: false
			});
		}
		await hall.run(claimTeamTablet, { kind: 'anonymous' }, { token });
		expect(await invitedTeam(hall.read, token, at(hall))).toBeNull();
	});

	test('that is replaced is told so, and the new one that it took over', async () => {
		const hall = await quizHall(store);
		const first = await hall.tablet(0);
		expect(await teamPage(store.database, first.token, 'vi', at(hall))).toMatchObject({
			tablet: { state: 'live', tookOver: false, team: team(hall, 0).name }
		});
		hall.pass(1000);
		const second = await hall.tablet(0);
		expect(await teamPage(store.database, first.token, 'vi', at(hall))).toEqual({
			tablet: { state: 'over', why: 'replaced', team: team(hall, 0).name }
		});
		expect(await teamPage(store.database, second.token, 'vi', at(hall))).toMatchObject({
			tablet: { state: 'live', tookOver: true }
		});
	});

	test('that was taken back or whose day is over is told that, and a stranger nothing', async () => {
		const hall = await quizHall(store);
		const [a, b] = [await hall.tablet(0), await hall.tablet(1)];
		await hall.run(revokeTeamTablet, hall.secretary, place(hall, 0));
		hall.pass(1000);
		// A later tablet of the team did not take over from it: nobody answered in between.
		await hall.tablet(0);
		const why = async (token: string | null) => teamLook(store.database, token, at(hall));
		expect(await why(a.token)).toMatchObject({ state: 'over', why: 'revoked' });
		hall.pass(24 * 3_600_000);
		expect(await why(b.token)).toMatchObject({ state: 'over', why: 'ended' });
		expect([await why('x'.repeat(43)), await why(null)]).toEqual([{ state: 'none' }, { state: 'none' }]);
	});

	test('hears over its socket that another one took over, and sees nothing from then on', async () => {
		const hall = await quizHall(store, { at: Date.now() });
		const old = await viewer((await hall.tablet(0)).token);
		expect(await old.look(hall.round.id)).toMatchObject({ team: team(hall, 0).name });
		const heard = old.hears();
		await hall.tablet(0);
		await heard;
		expect(await old.look(hall.round.id)).toBeNull();
	});

	test('shows at the desk: none, invited, paired and heard of, away; other rules have none', async () => {
		const hall = await quizHall(store);
		await hall.run(inviteTeamTablet, hall.secretary, place(hall, 1));
		const { token } = await hall.tablet(2);
		const rows = async () =>
			(await teamTablets(hall.read, hall.round.id, at(hall)))!.map(({ tablet, pending }) => [
				tablet?.isNear ?? null,
				pending !== null
			]);
		expect(await rows()).toEqual([
			[null, false],
			[null, true],
			[true, false]
		]);
		hall.pass(60_000);
		expect((await rows())[2]).toEqual([false, false]);
		await teamLook(store.database, token, at(hall));
		expect((await rows())[2]).toEqual([true, false]);
		const boards = await quizHall(store, { quiz: { input: 'board' } });
		expect(await teamTablets(hall.read, boards.round.id, at(hall))).toBeNull();
	});
});

describe('a choice that is sent', () => {
	async function answering(options: Parameters<typeof quizHall>[1] = {}) {
		const hall = await quizHall(store, options);
		await hall.draw();
		const [one] = await hall.asked();
		const tablet = await hall.tablet(0);
		await hall.step(one!.id, 'start');
		return { hall, askedId: one!.id, tablet };
	}

	test('again under the same key after the time is up is still the answer that came in time', async () => {
		const { hall, askedId, tablet } = await answering();
		const choice = { key: newId(), askedId, choice: 1 };
		const first = await send(hall, tablet.actor, choice);
		expect(first).toEqual({ ok: true, at: at(hall).toISOString() });
		hall.pass(20_000);
		expect(await send(hall, tablet.actor, choice)).toEqual(first);
		expect(await hall.read.teamAnswer.count({ where: { askedId } })).toBe(1);
	});

	test('too late is told by how much, and that sending it again changes nothing', async () => {
		const { hall, askedId, tablet } = await answering();
		hall.pass(15_250);
		expect(await send(hall, tablet.actor, { key: newId(), askedId, choice: 1 })).toMatchObject({
			ok: false,
			code: 'quiz_late',
			isFinal: true,
			lateMs: 250
		});
	});

	test('by a stranger, for another round, malformed, oversized or in a flood is refused', async () => {
		const { hall, askedId, tablet } = await answering();
		const other = await answering();
		const choice = () => ({ key: newId(), askedId, choice: 1 });
		const code = async (...sent: Parameters<typeof send>) =>
			((await send(...sent)) as { code?: string }).code;
		expect(await code(hall, { kind: 'anonymous' }, choice())).toBe('forbidden');
		expect(await code(hall, hall.organizer, choice())).toBe('forbidden');
		expect(await code(hall, other.tablet.actor, choice())).toBe('forbidden');
		const wrong = [
			null,
			{ ...choice(), choice: 9 },
			{ ...choice(), choice: '1' },
			{ ...choice(), key: 'k' },
			{ ...choice(), teamId: team(hall, 1).id },
			{ askedId, choice: 1 }
		];
		for (const body of wrong) expect(await code(hall, tablet.actor, body)).toBe('invalid');
		const flood = await Promise.all(Array.from({ length: 60 }, () => code(hall, tablet.actor, choice())));
		expect(flood.filter((said) => said === 'too_many').length).toBeGreaterThan(30);
		expect(await hall.read.teamAnswer.count({ where: { askedId, NOT: { teamId: team(hall, 0).id } } })).toBe(
			0
		);
	});
});

describe('hostile reads over the socket', () => {
	const without = (view: object | null) =>
		JSON.stringify(view, (key, value: unknown) => (key === 'leftMs' ? undefined : value));

	test('find nothing of a question that is not shown, whoever asks and however', async () => {
		const hall = await quizHall(store, { at: Date.now() });
		const strange = await quizHall(store, { at: Date.now() });
		await hall.draw();
		await strange.draw();
		const own = await viewer((await hall.tablet(0)).token);
		const stranger = await viewer((await strange.tablet(0)).token);
		const revoked = await viewer((await hall.tablet(1)).token);
		await hall.run(revokeTeamTablet, hall.secretary, place(hall, 1));
		const nobody = await viewer();
		const seen = [
			await own.look(hall.round.id),
			await own.look(hall.round.id, 'stage'),
			await own.look(strange.round.id),
			await stranger.look(hall.round.id),
			await revoked.look(hall.round.id),
			await nobody.look(hall.round.id),
			await nobody.look(hall.round.id, 'stage'),
			await nobody.look(hall.round.id, 'desk'),
			await nobody.look({ not: 'an id' }),
			await nobody.look("' or 1=1 --", 'stage')
		];
		expect(JSON.stringify(seen)).not.toMatch(/mật/);
		expect(seen.map((view) => view !== null)).toEqual([
			true,
			true,
			false,
			false,
			false,
			false,
			true,
			false,
			false,
			false
		]);
	});

	test('find nothing of what another team chose: no byte changes, and no news comes', async () => {
		const hall = await quizHall(store, { at: Date.now(), quiz: { answerSeconds: 600 } });
		await hall.draw();
		const [one] = await hall.asked();
		const [a, b] = [await hall.tablet(0), await hall.tablet(1)];
		await hall.step(one!.id, 'start');
		const [other, stage] = [await viewer(b.token), await viewer()];
		const views = async () => [
			without(await other.look(hall.round.id)),
			without(await stage.look(hall.round.id, 'stage')),
			without((await teamPage(store.database, b.token, 'vi')).quiz ?? null)
		];
		const before = await views();
		expect(before.join()).toContain(one!.question.text);
		let news = 0;
		void other.hears().then(() => news++);
		void stage.hears().then(() => news++);
		for (const choice of [0, 1, 2]) {
			expect(await send(hall, a.actor, { key: newId(), askedId: one!.id, choice })).toHaveProperty('at');
		}
		expect(await views()).toEqual(before);
		expect(news).toBe(0);
		expect(before.join()).not.toMatch(/"answer":\d|wasRight":(true|false)/);
	});

	test('of a team whose own turn it is not find no option to press and nothing of the one who answers', async () => {
		const hall = await quizHall(store, {
			at: Date.now(),
			quiz: { turn: 'eachTeam', answerSeconds: 600 },
			questions: 9
		});
		await hall.draw(MCQ);
		const asked = await hall.asked();
		const [a, b] = [await hall.tablet(0), await hall.tablet(1)];
		const own = asked.find(({ drawer }) => drawer === team(hall, 0).id)!;
		await hall.step(own.id, 'start');
		await send(hall, a.actor, { key: newId(), askedId: own.id, choice: 0 });
		const other = await viewer(b.token);
		expect(await other.look(hall.round.id)).toMatchObject({
			own: null,
			shown: { teamName: team(hall, 0).name }
		});
		expect(await send(hall, b.actor, { key: newId(), askedId: own.id, choice: 0 })).toMatchObject({
			ok: false,
			code: 'quiz_other_team'
		});
		const next = asked.find(({ drawer }) => drawer === team(hall, 1).id)!;
		expect(await send(hall, b.actor, { key: newId(), askedId: next.id, choice: 0 })).toMatchObject({
			ok: false,
			code: 'quiz_not_started'
		});
		const texts = asked.filter(({ id }) => id !== own.id).map(({ question }) => question.text);
		const seen = JSON.stringify([await other.look(hall.round.id), await teamLook(store.database, b.token)]);
		expect(texts.filter((text) => seen.includes(`"${text}"`))).toEqual([]);
	});
});
