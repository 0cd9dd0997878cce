import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { usualOptions } from '#lib/domain/ceremony/ceremony-options.ts';
import { sheetHash } from '#lib/domain/ceremony/ceremony-script.ts';
import { RulesSchema } from '#lib/domain/contest/rules.ts';
import { communeContest } from '#lib/domain/contest/templates/commune-contest.ts';
import { contentOf, type PublishedResult } from '#lib/domain/results/published-result.ts';
import { ANONYMOUS } from '#lib/domain/access/actor.ts';
import { newId } from '#lib/live/id.ts';
import type { AssignedScreen, SceneData } from '#lib/live/screen-protocol.ts';
import { buildCeremony } from '#lib/server/ceremony/build-ceremony.ts';
import { currentCeremony } from '#lib/server/ceremony/ceremony.ts';
import { confirmCeremony } from '#lib/server/ceremony/confirm-ceremony.ts';
import { endCeremony } from '#lib/server/ceremony/end-ceremony.ts';
import { keyOf } from '#lib/server/ceremony/follower-view.ts';
import { goCeremony } from '#lib/server/ceremony/go-ceremony.ts';
import { rehearseCeremony } from '#lib/server/ceremony/rehearse-ceremony.ts';
import { screenPage } from '#lib/server/ceremony/screen-page.ts';
import { startCeremony } from '#lib/server/ceremony/start-ceremony.ts';
import { claimScreen } from '#lib/server/screens/claim-screen.ts';
import { directScreen } from '#lib/server/screens/direct-screens.ts';
import { openCode } from '#lib/server/screens/open-code.ts';
import { revokeScreen } from '#lib/server/screens/revoke-screen.ts';
import { codeOf as codeFor } from '#lib/server/screens/screen-code.ts';
import { stopCeremony } from '#lib/server/ceremony/stop-ceremony.ts';
import type { Command } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import { publicProjection } from '#lib/server/live/public-projection.ts';
import { readPicture } from '#lib/server/pictures/read-picture.ts';
import { keepPicture } from '#lib/server/pictures/store.ts';
import { publisherOf, type Publisher } from '#lib/server/realtime/publisher.ts';
import { publishResult } from '#lib/server/results/publish.ts';
import { boardViewer } from '../../support/board-viewer.ts';
import { ceremonyFollower, type CeremonyFollower } from '../../support/ceremony-follower.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { liveServer, type LiveServer } from '../../support/live-server.ts';
import { png } from '../../support/sample-pictures.ts';
import { screenDisplay } from '../../support/screen-display.ts';
import { smallContest, type AccountActor, type SmallContest } from '../../support/small-contest.ts';
import { fillRound, type Share } from '../results/filled-round.ts';

const prize = (key: string, vi: string, places: number | 'rest') => ({ key, name: { vi, en: key }, places });
const PRIZES = {
	tiers: [
		prize('first', 'Giải Nhất', 1),
		prize('second', 'Giải Nhì', 1),
		prize('third', 'Giải Ba', 1),
		prize('consolation', 'Giải Khuyến khích', 'rest')
	],
	side: [
		{
			key: 'greeting',
			name: { vi: 'Chào hỏi hay nhất', en: 'Best greeting' },
			by: { kind: 'partScore' as const, part: 'greeting' }
		}
	]
};
const stage = communeContest.stages[0]!;
const rules = v.parse(RulesSchema, {
	...communeContest,
	stages: [{ ...stage, prizes: PRIZES, visibility: { publicBoard: 'atTheEnd' } }]
});

let db: TestDatabase;
let server: LiveServer;
let publisher: Publisher;
let contest: SmallContest;
let roundId: string;
let followers: CeremonyFollower[];

beforeAll(async () => {
	db = await testDatabase();
	server = await liveServer(db.database);
	publisher = publisherOf(db.database);
});
afterAll(async () => {
	publisher.stop();
	await publisher.settled();
	await server.close();
	await db.remove();
});

beforeEach(async () => {
	followers = [];
	await begin();
});
afterEach(() => {
	for (const follower of followers) follower.close();
});

async function begin(share?: Share) {
	contest = await smallContest(db.database, { rules, teams: 5 });
	roundId = contest.rounds[0]!.id;
	await fillRound(db.database, contest, contest.rounds[0]!, { share });
	publisher.refresh(roundId);
	await publisher.settled();
}

const named = (index: number) => contest.rounds[0]!.teams[index]!.name;
const ceremony = async () => (await currentCeremony(db.database.read, roundId))!;

