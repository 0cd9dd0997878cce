import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/access/actor.ts';
import { sheetLines } from '#lib/domain/contest/ballot-sheet.ts';
import { unequalPanels } from '#lib/domain/scoring/unequal-panels.ts';
import { newId } from '#lib/live/id.ts';
import type { Command } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import { callStage } from '#lib/server/contest/stage-call.ts';
import { setSeatAbsence } from '#lib/server/contest/seat-absence.ts';
import { closingView } from '#lib/server/desk/closing-query.ts';
import { devicesView } from '#lib/server/desk/devices-view.ts';
import { gridView } from '#lib/server/desk/grid-query.ts';
import { paperDesk } from '#lib/server/desk/paper-query.ts';
import { printView } from '#lib/server/desk/print-query.ts';
import { scoresView } from '#lib/server/desk/scores-query.ts';
import { judgeSheets } from '#lib/server/desk/sheet-query.ts';
import { stageView } from '#lib/server/desk/stage-query.ts';
import { standingsOf } from '#lib/server/results/standings.ts';
import { addDeduction } from '#lib/server/judging/add-deduction.ts';
import { enterPaper } from '#lib/server/judging/enter-paper.ts';
import { inviteDevice } from '#lib/server/judging/invite-device.ts';
import { recordTime } from '#lib/server/judging/record-time.ts';
import { unlockBallot } from '#lib/server/judging/unlock-ballot.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { pairedTablet, smallContest, type SmallContest } from '../../support/small-contest.ts';
import { counted } from './counted.ts';

let db: TestDatabase;
let contest: SmallContest;
let roundId: string;
let teams: SmallContest['rounds'][number]['teams'];
let judges: SmallContest['rounds'][number]['judges'];

beforeEach(async () => {
	db = await testDatabase();
	use(await smallContest(db.database, { ownUnitJudge: true }));
});
afterEach(() => db.remove());

function use(made: SmallContest) {
	contest = made;
	const round = made.rounds[0]!;
	roundId = round.id;
	teams = round.teams;
	judges = round.judges;
}

async function ask(
	command: unknown,
	input: Record<string, unknown>,
	actor: Actor = contest.accounts.secretary
) {
	const outcome = await execute(db.database, command as Command, { actor, input: { roundId, ...input } });
	if (!outcome.ok) throw outcome.refusal;
	return outcome.value;
}

const marksOf = (value: (index: number) => string) =>
	Object.fromEntries(sheetLines(contest.stage, '*', null).map(({ path }, index) => [path, value(index)]));

/** Marks on a tablet, handed in or not, as they lie in the database. */
async function marked(team: number, judge: number, marks: Record<string, string>, isFinal: boolean) {
	const place = { roundId, teamId: teams[team]!.id, seatId: judges[judge]!.id };
	const at = new Date('2026-01-05T02:00:00Z');
	await db.database.transaction(async (tx) => {
		await tx.mark.createMany({
			data: Object.entries(marks).map(([criterion, value]) => ({
				id: newId(),
				...place,
				criterion,
				value,
				source: 'tablet',
				at
			}))
		});
		const final = isFinal
			? { state: 'final', marks: JSON.stringify(marks), finalAt: at }
			: { state: 'draft' };
		await tx.ballot.create({ data: { id: newId(), ...place, partKey: '*', source: 'tablet', ...final } });
	});
}

const grid = (actor: Actor = contest.accounts.secretary) => gridView(db.database.read, actor, roundId);
const statesOf = (view: Awaited<ReturnType<typeof grid>>, team: number) =>
	view.rows[team]!.cells.map((sheets) => sheets.map(({ state }) => state).join());

