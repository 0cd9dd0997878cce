import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RulesSchema, type RulesInput } from '#lib/domain/contest/rules.ts';
import { communeContest } from '#lib/domain/contest/templates/commune-contest.ts';
import { contentOf, resultHash } from '#lib/domain/results/published-result.ts';
import { newId } from '#lib/live/id.ts';
import { execute } from '#lib/server/command/execute.ts';
import { renderRecord } from '#lib/server/documents/record/render-record.ts';
import { exported } from '#lib/server/results/export/answer.ts';
import { publishView } from '#lib/server/results/publish-view.ts';
import { publishResult } from '#lib/server/results/publish.ts';
import { publishedResult } from '#lib/server/results/published-query.ts';
import { qualificationOf } from '#lib/server/results/qualification.ts';
import { recordInput } from '#lib/server/results/record-input.ts';
import { recordSidePrize } from '#lib/server/results/record-side-prize.ts';
import { resultView } from '#lib/server/results/result-view.ts';
import { settlePrizeTie } from '#lib/server/results/settle-prize-tie.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { smallContest, type AccountActor, type SmallContest } from '../../support/small-contest.ts';
import { fillRound, type Share } from './filled-round.ts';

let db: TestDatabase;
let contest: SmallContest;

const stage = communeContest.stages[0]!;
const rules = (prizes: RulesInput['stages'][number]['prizes']) =>
	v.parse(RulesSchema, { ...communeContest, stages: [{ ...stage, prizes }] });
const TABLE = {
	tiers: [
		{ key: 'first', name: { vi: 'Giải Nhất', en: 'First prize' }, places: 1 },
		{ key: 'second', name: { vi: 'Giải Nhì', en: 'Second prize' }, places: 1 }
	],
	side: [
		{
			key: 'greeting',
			name: { vi: 'Chào hỏi hay nhất', en: 'Best greeting' },
			by: { kind: 'partScore' as const, part: 'greeting' }
		},
		{
			key: 'costume',
			name: { vi: 'Trang phục đẹp nhất', en: 'Best costume' },
			by: { kind: 'committeeVote' as const }
		},
		{
			key: 'actor',
			name: { vi: 'Diễn viên khán giả yêu thích', en: 'Audience’s favourite actor' },
			by: { kind: 'audienceVote' as const },
			recipient: 'person' as const
		}
	]
};

async function begin(share?: Share, prizes: RulesInput['stages'][number]['prizes'] = TABLE) {
	contest = await smallContest(db.database, { rules: rules(prizes), teams: 4 });
	await fillRound(db.database, contest, contest.rounds[0]!, { share });
}
beforeEach(async () => {
	db = await testDatabase();
});
afterEach(() => db.remove());

const team = (index: number) => contest.rounds[0]!.teams[index]!;
const leader = (index: number) =>
	db.database.read.teamMember.findFirstOrThrow({
		where: { teamId: team(index).id },
		include: { person: true }
	});

interface More {
	readonly actor?: AccountActor;
	readonly key?: string;
	readonly roundId?: string;
}
const record = (
	prizeKey: string,
	recipients: readonly { teamId: string; personId: string | null }[],
	more: More = {}
) =>
	execute(db.database, recordSidePrize, {
		actor: more.actor ?? contest.accounts.secretary,
		input: {
			roundId: more.roundId ?? contest.rounds[0]!.id,
			prizeKey,
			recipients: [...recipients],
			reason: 'Ban Tổ chức bỏ phiếu 5/7',
			secondBy: 'Trần Thị Hai'
		},
		key: more.key
	});
const settle = (contenders: readonly string[], admitted: readonly string[], prizeKey = 'first') =>
	execute(db.database, settlePrizeTie, {
		actor: contest.accounts.chair,
		input: {
			roundId: contest.rounds[0]!.id,
			prizeKey,
			contenders: [...contenders],
			admitted: [...admitted],
			reason: 'Xét thêm phần chào hỏi',
			secondBy: 'Trần Thị Hai'
		}
	});
const publish = (reason = '') =>
	execute(db.database, publishResult, {
		actor: contest.accounts.organizer,
		input: { roundId: contest.rounds[0]!.id, reason }
	});
const codeOf = (outcome: Awaited<ReturnType<typeof execute>>) => (outcome.ok ? 'done' : outcome.refusal.code);
const stored = async (version?: number) =>
	(await publishedResult(db.database.read, contest.code, contest.rounds[0]!.id, version))!;

