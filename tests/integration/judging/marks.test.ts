import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { RulesSchema } from '#lib/domain/contest/rules.ts';
import { communeContest } from '#lib/domain/contest/templates/commune-contest.ts';
import { newId } from '#lib/live/id.ts';
import type { SeatView } from '#lib/live/judge-protocol.ts';
import { hashOf } from '#lib/server/auth/secret.ts';
import { execute } from '#lib/server/command/execute.ts';
import { recordMarks } from '#lib/server/judging/record-marks.ts';
import { revokeDevice } from '#lib/server/judging/revoke-device.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { liveServer, tabletClient, type LiveServer, type TabletClient } from '../../support/live-server.ts';
import {
	pairedTablet,
	putOnStage,
	smallContest,
	type PairedTablet,
	type SmallContest
} from '../../support/small-contest.ts';
import { finalAsk, mark, marksAsk, outcomes, resultsOf, written } from './tablet.ts';

const ALL = {
	'greeting.content': '5',
	'greeting.form': '3.5',
	'talent.message': '4',
	'talent.performance': '4.5'
};

let store: TestDatabase;
let server: LiveServer;
let contest: SmallContest;
let tablets: PairedTablet[];
let clients: TabletClient[];

beforeAll(async () => {
	store = await testDatabase();
	server = await liveServer(store.database);
});
afterAll(async () => {
	await server.close();
	await store.remove();
});
beforeEach(async () => {
	contest = await smallContest(store.database, { template: 'communeContest', teams: 3, ownUnitJudge: true });
	tablets = await Promise.all(
		contest.rounds[0]!.judges.map((seat) => pairedTablet(store.database, contest.id, seat.id))
	);
	clients = [];
});
afterEach(() => clients.forEach((client) => client.close()));

async function connect(tablet: PairedTablet): Promise<TabletClient> {
	const client = await tabletClient(server.url, tablet.cookie);
	clients.push(client);
	return client;
}
const round = () => contest.rounds[0]!;
const team = (index: number) => round().teams[index]!.id;
const seat = (index: number) => round().judges[index]!.id;
const setRound = (data: { state: string }) =>
	store.database.transaction((tx) =>
		tx.round.update({ where: { id: round().id }, data: { ...data, version: { increment: 1 } } })
	);
const sheet = (teamId: string, values: Readonly<Record<string, string>> = ALL) =>
	Object.entries(values).map(([criterion, value]) => mark(teamId, criterion, value));