describe('the grid of teams and judges', () => {
	test('tells for each sheet how far it is, and how many marks a draft has', async () => {
		await marked(
			0,
			0,
			marksOf(() => '1'),
			true
		);
		const [first, second] = Object.entries(marksOf(() => '1'));
		await marked(0, 1, Object.fromEntries([first!, second!]), false);
		await ask(enterPaper, {
			teamId: teams[0]!.id,
			seatId: judges[2]!.id,
			partKey: '*',
			entry: 1,
			marks: marksOf(() => '1')
		});
		const view = await grid();
		// The last judge belongs to the first team's own unit.
		expect(statesOf(view, 0)).toEqual(['final', 'draft', 'paperFirst', 'due', 'conflict']);
		expect(view.rows[0]!.cells[1]).toEqual([
			{
				partKey: '*',
				state: 'draft',
				given: 2,
				asked: sheetLines(contest.stage, '*', null).length,
				source: 'tablet'
			}
		]);
		expect(statesOf(view, 1)).toEqual(['waiting', 'waiting', 'waiting', 'waiting', 'waiting']);
	});

	test('a turn that is over without a mark is missing, a judge who left is absent', async () => {
		await ask(callStage, { teamId: teams[1]!.id, partKey: '*' });
		await ask(setSeatAbsence, { seatId: judges[3]!.id, absentFrom: 2, reason: 'Ốm đột xuất' });
		const view = await grid();
		expect(statesOf(view, 0)).toEqual(['missing', 'missing', 'missing', 'missing', 'conflict']);
		expect(statesOf(view, 1)).toEqual(['due', 'due', 'due', 'absent', 'due']);
	});

	test('a sheet that the chair opens again is told apart from a draft', async () => {
		await marked(
			0,
			0,
			marksOf(() => '1'),
			true
		);
		const place = { teamId: teams[0]!.id, seatId: judges[0]!.id, partKey: '*' };
		await ask(unlockBallot, { ...place, reason: 'Ghi nhầm cột' }, contest.accounts.chair);
		expect(statesOf(await grid(), 0)[0]).toBe('unlocked');
	});

	test('two entries of a paper that differ are told, and nothing of their figures', async () => {
		const place = { teamId: teams[0]!.id, seatId: judges[0]!.id, partKey: '*' };
		await ask(enterPaper, { ...place, entry: 1, marks: marksOf(() => '1') });
		const second = { ...place, entry: 2, marks: marksOf((index) => (index === 0 ? '2' : '1')) };
		await ask(enterPaper, second, contest.accounts.secondSecretary);
		const view = await grid();
		expect(statesOf(view, 0)[0]).toBe('paperDiffers');
		expect(view.rows[0]!.total).toBeNull();
	});

	test('a chair who marks sees no total, place or mark of a team before handing in for it', async () => {
		for (const judge of [1, 2, 3])
			await marked(
				0,
				judge,
				marksOf(() => '1'),
				true
			);
		const chair: Actor = { ...contest.accounts.chair, personId: judges[0]!.personId };
		const before = await grid(chair);
		expect(before.rows[0]).toMatchObject({ isHidden: true, total: null, rank: null });
		const other = () => judgeSheets(db.database.read, chair, roundId, teams[0]!.id, judges[1]!.id);
		expect((await other()).sheets[0]!.lines.every(({ value }) => value === null)).toBe(true);
		await marked(
			0,
			0,
			marksOf(() => '1'),
			true
		);
		expect((await grid(chair)).rows[0]!.isHidden).toBe(false);
		expect((await other()).sheets[0]!.lines.every(({ value }) => value === '1')).toBe(true);
	});
});

