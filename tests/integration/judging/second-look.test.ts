import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/access/actor.ts';
import type { Rules } from '#lib/domain/contest/rules.ts';
import { RULES_TEMPLATES } from '#lib/domain/contest/templates/templates.ts';
import type { BoardView } from '#lib/live/board.ts';
import { newId } from '#lib/live/id.ts';
import { verifyAuditChain } from '#lib/server/audit/verify-chain.ts';
import type { Command } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import { closeRound } from '#lib/server/contest/round-close.ts';
import { answerTablet, ownView } from '#lib/server/judging/answer-tablet.ts';
import { askSecondLook, letMarkStand, takeBackSecondLook } from '#lib/server/judging/second-look.ts';
import { secondLookView } from '#lib/server/judging/second-look-view.ts';
import { publishBoards } from '#lib/server/live/publish-boards.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { liveServer, tabletClient } from '../../support/live-server.ts';
import {
	pairedTablet,
	smallContest,
	type PairedTablet,
	type SmallContest
} from '../../support/small-contest.ts';
import { finalAsk, mark, marksAsk, outcomes } from './tablet.ts';

const ALL = {
	'greeting.content': '5',
	'greeting.form': '3.5',
	'talent.message': '4',
	'talent.performance': '4.5'
};
/** 5 with the point in the wrong place. */
const SLIP = { ...ALL, 'greeting.content': '0.5' };
const reason = 'Bấm nhầm dấu phẩy';

const commune = RULES_TEMPLATES.find(({ key }) => key === 'communeContest')!.rules;
const rulesThat = (secondLook: 'hold' | 'inform'): Rules => ({
	...commune,
	stages: commune.stages.map((stage) => ({
		...stage,
		visibility: { ...stage.visibility, publicBoard: 'afterEachTeam', secondLook }
	}))
});

let store: TestDatabase;
let contest: SmallContest;
let tablets: PairedTablet[];

beforeAll(async () => {
	store = await testDatabase();
});
afterAll(() => store.remove());

const round = () => contest.rounds[0]!;
const team = () => round().teams[0]!.id;
const seat = (index: number) => round().judges[index]!.id;
const place = (index = 1) => ({
	roundId: round().id,
	teamId: team(),
	seatId: seat(index),
	partKey: '*',
	criterion: 'greeting.content'
});
const tabletAsks = (index: number, asked: unknown) =>
	answerTablet(store.database, { actor: tablets[index]!.actor, wake: null }, asked);
const answers = (index: number, lookId: string, answer: string, why = '', key = newId()) =>
	tabletAsks(index, { kind: 'second-look', key, lookId, answer, reason: why });

async function handIn(index: number, values: Readonly<Record<string, string>>) {
	await tabletAsks(
		index,
		marksAsk(...Object.entries(values).map(([path, value]) => mark(team(), path, value)))
	);
	return tabletAsks(index, finalAsk(team(), values));
}

async function does(command: unknown, input: object, actor: Actor = contest.accounts.chair, key?: string) {
	const outcome = await execute(store.database, command as Command, { actor, input, key });
	return outcome.ok ? (outcome.value as Record<string, string>) : outcome.refusal.code;
}
const asked = async () => ((await does(askSecondLook, place())) as { lookId: string }).lookId;
const ballot = () => store.database.read.ballot.findFirstOrThrow({ where: { seatId: seat(1) } });
const written = () =>
	store.database.read.mark.findMany({ where: { seatId: seat(1) }, orderBy: { seq: 'asc' } });

async function begin(secondLook: 'hold' | 'inform' = 'inform') {
	contest = await smallContest(store.database, { rules: rulesThat(secondLook), teams: 2, opened: true });
	tablets = await Promise.all(round().judges.map(({ id }) => pairedTablet(store.database, contest.id, id)));
	for (const index of tablets.keys()) await handIn(index, index === 1 ? SLIP : ALL);
}
beforeEach(() => begin());