const ask = (command: Command<never, unknown>, input: object, actor?: AccountActor) =>
	execute(db.database, command as unknown as Command, {
		actor: actor ?? contest.accounts.organizer,
		input: { roundId, ...input },
		key: newId()
	});
const codeOf = async (asked: ReturnType<typeof ask>) => {
	const outcome = await asked;
	return outcome.ok ? 'done' : outcome.refusal.code;
};
const build = (actor?: AccountActor) =>
	ask(buildCeremony as never, { options: usualOptions(contest.stage) }, actor);
const go = async (move: string, to?: number) =>
	codeOf(ask(goCeremony as never, { move, seq: (await ceremony()).seq, ...(to ? { to } : {}) }));
const end = async (actor?: AccountActor) =>
	codeOf(ask(endCeremony as never, { seq: (await ceremony()).seq }, actor));

async function confirmed() {
	expect(await codeOf(build())).toBe('done');
	const { hash } = await ceremony();
	expect(await codeOf(ask(confirmCeremony as never, { hash }, contest.accounts.chair))).toBe('done');
	return hash;
}

async function started() {
	const hash = await confirmed();
	expect(await codeOf(ask(startCeremony as never, { hash }))).toBe('done');
}

async function screen(channel: 'live' | 'rehearsal' = 'live') {
	const key = keyOf(await ceremony(), channel);
	const follower = await ceremonyFollower(server.url, { roundId, key, channel });
	followers.push(follower);
	await follower.follow();
	return follower;
}

const deductionFor = (index: number) =>
	db.database.transaction((tx) =>
		tx.deduction.create({
			data: {
				id: newId(),
				roundId,
				teamId: contest.rounds[0]!.teams[index]!.id,
				kind: 'other',
				points: '30',
				reason: 'phát hiện muộn',
				issuedBy: 'test',
				at: new Date()
			}
		})
	);

/** Every team gets a picture of its own; their hashes in the order of the teams. */
async function withPictures(): Promise<string[]> {
	const hashes = [];
	for (const [index, { id }] of contest.rounds[0]!.teams.entries()) {
		const picture = await readPicture(png({ shade: index }));
		await db.database.transaction(async (tx) => {
			await keepPicture(tx, picture, new Date());
			await tx.team.update({ where: { id }, data: { pictureHash: picture.hash } });
		});
		hashes.push(picture.hash);
	}
	return hashes;
}

test('a screen’s page of an address that opens nothing says so, however long the address is', async () => {
	const address = new URL('https://kheo.example/stage/ceremony/x?key=y');
	for (const asked of ['x', 'a'.repeat(3000), 'ữ'.repeat(900)]) {
		expect((await screenPage(db.database.read, asked, address)).shown).toBeNull();
	}
});

describe('a script', () => {
	test('is built for a verified round, from the side prize and the consolation prizes up to the winner', async () => {
		await build();
		const { script, state } = await ceremony();
		expect(state).toBe('built');
		expect(script.map(({ step }) => (step.kind === 'prize' ? step.prize.key : step.kind))).toEqual([
			'opening',
			'greeting',
			'consolation',
			'third',
			'second',
			'first',
			'closing'
		]);
	});

	test('is refused before the round is verified, and while teams are tied for a prize', async () => {
		await db.database.transaction((tx) =>
			tx.round.update({ where: { id: roundId }, data: { state: 'closed' } })
		);
		expect(await codeOf(build())).toBe('ceremony_not_verified');
		await begin((team, judge) => 95 - Math.max(0, team - 1) * 5 - judge);
		expect(await codeOf(build())).toBe('ceremony_blocked');
	});

	test('E39: is started only once another person has confirmed exactly this script', async () => {
		await build();
		const { hash } = await ceremony();
		expect(await codeOf(ask(startCeremony as never, { hash }))).toBe('ceremony_not_confirmed');
		expect(await codeOf(ask(confirmCeremony as never, { hash }))).toBe('ceremony_same_person');
		const { chair, secretary } = contest.accounts;
		expect(await codeOf(ask(confirmCeremony as never, { hash: 'khác' }, chair))).toBe('ceremony_changed');
		expect(await codeOf(ask(confirmCeremony as never, { hash }, secretary))).toBe('forbidden');
		expect(await codeOf(ask(confirmCeremony as never, { hash }, chair))).toBe('done');
		expect(await codeOf(ask(startCeremony as never, { hash }))).toBe('done');
	});

	test('E39: that was confirmed is no longer true once the sheet changes: it neither starts nor goes on nor publishes', async () => {
		const hash = await confirmed();
		await deductionFor(0);
		expect(await codeOf(ask(startCeremony as never, { hash }))).toBe('ceremony_stale');
		expect(await codeOf(ask(rehearseCeremony as never, {}))).toBe('ceremony_stale');
		await started();
		expect(await go('jump', 5)).toBe('done');
		await deductionFor(1);
		expect([await go('next'), await end()]).toEqual(['ceremony_stale', 'ceremony_not_at_end']);
		expect([await go('hold'), await go('back')]).toEqual(['done', 'done']);
		expect(await go('show')).toBe('ceremony_stale');
		// It can go no further: it may be replaced although it runs.
		expect(await codeOf(build())).toBe('done');
		expect(await ceremony()).toMatchObject({ state: 'built', confirmedBy: null });
	});

	test('that runs is not built anew, and a rehearsal is ended without a reason, a ceremony only with one', async () => {
		await confirmed();
		expect(await codeOf(ask(rehearseCeremony as never, {}))).toBe('done');
		expect(await codeOf(ask(stopCeremony as never, {}))).toBe('done');
		const { hash } = await ceremony();
		expect(await codeOf(ask(startCeremony as never, { hash }))).toBe('done');
		expect(await codeOf(build())).toBe('ceremony_running');
		expect(await codeOf(ask(stopCeremony as never, {}))).toBe('invalid');
		expect(await codeOf(ask(stopCeremony as never, { reason: 'Mất điện' }))).toBe('done');
		expect(await ceremony()).toMatchObject({ state: 'built', step: 0 });
	});
});