describe('a mark given on a tablet', () => {
	test('is acknowledged with its number, written once, and begins the ballot', async () => {
		const judge = await connect(tablets[0]!);
		const [result] = resultsOf(await judge.ask(marksAsk(mark(team(0), 'greeting.content', '5.50'))));
		const rows = await store.database.read.mark.findMany({ where: { roundId: round().id } });
		expect(rows.map(({ id, value, seatId, source }) => ({ id, value, seatId, source }))).toEqual([
			{ id: result!.id, value: '5.5', seatId: seat(0), source: 'tablet' }
		]);
		expect(result).toEqual({ id: rows[0]!.id, status: 'stored', serverSeq: rows[0]!.seq });
		const ballots = await store.database.read.ballot.findMany({ where: { roundId: round().id } });
		expect(ballots.map(({ teamId, seatId, partKey, state }) => ({ teamId, seatId, partKey, state }))).toEqual(
			[{ teamId: team(0), seatId: seat(0), partKey: '*', state: 'draft' }]
		);
	});

	test('E20, E21: sent again, also after a reconnect, gets its first answer and changes nothing', async () => {
		const judge = await connect(tablets[0]!);
		const first = mark(team(0), 'greeting.content', '5');
		const [stored] = resultsOf(await judge.ask(marksAsk(first)));
		const again = await judge.ask(marksAsk(first, first));
		judge.socket.disconnect().connect();
		const afterwards = await judge.ask(marksAsk(first));
		const replay = { ...stored, status: 'replay' };
		expect(resultsOf(again)).toEqual([replay, replay]);
		expect(resultsOf(afterwards)).toEqual([replay]);
		expect(await store.database.read.mark.count({ where: { roundId: round().id } })).toBe(1);
	});

	test('E21: twice in one batch is one mark', async () => {
		const judge = await connect(tablets[0]!);
		const doubled = mark(team(0), 'greeting.content', '5');
		expect(outcomes(await judge.ask(marksAsk(doubled, doubled)))).toEqual(['stored', 'replay']);
	});

	test('with a used key and another value is refused', async () => {
		const judge = await connect(tablets[0]!);
		const first = mark(team(0), 'greeting.content', '5');
		await judge.ask(marksAsk(first));
		expect(outcomes(await judge.ask(marksAsk({ ...first, value: '6' })))).toEqual(['key_reused']);
		const other = await connect(tablets[1]!);
		expect(outcomes(await other.ask(marksAsk(first)))).toEqual(['key_reused']);
	});

	test('that a network delivers after a later one does not undo it', async () => {
		const judge = await connect(tablets[0]!);
		const early = mark(team(0), 'greeting.content', '2');
		const late = mark(team(0), 'greeting.content', '5');
		await judge.ask(marksAsk(late));
		expect(outcomes(await judge.ask(marksAsk(early)))).toEqual(['judging_out_of_order']);
		expect(await written(store.database, seat(0))).toEqual({ [`${team(0)} greeting.content`]: '5' });
	});

	test('can be taken back, which is not a zero', async () => {
		const judge = await connect(tablets[0]!);
		await judge.ask(marksAsk(mark(team(0), 'greeting.content', '0')));
		expect(await written(store.database, seat(0))).toEqual({ [`${team(0)} greeting.content`]: '0' });
		await judge.ask(marksAsk(mark(team(0), 'greeting.content', null)));
		expect(await written(store.database, seat(0))).toEqual({ [`${team(0)} greeting.content`]: null });
	});

	test('is held against the rules one by one: the good ones of a batch are kept', async () => {
		const judge = await connect(tablets[0]!);
		const answer = await judge.ask(
			marksAsk(
				mark(team(0), 'greeting.content', '5'),
				mark(team(0), 'greeting.form', '3.25'),
				mark(team(0), 'greeting.form', '4.5'),
				mark(team(0), 'greeting.form', '1e0'),
				mark(team(0), 'greeting.costume', '1'),
				mark(newId(), 'greeting.form', '1'),
				mark(team(1), 'greeting.form', '1'),
				{ id: 'x', value: 3 },
				mark(team(0), 'talent.message', '4')
			)
		);
		expect(outcomes(answer)).toEqual([
			'stored',
			'judging_off_step',
			'judging_out_of_range',
			'judging_not_a_mark',
			'judging_unknown_criterion',
			'judging_unknown_team',
			'judging_not_on_stage',
			'invalid',
			'stored'
		]);
	});

	test('for a turn that is over is taken while its sheet is not handed in: a tablet was offline', async () => {
		const judge = await connect(tablets[0]!);
		await judge.ask(marksAsk(mark(team(0), 'greeting.content', '5')));
		await store.database.transaction((tx) =>
			tx.performance.updateMany({ where: { teamId: team(0) }, data: { status: 'performed' } })
		);
		await putOnStage(store.database, round().id, team(1));
		const late = marksAsk(mark(team(0), 'greeting.form', '3.5'));
		expect(outcomes(await judge.ask(late))).toEqual(['stored']);
		await judge.ask(marksAsk(...sheet(team(0))));
		await judge.ask(finalAsk(team(0), ALL));
		expect(outcomes(await judge.ask(marksAsk(mark(team(0), 'greeting.form', '1'))))).toEqual(['held']);
	});

	test('E11: of a judge whose own unit the team is from is refused', async () => {
		const own = await connect(tablets[2]!);
		expect(outcomes(await own.ask(marksAsk(mark(team(0), 'greeting.content', '5'))))).toEqual([
			'judging_conflict'
		]);
		await putOnStage(store.database, round().id, team(1));
		expect(outcomes(await own.ask(marksAsk(mark(team(1), 'greeting.content', '5'))))).toEqual(['stored']);
	});

	test('of a judge recorded as absent, or for a team that does not compete, is refused', async () => {
		await store.database.transaction(async (tx) => {
			await tx.panelSeat.update({ where: { id: seat(1) }, data: { absentFrom: 2 } });
			await tx.entry.updateMany({ where: { teamId: team(2) }, data: { status: 'absent' } });
		});
		await putOnStage(store.database, round().id, team(0));
		const judge = await connect(tablets[1]!);
		expect(outcomes(await judge.ask(marksAsk(mark(team(0), 'greeting.content', '5'))))).toEqual(['stored']);
		await putOnStage(store.database, round().id, team(1));
		expect(outcomes(await judge.ask(marksAsk(mark(team(1), 'greeting.content', '5'))))).toEqual([
			'judging_absent'
		]);
		await putOnStage(store.database, round().id, team(2));
		const other = await connect(tablets[0]!);
		expect(outcomes(await other.ask(marksAsk(mark(team(2), 'greeting.content', '5'))))).toEqual([
			'judging_team_not_competing'
		]);
	});

	test('before the opening is refused; after the close it is kept and does not count', async () => {
		const judge = await connect(tablets[0]!);
		const given = marksAsk(mark(team(0), 'greeting.content', '5'));
		await setRound({ state: 'configured' });
		expect(outcomes(await judge.ask(given))).toEqual(['judging_round_not_open']);
		await setRound({ state: 'closed' });
		expect(outcomes(await judge.ask(given))).toEqual(['held']);
		expect(await written(store.database, seat(0))).toEqual({});
	});

	test('leaves in the audit log who, on which tablet, what it was and is', async () => {
		const judge = await connect(tablets[0]!);
		await judge.ask(marksAsk(mark(team(0), 'greeting.content', '5')));
		const second = mark(team(0), 'greeting.content', '6');
		await judge.ask(marksAsk(second));
		const entries = await store.database.read.auditEntry.findMany({
			where: { contestId: contest.id, action: 'ballot.mark' },
			orderBy: { seq: 'asc' }
		});
		expect(entries).toHaveLength(2);
		const { actorId, deviceId, before, after } = entries[1]!;
		expect({ actorId, deviceId, before: JSON.parse(before!), after: JSON.parse(after!) }).toEqual({
			actorId: seat(0),
			deviceId: tablets[0]!.deviceId,
			before: { 'greeting.content': '5' },
			after: { teamId: team(0), marks: [['greeting.content', '6', second.id]] }
		});
	});
});

