import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Command } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import { setSeatAbsence } from '#lib/server/contest/seat-absence.ts';
import { setEntryStatus } from '#lib/server/contest/stage-entry-status.ts';
import { openDatabase, type Database } from '#lib/server/db/client.ts';
import { finalizeBallot } from '#lib/server/judging/finalize-ballot.ts';
import { recordMarks } from '#lib/server/judging/record-marks.ts';
import { unlockBallot } from '#lib/server/judging/unlock-ballot.ts';
import { boardFacts } from '#lib/server/live/board-facts.ts';
import { rememberingFacts } from '#lib/server/live/remembering-facts.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { pairedTablet, smallContest, type SmallContest } from '../../support/small-contest.ts';
import { mark } from '../judging/tablet.ts';

const SHEET = {
	'greeting.content': '5',
	'greeting.form': '3.5',
	'talent.message': '4',
	'talent.performance': '4.5'
};

let store: TestDatabase;
let elsewhere: Database;
let contest: SmallContest;
let read: ReturnType<typeof rememberingFacts>;

beforeAll(async () => {
	store = await testDatabase();
	elsewhere = openDatabase({ databaseUrl: store.url, provider: store.database.provider });
});
afterAll(async () => {
	await elsewhere.close();
	await store.remove();
});
beforeEach(async () => {
	contest = await smallContest(store.database, { template: 'communeContest', teams: 2 });
	read = rememberingFacts();
	await read(store.database.read, round().id, 'all');
});

const round = () => contest.rounds[0]!;
const teamId = () => round().teams[0]!.id;

/** What is told for `sheets`, and that it is what stands in the database. */
async function facts() {
	const told = await read(store.database.read, round().id, 'sheets');
	expect(told).toEqual(await boardFacts(store.database.read, round().id));
	return told;
}

async function handInFromTablet(seatId: string): Promise<void> {
	const { actor } = await pairedTablet(store.database, contest.id, seatId);
	const marks = Object.entries(SHEET).map(([criterion, value]) => mark(teamId(), criterion, value));
	await recordMarks(store.database, actor, marks);
	const input = { teamId: teamId(), partKey: '*', marks: SHEET };
	const outcome = await execute(store.database, finalizeBallot, { actor, input });
	if (!outcome.ok) throw outcome.refusal;
}

async function elsewhereDoes(command: unknown, input: object): Promise<void> {
	const asked = { actor: contest.accounts.organizer, input };
	const outcome = await execute(elsewhere, command as Command, asked);
	if (!outcome.ok) throw outcome.refusal;
}

test('a sheet that is handed in is there, and nothing but the sheets was read for it', async () => {
	const before = await read(store.database.read, round().id, 'all');
	await handInFromTablet(round().judges[0]!.id);
	const told = await facts();
	expect(told.sheet.marks).toHaveLength(4);
	expect(told.sheet.entrants).toBe(before.sheet.entrants);
	await handInFromTablet(round().judges[1]!.id);
	expect((await facts()).sheet.marks).toHaveLength(8);
});

test('what was committed elsewhere in the meantime is never passed over for the sheets', async () => {
	const status = { roundId: round().id, teamId: teamId(), status: 'withdrawn', reason: 'Xin rút' };
	await elsewhereDoes(setEntryStatus, status);
	expect((await facts()).sheet.entrants.map((entrant) => entrant.status)).toContain('withdrawn');
	await elsewhereDoes(setEntryStatus, { ...status, status: 'competing', reason: 'Trở lại' });
	await facts();
	const seatId = round().judges[1]!.id;
	await elsewhereDoes(setSeatAbsence, { seatId, absentFrom: 1, reason: 'Bị ốm đột xuất' });
	expect((await facts()).sheet.exclusions).toMatchObject([{ judgeId: seatId, cause: 'absent' }]);
});

test('a sheet that is opened again counts no more', async () => {
	const seatId = round().judges[0]!.id;
	await handInFromTablet(seatId);
	expect((await facts()).sheet.marks).toHaveLength(4);
	const sheet = { roundId: round().id, teamId: teamId(), seatId, partKey: '*' };
	await elsewhereDoes(unlockBallot, { ...sheet, reason: 'Nhầm một dòng' });
	expect((await facts()).sheet.marks).toHaveLength(0);
});