describe("a judge's sheet", () => {
	test('keeps the marks of a draft to the judge', async () => {
		await marked(
			0,
			1,
			marksOf(() => '1'),
			false
		);
		const { sheets } = await judgeSheets(
			db.database.read,
			contest.accounts.secretary,
			roundId,
			teams[0]!.id,
			judges[1]!.id
		);
		expect(sheets[0]).toMatchObject({ state: 'draft', isHidden: true, changes: [] });
		expect(sheets[0]!.lines.filter(({ value }) => value !== null)).toEqual([]);
	});

	test('shows every change of a sheet that was handed in', async () => {
		await marked(
			0,
			1,
			marksOf(() => '1'),
			true
		);
		const { sheets } = await judgeSheets(
			db.database.read,
			contest.accounts.secretary,
			roundId,
			teams[0]!.id,
			judges[1]!.id
		);
		expect(sheets[0]!.changes.map(({ value, source }) => [value, source])).toEqual(
			sheets[0]!.lines.map(() => ['1', 'tablet'])
		);
	});
});

describe('paper', () => {
	const place = () => ({ teamId: teams[0]!.id, seatId: judges[0]!.id, partKey: '*' });
	const desk = (actor: Actor) => paperDesk(db.database.read, actor, roundId, place());

	test('the second person is asked for the second entry and sees nothing of the first', async () => {
		await ask(enterPaper, { ...place(), entry: 1, marks: marksOf(() => '1') });
		const { keying, waiting } = await desk(contest.accounts.secondSecretary);
		expect(keying).toMatchObject({ entry: 2, state: 'paperFirst' });
		expect(keying!.lines.filter(({ own, other }) => own !== null || other !== null)).toEqual([]);
		expect(waiting).toMatchObject([{ ...place(), state: 'first', isMine: false, mayGoOn: true }]);
		expect((await desk(contest.accounts.secretary)).waiting).toMatchObject([
			{ isMine: true, mayGoOn: false }
		]);
	});

	test('once both have keyed it in, each sees where the two differ and keeps to the own entry', async () => {
		await ask(enterPaper, { ...place(), entry: 1, marks: marksOf(() => '1') });
		const second = marksOf((index) => (index === 0 ? '2' : '1'));
		await ask(enterPaper, { ...place(), entry: 2, marks: second }, contest.accounts.secondSecretary);
		const { keying } = await desk(contest.accounts.secondSecretary);
		expect(keying).toMatchObject({ entry: 2, state: 'paperDiffers' });
		expect(keying!.lines.filter(({ differs }) => differs)).toMatchObject([{ own: '2', other: '1' }]);
		expect((await desk(contest.accounts.secretary)).keying).toMatchObject({ entry: 1 });
	});

	test('of a sheet that the tablet had sent in part shows how much, and what only to whoever has keyed it in', async () => {
		const [first] = Object.keys(marksOf(() => '1'));
		await marked(0, 0, { [first!]: '3' }, false);
		const before = (await desk(contest.accounts.secretary)).keying!;
		expect(before.received).toBe(1);
		expect(before.lines.map(({ received }) => received).filter(Boolean)).toEqual([]);
		const paper = marksOf(() => '1');
		await ask(enterPaper, { ...place(), entry: 1, marks: paper });
		const own = (await desk(contest.accounts.secretary)).keying!;
		expect(own.lines[0]).toMatchObject({ path: first, own: '1', received: '3' });
		expect((await desk(contest.accounts.secondSecretary)).keying!.lines[0]!.received).toBeNull();
		await ask(enterPaper, { ...place(), entry: 2, marks: paper }, contest.accounts.secondSecretary);
		// The signed paper counts; the tablet's mark stays in the log before it.
		const log = await db.database.read.mark.findMany({
			where: { teamId: teams[0]!.id, seatId: judges[0]!.id, criterion: first! },
			orderBy: { seq: 'asc' }
		});
		expect(log.map(({ value, source }) => [value, source])).toEqual([
			['3', 'tablet'],
			['1', 'paper']
		]);
		const ballot = await db.database.read.ballot.findFirstOrThrow({
			where: { teamId: teams[0]!.id, seatId: judges[0]!.id }
		});
		expect(ballot).toMatchObject({ state: 'final', source: 'paper' });
	});
});

