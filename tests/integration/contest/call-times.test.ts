import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { execute } from '#lib/server/command/execute.ts';
import { setCallTimes } from '#lib/server/contest/call-times.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { smallContest, type SmallContest } from '../../support/small-contest.ts';

let store: TestDatabase;
let contest: SmallContest;
beforeAll(async () => {
	store = await testDatabase();
	contest = await smallContest(store.database, {
		template: 'communeContest',
		teams: 3,
		judges: 3,
		opened: true
	});
});
afterAll(() => store.remove());

const times = (first: string, minutes: unknown) =>
	execute(store.database, setCallTimes, {
		actor: contest.accounts.secretary,
		input: { roundId: contest.rounds[0]!.id, first, minutes }
	});

describe('call times', () => {
	it('follow the drawn order of the turns that wait, in Hanoi time', async () => {
		const outcome = await times('2026-10-15T07:30', '20');
		const turns = await store.database.read.performance.findMany({
			where: { roundId: contest.rounds[0]!.id },
			orderBy: { position: 'asc' }
		});
		const waiting = turns.filter(({ status }) => status === 'waiting');
		expect(outcome).toMatchObject({ ok: true, value: { turns: waiting.length } });
		expect(waiting.length).toBeGreaterThan(0);
		expect(waiting.map(({ callTime }) => callTime?.toISOString())).toEqual(
			waiting.map((_, index) => new Date(Date.UTC(2026, 9, 15, 0, 30 + index * 20)).toISOString())
		);
	});

	it('are refused by field where the moment or the minutes make no sense', async () => {
		const outcome = await times('tomorrow', 0);
		expect(!outcome.ok && outcome.refusal.fields.map(({ field, code }) => [field, code])).toEqual([
			['first', 'contest_time_invalid'],
			['minutes', 'field_invalid']
		]);
	});
});
