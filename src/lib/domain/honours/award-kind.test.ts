import { describe, expect, it } from 'vitest';
import { isDecisionNumber, lacksOf, mayBearEmblem, type DecisionFacts, type Issuer } from './award-kind.ts';

const province: Issuer = { letterhead: 'state', authority: ['merit', 'flag'] };
const committee: Issuer = { letterhead: 'party', authority: ['commendation'] };
const organizer: Issuer = { letterhead: 'state', authority: [] };
const decision: DecisionFacts = {
	kind: 'merit',
	number: '1234/QĐ-UBND',
	decidedOn: '2026-10-15',
	signer: 'Chủ tịch'
};

describe('a decision to award', () => {
	it('may say Bằng khen only where its issuer has authority and it has a number', () => {
		expect(lacksOf(decision, province)).toEqual([]);
		expect(lacksOf(decision, organizer)).toEqual(['authority']);
		expect(lacksOf({ ...decision, number: null, signer: ' ' }, province)).toEqual(['number', 'signer']);
		expect(lacksOf({ ...decision, kind: 'commendation' }, province)).toEqual(['authority']);
	});

	it('of an organizer may give certificates of its own without a number, but says when and by whom', () => {
		const own: DecisionFacts = {
			kind: 'certificate',
			number: null,
			decidedOn: '2026-10-15',
			signer: 'Trưởng ban'
		};
		expect(lacksOf(own, organizer)).toEqual([]);
		expect(lacksOf({ ...own, decidedOn: null, signer: null }, organizer)).toEqual(['day', 'signer']);
	});

	it('is numbered as bodies of the State and of the Party number', () => {
		const good = ['1234/QĐ-UBND', '24-QĐ/BDVTU', '1/QĐ-MTTQ-BTT', '07-QĐ/TU'];
		const bad = ['', '1234', 'QĐ-UBND', '1234/qđ-ubnd', '12 34/QĐ', '1/QĐ-UBND; DROP'];
		expect(good.filter((number) => !isDecisionNumber(number))).toEqual([]);
		expect(bad.filter(isDecisionNumber)).toEqual([]);
		expect(isDecisionNumber('1234/QĐ-UBND'.normalize('NFD'))).toBe(true);
	});

	it('bears the State’s emblem only where a body of the State awards', () => {
		expect(mayBearEmblem('merit', province)).toBe(true);
		expect(mayBearEmblem('certificate', province)).toBe(false);
		expect(mayBearEmblem('commendation', committee)).toBe(false);
		expect(mayBearEmblem('merit', organizer)).toBe(false);
	});
});
