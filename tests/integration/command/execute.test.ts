import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/domain/access/actor.ts';
import { newId } from '#lib/live/id.ts';
import { command } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { listen } from '#lib/server/realtime/bus.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';

const organizer: Actor = {
	kind: 'account',
	accountId: 'a1',
	personId: null,
	name: 'Trần Thị Thử',
	mustChange: false,
	grants: [{ role: 'organizer', unitId: null, contestId: null, conferenceId: null }]
};
const viewer: Actor = {
	...organizer,
	accountId: 'a2',
	grants: [{ role: 'viewer', unitId: null, contestId: null, conferenceId: null }]
};

/** A command as small as can be: it counts how often it really ran. */
const count = command({
	action: 'unit.save',
	input: v.strictObject({ name: v.pipe(v.string(), v.minLength(1, 'field_required')) }),
	scope: async () => ({}),
	async run({ tx, audit, publish }, { name }) {
		if (name === 'refuse') throw new Refusal('stale');
		const before = await tx.setting.findUnique({ where: { key: name } });
		const value = String(Number(before?.value ?? '0') + 1);
		await tx.setting.upsert({ where: { key: name }, create: { key: name, value }, update: { value } });
		audit({ subjectKind: 'setting', subjectId: name, before: before?.value, after: value });
		publish({ kind: 'contest.changed', contestId: name });
		return { value };
	}
});

let test: TestDatabase;
beforeAll(async () => {
	test = await testDatabase();
});
afterAll(() => test.remove());

const ask = (input: unknown, actor: Actor = organizer, key?: string) =>
	execute(test.database, count, { actor, input, key });
const valueOf = async (key: string) =>
	(await test.database.read.setting.findUnique({ where: { key } }))?.value;

describe('a command', () => {
	it('changes nothing again when it is resent, and gives the first answer', async () => {
		const key = newId();
		const first = await ask({ name: 'resent' }, organizer, key);
		const second = await ask({ name: 'resent' }, organizer, key);
		expect([first, second]).toEqual([
			{ ok: true, value: { value: '1' }, replayed: false },
			{ ok: true, value: { value: '1' }, replayed: true }
		]);
		expect(await valueOf('resent')).toBe('1');
	});

	it('runs once when twenty resends of one key arrive together', async () => {
		const key = newId();
		const answers = await Promise.all(
			Array.from({ length: 20 }, () => ask({ name: 'together' }, organizer, key))
		);
		expect(answers.map((answer) => answer.ok && answer.value)).toEqual(Array(20).fill({ value: '1' }));
		expect(await valueOf('together')).toBe('1');
	});

	it('refuses a key that comes back with other content or from somebody else', async () => {
		const key = newId();
		await ask({ name: 'mine' }, organizer, key);
		const other = await ask({ name: 'other' }, organizer, key);
		const stranger = await ask({ name: 'mine' }, { ...organizer, accountId: 'a9' }, key);
		expect([other, stranger].map((answer) => !answer.ok && answer.refusal.code)).toEqual([
			'key_reused',
			'key_reused'
		]);
		expect(await valueOf('other')).toBeUndefined();
	});

	it('writes and tells nothing when the role is wrong, the input is bad, or it says no', async () => {
		const heard: unknown[] = [];
		const stop = listen((happening) => heard.push(happening));
		const entries = await test.database.read.auditEntry.count();
		const answers = [
			await ask({ name: 'x' }, viewer),
			await ask({ name: '' }),
			await ask({ name: 'refuse' })
		];
		stop();
		expect(answers.map((answer) => !answer.ok && answer.refusal.code)).toEqual([
			'forbidden',
			'invalid',
			'stale'
		]);
		expect(answers[1]).toMatchObject({ refusal: { fields: [{ field: 'name', code: 'field_required' }] } });
		expect(await test.database.read.auditEntry.count()).toBe(entries);
		expect(heard).toEqual([]);
	});

	it('is audited with who, what, before and after, each entry chained to the one before', async () => {
		await ask({ name: 'audited' });
		await ask({ name: 'audited' });
		const [second, first] = await test.database.read.auditEntry.findMany({
			where: { subjectId: 'audited' },
			orderBy: { seq: 'desc' }
		});
		expect(first).toMatchObject({
			actorName: 'Trần Thị Thử',
			action: 'unit.save',
			before: null,
			after: '"1"'
		});
		expect(second).toMatchObject({ before: '"1"', after: '"2"', prevHash: first!.hash });
	});
});