test('the stage shows who has handed in, the clock of the part and what the rule proposes for a time', async () => {
	await marked(
		0,
		0,
		marksOf(() => '1'),
		true
	);
	const timed = (await stageView(db.database.read, roundId)).clockParts[0]!;
	await ask(recordTime, {
		teamId: teams[0]!.id,
		partKey: timed.path,
		durationMs: timed.limitMs! + 10 * 60_000
	});
	const view = await stageView(db.database.read, roundId);
	expect(view.progress.map(({ state }) => state)).toEqual(['final', 'due', 'due', 'due', 'conflict']);
	expect(view.times).toMatchObject([
		{ path: timed.path, proposal: { kind: 'overtime', excessMs: 600_000 }, taken: null }
	]);
	const { points } = view.times[0]!.proposal!;
	await ask(addDeduction, {
		teamId: teams[0]!.id,
		partKey: timed.path,
		kind: 'overtime',
		points,
		reason: 'Quá giờ 10 phút'
	});
	expect((await stageView(db.database.read, roundId)).times[0]!.taken).toMatchObject({
		kind: 'overtime',
		points
	});
	const scores = await scoresView(db.database.read, roundId);
	expect(scores.changes.map(({ action, after }) => [action, after])).toEqual([
		['deduction.add', points],
		['time.record', String(timed.limitMs! + 600_000)]
	]);
});

test('closing lists the sheets that are missing by team and judge, and what an absence would do', async () => {
	await marked(
		0,
		0,
		marksOf(() => '1'),
		true
	);
	const asked = { seatId: judges[0]!.id, from: 1 };
	const view = await closingView(db.database.read, roundId, asked, contest.accounts.secretary);
	expect(view.missing.filter(({ teamId }) => teamId === teams[0]!.id).map(({ seatId }) => seatId)).toEqual(
		judges.slice(1, -1).map(({ id }) => id)
	);
	expect(view.unperformed).toBe(teams.length);
	expect(view.preview!.teams.map(({ judgesLeft, alreadyIn }) => [judgesLeft, alreadyIn])).toEqual([
		[3, true],
		...teams.slice(1).map(() => [4, false])
	]);
});

test('E8: a judge who leaves: the places under both choices are shown before one is made, and the choice counts', async () => {
	const marks = (judge: number) => (index: number) => (judge === 2 && index === 0 ? '5' : '1');
	for (const team of teams.keys()) {
		for (const judge of [0, 1, 2, 3]) {
			if (judge !== 2 || team < 1) await marked(team, judge, marksOf(marks(judge)), true);
		}
		if (team > 0)
			await marked(
				team,
				4,
				marksOf(() => '1'),
				true
			);
	}
	const asked = { seatId: judges[2]!.id, from: 2 };
	const seen = await closingView(db.database.read, roundId, asked, contest.accounts.secretary);
	expect(seen.preview!.choices).toEqual(['laterTeams', 'round']);
	expect(seen.preview!.both!.unequal).toEqual([
		teams
			.slice(1)
			.map(({ id }) => id)
			.toSorted()
	]);
	expect(seen.preview!.both!.rows).toHaveLength(teams.length);

	const chair: Actor = { ...contest.accounts.chair, personId: judges[2]!.personId };
	const blind = await closingView(db.database.read, roundId, asked, chair);
	expect(blind.preview!.both).toBeNull();

	const leaving = { seatId: judges[2]!.id, absentFrom: 2, reason: 'Ốm đột xuất' };
	const standingOfFirst = async () => {
		const { standings } = await standingsOf(db.database.read, roundId);
		const row = standings.rows.find(({ teamId }) => teamId === teams[0]!.id)!;
		const judged = row.parts.flatMap((part) => [part, ...part.parts]).flatMap((part) => part.ballots);
		const own = judged.filter(({ judgeId }) => judgeId === judges[2]!.id);
		return { unequal: unequalPanels(standings).length > 0, own: new Set(own.map((one) => one.standing)) };
	};
	await ask(setSeatAbsence, { ...leaving, scope: 'round' });
	expect(await standingOfFirst()).toEqual({ unequal: false, own: new Set(['absent']) });
	await ask(setSeatAbsence, { ...leaving, scope: 'laterTeams' });
	expect(await standingOfFirst()).toEqual({ unequal: true, own: new Set(['counted']) });
});

