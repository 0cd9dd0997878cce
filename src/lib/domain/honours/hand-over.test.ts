import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	countedAs,
	handedOver,
	HAND_OVER_STEPS,
	isDueAgain,
	isHanded,
	NOT_HANDED,
	openSteps,
	receivesTogether,
	type HandOver,
	type HandOverStep,
	type Paper
} from './hand-over.ts';

const good: Paper = { kind: 'good', id: 'c1' };
const newer: Paper = { kind: 'good', id: 'c2' };
const none: Paper = { kind: 'none' };
const revoked: Paper = { kind: 'revoked' };

function after(
	steps: readonly HandOverStep[],
	{ paper = good, receiver = null as string | null, from = NOT_HANDED } = {}
): HandOver {
	return steps.reduce((before, step) => {
		const answer = handedOver(before, step, { paper, receiver });
		if ('refused' in answer) throw new Error(`${step}: ${answer.refused}`);
		return answer.to;
	}, from);
}
const refused = (
	before: HandOver,
	step: HandOverStep,
	paper: Paper = good,
	receiver: string | null = 'An'
) => {
	const answer = handedOver(before, step, { paper, receiver });
	return 'refused' in answer ? answer.refused : answer.to.state;
};

describe('handing a certificate over', () => {
	it('goes from waiting over present to received, and remembers which certificate it was', () => {
		expect(after(['present', 'receive'])).toEqual({
			...{ state: 'received', cameFrom: 'present', receiver: null, certificateId: 'c1' }
		});
		expect(after(['receive'], { paper: none })).toMatchObject({ state: 'received', certificateId: null });
	});

	it('is also received by somebody else, with a name', () => {
		const handed = after(['receive'], { receiver: 'Trần Thị Hoa' });
		expect([handed.receiver, countedAs(handed, good)]).toEqual(['Trần Thị Hoa', 'by-other']);
		expect(after(['present'], { receiver: 'Trần Thị Hoa' }).receiver).toBeNull();
	});

	it('lets who was absent pick it up, or come after all', () => {
		expect(after(['absent', 'pick-up'], { receiver: 'An' })).toMatchObject({
			state: 'picked-up',
			receiver: 'An'
		});
		expect(after(['absent', 'present', 'receive']).state).toBe('received');
		expect(refused(after(['absent']), 'pick-up', good, null)).toBe('no_receiver');
	});

	it('happens once: a second time says so', () => {
		expect(refused(after(['receive']), 'receive')).toBe('already');
		expect(refused(after(['receive']), 'pick-up')).toBe('already');
		expect(refused(after(['pick-up'], { receiver: 'An' }), 'pick-up')).toBe('already');
		expect(refused(after(['receive']), 'absent')).toBe('already');
	});

	it('never happens with what was revoked; that somebody is absent may be said', () => {
		expect(
			['present', 'receive', 'pick-up'].map((step) => refused(NOT_HANDED, step as HandOverStep, revoked))
		).toEqual(['revoked', 'revoked', 'revoked']);
		expect(refused(NOT_HANDED, 'absent', revoked)).toBe('absent');
		expect(openSteps(NOT_HANDED, revoked)).toEqual(['absent']);
	});

	it('takes a mistaken tap back to where it came from', () => {
		expect(after(['absent', 'pick-up', 'back'], { receiver: 'An' })).toEqual({
			...NOT_HANDED,
			state: 'absent'
		});
		expect(after(['present', 'receive', 'back']).state).toBe('present');
		expect(after(['receive', 'back'])).toEqual(NOT_HANDED);
		expect(after(['present', 'receive', 'back', 'back'])).toEqual(NOT_HANDED);
		expect(refused(NOT_HANDED, 'back')).toBe('no_step');
	});

	it('is due again once another certificate took the place of the one that was handed over', () => {
		const handed = after(['receive']);
		expect([isDueAgain(handed, good), isDueAgain(handed, newer), isDueAgain(handed, revoked)]).toEqual([
			...[false, true, false]
		]);
		expect(countedAs(handed, newer)).toBe('waiting');
		expect(after(['pick-up'], { from: handed, paper: newer, receiver: 'An' })).toMatchObject({
			...{ state: 'picked-up', certificateId: 'c2' }
		});
		expect(isDueAgain(after(['receive'], { paper: none }), good)).toBe(false);
	});

	it('counts everybody once', () => {
		expect(countedAs(NOT_HANDED, revoked)).toBe('revoked');
		expect(countedAs(after(['present']), good)).toBe('waiting');
		expect(countedAs(after(['absent']), good)).toBe('absent');
		// What was handed over before it was revoked was handed over.
		expect(countedAs(after(['receive']), revoked)).toBe('received');
	});

	it('whatever is tapped and revoked: nothing revoked is handed over, and back undoes exactly the last step', () => {
		const papers = fc.constantFrom<Paper>(good, newer, none, revoked);
		const tap = fc.record({
			...{ step: fc.constantFrom(...HAND_OVER_STEPS), paper: papers },
			receiver: fc.option(fc.constantFrom('An', 'Bình'), { nil: null })
		});
		fc.assert(
			fc.property(fc.array(tap, { maxLength: 25 }), (taps) => {
				let now: HandOver = NOT_HANDED;
				for (const { step, paper, receiver } of taps) {
					const answer = handedOver(now, step, { paper, receiver });
					expect(openSteps(now, paper).includes(step) || 'refused' in answer).toBe(true);
					if ('refused' in answer) continue;
					const { to } = answer;
					if (step !== 'back') {
						expect(isHanded(to.state) && paper.kind === 'revoked').toBe(false);
						expect(isHanded(to.state)).toBe(step === 'receive' || step === 'pick-up');
						const undone = handedOver(to, 'back', { paper, receiver: null });
						const was = isDueAgain(now, paper) ? 'waiting' : now.state;
						expect('to' in undone && undone.to.state).toBe(was);
					}
					if (!isHanded(to.state)) expect([to.receiver, to.certificateId]).toEqual([null, null]);
					now = to;
				}
			})
		);
	});
});

describe('a whole group that receives with one tap', () => {
	const steps = ['present', 'receive', 'absent'] as const;
	const seen = (
		standing: 'here' | 'received' | 'left' | 'absent' | 'unknown',
		standIn: string | null = null
	) => ({
		standing,
		standIn
	});
	const waits = (hall: ReturnType<typeof seen> | null) => receivesTogether({ state: 'waiting', steps, hall });

	it('leaves out whom the door has not seen or saw leaving, unless they were seen beside the stage', () => {
		expect([waits(seen('absent')), waits(seen('left'))]).toEqual([null, null]);
		expect([waits(null), waits(seen('here')), waits(seen('unknown'))]).toEqual(
			Array.from({ length: 3 }, () => ({ receiver: null }))
		);
		expect(receivesTogether({ state: 'present', steps, hall: seen('absent') })).toEqual({ receiver: null });
	});

	it('names whoever stands in, but not where who is honoured came after all', () => {
		expect(waits(seen('received', 'Lụa'))).toEqual({ receiver: 'Lụa' });
		expect(waits(seen('here', 'Lụa'))).toEqual({ receiver: null });
	});

	it('has no part in who was called and not there, nor in what may not be handed over', () => {
		expect(receivesTogether({ state: 'absent', steps, hall: null })).toBeNull();
		expect(receivesTogether({ state: 'waiting', steps: ['absent'], hall: null })).toBeNull();
	});
});