describe('what the chair sees', () => {
	const view = (actor: Actor = contest.accounts.chair) =>
		secondLookView(store.database.read, actor, round().id);

	test('is the mark, why it is worth a question, and nothing of sheets that are not handed in', async () => {
		const { found } = await view();
		expect(
			found.map(({ seatId, value, reasons }) => [seatId, value, reasons.map(({ kind }) => kind)])
		).toEqual([[seat(1), '0.5', ['farFromPanel', 'factorTen']]]);
		await store.database.transaction((tx) =>
			tx.ballot.updateMany({ where: { seatId: seat(1) }, data: { state: 'draft', marks: null } })
		);
		expect((await view()).found).toEqual([]);
	});

	test('is empty for a chair who marks too, until the own sheet for the team is in', async () => {
		const chair = tablets[0]!.actor;
		expect((await view(chair)).found).toHaveLength(1);
		await store.database.transaction((tx) =>
			tx.ballot.updateMany({ where: { seatId: seat(0) }, data: { state: 'draft', marks: null } })
		);
		expect((await view(chair)).found).toEqual([]);
		expect(await does(askSecondLook, place(), chair)).toBe('second_look_blind');
	});

	test('is not listed again once it was asked about or let stand', async () => {
		await does(letMarkStand, place());
		expect(await view()).toMatchObject({ found: [], asked: [] });
	});
});

describe('a question to a judge', () => {
	test('reaches that judge’s tablet alone, with the own mark and nothing of the panel', async () => {
		await does(askSecondLook, { ...place(), note: 'Xin kiểm tra dấu phẩy' });
		const { looks } = await ownView(store.database, tablets[1]!.actor);
		expect(looks).toMatchObject([
			{ teamId: team(), criterion: 'greeting.content', value: '0.5', note: 'Xin kiểm tra dấu phẩy' }
		]);
		expect(JSON.stringify(looks)).not.toContain('"5"');
		expect((await ownView(store.database, tablets[2]!.actor)).looks).toEqual([]);
	});

	test('E13: changes no mark, whatever the answer', async () => {
		const before = await written();
		const lookId = await asked();
		expect(await answers(1, lookId, 'confirmed')).toMatchObject({ kind: 'second-look' });
		expect(await written()).toEqual(before);
		expect(await ballot()).toMatchObject({ state: 'final', version: 0 });
	});

	test('answered with a revision opens the judge’s own sheet, with the reason in its history', async () => {
		const lookId = await asked();
		expect(await answers(1, lookId, 'revised')).toMatchObject({ kind: 'refused', code: 'invalid' });
		expect(await answers(1, lookId, 'revised', reason)).toMatchObject({ kind: 'second-look' });
		expect(await ballot()).toMatchObject({ state: 'draft', version: 1 });
		const entry = await store.database.read.auditEntry.findFirstOrThrow({
			where: { subjectKind: 'ballot', subjectId: (await ballot()).id, action: 'second-look.answer' }
		});
		expect(entry).toMatchObject({ reason, deviceId: tablets[1]!.deviceId });
		expect(JSON.parse(entry.before!)).toMatchObject({ state: 'final' });
		const given = await tabletAsks(1, marksAsk(mark(team(), 'greeting.content', '5')));
		expect(outcomes(given)).toEqual(['stored']);
		expect(await tabletAsks(1, finalAsk(team(), ALL))).toMatchObject({ kind: 'final' });
		expect((await written()).filter(({ criterion }) => criterion === 'greeting.content')).toMatchObject([
			{ value: '0.5' },
			{ value: '5' }
		]);
		expect(await verifyAuditChain(store.database.read)).toMatchObject({ whole: true });
	});

	test('is answered by nobody else: not from another seat, another round or the desk', async () => {
		const lookId = await asked();
		expect(await answers(2, lookId, 'confirmed')).toMatchObject({ kind: 'refused', code: 'forbidden' });
		const other = await smallContest(store.database, { rules: commune, teams: 2 });
		const { actor } = await pairedTablet(store.database, other.id, other.rounds[0]!.judges[1]!.id);
		const foreign = await answerTablet(
			store.database,
			{ actor, wake: null },
			{ kind: 'second-look', key: newId(), lookId, answer: 'confirmed', reason: '' }
		);
		expect(foreign.kind).toBe('refused');
		expect((await store.database.read.secondLook.findUniqueOrThrow({ where: { id: lookId } })).answer).toBe(
			null
		);
	});

	test('sent again is one answer, and another one afterwards is refused', async () => {
		const lookId = await asked();
		const key = newId();
		await answers(1, lookId, 'confirmed', '', key);
		expect(await answers(1, lookId, 'confirmed', '', key)).toMatchObject({ kind: 'second-look' });
		expect(await answers(1, lookId, 'confirmed')).toMatchObject({ kind: 'second-look' });
		expect(await answers(1, lookId, 'revised', reason)).toMatchObject({
			kind: 'refused',
			code: 'second_look_answered'
		});
		const entries = await store.database.read.auditEntry.count({
			where: { subjectId: lookId, action: 'second-look.answer' }
		});
		expect(entries).toBe(1);
		expect(await ballot()).toMatchObject({ state: 'final', version: 0 });
	});

	test('is asked by the chair, not by secretaries or judges, of another round’s panel by nobody', async () => {
		expect(await does(askSecondLook, place(), contest.accounts.secretary)).toBe('forbidden');
		expect(await does(askSecondLook, place(), tablets[2]!.actor)).toBe('forbidden');
		const other = await smallContest(store.database, { rules: commune, teams: 2 });
		expect(await does(askSecondLook, { ...place(), roundId: other.rounds[0]!.id })).toBe('forbidden');
		const elsewhere = { ...place(), seatId: other.rounds[0]!.judges[1]!.id };
		expect(await does(askSecondLook, elsewhere)).toBe('not_found');
	});

	test('is asked once, of others, about a sheet that is in, while the round is open', async () => {
		const lookId = await asked();
		expect(await does(askSecondLook, place())).toBe('second_look_open');
		expect(await does(takeBackSecondLook, { lookId })).toBe(null);
		expect(await answers(1, lookId, 'confirmed')).toMatchObject({ code: 'second_look_answered' });
		expect(await does(askSecondLook, place(0), tablets[0]!.actor)).toBe('second_look_own');
		expect(await does(askSecondLook, { ...place(), teamId: round().teams[1]!.id })).toBe(
			'second_look_not_in'
		);
		expect(await does(askSecondLook, { ...place(), criterion: 'greeting.costume' })).toBe(
			'judging_unknown_criterion'
		);
		await does(closeRound, { roundId: round().id }, contest.accounts.organizer);
		expect(await does(askSecondLook, place())).toBe('judging_round_not_open');
	});

	test('may be about the whole sheet', async () => {
		await does(askSecondLook, { ...place(), criterion: '' });
		const { looks } = await ownView(store.database, tablets[1]!.actor);
		expect(looks).toMatchObject([{ criterion: null, value: null }]);
	});
});

