import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/access/actor.ts';
import type { Command } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import { declareConflict, withdrawConflict } from '#lib/server/contest/declare-conflict.ts';
import { closeRound } from '#lib/server/contest/round-close.ts';
import { saveRules } from '#lib/server/contest/rules-save.ts';
import { setSeatAbsence } from '#lib/server/contest/seat-absence.ts';
import { setEntryStatus } from '#lib/server/contest/stage-entry-status.ts';
import { openDatabase, type Database } from '#lib/server/db/client.ts';
import { recordMarks } from '#lib/server/judging/record-marks.ts';
import { revokeDevice } from '#lib/server/judging/revoke-device.ts';
import { seatView } from '#lib/server/judging/seat-view.ts';
import { savePerson } from '#lib/server/people/save-person.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import {
	pairedTablet,
	smallContest,
	type PairedTablet,
	type SmallContest
} from '../../support/small-contest.ts';
import { mark } from './tablet.ts';

// Another process of the installation: a connection of its own to the same database.
let store: TestDatabase;
let elsewhere: Database;
let contest: SmallContest;
let tablet: PairedTablet;

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
	tablet = await pairedTablet(store.database, contest.id, judge().id);
	expect(await given()).toBe('stored');
});

const round = () => contest.rounds[0]!;
const judge = () => round().judges[1]!;
const team = () => round().teams[0]!;

/** What comes of the next mark here. */
async function given(): Promise<string> {
	const marks = [mark(team().id, 'greeting.content', '5')];
	const [answer] = await recordMarks(store.database, tablet.actor, marks);
	return answer!.status === 'refused' ? answer!.code : answer!.status;
}

async function elsewhereDoes(command: unknown, input: object, actor: Actor = contest.accounts.organizer) {
	const outcome = await execute(elsewhere, command as Command, { actor, input });
	if (!outcome.ok) throw outcome.refusal;
	return outcome.value as Record<string, unknown>;
}

test('a conflict declared elsewhere counts for the next mark, and so does its being taken back', async () => {
	const reason = 'Anh em ruột';
	const input = { contestId: contest.id, personId: judge().personId, teamId: team().id, reason };
	const { conflictId } = await elsewhereDoes(declareConflict, input);
	expect(await given()).toBe('judging_conflict');
	await elsewhereDoes(withdrawConflict, { contestId: contest.id, conflictId, reason: 'Nhầm người' });
	expect(await given()).toBe('stored');
});

test('a judge who elsewhere is moved to the unit of a team marks it no more', async () => {
	const system: Actor = { kind: 'system', name: 'test' };
	const person = { personId: judge().personId, fullName: 'Lê Thị Thử', unitId: team().unitId };
	await elsewhereDoes(savePerson, person, system);
	expect(await given()).toBe('judging_conflict');
});

test('a judge who elsewhere is recorded as away marks no more until back', async () => {
	const seatId = judge().id;
	await elsewhereDoes(setSeatAbsence, { seatId, absentFrom: 1, reason: 'Bị ốm đột xuất' });
	expect(await given()).toBe('judging_absent');
	await elsewhereDoes(setSeatAbsence, { seatId, absentFrom: null, reason: 'Đã trở lại' });
	expect(await given()).toBe('stored');
});

test('a team that elsewhere is taken out gets no more marks', async () => {
	const input = { roundId: round().id, teamId: team().id, status: 'withdrawn', reason: 'Xin rút' };
	await elsewhereDoes(setEntryStatus, input);
	expect(await given()).toBe('judging_team_not_competing');
});

test('a round that elsewhere is closed takes no more marks: what comes is kept for the chair', async () => {
	await elsewhereDoes(closeRound, { roundId: round().id });
	expect(await given()).toBe('held');
});

test('a tablet that elsewhere is revoked gives no more marks', async () => {
	await elsewhereDoes(revokeDevice, { deviceId: tablet.deviceId });
	await expect(given()).rejects.toThrow('judging_not_paired');
});

test('a mark given elsewhere is known here: sent again it is a replay, and a later one is not undone', async () => {
	const first = mark(team().id, 'greeting.content', '4');
	const early = mark(team().id, 'greeting.content', '1');
	const late = mark(team().id, 'greeting.content', '6');
	const [stored] = await recordMarks(elsewhere, tablet.actor, [first]);
	await recordMarks(elsewhere, tablet.actor, [late]);
	expect(await recordMarks(store.database, tablet.actor, [first, early])).toEqual([
		{ ...stored, status: 'replay' },
		{ id: early.id, status: 'refused', code: 'judging_out_of_order' }
	]);
});

test('the sheet of a round in preparation follows rules that are saved elsewhere', async () => {
	const other = await smallContest(store.database, { template: 'communeContest', teams: 2, opened: false });
	const { id: roundId, judges } = other.rounds[0]!;
	const most = async () => {
		const view = await seatView(store.database.read, roundId, judges[1]!.id);
		return view.parts[0]!.criteria.map(({ max }) => max);
	};
	const before = await most();
	const [stage, ...stages] = other.rules.stages;
	const [part, ...parts] = stage!.parts;
	if (part?.kind !== 'judged') throw new Error('the template begins with a judged part');
	const [first, second, ...criteria] = part.criteria;
	// One point moves from the first line of the sheet to the second.
	const moved = [
		{ ...first!, max: String(Number(first!.max) - 1) },
		{ ...second!, max: String(Number(second!.max) + 1) },
		...criteria
	];
	const rules = {
		...other.rules,
		stages: [{ ...stage!, parts: [{ ...part, criteria: moved }, ...parts] }, ...stages]
	};
	const input = { contestId: other.id, rules, baseVersion: 1, reason: 'Ban tổ chức thống nhất' };
	await elsewhereDoes(saveRules, input, other.accounts.organizer);
	const [one, two, ...rest] = before.map(Number);
	expect((await most()).map(Number)).toEqual([one! - 1, two! + 1, ...rest]);
});
