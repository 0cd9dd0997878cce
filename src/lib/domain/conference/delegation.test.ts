import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DELEGATE_STATUSES, DELEGATE_STEPS, delegateSteps, moved } from './delegate-status.ts';
import {
	delegationCount,
	DELEGATE_ROLES,
	leader,
	mayNameNow,
	openPoints,
	ranked,
	settled,
	type Ranked
} from './delegation.ts';

const people = fc
	.array(
		fc.record({
			role: fc.constantFrom(...DELEGATE_ROLES),
			deputyOrder: fc.option(fc.integer({ min: 1, max: 9 })),
			status: fc.constantFrom(...DELEGATE_STATUSES)
		}),
		{ minLength: 1, maxLength: 12 }
	)
	.map((list) => list.map((each, index) => ({ ...each, id: `p${index}` })));

const isInOrder = (list: readonly Ranked[]) => {
	const orders = list.filter(({ role }) => role === 'deputy').map(({ deputyOrder }) => deputyOrder);
	return JSON.stringify(orders.sort()) === JSON.stringify(orders.map((_, index) => index + 1).sort());
};

describe('the roles of a delegation', () => {
	it('have exactly one head and deputies numbered without a gap, whatever anybody becomes', () => {
		fc.assert(
			fc.property(
				people,
				fc.nat(11),
				fc.constantFrom(...DELEGATE_ROLES),
				fc.option(fc.integer({ min: 1, max: 9 })),
				(list, at, role, order) => {
					const id = list[at % list.length]!.id;
					const after = ranked(settled(list), id, role, order);
					const got = after.find((each) => each.id === id)!.role;
					expect(after.filter((each) => each.role === 'head')).toHaveLength(1);
					expect(isInOrder(after)).toBe(true);
					expect(after.map((each) => each.id)).toEqual(list.map((each) => each.id));
					if (list.length > 1) expect(got).toBe(role);
					else expect(got).toBe('head');
				}
			)
		);
	});

	it('stay as they are where they are right', () => {
		fc.assert(
			fc.property(people, (list) => {
				const right = settled(list);
				expect(settled(right)).toEqual(right);
			})
		);
	});

	it('put a deputy in at the place that was asked for', () => {
		const list: Ranked[] = [
			{ id: 'An', role: 'head', deputyOrder: null },
			{ id: 'Bình', role: 'deputy', deputyOrder: 1 },
			{ id: 'Cúc', role: 'deputy', deputyOrder: 2 },
			{ id: 'Dũng', role: 'member', deputyOrder: null }
		];
		const orders = ranked(list, 'Dũng', 'deputy', 1).map(({ id, deputyOrder }) => [id, deputyOrder]);
		expect(orders).toEqual([
			['An', null],
			['Bình', 2],
			['Cúc', 3],
			['Dũng', 1]
		]);
		expect(ranked(list, 'An', 'member').map(({ role }) => role)).toEqual([
			'member',
			'head',
			'deputy',
			'member'
		]);
	});

	it('let the first deputy lead where the head does not come', () => {
		const list = [
			{ id: 'An', role: 'head', deputyOrder: null, status: 'excused' },
			{ id: 'Bình', role: 'deputy', deputyOrder: 2, status: 'confirmed' },
			{ id: 'Cúc', role: 'deputy', deputyOrder: 1, status: 'confirmed' }
		] as const;
		expect(leader(list)?.id).toBe('Cúc');
		expect(leader([{ ...list[0] }])).toBeNull();
	});
});

describe('a delegate’s status', () => {
	it('goes only through moves that exist, and a refused move changes nothing', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...DELEGATE_STEPS), { maxLength: 40 }), (steps) => {
				let status: (typeof DELEGATE_STATUSES)[number] = 'invited';
				for (const step of steps) {
					const may = delegateSteps(status).includes(step);
					const answer = moved(status, step, 'có lý do');
					expect(answer.ok).toBe(may);
					if (answer.ok) status = answer.status;
					expect(DELEGATE_STATUSES).toContain(status);
				}
			})
		);
	});

	it('can always be gone back on: from every status there is a way to “confirmed”', () => {
		for (const from of DELEGATE_STATUSES) {
			const reached = new Set([from]);
			for (const status of reached)
				for (const step of delegateSteps(status)) {
					const answer = moved(status, step, 'có lý do');
					if (answer.ok) reached.add(answer.status);
				}
			expect(reached.has('confirmed')).toBe(true);
		}
	});
});

describe('a delegation at a glance', () => {
	it('counts seats, whoever sits in them', () => {
		const [standsIn, isCounted] = [true, true];
		const count = delegationCount(4, [
			{ status: 'substituted', standsIn: false, isCounted },
			{ status: 'confirmed', standsIn, isCounted },
			{ status: 'invited', standsIn: false, isCounted },
			{ status: 'excused', standsIn: false, isCounted }
		]);
		expect(count).toMatchObject({
			named: 3,
			vacant: 1,
			over: 0,
			confirmed: 1,
			unconfirmed: 1,
			substituted: 1,
			excused: 1
		});
		expect(openPoints(count, false)).toEqual([
			{ point: 'vacant', count: 1 },
			{ point: 'unconfirmed', count: 1 },
			{ point: 'excused', count: 1 },
			{ point: 'not-sent', count: 0 }
		]);
		expect(openPoints(delegationCount(2, []), true)).toEqual([{ point: 'nobody', count: 2 }]);
	});

	it('has seats for everybody, but tells the share of those who are counted', () => {
		const count = delegationCount(4, [
			{ status: 'present', standsIn: false, isCounted: true },
			{ status: 'present', standsIn: false, isCounted: false },
			{ status: 'absent', standsIn: false, isCounted: false },
			{ status: 'excused', standsIn: false, isCounted: false }
		]);
		expect(count).toMatchObject({ named: 4, vacant: 0, came: 1, absent: 0, excused: 0 });
	});

	it('never has vacant and surplus seats at once', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 9 }), people, (quota, list) => {
				const count = delegationCount(
					quota,
					list.map(({ status }) => ({ status, standsIn: false, isCounted: true }))
				);
				expect(Math.min(count.vacant, count.over)).toBe(0);
				expect(count.named + count.vacant - count.over).toBe(quota);
			})
		);
	});

	it('is named by its unit until the deadline, or until the morning of the first day', () => {
		const conference = { namesUntil: null, startsOn: '2026-12-10', status: 'announced' };
		const at = (text: string) => new Date(text);
		expect([
			mayNameNow(conference, at('2026-12-09T17:00:00Z')),
			mayNameNow(conference, at('2026-12-09T17:00:01Z')),
			mayNameNow({ ...conference, namesUntil: at('2026-12-01T10:00:00Z') }, at('2026-12-01T10:00:01Z')),
			mayNameNow({ ...conference, status: 'finished' }, at('2026-11-01T00:00:00Z'))
		]).toEqual([true, false, false, false]);
	});
});