describe('a prize that people give', () => {
	test('blocks publication until it is recorded, with who, when and why', async () => {
		await begin();
		expect(codeOf(await publish())).toBe('results_prize_open');
		expect(codeOf(await record('costume', [{ teamId: team(2).id, personId: null }]))).toBe('done');
		const outcome = await publish();
		expect(!outcome.ok && outcome.refusal.params).toEqual({ prize: 'Diễn viên khán giả yêu thích' });
		const { person } = await leader(3);
		expect(codeOf(await record('actor', [{ teamId: team(3).id, personId: person.id }]))).toBe('done');
		expect(codeOf(await publish())).toBe('done');

		const rows = await db.database.read.decision.findMany({ orderBy: { at: 'asc' } });
		expect(rows.map(({ kind, by, secondBy, reason }) => ({ kind, by, secondBy, reason }))).toEqual(
			Array.from({ length: 2 }, () => ({
				kind: 'side-prize',
				by: contest.accounts.secretary.accountId,
				secondBy: 'Trần Thị Hai',
				reason: 'Ban Tổ chức bỏ phiếu 5/7'
			}))
		);
		const { result } = await stored();
		expect(result.prizes!.state).toBe('decided');
		expect(result.prizes!.side.map(({ key, recipients }) => [key, recipients])).toEqual([
			['greeting', [{ teamId: team(0).id, person: null }]],
			['costume', [{ teamId: team(2).id, person: null }]],
			['actor', [{ teamId: team(3).id, person: { id: person.id, name: person.fullName } }]]
		]);
	});

	test('is refused to the organizer of another contest and for another contest’s team', async () => {
		await begin();
		const other = await smallContest(db.database, { code: 'KHAC', rules: rules(TABLE) });
		const own = [{ teamId: team(0).id, personId: null }];
		expect(codeOf(await record('costume', own, { actor: other.accounts.organizer }))).toBe('forbidden');
		const theirs = [{ teamId: other.rounds[0]!.teams[0]!.id, personId: null }];
		expect(codeOf(await record('costume', theirs))).toBe('results_prize_not_fit');
		expect(codeOf(await record('costume', own, { roundId: 'no-such-round' }))).toBe('not_found');
		expect(await db.database.read.decision.count()).toBe(0);
	});

	test('sent twice it is recorded once; decided anew, the earlier decision stays, superseded', async () => {
		await begin();
		const key = newId();
		const first = await record('costume', [{ teamId: team(1).id, personId: null }], { key });
		const again = await record('costume', [{ teamId: team(1).id, personId: null }], { key });
		expect(again).toEqual({ ...first, replayed: true });
		expect(await db.database.read.decision.count()).toBe(1);
		expect(codeOf(await record('costume', []))).toBe('done');
		const rows = await db.database.read.decision.findMany({ orderBy: { at: 'asc' } });
		expect(rows.map(({ supersededAt }) => supersededAt === null)).toEqual([false, true]);
	});

	test('is refused where the rules do not leave it to people, or do not allow it so', async () => {
		await begin();
		const to = (index: number) => ({ teamId: team(index).id, personId: null });
		const { person } = await leader(1);
		expect(codeOf(await record('greeting', [to(1)]))).toBe('results_prize_by_score');
		expect(codeOf(await record('no-such-prize', [to(1)]))).toBe('results_prize_unknown');
		expect(codeOf(await record('costume', [to(1), to(2)]))).toBe('results_prize_not_fit');
		expect(codeOf(await record('actor', [to(1)]))).toBe('results_prize_not_fit');
		const stranger = [{ teamId: team(0).id, personId: person.id }];
		expect(codeOf(await record('actor', stranger))).toBe('results_prize_not_member');
		await db.database.transaction((tx) =>
			tx.team.update({ where: { id: team(3).id }, data: { isGuest: true } })
		);
		expect(codeOf(await record('costume', [to(3)]))).toBe('results_prize_not_fit');
		expect(await db.database.read.decision.count()).toBe(0);
	});

	test('the desk offers the teams and people who may be named', async () => {
		await begin();
		const view = async () => {
			const of = await qualificationOf(db.database.read, contest.id, stage.key);
			return publishView(db.database.read, of, contest.rounds[0]!.id, 'vi', new Date());
		};
		const before = await view();
		expect(before.obstacles.map(({ title }) => title)).toEqual([
			'Chưa xác định: Trang phục đẹp nhất',
			'Chưa xác định: Diễn viên khán giả yêu thích'
		]);
		expect(before.obstacles[0]!.prize).toMatchObject({ kind: 'side-prize', places: 1, mayStayVacant: true });
		expect(before.obstacles[0]!.prize!.groups[0]!.options.map(({ value }) => value)).toEqual(
			contest.rounds[0]!.teams.map(({ id }) => id)
		);
		const { person } = await leader(0);
		expect(before.obstacles[1]!.prize!.groups[0]!.options[0]).toEqual({
			value: `${team(0).id}:${person.id}`,
			label: `${person.fullName} · ${team(0).name}`
		});
		await record('costume', [{ teamId: team(1).id, personId: null }]);
		const after = await view();
		expect(after.obstacles).toHaveLength(1);
		expect(after.settledPrizes.map(({ name }) => name)).toEqual(['Trang phục đẹp nhất']);
	});
});

