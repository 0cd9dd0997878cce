import { afterEach, beforeEach, expect, test } from 'vitest';
import { sheetLines } from '#lib/domain/contest/ballot-sheet.ts';
import type { Rules } from '#lib/domain/contest/rules.ts';
import { communeContest } from '#lib/domain/contest/templates/commune-contest.ts';
import { validateRules } from '#lib/domain/contest/validate-rules.ts';
import { newId } from '#lib/live/id.ts';
import type { Command } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import { callStage } from '#lib/server/contest/stage-call.ts';
import { finalizeBallot } from '#lib/server/judging/finalize-ballot.ts';
import { seatView } from '#lib/server/judging/seat-view.ts';
import { standingsOf } from '#lib/server/results/standings.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import {
	pairedTablet,
	smallContest,
	type DeviceActor,
	type SmallContest
} from '../../support/small-contest.ts';

let db: TestDatabase;
let contest: SmallContest;
let tablet: DeviceActor;
beforeEach(async () => {
	db = await testDatabase();
	const read = validateRules({
		...communeContest,
		stages: communeContest.stages.map((stage) => ({ ...stage, calibration: { hold: 2 } }))
	});
	if (!read.ok) throw new Error(JSON.stringify(read.problems));
	const rules: Rules = read.rules;
	contest = await smallContest(db.database, { rules, teams: 3, judges: 3 });
	const { actor } = await pairedTablet(db.database, contest.id, contest.rounds[0]!.judges[0]!.id);
	tablet = actor;
});
afterEach(() => db.remove());

const round = () => contest.rounds[0]!;
const teamId = (index: number) => round().teams[index]!.id;

async function handIn(team: number): Promise<string> {
	const marks = Object.fromEntries(
		sheetLines(contest.stage, '*', null).map(({ path, criterion }) => [path, criterion.max])
	);
	const place = { roundId: round().id, teamId: teamId(team), seatId: tablet.seatId, source: 'tablet' };
	await db.database.transaction(async (tx) => {
		const given = Object.entries(marks).map(([criterion, value]) => ({
			...place,
			id: newId(),
			criterion,
			value,
			at: new Date()
		}));
		await tx.mark.createMany({ data: given });
	});
	const input = { teamId: teamId(team), partKey: '*', marks };
	const outcome = await execute(db.database, finalizeBallot as Command, { actor: tablet, input });
	return outcome.ok ? 'done' : `${outcome.refusal.code} ${JSON.stringify(outcome.refusal.params)}`;
}

async function call(team: number) {
	const input = { roundId: round().id, teamId: teamId(team), partKey: '*' };
	const actor = contest.accounts.secretary;
	const outcome = await execute(db.database, callStage as Command, { actor, input });
	if (!outcome.ok) throw outcome.refusal;
}

const waitsFor = async () =>
	(await seatView(db.database.read, round().id, tablet.seatId)).turns.map((turn) => turn.calibrationLeft);

test('the first two performances’ sheets stay drafts until both are over, and count nowhere until then', async () => {
	expect(await waitsFor()).toEqual([2, 2, 0]);
	expect(await handIn(0)).toBe('judging_calibration {"count":2}');
	await call(1);
	expect(await waitsFor()).toEqual([1, 1, 0]);
	expect(await handIn(0)).toBe('judging_calibration {"count":1}');
	const { sheet } = await standingsOf(db.database.read, round().id);
	expect(sheet.marks).toEqual([]);
	await call(2);
	expect(await waitsFor()).toEqual([0, 0, 0]);
	expect([await handIn(0), await handIn(1), await handIn(2)]).toEqual(['done', 'done', 'done']);
});
