import { describe, expect, it } from 'vitest';
import { DECISION_STATES, DECISION_STEPS, isOpen, stepped, type DecisionState } from './decision-steps.ts';

const by = (actor: string, state: DecisionState, reason: string | null = null) => ({
	state,
	isOwn: actor === 'Lan',
	reason
});

describe('an award decision', () => {
	it('is proposed by one person and approved by another', () => {
		expect(stepped('propose', by('Lan', 'draft'))).toEqual({ to: 'proposed' });
		expect(stepped('approve', by('Lan', 'proposed'))).toEqual({ refused: 'same_person' });
		expect(stepped('approve', by('Hùng', 'proposed'))).toEqual({ to: 'approved' });
	});

	it('goes back to whoever proposed it with a reason', () => {
		expect(stepped('return', by('Hùng', 'proposed', ' '))).toEqual({ refused: 'reason_required' });
		expect(stepped('return', by('Hùng', 'proposed', 'Thiếu hồ sơ'))).toEqual({ to: 'draft' });
	});

	it('is annulled with a reason, and never comes back', () => {
		expect(stepped('annul', by('Hùng', 'issued', 'Giả mạo hồ sơ'))).toEqual({ to: 'annulled' });
		for (const step of DECISION_STEPS) {
			expect(stepped(step, by('Hùng', 'annulled', 'vì'))).toEqual({ refused: 'not_now' });
		}
	});

	it('takes new recipients only as a draft', () => {
		expect(DECISION_STATES.filter(isOpen)).toEqual(['draft']);
	});
});