describe('the public board', () => {
	async function shown(): Promise<string | null> {
		await store.database.transaction((tx) =>
			tx.performance.updateMany({
				where: { roundId: round().id, teamId: team() },
				data: { status: 'performed' }
			})
		);
		await store.database.transaction((tx) =>
			tx.round.update({ where: { id: round().id }, data: { onStageTeamId: null, onStagePartKey: null } })
		);
		await publishBoards(store.database, round().id, new Date());
		const row = await store.database.read.projection.findUniqueOrThrow({
			where: { roundId_audience: { roundId: round().id, audience: 'public' } }
		});
		const view = JSON.parse(row.json) as BoardView;
		return view.rows.find(({ teamId }) => teamId === team())!.total;
	}

	test('follows each team at once where the rules only inform', async () => {
		expect(await shown()).not.toBe(null);
		await asked();
		expect(await shown()).not.toBe(null);
	});

	test('waits where the rules hold, until the chair lets the mark stand', async () => {
		await begin('hold');
		expect(await shown()).toBe(null);
		await does(letMarkStand, place());
		expect(await shown()).not.toBe(null);
	});

	test('waits where the rules hold, until the judge has confirmed, or revised and handed in', async () => {
		await begin('hold');
		const lookId = await asked();
		expect(await shown()).toBe(null);
		await answers(1, lookId, 'revised', reason);
		expect(await shown()).toBe(null);
		await handIn(1, ALL);
		expect(await shown()).not.toBe(null);
	});
});

describe('over the socket', () => {
	test('the tablet is told the question at once, and that it is gone when it was answered', async () => {
		const server = await liveServer(store.database);
		try {
			const client = await tabletClient(server.url, tablets[1]!.cookie);
			const hearsQuestion = client.hears((tell) => tell.kind === 'view' && tell.view.looks?.length === 1);
			const lookId = await asked();
			await hearsQuestion;
			const hearsDone = client.hears((tell) => tell.kind === 'view' && tell.view.looks?.length === 0);
			const said = await client.ask({
				kind: 'second-look',
				key: newId(),
				lookId,
				answer: 'confirmed',
				reason: ''
			});
			expect(said.kind).toBe('second-look');
			await hearsDone;
			client.close();
		} finally {
			await server.close();
		}
	});
});
