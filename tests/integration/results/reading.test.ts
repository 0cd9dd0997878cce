import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ANONYMOUS, type Actor } from '#lib/domain/access/actor.ts';
import { printedCode, readPublicCode } from '#lib/domain/results/public-code.ts';
import { contentOf } from '#lib/domain/results/published-result.ts';
import { sha256Hex } from '#lib/domain/shared/sha256.ts';
import { newId } from '#lib/live/id.ts';
import { execute } from '#lib/server/command/execute.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { answerExport, exported } from '#lib/server/results/export/answer.ts';
import { publishResult } from '#lib/server/results/publish.ts';
import { publishedResult, publishedVersions, resultByCode } from '#lib/server/results/published-query.ts';
import { publicRoundFacts, publishedRounds } from '#lib/server/results/public-rounds.ts';
import { resultView } from '#lib/server/results/result-view.ts';
import { standingsOf } from '#lib/server/results/standings.ts';
import { answerStandings } from '#lib/server/results/standings-api.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import {
	pairedTablet,
	smallContest,
	type SmallContest,
	type SmallRound
} from '../../support/small-contest.ts';
import { fillRound } from './filled-round.ts';

const FORMULA = '=HYPERLINK("http://ví dụ","Đội")';

let db: TestDatabase;
let contest: SmallContest;
let other: SmallContest;
let out: SmallRound;
let hidden: SmallRound;

beforeAll(async () => {
	db = await testDatabase();
	contest = await smallContest(db.database, { code: 'DOC' });
	other = await smallContest(db.database, { code: 'KHAC' });
	[out, hidden] = contest.rounds as [SmallRound, SmallRound];
	await fillRound(db.database, contest, out);
	await fillRound(db.database, contest, hidden);
	await db.database.transaction((tx) =>
		tx.team.update({ where: { id: out.teams[1]!.id }, data: { name: FORMULA } })
	);
	await publish();
	await db.database.transaction(async (tx) => {
		await tx.round.update({ where: { id: out.id }, data: { state: 'verified' } });
		await tx.entry.updateMany({ where: { teamId: out.teams[2]!.id }, data: { status: 'disqualified' } });
	});
	await publish('Loại đội vi phạm thể lệ');
});
afterAll(() => db.remove());

async function publish(reason = '') {
	const input = { roundId: out.id, reason };
	const outcome = await execute(db.database, publishResult, { actor: contest.accounts.organizer, input });
	if (!outcome.ok) throw outcome.refusal;
}

const stored = async (version?: number) => (await publishedResult(db.database.read, 'DOC', out.id, version))!;
const ask = (
	roundId: string,
	actor: Actor,
	more: { official?: boolean; known?: string; code?: string } = {}
) =>
	answerStandings(db.database.read, {
		code: more.code ?? 'DOC',
		roundId,
		actor,
		official: more.official ?? false,
		known: more.known ?? null
	});

describe('what everybody may read', () => {
	test('is nothing of a round that is verified and not published', async () => {
		const { read } = db.database;
		expect(await publishedResult(read, 'DOC', hidden.id)).toBeNull();
		expect(await publishedVersions(read, 'DOC', hidden.id)).toEqual([]);
		expect(await resultView(read, 'DOC', hidden.id, undefined, 'vi')).toBeNull();
		expect((await ask(hidden.id, ANONYMOUS)).status).toBe(404);
		const listed = JSON.stringify(await publishedRounds(read, 'DOC', 'vi'));
		expect(listed).toContain(out.teams[0]!.name);
		expect(listed).not.toContain(hidden.teams[0]!.name);
		expect(JSON.stringify((await stored()).result)).not.toContain(hidden.teams[0]!.name);
	});

	test('is nothing under the address of another contest, of an unknown version or of a draft', async () => {
		const { read } = db.database;
		expect(await publishedResult(read, 'KHAC', out.id)).toBeNull();
		expect(await publishedResult(read, 'DOC', out.id, 3)).toBeNull();
		expect(await publicRoundFacts(read, 'KHAC', out.id, 'vi')).toBeNull();
		expect((await ask(out.id, ANONYMOUS, { code: 'KHAC' })).status).toBe(404);
		const status = (to: string) =>
			db.database.transaction((tx) => tx.contest.update({ where: { id: contest.id }, data: { status: to } }));
		await status('draft');
		expect(await publishedResult(read, 'DOC', out.id)).toBeNull();
		expect(await publishedRounds(read, 'DOC', 'vi')).toBeNull();
		expect((await ask(out.id, ANONYMOUS)).status).toBe(404);
		await status('running');
	});

	test('shows the newest version, the older one on request, and what changed between them', async () => {
		const view = (await resultView(db.database.read, 'DOC', out.id, undefined, 'vi'))!;
		expect(view).toMatchObject({ version: 2, newest: 2, reason: 'Loại đội vi phạm thể lệ' });
		expect(view.rows.map(({ rank, statusWords }) => [rank, statusWords])).toEqual([
			[1, null],
			[2, null],
			[null, 'Bị loại']
		]);
		expect(view.history.map(({ version, changes }) => [version, changes])).toEqual([
			[
				2,
				{
					places: [`${out.teams[2]!.name}: hạng 3, 83,75 điểm → Bị loại`],
					prizes: [`Giải Ba cụm: không còn của ${out.teams[2]!.name}`],
					through: []
				}
			],
			[1, null]
		]);
		const older = (await resultView(db.database.read, 'DOC', out.id, 1, 'en'))!;
		expect(older).toMatchObject({ version: 1, newest: 2 });
		expect(older.rows.map(({ rank }) => rank)).toEqual([1, 2, 3]);
	});

	test('a code on paper tells its own version and the newest', async () => {
		const first = await stored(1);
		const found = await resultByCode(
			db.database.read,
			readPublicCode(printedCode(first.code).toLowerCase())!
		);
		expect(found).toMatchObject({ version: 1, hash: first.hash, newest: { version: 2 } });
		expect(await resultByCode(db.database.read, 'ABCDEFGHJK0')).toBeNull();
	});
});