test('a seat shows its tablets that are paired now and the code that waits to be scanned', async () => {
	const seat = judges[0]!;
	await pairedTablet(db.database, contest.id, seat.id);
	await ask(inviteDevice, { seatId: seat.id });
	const seats = await devicesView(db.database.read, contest.id, roundId, new Date());
	const row = seats.find(({ seatId }) => seatId === seat.id)!;
	expect(row.devices).toHaveLength(1);
	expect(row.pending).not.toBeNull();
	expect(seats.filter(({ seatId }) => seatId !== seat.id).every(({ pending }) => pending === null)).toBe(
		true
	);
});

test('printed sheets leave out a judge of the own unit, and draft marks of a blind chair', async () => {
	await marked(
		0,
		1,
		marksOf(() => '1'),
		false
	);
	const wanted = { seatId: null, teamId: teams[0]!.id, isFilled: true };
	const all = await printView(db.database.read, contest.accounts.secretary, roundId, wanted);
	expect(all.sheets.map(({ seatId }) => seatId)).toEqual(judges.slice(0, -1).map(({ id }) => id));
	expect(all.sheets[1]!.lines.every(({ value }) => value === '1')).toBe(true);
	const chair: Actor = { ...contest.accounts.chair, personId: judges[0]!.personId };
	const blind = await printView(db.database.read, chair, roundId, wanted);
	expect(blind.sheets[1]!.lines.every(({ value }) => value === null)).toBe(true);
});

test('every page of the desk takes as many queries for twelve teams and nine judges as for two and three', async () => {
	const reading = async (size: { teams: number; judges: number }) => {
		use(await smallContest(db.database, { ...size, code: `D-${newId().slice(-6)}`, clusters: 1 }));
		for (const [team] of teams.entries()) {
			for (const [judge] of judges.entries()) {
				const isFinal = judge % 2 === 0;
				await marked(
					team,
					judge,
					marksOf(() => '1'),
					isFinal
				);
			}
		}
		for (const team of teams)
			await ask(recordTime, { teamId: team.id, partKey: 'greeting', durationMs: 1000 });
		const { secretary } = contest.accounts;
		const pages = {
			stage: (read: Parameters<typeof stageView>[0]) => stageView(read, roundId),
			grid: (read: Parameters<typeof stageView>[0]) => gridView(read, secretary, roundId),
			sheet: (read: Parameters<typeof stageView>[0]) =>
				judgeSheets(read, secretary, roundId, teams[0]!.id, judges[0]!.id),
			paper: (read: Parameters<typeof stageView>[0]) => paperDesk(read, secretary, roundId, {}),
			scores: (read: Parameters<typeof stageView>[0]) => scoresView(read, roundId),
			close: (read: Parameters<typeof stageView>[0]) =>
				closingView(read, roundId, { seatId: null, from: null }, secretary),
			devices: (read: Parameters<typeof stageView>[0]) => devicesView(read, contest.id, roundId, new Date()),
			print: (read: Parameters<typeof stageView>[0]) =>
				printView(read, secretary, roundId, { seatId: null, teamId: null, isFilled: true })
		};
		const counts: Record<string, number> = {};
		for (const [name, page] of Object.entries(pages)) {
			// The rules and conflicts of a round stay in memory for a while: read them before counting.
			await page(db.database.read);
			const { read, queries } = counted(db.database.read);
			await page(read);
			counts[name] = queries();
		}
		return counts;
	};
	const small = await reading({ teams: 2, judges: 3 });
	expect(await reading({ teams: 12, judges: 9 })).toEqual(small);
});