describe('three screens in the hall', () => {
	test('show the same step by its number, forwards, back, and after one of them was cut off', async () => {
		await started();
		const screens = [await screen(), await screen(), await screen()];
		expect(screens.map(({ shown }) => shown?.number)).toEqual([1, 1, 1]);
		for (const number of [2, 3, 4]) {
			expect(await go('next')).toBe('done');
			const shown = await Promise.all(screens.map((one) => one.until((view) => view.number === number)));
			expect(new Set(shown.map((view) => JSON.stringify(view))).size).toBe(1);
		}
		// The third loses the network; meanwhile the hall goes on, and back again.
		screens[2]!.close();
		await go('next');
		await screens[0]!.until(({ number }) => number === 5);
		await go('back');
		const [first, second] = await Promise.all(
			screens.slice(0, 2).map((one) => one.until(({ number, seq }) => number === 4 && seq > 6))
		);
		expect(first).toEqual(second);
		screens[2] = await screen();
		expect(screens[2].shown).toEqual(first);
		// Who shows it already is sent nothing again.
		expect(await screens[2].follow()).toMatchObject({ ok: true, view: null });
	});

	test('E39: are told no name before its step, by whatever they were sent', async () => {
		await started();
		const one = await screen();
		// By the number of the step that is told first: the winner has the side prize too, and is called early.
		const firstTold = [
			['Giải Khuyến khích', 3],
			[named(3), 3],
			[named(4), 3],
			[named(2), 4],
			['Giải Nhì', 5],
			[named(1), 5],
			['Giải Nhất', 6]
		] as const;
		for (let number = 1; number <= 6; number++) {
			await one.until((view) => view.number === number);
			const told = one.packets.join('\n');
			expect(firstTold.filter(([words]) => told.includes(words))).toEqual(
				firstTold.filter(([, first]) => first <= number)
			);
			if (number < 6) await go('next');
		}
	});

	test('are told of no picture before the step that calls its team, nor after it', async () => {
		const hashes = await withPictures();
		await started();
		const one = await screen();
		const shown: string[][] = [];
		for (let number = 1; number <= 6; number++) {
			const { pictures } = await one.until((view) => view.number === number);
			shown.push(pictures.map(({ hash }) => hash).toSorted());
			const told = one.packets.join('\n');
			expect(hashes.filter((hash) => told.includes(hash)).toSorted()).toEqual(
				[...new Set(shown.flat())].toSorted()
			);
			if (number < 6) await go('next');
		}
		const [winner, second, third, ...rest] = hashes as [string, string, string, ...string[]];
		expect(shown).toEqual([[], [winner], rest.toSorted(), [third], [second], [winner]]);
		await go('hold');
		expect(await one.until(({ isHeld }) => isHeld)).toMatchObject({ pictures: [] });
	});

	test('tell nothing while they are covered, also where the desk looks for another step', async () => {
		await started();
		const one = await screen();
		await go('hold');
		const held = await one.until(({ isHeld }) => isHeld);
		expect(held).toMatchObject({ number: 0, step: null, previous: null });
		await go('jump', 6);
		await one.until(({ seq }) => seq > held.seq);
		expect(one.packets.join()).not.toContain('Giải Nhất');
		await go('jump', 3);
		await go('show');
		expect(await one.until(({ number }) => number === 3)).toMatchObject({
			step: { prize: { key: 'consolation' } }
		});
	});

	test('E42: show where they were after the server was started again', async () => {
		await started();
		await go('next');
		await go('next');
		await server.close();
		server = await liveServer(db.database);
		const again = await screen();
		expect(again.shown).toMatchObject({ phase: 'running', number: 3 });
		expect(await go('next')).toBe('done');
		await again.until(({ number }) => number === 4);
	});

	test('follow only with the key of the screens; a new key shuts out the old', async () => {
		await started();
		const { screenKey } = await ceremony();
		const stranger = await ceremonyFollower(server.url, { roundId, key: 'đoán' });
		followers.push(stranger);
		expect(await stranger.follow()).toEqual({ ok: false, code: 'unknown' });
		await codeOf(ask(stopCeremony as never, { reason: 'Đổi màn hình' }));
		const old = await screen();
		await ask(buildCeremony as never, { options: usualOptions(contest.stage), newKey: true });
		expect((await ceremony()).screenKey).not.toBe(screenKey);
		await expect.poll(() => old.socket.connected).toBe(false);
		expect(stranger.packets).toEqual([]);
	});

	test('are shut out at once when the desk gives a screen up, each by its own key, and nobody else is', async () => {
		await started();
		const taken = async (name: string) => {
			const opened = await execute(db.database, openCode, { actor: ANONYMOUS, input: {}, key: newId() });
			const secret = opened.ok ? opened.value.secret! : '';
			const input = { contestId: contest.id, code: codeFor(secret), name };
			const claimed = await ask(claimScreen as never, input);
			const { screenId } = (claimed.ok ? claimed.value : {}) as { screenId: string };
			expect(await codeOf(ask(directScreen as never, { screenId, scene: `ceremony:${roundId}` }))).toBe(
				'done'
			);
			const display = await screenDisplay(server.url, { secret });
			const { data } = (await display.report()) as AssignedScreen;
			display.close();
			const { key } = data as SceneData['ceremony'];
			const follower = await ceremonyFollower(server.url, { roundId, key });
			followers.push(follower);
			expect(await follower.follow()).toMatchObject({ ok: true, view: { number: 1 } });
			return { screenId, key, follower };
		};
		const [lost, kept] = [await taken('Bị lấy mất'), await taken('Còn lại')];
		expect(lost.key).not.toBe(kept.key);
		expect([lost.key, kept.key]).not.toContain(keyOf(await ceremony(), 'live'));
		const cut = new Promise((resolve) => lost.follower.socket.once('disconnect', resolve));
		expect(await codeOf(ask(revokeScreen as never, { screenId: lost.screenId }))).toBe('done');
		expect(await cut).toBe('io server disconnect');
		await go('next');
		await kept.follower.until(({ number }) => number === 2);
		expect(lost.follower.shown?.number).toBe(1);
		const again = await ceremonyFollower(server.url, { roundId, key: lost.key });
		followers.push(again);
		expect(await again.follow()).toEqual({ ok: false, code: 'unknown' });
		const rehearsal = await ceremonyFollower(server.url, { roundId, key: kept.key, channel: 'rehearsal' });
		followers.push(rehearsal);
		expect(await rehearsal.follow()).toEqual({ ok: false, code: 'unknown' });
	});

	test('two people who press at once take one step, not two', async () => {
		await started();
		const { seq } = await ceremony();
		const presses = await Promise.all(
			[contest.accounts.organizer, contest.accounts.chair].map((actor) =>
				codeOf(ask(goCeremony as never, { move: 'next', seq }, actor))
			)
		);
		expect(presses.sort()).toEqual(['ceremony_moved', 'done']);
		expect((await ceremony()).step).toBe(2);
	});
});

