import { describe, expect, it } from 'vitest';
import { DECISION_STATES } from './decision-steps.ts';
import { inRollOrder, isNamed, mayBePublic, saidOfAll } from './publicity.ts';

describe('what everybody may read of a decision', () => {
	it('is nothing before its approval, and nothing once it is annulled', () => {
		expect(DECISION_STATES.filter(mayBePublic)).toEqual(['approved', 'issued']);
	});

	it('names collectives always, and persons and households only where that was chosen', () => {
		const subjects = ['collective', 'household', 'individual'] as const;
		expect(subjects.map((subject) => isNamed('names', subject))).toEqual([true, true, true]);
		expect(subjects.map((subject) => isNamed('counts', subject))).toEqual([true, false, false]);
	});
});

describe('a roll', () => {
	it('names collectives first, then households, then individuals, each in the decision’s order', () => {
		const rows = (['individual', 'collective', 'household', 'collective', 'individual'] as const).map(
			(subject, at) => ({ subject, at })
		);
		expect(inRollOrder(rows).map(({ at }) => at)).toEqual([1, 3, 2, 0, 4]);
	});

	it('says once what is said of all', () => {
		expect(saidOfAll(['Xuất sắc.', 'Xuất sắc.'])).toBe('Xuất sắc.');
		expect(saidOfAll(['Xuất sắc.', 'Giải Nhất.'])).toBeNull();
		expect([saidOfAll(['Xuất sắc.']), saidOfAll(['', '']), saidOfAll([])]).toEqual([null, null, null]);
	});
});
