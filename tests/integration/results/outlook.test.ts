import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RULES_TEMPLATES } from '#lib/domain/contest/templates/templates.ts';
import type { RulesInput, Stage } from '#lib/domain/contest/rules.ts';
import { validateRules } from '#lib/domain/contest/validate-rules.ts';
import { commitmentTo } from '#lib/domain/contest/draw.ts';
import { lotsFromSeed } from '#lib/domain/scoring/lots.ts';
import { execute } from '#lib/server/command/execute.ts';
import { recordDecision } from '#lib/server/results/record-decision.ts';
import { stageOutlooks } from '#lib/server/results/stage-outlook.ts';
import { standingsOf } from '#lib/server/results/standings.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { smallContest, type SmallContest } from '../../support/small-contest.ts';
import { fillRound } from './filled-round.ts';

let db: TestDatabase;
beforeEach(async () => {
	db = await testDatabase();
});
afterEach(() => db.remove());

/** The city's rules with another first stage. */
function rulesWith(change: Partial<RulesInput['stages'][number]>) {
	const [city] = RULES_TEMPLATES;
	const [first, ...others] = city!.rules.stages;
	const checked = validateRules({ ...city!.rules, stages: [{ ...first, ...change }, ...others] });
	if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
	return checked.rules;
}

const level = () => 80;

describe('the outlook of a stage', () => {
	test('tells organizers who has clinched and who can still go on, until the stage is published', async () => {
		const contest = await smallContest(db.database);
		const [one, two] = contest.rounds;
		await fillRound(db.database, contest, one!);
		const [outlook] = await stageOutlooks(db.database.read, contest.id, 'en');
		expect(outlook).toMatchObject({ stageKey: 'prelim', skipped: [], adjusted: [] });
		const chance = (teamId: string) => outlook!.forecast!.rows.find((row) => row.teamId === teamId);
		expect(chance(one!.teams[0]!.id)).toMatchObject({ chance: 'clinched' });
		expect(chance(one!.teams[1]!.id)).toMatchObject({ chance: 'out' });
		expect(chance(two!.teams[0]!.id)).toMatchObject({ chance: 'bubble', needs: ['Depends on other teams'] });
		await db.database.transaction((tx) => tx.round.updateMany({ data: { state: 'published' } }));
		const [after] = await stageOutlooks(db.database.read, contest.id, 'vi');
		expect(after!.forecast).toBeNull();
	});

	test('says that nothing can be told where a unit has more teams than may go on', async () => {
		const rules = rulesWith({
			qualification: {
				kind: 'topPerCluster',
				places: 1,
				onWithdrawal: 'nextInCluster',
				maxPerUnit: { teams: 1, level: 'province' }
			}
		});
		const contest = await smallContest(db.database, { rules });
		const [one, two] = contest.rounds;
		await fillRound(db.database, contest, one!);
		await fillRound(db.database, contest, two!);
		const [outlook] = await stageOutlooks(db.database.read, contest.id, 'en');
		// All units of this contest are of one city, so that the best of either cluster may keep the other out.
		expect(outlook!.forecast).toMatchObject({ gap: 'unitCap', rows: [] });
	});
});

describe('votes counted', () => {
	let contest: SmallContest;
	const vote = (ballots: Record<string, number | null>) => {
		const [round] = contest.rounds;
		const teams = round!.teams.map(({ id }) => id);
		return execute(db.database, recordDecision, {
			actor: contest.accounts.chair,
			input: {
				kind: 'committee-vote',
				contestId: contest.id,
				stageKey: 'prelim',
				roundId: round!.id,
				order: [teams],
				ballots: Object.entries(ballots).map(([member, team]) => ({
					member,
					isChair: member === 'GK1',
					teamId: team === null ? null : teams[team]!
				})),
				reason: 'Biểu quyết',
				secondBy: 'Trần Thị Hai'
			}
		});
	};

	test('put teams in the order of their votes, the chair deciding an even split', async () => {
		contest = await smallContest(db.database, {
			rules: rulesWith({ tieLadder: [{ by: 'committeeVote', chairCasting: true }] })
		});
		const [round] = contest.rounds;
		await fillRound(db.database, contest, round!, { share: level });
		const open = await standingsOf(db.database.read, round!.id);
		expect(open.standings.unresolved).toMatchObject([{ needs: 'committeeVote' }]);
		expect((await vote({ GK1: 2, GK2: 0, GK3: 2, GK4: 0, GK5: 1 })).ok).toBe(true);
		const { standings } = await standingsOf(db.database.read, round!.id);
		const [a, b, c] = round!.teams.map(({ id }) => id);
		expect(standings.rows.map(({ teamId }) => teamId)).toEqual([c, a, b]);
		expect(standings.unresolved).toEqual([]);
	});

	test('decide nothing while they are evenly split, and every member has one', async () => {
		contest = await smallContest(db.database, { rules: rulesWith({ tieLadder: [{ by: 'committeeVote' }] }) });
		const [round] = contest.rounds;
		await fillRound(db.database, contest, round!, { share: level });
		const split = await vote({ GK1: 0, GK2: 1, GK3: 2 });
		expect(!split.ok && split.refusal.code).toBe('results_vote_split');
	});
});

test('a tie is settled by the seed of the draw as soon as it was shown, and not before', async () => {
	const contest = await smallContest(db.database, {
		rules: rulesWith({ tieLadder: [{ by: 'drawOfLots', from: 'seed' }] })
	});
	const [round] = contest.rounds;
	await fillRound(db.database, contest, round!, { share: level });
	const seeded = (drawState: string) =>
		db.database.transaction((tx) =>
			tx.round.update({
				where: { id: round!.id },
				data: { drawState, seed: 'secret', seedHash: commitmentTo('secret') }
			})
		);
	await seeded('committed');
	const before = await standingsOf(db.database.read, round!.id);
	expect(before.standings.unresolved).toMatchObject([{ needs: 'drawOfLots' }]);
	expect(JSON.stringify(before.sheet)).not.toContain('secret');
	await seeded('drawn');
	const { standings } = await standingsOf(db.database.read, round!.id);
	expect(standings.rows.map(({ teamId }) => teamId)).toEqual(
		lotsFromSeed(
			{ seed: 'secret', roundId: round!.id },
			round!.teams.map(({ id }) => id)
		)
	);
});

test('rules stored before a setting existed get its default', async () => {
	const contest = await smallContest(db.database);
	const [round] = contest.rounds;
	const stored = await db.database.read.rulesVersion.findFirstOrThrow();
	const older = JSON.parse(stored.json) as { stages: Partial<Stage>[] };
	for (const stage of older.stages) delete (stage as { placing?: unknown }).placing;
	await db.database.transaction((tx) =>
		tx.rulesVersion.updateMany({ data: { json: JSON.stringify(older) } })
	);
	const { stage } = await standingsOf(db.database.read, round!.id);
	expect(stage.placing).toEqual({ by: 'points' });
});
