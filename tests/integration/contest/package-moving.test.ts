import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scoredParts } from '#lib/domain/contest/part.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { ALL_PARTS, sheetLines } from '#lib/domain/contest/ballot-sheet.ts';
import { execute } from '#lib/server/command/execute.ts';
import type { Command } from '#lib/server/command/command.ts';
import { commitDraw } from '#lib/server/contest/draw-commit.ts';
import { contestPackage } from '#lib/server/contest/package-export.ts';
import { importMoving } from '#lib/server/contest/package-moving-import.ts';
import { moveContest, type MovingContest } from '#lib/server/contest/package-moving-export.ts';
import { openMoving, sealMoving } from '#lib/server/contest/package-moving-seal.ts';
import { LEFT_BEHIND, MOVED_TABLES } from '#lib/server/contest/package-moving-tables.ts';
import { closeRound } from '#lib/server/contest/round-close.ts';
import { setSeatAbsence } from '#lib/server/contest/seat-absence.ts';
import { callStage } from '#lib/server/contest/stage-call.ts';
import { verifyRound } from '#lib/server/contest/round-verify.ts';
import type { Database } from '#lib/server/db/client.ts';
import { enterGiven } from '#lib/server/judging/enter-given.ts';
import { enterPaper } from '#lib/server/judging/enter-paper.ts';
import { recordMarks } from '#lib/server/judging/record-marks.ts';
import { readPicture } from '#lib/server/pictures/read-picture.ts';
import { keepPicture } from '#lib/server/pictures/store.ts';
import { resultPackage } from '#lib/server/results/proof/package-query.ts';
import { publishResult } from '#lib/server/results/publish.ts';
import { standingsOf } from '#lib/server/results/standings.ts';
import { newId } from '#lib/live/id.ts';
import { verifyPackage } from '../../../src/recount/verify.ts';
import { png } from '../../support/sample-pictures.ts';
import { smallContest, pairedTablet, type SmallContest } from '../../support/small-contest.ts';
import { city, organizer, person, type City } from './city.ts';

let here: City;
let there: City;
let contest: SmallContest;
beforeAll(async () => {
	[here, there] = await Promise.all([city(), city()]);
	contest = await smallContest(here.database, { code: 'GIUA-VONG', teams: 6, judges: 4 });
	await half(here.database, contest);
});
afterAll(async () => {
	await here.remove();
	await there.remove();
});

async function done(database: Database, command: unknown, input: unknown, actor = organizer) {
	const outcome = await execute(database, command as Command, { actor, input });
	if (outcome.ok) return outcome.value;
	const { code, params, fields } = outcome.refusal;
	throw new Error(`${code} ${JSON.stringify(params)} ${JSON.stringify(fields)}`);
}

/** The same mark for the same judge, team and criterion, wherever it is given. */
function sheetFor({ stage }: SmallContest, team: number, judge: number): Record<string, string> {
	return Object.fromEntries(
		sheetLines(stage, ALL_PARTS, null).map(({ path, criterion: { min, max, step } }, line) => {
			const steps = Math.floor((Number(max) - Number(min)) / Number(step));
			const given = Math.max(0, steps - ((team * 3 + judge * 2 + line) % 5));
			return [path, String(Number(min) + given * Number(step))];
		})
	);
}

async function onPaper(database: Database, of: SmallContest, place: { team: number; judge: number }) {
	const [round] = of.rounds;
	const team = round!.teams[place.team]!;
	const seat = round!.judges[place.judge]!;
	for (const entry of [1, 2]) {
		await done(
			database,
			enterPaper,
			{
				roundId: round!.id,
				teamId: team.id,
				seatId: seat.id,
				partKey: '*',
				entry,
				marks: sheetFor(of, place.team, place.judge)
			},
			person('secretary', null, `secretary-${entry}`)
		);
	}
}

async function given(database: Database, { stage, rounds }: SmallContest, team: number) {
	for (const { path, part } of scoredParts(stage.parts)) {
		if (part.kind !== 'given') continue;
		const value = String(Number(part.scale) - team);
		const input = { roundId: rounds[0]!.id, teamId: rounds[0]!.teams[team]!.id, partKey: path, value };
		await done(database, enterGiven, input);
	}
}