describe('the official standings for programs', () => {
	test('are for desk and jury of this contest only', async () => {
		const tablet = await pairedTablet(db.database, contest.id, hidden.judges[1]!.id);
		const { organizer, secretary, chair } = contest.accounts;
		const status = async (actor: Actor) => (await ask(hidden.id, actor, { official: true })).status;
		expect(await Promise.all([organizer, secretary, chair].map(status))).toEqual([200, 200, 200]);
		const strangers = [ANONYMOUS, tablet.actor, other.accounts.organizer, other.accounts.chair];
		expect(await Promise.all(strangers.map(status))).toEqual([403, 403, 403, 403]);
	});

	test('are the same as the desk sees, and are not sent twice', async () => {
		const first = await ask(hidden.id, contest.accounts.chair, { official: true });
		const { standings } = await standingsOf(db.database.read, hidden.id);
		expect(((await first.json()) as { standings: unknown }).standings).toEqual(standings);
		const known = first.headers.get('etag')!;
		expect((await ask(hidden.id, contest.accounts.chair, { official: true, known })).status).toBe(304);
	});

	test('of everybody are the published version', async () => {
		const answer = await ask(out.id, ANONYMOUS);
		expect(await answer.json()).toMatchObject({
			projection: 'published',
			version: 2,
			hash: (await stored()).hash
		});
	});
});

describe('exports', () => {
	test('JSON is the very text that the published hash is of, without the names of the panel', async () => {
		const result = await stored();
		const text = String(await exported(result, 'json', 'vi'));
		expect(sha256Hex(text)).toBe(result.hash);
		expect(JSON.parse(text)).toEqual(contentOf(result.result));
		for (const { name } of result.result.panel) expect(text).not.toContain(name);
	});

	test('CSV begins with a byte order mark and runs no formula', async () => {
		const text = String(await exported(await stored(), 'csv', 'vi'));
		const lines = text.split('\r\n');
		expect(text.startsWith('\uFEFFHạng,Đồng hạng,Số hiệu,Đội,')).toBe(true);
		expect(lines[1]).toBe(
			'1,,D01,Đội Phường Sông Mây,Phường Sông Mây,"18,60","28,55","46,50","93,65",,Vào vòng trong,Giải Nhất cụm'
		);
		expect(lines[2]).toContain(`"'=HYPERLINK(""http://ví dụ"",""Đội"")"`);
	});

	test('XLSX holds figures as numbers and text as text, the same as the page', async () => {
		const result = await stored();
		const bytes = Buffer.from((await exported(result, 'xlsx', 'en')) as Uint8Array);
		const [head, first, second] = (await readSheet(bytes, 1)) as unknown[][];
		expect(head!.slice(0, 4)).toEqual(['Place', 'Shared', 'No.', 'Team']);
		expect([first![0], first![8]]).toEqual([1, Number(result.result.standings.rows[0]!.total!.shown)]);
		expect(second![3]).toBe(FORMULA);
		const marks = (await readSheet(bytes, 3)) as unknown[][];
		expect(marks.length).toBe(1 + out.teams.length * out.judges.length);
	});

	test('are not sent again to whoever has them', async () => {
		const first = await answerExport(await stored(), 'json', 'vi', null);
		const again = await answerExport(await stored(), 'json', 'vi', first.headers.get('etag'));
		expect([first.status, again.status]).toEqual([200, 304]);
	});
});

describe('loading a round', () => {
	/** Counts what is asked of the database. */
	function counted(read: Tx): { read: Tx; queries: () => number } {
		let queries = 0;
		const model = (of: object) =>
			new Proxy(of, {
				get: (target, name) => {
					const member: unknown = Reflect.get(target, name);
					if (typeof member !== 'function') return member;
					return (...args: unknown[]): unknown => {
						queries += 1;
						return Reflect.apply(member, target, args);
					};
				}
			});
		const proxy = new Proxy(read, {
			get: (target, name) => {
				const member: unknown = Reflect.get(target, name);
				return typeof member === 'object' && member !== null ? model(member) : member;
			}
		});
		return { read: proxy, queries: () => queries };
	}

	test('takes as many queries for twelve teams and nine judges as for two and three', async () => {
		const small = await smallContest(db.database, {
			code: `A-${newId().slice(-6)}`,
			teams: 2,
			judges: 3,
			clusters: 1
		});
		const large = await smallContest(db.database, {
			code: `B-${newId().slice(-6)}`,
			teams: 12,
			judges: 9,
			clusters: 1
		});
		const queriesFor = async (of: SmallContest) => {
			await fillRound(db.database, of, of.rounds[0]!);
			const { read, queries } = counted(db.database.read);
			await standingsOf(read, of.rounds[0]!.id);
			return queries();
		};
		expect(await queriesFor(large)).toBe(await queriesFor(small));
	});
});
