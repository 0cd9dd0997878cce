import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/access/actor.ts';
import { verifyAuditChain } from '#lib/server/audit/verify-chain.ts';
import { execute } from '#lib/server/command/execute.ts';
import { preparedImport } from '#lib/server/people/import/apply-import.ts';
import { planHash, planImport } from '#lib/server/people/import/plan.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { liveServer, tabletClient, type LiveServer } from '../../support/live-server.ts';
import { pairedTablet, putOnStage, smallContest } from '../../support/small-contest.ts';
import { mark, marksAsk, outcomes } from './tablet.ts';

let store: TestDatabase;
let server: LiveServer;
beforeAll(async () => {
	store = await testDatabase();
	server = await liveServer(store.database);
});
afterAll(async () => {
	await server.close();
	await store.remove();
});

const PEOPLE = 4_000;
const administrator: Actor = {
	kind: 'account',
	accountId: '01a202ed-fcb4-7721-99e1-7af9a257d7d2',
	personId: null,
	name: 'Quản trị',
	grants: [{ role: 'administrator', unitId: null, contestId: null, conferenceId: null }],
	mustChange: false
};

test('while a city’s people are imported a judge’s tablet is answered, and every mark is received once', async () => {
	const { database } = store;
	const contest = await smallContest(database, { template: 'communeContest', teams: 2 });
	const round = contest.rounds[0]!;
	const team = round.teams[0]!.id;
	await putOnStage(database, round.id, team);
	const { cookie } = await pairedTablet(database, contest.id, round.judges[0]!.id);
	const judge = await tabletClient(server.url, cookie);
	const asked = {
		kind: 'people' as const,
		contestId: null,
		underUnitId: null,
		fileName: 'can-bo.xlsx',
		headings: 0,
		mapping: ['externalCode', 'fullName'],
		table: [
			['Mã', 'Họ và tên'],
			...Array.from({ length: PEOPLE }, (_, index) => [`CB${index}`, `Nguyễn Văn ${index}`])
		]
	};
	const consent = planHash(await planImport(database.read, administrator, asked, new Date()));
	const command = await preparedImport(database, administrator, asked);
	// A mark between the plan and the import changes nothing that the plan rests on.
	const given = mark(team, 'greeting.content', '5');
	expect(outcomes(await judge.ask(marksAsk(given)))).toEqual(['stored']);

	const order: string[] = [];
	const imported = execute(database, command, { actor: administrator, input: { ...asked, consent } }).then(
		(outcome) => {
			order.push('imported');
			return outcome;
		}
	);
	const seen = judge.ask({ kind: 'view' }).then((answer) => {
		order.push('seen');
		return answer;
	});
	const during = Promise.all([
		judge.ask(marksAsk(mark(team, 'greeting.content', '4'))),
		judge.ask(marksAsk(given))
	]);
	expect(await seen).toMatchObject({ kind: 'view' });
	expect((await during).map((answer) => outcomes(answer))).toEqual([['stored'], ['replay']]);
	expect(await imported).toMatchObject({ ok: true, value: { created: PEOPLE } });
	// What only reads does not wait for the writer, nor for the event loop to be free again.
	expect(order).toEqual(['seen', 'imported']);
	const marks = await database.read.mark.findMany({ where: { teamId: team }, orderBy: { seq: 'asc' } });
	expect(marks.map(({ value }) => value)).toEqual(['5', '4']);
	expect(await verifyAuditChain(database.read)).toMatchObject({ whole: true });
	judge.close();
});
