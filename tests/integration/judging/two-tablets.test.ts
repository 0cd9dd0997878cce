import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { HeldView, SeatView } from '#lib/live/judge-protocol.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { liveServer, tabletClient, type LiveServer, type TabletClient } from '../../support/live-server.ts';
import {
	pairedTablet,
	smallContest,
	type PairedTablet,
	type SmallContest
} from '../../support/small-contest.ts';
import { finalAsk, mark, marksAsk, outcomes, resultsOf, written } from './tablet.ts';

const CELL = 'greeting.content';

let store: TestDatabase;
let server: LiveServer;
let contest: SmallContest;
let first: PairedTablet;
let second: PairedTablet;
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
	contest = await smallContest(store.database, { template: 'communeContest', teams: 2, opened: true });
	first = await pairedTablet(store.database, contest.id, seatId());
	second = await pairedTablet(store.database, contest.id, seatId());
	clients = [];
});
afterEach(() => clients.forEach((client) => client.close()));

const seatId = () => contest.rounds[0]!.judges[0]!.id;
const teamId = () => contest.rounds[0]!.teams[0]!.id;

async function connect(tablet: PairedTablet): Promise<TabletClient> {
	const client = await tabletClient(server.url, tablet.cookie);
	clients.push(client);
	return client;
}

async function viewOf(client: TabletClient): Promise<SeatView> {
	const answer = await client.ask({ kind: 'view' });
	if (answer.kind !== 'view') throw new Error(JSON.stringify(answer));
	return answer.view;
}
const open = (held: readonly HeldView[]) => held.filter(({ decision }) => decision === null);

describe('two tablets of one judge that marked the same while apart', () => {
	test('E22: leave both versions to be seen on both, and nothing is written over', async () => {
		const [one, two] = [await connect(first), await connect(second)];
		await one.ask(marksAsk(mark(teamId(), CELL, '5')));
		expect(outcomes(await two.ask(marksAsk(mark(teamId(), CELL, '3'))))).toEqual(['held']);
		expect(await written(store.database, seatId())).toEqual({ [`${teamId()} ${CELL}`]: '5' });
		for (const client of [one, two]) {
			const { marks, held } = await viewOf(client);
			expect(marks.map(({ value }) => value)).toEqual(['5']);
			expect(held).toMatchObject([
				{ kind: 'diverged', value: '3', deviceId: second.deviceId, criterion: CELL, decision: null }
			]);
		}
	});

	test('are asked: the mark that the judge picks counts, and the question is settled', async () => {
		const [one, two] = [await connect(first), await connect(second)];
		const [stored] = resultsOf(await one.ask(marksAsk(mark(teamId(), CELL, '5'))));
		const other = mark(teamId(), CELL, '3');
		await two.ask(marksAsk(other));
		const base = stored!.status === 'stored' ? stored!.serverSeq : 0;
		const pick = mark(teamId(), CELL, '3', { base, settles: [other.id] });
		expect(outcomes(await one.ask(marksAsk(pick)))).toEqual(['stored']);
		expect(await written(store.database, seatId())).toEqual({ [`${teamId()} ${CELL}`]: '3' });
		const { held } = await viewOf(two);
		expect(held.map(({ decision }) => decision)).toEqual(['picked']);
	});

	test('cannot hand the sheet in before the judge has picked', async () => {
		const [one, two] = [await connect(first), await connect(second)];
		const sheet = { [CELL]: '5', 'greeting.form': '3', 'talent.message': '4', 'talent.performance': '4' };
		await one.ask(marksAsk(...Object.entries(sheet).map(([path, value]) => mark(teamId(), path, value))));
		await two.ask(marksAsk(mark(teamId(), CELL, '3')));
		expect(await one.ask(finalAsk(teamId(), sheet))).toMatchObject({ code: 'judging_diverged' });
	});

	test('are not asked where both say the same, or the second one had seen the first', async () => {
		const [one, two] = [await connect(first), await connect(second)];
		const [stored] = resultsOf(await one.ask(marksAsk(mark(teamId(), CELL, '5'))));
		expect(outcomes(await two.ask(marksAsk(mark(teamId(), CELL, '5.0'))))).toEqual(['stored']);
		const base = stored!.status === 'stored' ? stored!.serverSeq + 1 : 0;
		expect(outcomes(await one.ask(marksAsk(mark(teamId(), CELL, '6', { base }))))).toEqual(['stored']);
	});

	test('are told the same again when the answer was lost, and the question is asked once', async () => {
		const [one, two] = [await connect(first), await connect(second)];
		await one.ask(marksAsk(mark(teamId(), CELL, '5')));
		const lost = marksAsk(mark(teamId(), CELL, '3'));
		expect(outcomes(await two.ask(lost))).toEqual(['held']);
		expect(outcomes(await two.ask(lost))).toEqual(['held']);
		expect(open((await viewOf(two)).held)).toHaveLength(1);
		const reused = { ...lost.marks[0]!, value: '4' } as Parameters<typeof mark>[3];
		expect(outcomes(await two.ask(marksAsk(mark(teamId(), CELL, '4', reused))))).toEqual(['key_reused']);
	});

	test('a pick settles nothing of another judge', async () => {
		const [one, two] = [await connect(first), await connect(second)];
		await one.ask(marksAsk(mark(teamId(), CELL, '5')));
		const other = mark(teamId(), CELL, '3');
		await two.ask(marksAsk(other));
		const stranger = await pairedTablet(store.database, contest.id, contest.rounds[0]!.judges[1]!.id);
		const third = await connect(stranger);
		await third.ask(marksAsk(mark(teamId(), CELL, '6', { settles: [other.id] })));
		expect(open((await viewOf(one)).held)).toHaveLength(1);
	});
});