describe('several tablets at once', () => {
	test('interleaved marks of two judges all arrive, each under its own seat', async () => {
		const [one, two] = [await connect(tablets[0]!), await connect(tablets[1]!)];
		const mine = ['1', '2', '3', '4'].map((value) => mark(team(0), 'greeting.content', value));
		const theirs = ['4', '3', '2', '1'].map((value) => mark(team(0), 'greeting.content', value));
		const answers = await Promise.all(
			mine.flatMap((own, index) => [one.ask(marksAsk(own)), two.ask(marksAsk(theirs[index]!))])
		);
		expect(answers.flatMap(outcomes)).toEqual(Array(8).fill('stored'));
		expect(await written(store.database, seat(0))).toEqual({ [`${team(0)} greeting.content`]: '4' });
		expect(await written(store.database, seat(1))).toEqual({ [`${team(0)} greeting.content`]: '1' });
	});

	test('E44: a judge never hears of another one’s marks', async () => {
		const [one, two] = [await connect(tablets[0]!), await connect(tablets[1]!)];
		await one.ask(marksAsk(mark(team(0), 'greeting.content', '1.5')));
		await two.ask(marksAsk(mark(team(0), 'greeting.content', '4.5')));
		const heard = two.hears((tell) => tell.kind === 'view');
		await putOnStage(store.database, round().id, team(1));
		const { announce } = await import('#lib/server/realtime/bus.ts');
		announce([{ kind: 'stage.changed', contestId: contest.id, roundId: round().id }]);
		const tell = await heard;
		// Quoted, because a time of day may end in the same figures.
		expect(JSON.stringify([two.told, await two.ask({ kind: 'view' })])).not.toMatch(/"1[.,]50?\\?"/);
		expect(tell).toMatchObject({ kind: 'view', view: { onStage: { teamId: team(1), partKey: '*' } } });
	});

	test('E44: what others handed in is seen by a judge whose own sheet is in, where the rules say so, and by nobody before', async () => {
		const stage = communeContest.stages[0]!;
		const visibility = { ...stage.visibility, judgesSeeOthersAfterFinal: true };
		const rules = v.parse(RulesSchema, { ...communeContest, stages: [{ ...stage, visibility }] });
		const open = await smallContest(store.database, { code: `MO-${newId().slice(-8)}`, rules, teams: 2 });
		const first = open.rounds[0]!;
		const teamId = first.teams[0]!.id;
		const [one, two] = await Promise.all(
			first.judges.slice(0, 2).map(async ({ id }) => connect(await pairedTablet(store.database, open.id, id)))
		);
		const othersSeenBy = async (client: TabletClient) => {
			const answer = await client.ask({ kind: 'view' });
			return answer.kind === 'view' ? answer.view.others : null;
		};
		await one!.ask(marksAsk(...sheet(teamId)));
		await two!.ask(marksAsk(...sheet(teamId, { ...ALL, 'greeting.content': '4.5' })));
		expect(await othersSeenBy(one!)).toEqual([]);
		await one!.ask(finalAsk(teamId, ALL));
		expect([await othersSeenBy(one!), await othersSeenBy(two!)]).toEqual([[], []]);
		const told = one!.hears(
			(tell) => tell.kind === 'view' && ((tell as { view?: SeatView }).view?.others ?? []).length > 0
		);
		await two!.ask(finalAsk(teamId, { ...ALL, 'greeting.content': '4.5' }));
		await told;
		expect(await othersSeenBy(one!)).toMatchObject([
			{ teamId, label: 'GK2', total: '16.5', marks: [{ path: 'greeting.content', value: '4.5' }, {}, {}, {}] }
		]);
		expect(await othersSeenBy(two!)).toMatchObject([{ label: 'GK1', total: '17' }]);
		await store.database.transaction((tx) =>
			tx.ballot.updateMany({ where: { seatId: first.judges[0]!.id }, data: { state: 'draft', version: 1 } })
		);
		expect([await othersSeenBy(one!), await othersSeenBy(two!)]).toEqual([[], []]);
	});

	test('a whole journal of 500 marks is taken in one go', async () => {
		const marks = Array.from({ length: 500 }, (_, index) =>
			mark(team(0), 'greeting.content', String(index % 7))
		);
		const results = await recordMarks(store.database, tablets[0]!.actor, marks);
		expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['stored']));
		const sequences = results.map((result) => (result.status === 'stored' ? result.serverSeq : 0));
		expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
	});
});

