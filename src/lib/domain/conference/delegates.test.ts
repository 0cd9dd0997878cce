import { describe, expect, it } from 'vitest';
import { arrivalStep, DELEGATE_STATUSES, DELEGATE_STEPS, delegateSteps, moved } from './delegate-status.ts';
import { holder, quotaUse, standsInFor, substituted, type DelegationSeat } from './seat-of-delegation.ts';

describe('a delegate', () => {
	it('may be moved so from each status, and in no other way', () => {
		expect(Object.fromEntries(DELEGATE_STATUSES.map((status) => [status, delegateSteps(status)]))).toEqual({
			invited: ['confirm', 'excuse', 'substitute', 'arrive', 'arrive-late', 'close'],
			confirmed: ['unconfirm', 'excuse', 'substitute', 'arrive', 'arrive-late', 'close'],
			substituted: ['swap-back'],
			excused: ['confirm', 'substitute', 'arrive', 'arrive-late'],
			present: ['leave', 'undo-arrival'],
			late: ['leave', 'undo-arrival'],
			left: ['return', 'return-late', 'undo-arrival'],
			absent: ['excuse', 'substitute', 'arrive-late', 'reopen', 'reopen-invited']
		});
		for (const status of DELEGATE_STATUSES)
			for (const step of DELEGATE_STEPS)
				expect(moved(status, step, 'có lý do').ok).toBe(delegateSteps(status).includes(step));
	});

	it('is excused, replaced, swapped back or taken out of the hall only with a reason', () => {
		for (const [status, step] of [
			['confirmed', 'excuse'],
			['confirmed', 'substitute'],
			['substituted', 'swap-back'],
			['present', 'undo-arrival']
		] as const)
			expect(moved(status, step, '  ')).toEqual({ ok: false, problem: 'delegate_reason_missing' });
		expect(moved('confirmed', 'excuse', 'ốm')).toEqual({ ok: true, status: 'excused' });
	});

	it('who was excused and comes all the same is present', () => {
		expect(moved('excused', 'arrive')).toEqual({ ok: true, status: 'present' });
	});

	it('is again what was before an arrival by hand that is taken back; who gets their seat back comes', () => {
		const undone = (prior: string | null) => moved('left', 'undo-arrival', 'nhầm', prior);
		for (const prior of ['invited', 'confirmed', 'excused', 'absent'])
			expect(undone(prior)).toEqual({ ok: true, status: prior });
		expect(undone(null)).toEqual({ ok: true, status: 'confirmed' });
		expect(undone('present')).toEqual({ ok: true, status: 'confirmed' });
		const back = (prior: string | null) => moved('substituted', 'swap-back', 'kịp về', prior);
		expect(back('invited')).toEqual({ ok: true, status: 'invited' });
		expect(back('excused')).toEqual({ ok: true, status: 'confirmed' });
		expect(back(null)).toEqual({ ok: true, status: 'confirmed' });
	});

	it('is late from the first moment after the minutes of grace', () => {
		const opens = new Date('2026-11-30T00:30:00Z');
		expect(arrivalStep(opens, 10, new Date('2026-11-30T00:40:00.000Z'))).toBe('arrive');
		expect(arrivalStep(opens, 10, new Date('2026-11-30T00:40:00.001Z'))).toBe('arrive-late');
	});
});

const held = (delegateId: string, reason = 'bận họp Ban Thường vụ') => ({
	delegateId,
	name: delegateId,
	reason,
	authorisedBy: 'Trưởng đoàn',
	since: '2026-11-29T08:00:00Z'
});
const seat = (seatId: string, ...holders: string[]): DelegationSeat => ({
	seatId,
	delegationId: 'Hoa Lư',
	holdings: holders.map((each) => held(each))
});
const given = (from: DelegationSeat, next: ReturnType<typeof held>, others: DelegationSeat[] = []) => {
	const answer = substituted(from, next, others);
	return answer.ok ? answer.seat : answer.problem;
};

describe('a seat of a delegation', () => {
	it('keeps everyone who held it: “thay: Bình (thay: An)”', () => {
		const third = given(seat('1', 'An', 'Bình'), held('Cúc')) as DelegationSeat;
		expect(holder(third)?.name).toBe('Cúc');
		expect(standsInFor(third).map(({ name }) => name)).toEqual(['Bình', 'An']);
		expect(third.holdings.map(({ name }) => name)).toEqual(['An', 'Bình', 'Cúc']);
	});

	it('that went back to its first holder is held in nobody’s place, and the deputy stays in the history', () => {
		const back = given(seat('1', 'An', 'Bình'), held('An', 'kịp về dự')) as DelegationSeat;
		expect(standsInFor(back)).toEqual([]);
		expect(back.holdings).toHaveLength(3);
		expect(standsInFor(seat('1', 'An', 'Bình', 'Cúc', 'Bình')).map(({ name }) => name)).toEqual(['An']);
	});

	it('is not given away without a reason and somebody who answers for it, nor to who holds a seat', () => {
		expect(given(seat('1', 'An'), held('Bình', ''))).toBe('substitution_reason_missing');
		expect(given(seat('1', 'An'), { ...held('Bình'), authorisedBy: '' })).toBe(
			'substitution_authoriser_missing'
		);
		expect(given(seat('1', 'An'), held('An'))).toBe('substitution_holds_seat');
		expect(given(seat('1', 'An'), held('Bình'), [seat('2', 'Bình')])).toBe('substitution_holds_other_seat');
		expect(given(seat('1'), held('Bình', ''))).toMatchObject({ seatId: '1' });
	});

	it('is one of the quota whoever sits on it', () => {
		const seats = [seat('1', 'An', 'Bình'), seat('2', 'Cúc'), seat('3')];
		expect(quotaUse('Hoa Lư', 3, seats)).toEqual({
			quota: 3,
			named: 2,
			vacant: 1,
			over: 0,
			substitutions: 1
		});
		expect(quotaUse('Hoa Lư', 1, seats)).toMatchObject({ vacant: 0, over: 1 });
		expect(quotaUse('Gia Viễn', 2, seats)).toMatchObject({ named: 0, vacant: 2 });
	});
});
