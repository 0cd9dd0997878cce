import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rulesHash } from '#lib/domain/contest/rules-hash.ts';
import { RULES_TEMPLATES } from '#lib/domain/contest/templates/templates.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { newId } from '#lib/live/id.ts';
import { execute } from '#lib/server/command/execute.ts';
import { currentRules, rulesHistory } from '#lib/server/contest/rules-query.ts';
import { saveRules } from '#lib/server/contest/rules-save.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { contestHere, person, type ContestHere } from '../registration/contest-here.ts';

const city = RULES_TEMPLATES[0]!.rules;
let here: TestDatabase;
beforeAll(async () => void (here = await testDatabase()));
afterAll(() => here.remove());

let count = 0;
async function fresh(): Promise<ContestHere> {
	return contestHere(here.database, `RULES-${++count}`);
}

async function save(
	contest: ContestHere,
	input: Record<string, unknown>,
	key?: string,
	actor = contest.organizer
) {
	const outcome = await execute(here.database, saveRules, {
		actor,
		input: { contestId: contest.contestId, rules: city, baseVersion: 0, ...input },
		key
	});
	return outcome.ok ? outcome.value : outcome.refusal;
}

function withLongerSkit(seconds: number): Record<string, unknown> {
	const rules = structuredClone(city) as unknown as {
		stages: { parts: { timeLimit: { seconds: number } }[] }[];
	};
	rules.stages[0]!.parts[2]!.timeLimit.seconds = seconds;
	return rules as unknown as Record<string, unknown>;
}

async function round(contest: ContestHere, state: string, stageKey = 'prelim') {
	const rules = await currentRules(here.database.read, contest.contestId);
	const id = newId();
	await here.database.transaction((tx) =>
		tx.round.create({
			data: {
				id,
				contestId: contest.contestId,
				stageKey,
				name: 'Cụm 1',
				position: 1,
				state,
				rulesVersionId: state === 'configured' ? null : rules!.id
			}
		})
	);
	return id;
}