/** The first team is through, the second on stage with one sheet in, one begun on a tablet; a judge has left. */
async function half(database: Database, of: SmallContest) {
	const [round, second] = of.rounds;
	const [first, next] = round!.teams;
	await done(database, callStage, { roundId: round!.id, teamId: first!.id, partKey: '*' });
	for (const judge of round!.judges.keys()) await onPaper(database, of, { team: 0, judge });
	await given(database, of, 0);
	await done(database, callStage, { roundId: round!.id, teamId: next!.id, partKey: '*' });
	await onPaper(database, of, { team: 1, judge: 0 });
	const away = { seatId: round!.judges[3]!.id, absentFrom: 3, reason: 'phải về sớm' };
	await done(database, setSeatAbsence, away);
	const { actor } = await pairedTablet(database, of.id, round!.judges[1]!.id);
	const [criterion, value] = Object.entries(sheetFor(of, 1, 1))[0]!;
	const mark = { id: newId(), seq: 1, teamId: next!.id, criterion, value, deviceTime: Date.now() };
	await recordMarks(database, actor, [mark]);
	await done(database, commitDraw, { roundId: second!.id, reason: 'chuẩn bị vòng sau' });
}

async function finish(database: Database, of: SmallContest) {
	const [round] = of.rounds;
	for (const judge of [1, 2, 3]) await onPaper(database, of, { team: 1, judge });
	await given(database, of, 1);
	await done(database, callStage, { roundId: round!.id, teamId: round!.teams[2]!.id, partKey: '*' });
	for (const judge of [0, 1, 2]) await onPaper(database, of, { team: 2, judge });
	await given(database, of, 2);
	await done(database, closeRound, { roundId: round!.id });
	await done(database, verifyRound, { roundId: round!.id });
	await done(database, publishResult, { roundId: round!.id });
}

async function taken(withDrafts: boolean): Promise<string> {
	const moving = await here.done(moveContest, { contestId: contest.id, withDrafts: withDrafts ? 'on' : '' });
	return openMoving(await sealMoving(JSON.stringify(moving), 'sông Hồng mùa lũ'), 'sông Hồng mùa lũ');
}

