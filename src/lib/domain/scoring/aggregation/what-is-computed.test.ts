import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { AggregationSchema } from '#lib/domain/contest/aggregation.ts';
import type { AbsencePolicy } from '#lib/domain/contest/panel.ts';
import { whatIsComputed } from './what-is-computed.ts';

function table(rule: object, judges: number, quorum = 1, absence: AbsencePolicy = 'marksPresent') {
	const read = v.parse(AggregationSchema, rule);
	return whatIsComputed(read, { judges, quorum, absence }).map(({ marks, computed }) => {
		const { kind, ...settings } = computed;
		return [marks, kind, ...Object.values(settings)].join(' ');
	});
}

describe('what is computed for each number of marks', () => {
	test('below the quorum nothing is, whatever the method', () => {
		expect(table({ method: 'mean' }, 3, 2)).toEqual(['1 quorumLost 2', '2 mean', '3 mean']);
	});

	test('a sum waits for the whole panel or is scaled up to it', () => {
		expect(table({ method: 'sum' }, 2)).toEqual(['1 wholePanelNeeded 2', '2 sum']);
		expect(table({ method: 'sum', whenFewer: 'scaleUp' }, 2)).toEqual(['1 sumScaledUp 2', '2 sum']);
	});

	test('trimming follows the row that is reached', () => {
		const rows = [
			{ atLeast: 5, dropHigh: 2, dropLow: 1 },
			{ atLeast: 3, dropHigh: 1, dropLow: 1 }
		];
		expect(table({ method: 'trimmed', table: rows }, 5)).toEqual([
			'1 mean',
			'2 mean',
			'3 trimmed 1 1',
			'4 trimmed 1 1',
			'5 trimmed 2 1'
		]);
	});

	test('nothing is left out as an outlier where too few would remain', () => {
		const rule = { method: 'outlierExclude', delta: '2', minRemaining: 2 };
		expect(table(rule, 3)).toEqual(['1 mean', '2 mean', '3 outlierExclude 2 own']);
	});

	test('closest two of three knows no four marks', () => {
		expect(table({ method: 'closestTwoOfThree' }, 4)).toEqual([
			'1 mean',
			'2 mean',
			'3 closestTwo higherPair',
			'4 noMethod'
		]);
	});

	test('a table by count says it itself', () => {
		const rows = [
			{ marks: 1, method: 'quorumLost' },
			{ marks: 3, method: 'closestTwoOfThree', whenEqual: 'meanOfAll' },
			{ marks: 4, method: 'trimmed', dropHigh: 0, dropLow: 0 },
			{ marks: 5, method: 'median' }
		];
		expect(table({ method: 'byCount', table: rows }, 5)).toEqual([
			'1 quorumLost ',
			'2 noMethod',
			'3 closestTwo meanOfAll',
			'4 mean',
			'5 median'
		]);
	});

	test('two markers are no absence where the whole panel is needed', () => {
		expect(table({ method: 'twoMarkers', thirdFrom: '20' }, 3, 1, 'fullPanelOnly')).toEqual([
			'1 markerMissing',
			'2 twoMarkers 20',
			'3 thirdMarker final'
		]);
		expect(table({ method: 'mean' }, 2, 1, 'fullPanelOnly')).toEqual(['1 wholePanelNeeded 2', '2 mean']);
	});
});