describe('two tablets of one judge that are connected at once', () => {
	const isElsewhere = (wanted: boolean) => (tell: { kind: string }) =>
		tell.kind === 'view' && (tell as unknown as { view: SeatView }).view.isElsewhere === wanted;

	test('the first has the sheet, the second shows it until it takes over', async () => {
		const one = await connect(first);
		expect((await viewOf(one)).isElsewhere).toBe(false);
		const two = await connect(second);
		expect((await viewOf(two)).isElsewhere).toBe(true);
		const lost = one.hears(isElsewhere(true));
		expect(await two.ask({ kind: 'take-over' })).toMatchObject({ kind: 'taken-over' });
		await lost;
		expect((await viewOf(two)).isElsewhere).toBe(false);
	});

	test('what the second one gave while it was away is delivered all the same', async () => {
		await connect(first);
		const two = await connect(second);
		expect(outcomes(await two.ask(marksAsk(mark(teamId(), CELL, '5'))))).toEqual(['stored']);
	});
});

describe('what a tablet says of itself', () => {
	test('battery, clock and undelivered marks reach the desk with its last contact', async () => {
		const judge = await connect(first);
		const condition = {
			batteryPercent: 41,
			isCharging: false,
			clockOffsetMs: -86_400_000,
			roundTripMs: 12,
			undelivered: 3
		};
		const before = Date.now();
		const answer = await judge.ask({ kind: 'beat', condition });
		expect(answer.kind).toBe('beat');
		expect(answer.serverTime).toBeGreaterThanOrEqual(before);
		await expect
			.poll(() => store.database.read.device.findUnique({ where: { id: first.deviceId } }))
			.toMatchObject(condition);
	});

	test('E24: a clock that is a day off is evidence beside the mark, never an order', async () => {
		const judge = await connect(first);
		const deviceTime = Date.now() + 86_400_000;
		await judge.ask(marksAsk(mark(teamId(), CELL, '5', { deviceTime, clockOffsetMs: 86_400_000 })));
		await judge.ask(marksAsk(mark(teamId(), CELL, '6', { deviceTime: 0, clockOffsetMs: 86_400_000 })));
		const rows = await store.database.read.mark.findMany({
			where: { seatId: seatId() },
			orderBy: { seq: 'asc' }
		});
		expect(rows.map(({ value, clockOffsetMs }) => [value, clockOffsetMs])).toEqual([
			['5', 86_400_000],
			['6', 86_400_000]
		]);
		expect(await written(store.database, seatId())).toEqual({ [`${teamId()} ${CELL}`]: '6' });
	});
});