describe('a rehearsal', () => {
	test('tells the same steps with invented names on its own screens, and nothing on those of the hall', async () => {
		const pictures = await withPictures();
		await build();
		const hall = await screen();
		const trial = await screen('rehearsal');
		expect(await codeOf(ask(rehearseCeremony as never, {}))).toBe('done');
		const { script } = await ceremony();
		for (let number = 2; number <= script.length; number++) {
			expect(await go('next')).toBe('done');
			await trial.until((view) => view.number === number);
		}
		const told = trial.packets.join('\n');
		for (const { name, id } of contest.rounds[0]!.teams) {
			expect(told).not.toContain(name);
			expect(told).not.toContain(id);
		}
		for (const hash of pictures) expect(told).not.toContain(hash);
		expect(told).toContain('Đội A');
		expect(hall.packets.join('\n')).not.toMatch(/Giải|"kind"/);
		expect(hall.shown).toMatchObject({ phase: 'waiting', number: 0 });
		expect(await db.database.read.resultVersion.count({ where: { roundId } })).toBe(0);
	});

	test('is not opened by the address of the hall’s screens', async () => {
		await build();
		const key = keyOf(await ceremony(), 'live');
		const curious = await ceremonyFollower(server.url, { roundId, key, channel: 'rehearsal' });
		followers.push(curious);
		expect(await curious.follow()).toEqual({ ok: false, code: 'unknown' });
	});

	test('has real names only where they are asked for', async () => {
		await build();
		const trial = await screen('rehearsal');
		await ask(rehearseCeremony as never, { names: 'real' });
		await go('next');
		const view = await trial.until(({ number }) => number === 2);
		expect(JSON.stringify(view)).toContain(named(0));
	});
});