describe('saving rules', () => {
	test('the first version needs no reason and is kept as canonical JSON under its hash', async () => {
		const contest = await fresh();
		expect(await save(contest, {})).toEqual({ version: 1, hash: rulesHash(city), affected: [] });
		const row = await here.database.read.rulesVersion.findFirstOrThrow({
			where: { contestId: contest.contestId }
		});
		expect(row.json).toBe(canonicalJson(city));
		const entry = await here.database.read.auditEntry.findFirstOrThrow({
			where: { contestId: contest.contestId, action: 'rules.save' }
		});
		expect({ name: entry.actorName, after: JSON.parse(entry.after!) }).toEqual({
			name: 'Lê Thị Bình',
			after: { version: 1, hash: rulesHash(city), rounds: [] }
		});
	});

	test('wrong rules get every problem with its place, and nothing is written', async () => {
		const contest = await fresh();
		const rules = { ...withLongerSkit(300), name: { vi: '', en: 'x' } };
		expect(await save(contest, { rules })).toMatchObject({
			code: 'rules_wrong',
			params: { count: 3 },
			fields: [
				{ field: 'name.vi', code: 'problem_empty' },
				{ field: 'stages[0].parts[2].timeLimit.minSeconds', code: 'rules_problem_minimum_above_limit' },
				{ field: 'stages[0].parts[2].timeLimit.warnAtSeconds[0]', code: 'rules_problem_warning_after_limit' }
			]
		});
		expect(await rulesHistory(here.database.read, contest.contestId)).toEqual([]);
	});

	test.each([[null], [7], ['rules'], [[]], [{ format: 'other' }]])(
		'%j is refused as rules',
		async (rules) => {
			expect(await save(await fresh(), { rules })).toMatchObject({ code: 'rules_wrong' });
		}
	);

	test('rules of half a megabyte, or with half a letter, are refused before they are read', async () => {
		const contest = await fresh();
		expect(await save(contest, { rules: { name: 'x'.repeat(500_000) } })).toMatchObject({
			code: 'too_large'
		});
		expect(await save(contest, { rules: { ...city, name: { vi: '\ud800', en: 'x' } } })).toMatchObject({
			code: 'rules_unreadable'
		});
	});

	test('letters typed in two pieces are stored in one', async () => {
		const contest = await fresh();
		await save(contest, { rules: { ...city, name: { vi: 'Thể lệ'.normalize('NFD'), en: 'Rules' } } });
		expect((await currentRules(here.database.read, contest.contestId))!.rules.name.vi).toBe(
			'Thể lệ'.normalize('NFC')
		);
	});

	test('from the second version on a reason is asked, and both versions stay readable', async () => {
		const contest = await fresh();
		await save(contest, {});
		const change = { rules: withLongerSkit(1200), baseVersion: 1 };
		expect(await save(contest, { ...change, reason: '  ' })).toMatchObject({
			code: 'rules_reason',
			fields: [{ field: 'reason', code: 'rules_reason' }]
		});
		expect(await save(contest, { ...change, reason: 'Theo công văn 12' })).toMatchObject({ version: 2 });
		const history = await rulesHistory(here.database.read, contest.contestId);
		expect(history.map(({ version, reason }) => [version, reason])).toEqual([
			[2, 'Theo công văn 12'],
			[1, null]
		]);
		expect(history[1]!.rules).toEqual(city);
	});

	test('an editor that started from an older version changes nothing', async () => {
		const contest = await fresh();
		await save(contest, {});
		expect(await save(contest, { rules: withLongerSkit(1200), reason: 'x' })).toMatchObject({
			code: 'stale'
		});
	});

	test('the same rules again are no new version', async () => {
		const contest = await fresh();
		await save(contest, {});
		expect(await save(contest, { baseVersion: 1, reason: 'x' })).toMatchObject({ code: 'rules_unchanged' });
	});

	test('the same form sent twice makes one version', async () => {
		const contest = await fresh();
		const key = newId();
		expect(await save(contest, {}, key)).toEqual(await save(contest, {}, key));
		expect(await rulesHistory(here.database.read, contest.contestId)).toHaveLength(1);
	});

	test('a round being set up follows the new version', async () => {
		const contest = await fresh();
		await save(contest, {});
		const roundId = await round(contest, 'configured');
		expect(
			await save(contest, { rules: withLongerSkit(1200), baseVersion: 1, reason: 'Kéo dài' })
		).toMatchObject({
			affected: [{ roundId, follows: 'new', keepsVersion: null }]
		});
	});

	test('E15: an open round has to be seen first, keeps its version, and is named', async () => {
		const contest = await fresh();
		await save(contest, {});
		const roundId = await round(contest, 'open');
		const change = { rules: withLongerSkit(1200), baseVersion: 1, reason: 'Kéo dài' };
		expect(await save(contest, change)).toMatchObject({
			code: 'rules_rounds_running',
			params: { rounds: 'Cụm 1' }
		});
		expect(await save(contest, { ...change, roundsSeen: true })).toMatchObject({
			version: 2,
			affected: [{ roundId, state: 'open', follows: 'keeps', keepsVersion: 1 }]
		});
		const kept = await here.database.read.round.findUniqueOrThrow({
			where: { id: roundId },
			include: { rules: true }
		});
		expect(kept.rules!.version).toBe(1);
	});

	test('rounds of a stage whose rules stay the same are not affected', async () => {
		const contest = await fresh();
		await save(contest, {});
		await round(contest, 'open', 'final');
		expect(
			await save(contest, { rules: withLongerSkit(1200), baseVersion: 1, reason: 'Kéo dài' })
		).toMatchObject({
			affected: []
		});
	});

	test('a stage that has rounds cannot be left out', async () => {
		const contest = await fresh();
		await save(contest, {});
		await round(contest, 'configured', 'final');
		const rules = { ...city, stages: [{ ...city.stages[0]!, qualification: { kind: 'none' } }] };
		expect(await save(contest, { rules, baseVersion: 1, reason: 'Bỏ chung khảo' })).toMatchObject({
			code: 'rules_stage_in_use',
			params: { name: 'Cụm 1' }
		});
	});

	test('a secretary, and the organizer of another contest, may not', async () => {
		const contest = await fresh();
		const other = await fresh();
		expect(await save(contest, {}, undefined, person('secretary', 'Thư ký'))).toMatchObject({
			code: 'forbidden'
		});
		expect(await save(contest, {}, undefined, person('organizer', 'Khác', other.contestId))).toMatchObject({
			code: 'forbidden'
		});
	});
});