describe('handing in', () => {
	test('fixes what the judge saw, once, whatever is sent after', async () => {
		const judge = await connect(tablets[0]!);
		await judge.ask(marksAsk(...sheet(team(0))));
		const final = finalAsk(team(0), ALL);
		const first = await judge.ask(final);
		expect(first).toMatchObject({ kind: 'final', teamId: team(0), partKey: '*' });
		expect(await judge.ask(final)).toMatchObject({
			kind: 'final',
			finalAt: (first as { finalAt: number }).finalAt
		});
		expect(await judge.ask(finalAsk(team(0), ALL))).toMatchObject({
			finalAt: (first as { finalAt: number }).finalAt
		});
		expect(outcomes(await judge.ask(marksAsk(mark(team(0), 'greeting.content', '1'))))).toEqual(['held']);
		const ballot = await store.database.read.ballot.findFirstOrThrow({ where: { seatId: seat(0) } });
		expect([ballot.state, JSON.parse(ballot.marks!)]).toEqual(['final', ALL]);
	});

	test('is refused while a mark is missing; a zero is a mark', async () => {
		const judge = await connect(tablets[0]!);
		const { 'talent.message': _, ...three } = ALL;
		await judge.ask(marksAsk(...sheet(team(0), three)));
		expect(await judge.ask(finalAsk(team(0), three))).toMatchObject({
			kind: 'refused',
			code: 'judging_incomplete'
		});
		await judge.ask(marksAsk(mark(team(0), 'talent.message', '0')));
		expect(await judge.ask(finalAsk(team(0), { ...ALL, 'talent.message': '0' }))).toMatchObject({
			kind: 'final'
		});
	});

	test('is refused with both figures where tablet and server differ', async () => {
		const judge = await connect(tablets[0]!);
		await judge.ask(marksAsk(...sheet(team(0))));
		expect(await judge.ask(finalAsk(team(0), { ...ALL, 'greeting.form': '1' }))).toMatchObject({
			kind: 'refused',
			code: 'judging_stale',
			differences: [{ criterion: 'greeting.form', tablet: '1', server: '3.5' }]
		});
		expect((await store.database.read.ballot.findFirstOrThrow({ where: { seatId: seat(0) } })).state).toBe(
			'draft'
		);
	});

	test('E12: is still possible when the team has left the stage, though no mark is', async () => {
		const judge = await connect(tablets[0]!);
		await judge.ask(marksAsk(...sheet(team(0))));
		await putOnStage(store.database, round().id, team(1));
		expect(outcomes(await judge.ask(marksAsk(mark(team(0), 'greeting.content', '1'))))).toEqual([
			'judging_not_on_stage'
		]);
		expect(await judge.ask(finalAsk(team(0), ALL))).toMatchObject({ kind: 'final' });
	});
});