describe('a contest taken along in the middle of a round', () => {
	it('is finished on another machine with the standings, byte for byte, of the one that was left alone', async () => {
		const text = await taken(true);
		const { roundId: secondId, seed } = await here.database.read.round
			.findUniqueOrThrow({ where: { id: contest.rounds[1]!.id } })
			.then(({ id, seed }) => ({ roundId: id, seed }));
		const moved = await there.done(importMoving, { code: 'GIUA-VONG', hostUnitId: there.cityId, text });
		expect(moved.contestId).toBe(contest.id);
		expect(moved.anew).toMatchObject({ withDrafts: true, openRounds: 1 });
		expect(moved.anew.tablets).toBeGreaterThanOrEqual(8);

		const round = await there.database.read.round.findUniqueOrThrow({ where: { id: contest.rounds[0]!.id } });
		expect(round).toMatchObject({ state: 'open', onStageTeamId: contest.rounds[0]!.teams[1]!.id });
		// The promised seed came along, sealed, so that the draw that was announced can be held here.
		expect((await there.database.read.round.findUniqueOrThrow({ where: { id: secondId } })).seed).toBe(seed);
		const drafts = { where: { roundId: round.id, state: 'draft' } };
		expect(await there.database.read.ballot.count(drafts)).toBe(1);

		await finish(here.database, contest);
		await finish(there.database, contest);
		const standings = async ({ database }: City) =>
			canonicalJson((await standingsOf(database.read, round.id)).standings as never);
		expect(await standings(there)).toBe(await standings(here));
		const sheets = async ({ database }: City) =>
			canonicalJson((await standingsOf(database.read, round.id)).sheet as never);
		expect(await sheets(there)).toBe(await sheets(here));
		const out = async ({ database }: City) => {
			const { rounds, teams, judges, rules } = await contestPackage(database.read, contest.id);
			return canonicalJson({ rounds, teams, judges, rules } as never);
		};
		expect(await out(there)).toBe(await out(here));
		const proof = await resultPackage(there.database.read, 'GIUA-VONG', round.id);
		expect(verifyPackage(JSON.stringify(proof)).findings).toEqual([]);
	});

	it('leaves unfinished sheets behind where they are not wanted, and nothing that was handed in', async () => {
		const other = await city();
		const before = await smallContest(here.database, { code: 'KHONG-NHAP', teams: 6, judges: 4 });
		await half(here.database, before);
		const moving = await here.done(moveContest, { contestId: before.id, withDrafts: '' });
		const text = JSON.stringify(moving);
		await other.done(importMoving, { code: 'KHONG-NHAP', hostUnitId: other.cityId, text });
		const where = { round: { contestId: before.id } };
		expect(await other.database.read.ballot.count({ where: { ...where, state: 'draft' } })).toBe(0);
		const final = { where: { ...where, state: 'final' } };
		expect(await other.database.read.ballot.count(final)).toBe(await here.database.read.ballot.count(final));
		const all = await here.database.read.mark.count({ where });
		expect(await other.database.read.mark.count({ where })).toBe(all - 1);
		await other.remove();
	});

	it('takes the teams’ pictures along, and nothing that only calls itself one', async () => {
		const other = await city();
		const before = await smallContest(here.database, { code: 'CO-ANH', teams: 2, judges: 3 });
		const [first] = before.rounds[0]!.teams;
		const picture = await readPicture(png({ shade: 7 }));
		await here.database.transaction(async (tx) => {
			await keepPicture(tx, picture, new Date());
			await tx.team.update({ where: { id: first!.id }, data: { pictureHash: picture.hash } });
		});
		const moving = (await here.done(moveContest, {
			contestId: before.id,
			withDrafts: 'on'
		})) as MovingContest;
		const { movingHash } = await import('#lib/server/contest/package-moving-export.ts');
		const { hash: _, ...content } = moving;
		const page = { base64: Buffer.from('<html><script>alert(1)</script>').toString('base64') };
		const forged = { ...content, pictures: content.pictures!.map((row) => ({ ...row, bytes: page })) };
		const input = { code: 'CO-ANH', hostUnitId: other.cityId };
		expect(
			await other.refusal(importMoving, {
				...input,
				text: JSON.stringify({ ...forged, hash: movingHash(forged) })
			})
		).toBe('contest_moving_unreadable');
		const moved = await other.done(importMoving, { ...input, text: JSON.stringify(moving) });
		expect(moved.anew.picturesLeft).toBe(0);
		const team = await other.database.read.team.findUniqueOrThrow({
			where: { id: first!.id },
			include: { picture: true }
		});
		expect(Buffer.from(team.picture!.bytes).equals(Buffer.from(picture.bytes))).toBe(true);
		await other.remove();
	});

	it('is refused where it stands already, when a byte of it was changed, and when it names rows of others', async () => {
		const text = await taken(true);
		const ask = (file: string, code = 'NOI-KHAC') =>
			here.refusal(importMoving, { code, hostUnitId: here.cityId, text: file });
		expect(await ask(text)).toBe('contest_moving_is_here');
		expect(await ask(text.replace('Ven Sông', 'Ven Biển'))).toBe('contest_moving_unreadable');
		expect(await ask('{}')).toBe('contest_moving_unreadable');
		const sealed = await sealMoving(text, 'sông Hồng mùa lũ');
		await expect(openMoving(sealed, 'sông Hồng')).rejects.toMatchObject({ code: 'contest_moving_closed' });
		expect(sealed).not.toContain(contest.id);

		const { movingHash } = await import('#lib/server/contest/package-moving-export.ts');
		const { hash: _, ...moving } = JSON.parse(text) as MovingContest;
		const marks = moving.tables.mark!.map((mark, index) =>
			index === 0 ? { ...mark, roundId: 'r-of-others' } : mark
		);
		const forged = { ...moving, tables: { ...moving.tables, mark: marks } };
		expect(await ask(JSON.stringify({ ...forged, hash: movingHash(forged) }))).toBe(
			'contest_moving_unreadable'
		);
	});

	it('takes every table along that belongs to a contest, but for those that are named as left behind', () => {
		const folder = resolve(import.meta.dirname, '../../../prisma/models');
		const models = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
		const ofContests = [...models.join('\n').matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)]
			.filter(([, , body]) => /^\s+(contestId|roundId|teamId|bankId)\s/m.test(body!))
			.map(([, name]) => name!);
		const moved = MOVED_TABLES.map((table) => table[0]!.toUpperCase() + table.slice(1));
		expect([...moved, ...LEFT_BEHIND].toSorted()).toEqual(ofContests.toSorted());
	});
});
