import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { PartSchema } from './part.ts';
import { kindGaps, kindsAsked } from './seat-kinds.ts';

const called = (text: string) => ({ vi: text, en: text });
const part = (key: string, aggregation: object, judgeKinds: string[] = []) =>
	v.parse(PartSchema, {
		key,
		name: called(key),
		kind: 'judged',
		scale: '10',
		criteria: [{ key: 'all', name: called('all'), max: '10' }],
		aggregation,
		judgeKinds
	});
const weighed = part('skit', {
	method: 'weightedKinds',
	kinds: ['artistic', 'legal'].map((kind) => ({ kind, weight: '1' }))
});
const marked = part('paper', { method: 'twoMarkers', thirdFrom: '2' });
const seats = (...kinds: (string | null)[]) => kinds.map((kind, index) => ({ id: `J${index + 1}`, kind }));

test('kinds are asked for by who marks, by weights and by the third marker', () => {
	expect(kindsAsked([part('song', { method: 'mean' }, ['artistic']), weighed, marked])).toEqual([
		'artistic',
		'legal',
		'third'
	]);
});

describe('the kinds of the seats', () => {
	test('leave nothing undone when every judge has a weight and every kind a judge', () => {
		expect(kindGaps([weighed], seats('artistic', 'legal', 'legal'))).toEqual([]);
		expect(kindGaps([marked], seats(null, null, 'third'))).toEqual([]);
	});

	test('are told where a judge has no weight and a kind no judge', () => {
		expect(kindGaps([weighed], seats('artistic', null, 'third'))).toEqual([
			{ kind: 'withoutWeight', part: 'skit', judgeIds: ['J2', 'J3'] },
			{ kind: 'nobody', part: 'skit', of: 'legal', isNeeded: true }
		]);
	});

	test('are told where there are not two markers, or no third', () => {
		expect(kindGaps([marked], seats(null, null, null))).toEqual([
			{ kind: 'notTwoMarkers', part: 'paper', judges: 3 },
			{ kind: 'nobody', part: 'paper', of: 'third', isNeeded: false }
		]);
	});
});