describe('equal teams across the end of a prize', () => {
	const tied: Share = (index) => (index < 2 ? 95 : 70);
	const plain = { tiers: TABLE.tiers };

	test('are chosen from by people where the number may not be exceeded', async () => {
		await begin(tied, plain);
		const [first, second, third] = [team(0).id, team(1).id, team(2).id];
		expect(codeOf(await publish())).toBe('results_prize_open');
		expect(codeOf(await settle([first, third], [first]))).toBe('results_decision_teams');
		expect(codeOf(await settle([first, second], [first, second]))).toBe('results_choice_places');
		expect(codeOf(await settle([first, second], [first, first]))).toBe('results_choice_places');
		expect(codeOf(await settle([first, second], [second]))).toBe('done');
		expect(codeOf(await settle([second, first], [first]))).toBe('done');
		expect(codeOf(await publish())).toBe('done');
		const { result } = await stored();
		expect(result.prizes!.main.map(({ teamIds }) => teamIds)).toEqual([[first], [second]]);
		expect(result.standings.rows.map(({ rank }) => rank).slice(0, 2)).toEqual([1, 1]);
		expect(result.decisions).toMatchObject([{ kind: 'prize-tie', prizeKey: 'first', order: [[first]] }]);
	});

	test('all get it where it may, and the prize below is one fewer', async () => {
		await begin(tied, { ...plain, tiesMayExceed: true });
		expect(codeOf(await publish())).toBe('done');
		const view = (await resultView(db.database.read, contest.code, contest.rounds[0]!.id, undefined, 'vi'))!;
		expect(view.prizes!.main.map(({ name, recipients, notes }) => [name, recipients, notes])).toEqual([
			['Giải Nhất', [team(0).name, team(1).name], ['Đồng hạng nên trao 2 giải, theo thể lệ là 1.']],
			['Giải Nhì', [], ['Bớt 1 giải vì các đội đồng hạng đã nhận giải trên.']]
		]);
		expect(view.rows.map(({ prizes }) => prizes)).toEqual([['Giải Nhất'], ['Giải Nhất'], [], []]);
	});
});

describe('published prizes', () => {
	async function published() {
		await begin();
		const { person } = await leader(3);
		await record('costume', []);
		await record('actor', [{ teamId: team(3).id, personId: person.id }]);
		const outcome = await publish();
		if (!outcome.ok) throw outcome.refusal;
		return { person };
	}

	test('never change, also when the committee decides anew; only the next version has what was decided then', async () => {
		await published();
		const first = await stored(1);
		expect(resultHash(contentOf(first.result))).toBe(first.hash);
		await record('costume', [{ teamId: team(2).id, personId: null }]);
		expect((await stored()).result.prizes).toEqual(first.result.prizes);
		await db.database.transaction((tx) =>
			tx.round.update({ where: { id: contest.rounds[0]!.id }, data: { state: 'verified' } })
		);
		await publish('Biểu quyết lại giải trang phục');
		expect((await stored(2)).result.prizes!.side[1]!.recipients).toEqual([
			{ teamId: team(2).id, person: null }
		]);
		expect((await stored(1)).result.prizes!.side[1]!.recipients).toEqual([]);
	});

	test('stand in the record, the spreadsheet, the text file and the JSON alike', async () => {
		const { person } = await published();
		const version = await stored();
		const folder = mkdtempSync(join(tmpdir(), 'kheo-prizes-'));
		const file = join(folder, 'record.pdf');
		writeFileSync(file, await renderRecord(recordInput(version, 'https://kheo.example')));
		const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
			.replace(/\s+/g, ' ')
			.normalize('NFC');
		rmSync(folder, { recursive: true });
		expect(text).toContain('II. Giải thưởng');
		expect(text).toContain(`Giải Nhất: ${team(0).name}.`);
		expect(text).toContain('Trang phục đẹp nhất: Không trao.');
		expect(text).toContain(`Diễn viên khán giả yêu thích: ${person.fullName} (${team(3).name}).`);
		expect(text).toContain('Ban Tổ chức bỏ phiếu 5/7');

		const csv = (await exported(version, 'csv', 'vi')) as string;
		const [head, first] = csv.split('\r\n');
		expect(head).toMatch(/,Giải thưởng$/);
		expect(first).toMatch(/,Giải Nhất; Chào hỏi hay nhất$/);
		const json = JSON.parse((await exported(version, 'json', 'vi')) as string) as { prizes: unknown };
		expect(json.prizes).toEqual(version.result.prizes);
		const { readSheet } = await import('read-excel-file/node');
		const rows = await readSheet(
			Buffer.from((await exported(version, 'xlsx', 'en')) as Uint8Array),
			'Prizes'
		);
		expect(rows.map((row) => row[0])).toEqual([
			'Prize',
			'First prize',
			'Second prize',
			'Best greeting',
			'Best costume',
			'Audience’s favourite actor'
		]);
	});
});
