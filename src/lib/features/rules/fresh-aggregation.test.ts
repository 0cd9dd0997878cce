import * as v from 'valibot';
import { expect, test } from 'vitest';
import { AGGREGATION_METHODS, AggregationSchema } from '#lib/domain/contest/aggregation.ts';
import { filledTable, freshAggregation } from './fresh-aggregation.ts';

const panel = { judges: 5, quorum: 2, absence: 'marksPresent' } as const;

test.each(AGGREGATION_METHODS)('the first proposal for %s is a rule that can be read', (method) => {
	const fresh = freshAggregation(method, { over: 'criterion', scale: '50', panel, judgeKinds: [] });
	expect(v.parse(AggregationSchema, fresh)).toEqual(fresh);
});

test('two markers are proposed to differ by a fifth of the scale', () => {
	const settings = { over: 'ballot', panel, judgeKinds: [] } as const;
	expect(freshAggregation('twoMarkers', { ...settings, scale: '100' })).toMatchObject({ thirdFrom: '20' });
	expect(freshAggregation('twoMarkers', { ...settings, scale: 'trăm' })).toMatchObject({ thirdFrom: '2' });
});

test('a table is filled up to the whole panel, and what was set stays', () => {
	expect(filledTable([{ marks: 3, method: 'median' }], panel)).toEqual([
		{ marks: 1, method: 'quorumLost' },
		{ marks: 2, method: 'mean' },
		{ marks: 3, method: 'median' },
		{ marks: 4, method: 'trimmed', dropHigh: 1, dropLow: 1 },
		{ marks: 5, method: 'trimmed', dropHigh: 1, dropLow: 1 }
	]);
});