describe('the last step', () => {
	test('publishes with the ceremony’s end: until then a phone’s board learns nothing, then it is final', async () => {
		await started();
		await publisher.settled();
		const phone = await boardViewer(server.url);
		await phone.join(roundId);
		const board = await phone.until(() => true);
		const before = await publicProjection(db.database.read, roundId);
		const one = await screen();
		for (const number of [2, 3, 4, 5, 6]) {
			expect(await go('next')).toBe('done');
			await one.until((view) => view.number === number);
		}
		expect(await go('next')).toBe('ceremony_last_step');
		await publisher.settled();
		expect(await publicProjection(db.database.read, roundId)).toEqual(before);
		expect(phone.shown).toEqual(board);

		expect(await end(contest.accounts.chair)).toBe('forbidden');
		expect(await end()).toBe('done');
		await one.until(({ phase, number }) => phase === 'ended' && number === 7);
		const final = await phone.until(({ view }) => view.result.kind === 'final');
		expect(final.view.rows[0]!.name).toBe(named(0));
		phone.close();

		const version = await db.database.read.resultVersion.findFirstOrThrow({ where: { roundId } });
		const published = contentOf(JSON.parse(version.json) as PublishedResult);
		expect(sheetHash(published)).toBe((await ceremony()).sheetHash);
		expect(await db.database.read.round.findUnique({ where: { id: roundId } })).toMatchObject({
			state: 'published'
		});
	});

	test('is the only way to publish while the hall is being told', async () => {
		await started();
		expect(await codeOf(ask(publishResult as never, {}))).toBe('ceremony_publishes');
		await ask(stopCeremony as never, { reason: 'Công bố bằng văn bản' });
		expect(await codeOf(ask(publishResult as never, {}))).toBe('done');
	});

	test('is not ended twice, and where publishing is refused the ceremony stays where it was', async () => {
		await started();
		await go('jump', 6);
		const { seq } = await ceremony();
		const ballot = await db.database.read.ballot.findFirstOrThrow({ where: { roundId } });
		// The log of marks and the sheet disagree: what publishing finds out by counting again.
		const mark = {
			id: newId(),
			roundId,
			teamId: ballot.teamId,
			seatId: ballot.seatId,
			criterion: Object.keys(JSON.parse(ballot.marks!) as object)[0]!,
			value: '0',
			source: 'tablet',
			at: new Date()
		};
		await db.database.transaction((tx) => tx.mark.create({ data: mark }));
		expect(await end()).toBe('results_recount_differs');
		expect(await ceremony()).toMatchObject({ state: 'live', step: 6, seq });
		await db.database.transaction((tx) => tx.mark.delete({ where: { id: mark.id } }));
		expect(await end()).toBe('done');
		expect(await end()).toBe('ceremony_not_running');
	});

	test('who did what and when stands in the audit log', async () => {
		await started();
		await go('jump', 6);
		await end();
		const entries = await db.database.read.auditEntry.findMany({
			where: { contestId: contest.id },
			orderBy: { seq: 'asc' }
		});
		expect(entries.map(({ action, subjectKind, actorId }) => [action, subjectKind, actorId])).toEqual([
			['ceremony.build', 'ceremony', contest.accounts.organizer.accountId],
			['ceremony.confirm', 'ceremony', contest.accounts.chair.accountId],
			['ceremony.run', 'ceremony', contest.accounts.organizer.accountId],
			['ceremony.run', 'ceremony', contest.accounts.organizer.accountId],
			['ceremony.end', 'ceremony', contest.accounts.organizer.accountId],
			['ceremony.end', 'result', contest.accounts.organizer.accountId]
		]);
	});
});
