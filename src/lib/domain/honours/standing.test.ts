import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { needsDecision, REVOCATION_REASONS, standingOf, takesAway, type Certificate } from './standing.ts';

const certificate = (id: string, more: Partial<Certificate> = {}): Certificate => ({
	id,
	replacesId: null,
	revokedFor: null,
	...more
});

describe('a certificate that is checked', () => {
	it('is genuine while nothing was said against it', () => {
		expect(standingOf([certificate('1')], '1')).toEqual({ state: 'genuine' });
		expect(standingOf([certificate('1')], '2')).toBeNull();
	});

	it('leads to the one in force where a slip of the pen was put right, once or twice', () => {
		const chain = [
			certificate('1', { revokedFor: 'clerical' }),
			certificate('2', { replacesId: '1', revokedFor: 'clerical' }),
			certificate('3', { replacesId: '2' })
		];
		expect(chain.map(({ id }) => standingOf(chain, id))).toEqual([
			{ state: 'replaced', by: '3' },
			{ state: 'replaced', by: '3' },
			{ state: 'genuine' }
		]);
	});

	it('does not stand beside its copy once it was lost', () => {
		const both = [certificate('1', { revokedFor: 'lost' }), certificate('2', { replacesId: '1' })];
		expect(standingOf(both, '1')).toEqual({ state: 'replaced', by: '2' });
		expect(standingOf([both[0]!], '1')).toEqual({ state: 'revoked', reason: 'lost' });
	});

	it('is revoked where the honour was taken away, whatever took its place before', () => {
		const taken = [certificate('1', { revokedFor: 'false-papers' }), certificate('2', { replacesId: '1' })];
		expect(standingOf(taken, '1')).toEqual({ state: 'revoked', reason: 'false-papers' });
	});

	it('is taken away by decision for the law’s four reasons', () => {
		expect(REVOCATION_REASONS.filter(needsDecision)).toEqual([
			'false-declaration',
			'false-papers',
			'unlawful-appraisal',
			'later-violation'
		]);
		expect(REVOCATION_REASONS.filter((reason) => !takesAway(reason))).toEqual(['clerical', 'lost']);
	});

	it('always gets an answer, also from a chain that somebody closed into a ring', () => {
		const id = fc.constantFrom('1', '2', '3', '4');
		const row = fc.record({
			id,
			replacesId: fc.option(id),
			revokedFor: fc.option(fc.constantFrom(...REVOCATION_REASONS))
		});
		fc.assert(
			fc.property(fc.uniqueArray(row, { selector: (one) => one.id }), (rows) => {
				for (const one of rows) expect(standingOf(rows, one.id)).not.toBeNull();
			})
		);
	});
});