describe('a tablet that must not', () => {
	test('a revoked one is told, thrown out, and not let in again', async () => {
		const judge = await connect(tablets[0]!);
		const told = judge.hears((tell) => tell.kind === 'revoked');
		const input = { deviceId: tablets[0]!.deviceId };
		const revoked = await execute(store.database, revokeDevice, { actor: contest.accounts.secretary, input });
		expect(revoked.ok).toBe(true);
		await told;
		await expect(tabletClient(server.url, tablets[0]!.cookie)).rejects.toThrow('judging_not_paired');
		await expect(
			recordMarks(store.database, tablets[0]!.actor, [mark(team(0), 'greeting.content', '5')])
		).rejects.toThrow('judging_not_paired');
		expect(await written(store.database, seat(0))).toEqual({});
	});

	test('one of another contest marks nothing here', async () => {
		const other = await smallContest(store.database, { template: 'communeContest', teams: 2 });
		const stranger = await connect(
			await pairedTablet(store.database, other.id, other.rounds[0]!.judges[0]!.id)
		);
		expect(outcomes(await stranger.ask(marksAsk(mark(team(0), 'greeting.content', '5'))))).toEqual([
			'judging_unknown_team'
		]);
		expect(JSON.stringify(stranger.told)).not.toContain(team(0));
	});

	test('a key that was used in another contest is refused, and the rest of the batch is kept', async () => {
		const other = await smallContest(store.database, { template: 'communeContest', teams: 1 });
		const there = other.rounds[0]!;
		const stranger = await connect(await pairedTablet(store.database, other.id, there.judges[0]!.id));
		const used = mark(there.teams[0]!.id, 'greeting.content', '5');
		expect(outcomes(await stranger.ask(marksAsk(used)))).toEqual(['stored']);
		const judge = await connect(tablets[0]!);
		const answer = await judge.ask(
			marksAsk({ ...used, teamId: team(0) }, mark(team(0), 'greeting.form', '1'))
		);
		expect(outcomes(answer)).toEqual(['key_reused', 'stored']);
	});

	test('one without a pairing, or with an old page, is not let in', async () => {
		await expect(tabletClient(server.url, 'kheo_tablet=nothing')).rejects.toThrow('judging_not_paired');
		await expect(tabletClient(server.url, tablets[0]!.cookie, { protocol: 0 })).rejects.toThrow(
			'judging_protocol'
		);
	});

	test('a tablet of the secretariat does not mark', async () => {
		const seatId = newId();
		const personId = round().teams[0]!.unitId;
		await store.database.transaction(async (tx) => {
			const person = { id: personId, fullName: 'Lê Thị Thử', sortKey: 'thu le', searchKey: 'le thi thu' };
			await tx.person.create({ data: { ...person, createdAt: new Date() } });
			await tx.panelSeat.create({
				data: { id: seatId, roundId: round().id, personId, role: 'secretary', label: 'TK1', position: 9 }
			});
		});
		await putOnStage(store.database, round().id, team(0));
		const desk = await connect(await pairedTablet(store.database, contest.id, seatId));
		expect(outcomes(await desk.ask(marksAsk(mark(team(0), 'greeting.content', '5'))))).toEqual([
			'judging_not_your_criterion'
		]);
	});

	test('the database holds only the hash of its cookie', async () => {
		const device = await store.database.read.device.findUniqueOrThrow({
			where: { id: tablets[0]!.deviceId }
		});
		expect(JSON.stringify(device)).not.toContain(tablets[0]!.token);
		expect(device.tokenHash).toBe(hashOf(tablets[0]!.token));
	});
});
