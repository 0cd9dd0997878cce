import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { AggregationSchema, type Aggregation } from '#lib/domain/contest/aggregation.ts';
import { exact, exactText, type Exact } from '#lib/domain/shared/exact.ts';
import { aggregate } from './aggregate.ts';
import type { Aggregated, JudgeFigure } from './aggregated.ts';
import { lackOf } from './lack.ts';

const context = { scale: exact(10), panelSize: 7 };
const read = (rule: unknown): Aggregation => v.parse(AggregationSchema, rule);

const whenEqual = fc.constantFrom('higherPair', 'meanOfAll');
const row = (marks: number) =>
	fc.oneof(
		fc.constantFrom({ marks, method: 'mean' }, { marks, method: 'median' }),
		...(marks === 3
			? [whenEqual.map((equal) => ({ marks, method: 'closestTwoOfThree', whenEqual: equal }))]
			: []),
		...(marks > 2 ? [fc.constant({ marks, method: 'trimmed', dropHigh: 1, dropLow: 1 })] : [])
	);
const rules: fc.Arbitrary<Aggregation> = fc
	.oneof(
		fc.constantFrom(
			{ method: 'mean' },
			{ method: 'median' },
			{ method: 'trimmed', table: [{ atLeast: 4, dropHigh: 1, dropLow: 2 }] },
			{ method: 'outlierExclude', delta: '1.5', passes: 3, minRemaining: 2 }
		),
		whenEqual.map((equal) => ({ method: 'closestTwoOfThree', whenEqual: equal })),
		fc.tuple(...[1, 2, 3, 4, 5, 6, 7].map(row)).map((table) => ({ method: 'byCount', table })),
		fc
			.record({
				first: fc.constantFrom('0.3', '1', '2'),
				second: fc.constantFrom('0.7', '1', '5'),
				whenKindMissing: fc.constantFrom('incomplete', 'renormalise')
			})
			.map(({ first, second, whenKindMissing }) => ({
				method: 'weightedKinds',
				kinds: [
					{ kind: 'artistic', weight: first },
					{ kind: 'third', weight: second }
				],
				whenKindMissing
			})),
		fc
			.record({ thirdIs: fc.constantFrom('final', 'closestTwo'), whenEqual })
			.map((settings) => ({ method: 'twoMarkers', thirdFrom: '2', ...settings }))
	)
	.map(read);

const figures: fc.Arbitrary<JudgeFigure[]> = fc
	.array(
		fc.record({
			kind: fc.constantFrom('artistic', 'artistic', 'third'),
			quarters: fc.integer({ min: 20, max: 40 })
		}),
		{ minLength: 1, maxLength: 7 }
	)
	.map((drawn) =>
		drawn.map(({ kind, quarters }, index) => ({
			judgeId: `J${index}`,
			kind,
			value: exact(`${quarters}/4`)
		}))
	);

const kept = (all: readonly JudgeFigure[], { dropped }: Aggregated): Exact[] =>
	all.filter(({ judgeId }) => !dropped.has(judgeId)).map(({ value }) => value);
const written = ({ value, steps }: Aggregated) => JSON.stringify([exactText(value), steps]);

describe('whatever the method', () => {
	test('the order of the judges, and who of them gave which mark, changes nothing of the figure', () => {
		fc.assert(
			fc.property(rules, figures, fc.nat(), (rule, given, seed) => {
				const others = given.map((figure, index) => ({ ...figure, judgeId: `K${(index * 3 + seed) % 7}` }));
				const turned = [...others.slice(seed % given.length), ...others.slice(0, seed % given.length)];
				const [lack, again] = [lackOf(given, rule), lackOf(turned, rule)];
				expect(again?.kind).toBe(lack?.kind);
				if (lack) {
					expect(() => aggregate(given, rule, context)).toThrow(RangeError);
					return;
				}
				expect(written(aggregate(turned, rule, context))).toBe(written(aggregate(given, rule, context)));
			}),
			{ numRuns: 600 }
		);
	});

	test('the figure lies between the least and the most that counts, and something counts', () => {
		fc.assert(
			fc.property(rules, figures, (rule, given) => {
				if (lackOf(given, rule)) return;
				const result = aggregate(given, rule, context);
				const counting = kept(given, result);
				expect(counting.length).toBeGreaterThan(0);
				expect(counting.some((value) => value.compare(result.value) <= 0)).toBe(true);
				expect(counting.some((value) => value.compare(result.value) >= 0)).toBe(true);
			}),
			{ numRuns: 600 }
		);
	});

	test('a higher mark never lowers an average or a middle', () => {
		fc.assert(
			fc.property(fc.constantFrom('mean', 'median'), figures, fc.nat(6), (method, given, at) => {
				const rule = read({ method });
				const raised = given.map((figure, index) =>
					index === at ? { ...figure, value: figure.value.add(1) } : figure
				);
				const [before, after] = [given, raised].map((marks) => aggregate(marks, rule, context).value);
				expect(after!.compare(before!)).toBeGreaterThanOrEqual(0);
			}),
			{ numRuns: 200 }
		);
	});
});
