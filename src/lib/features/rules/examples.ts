import type { Aggregation } from '#lib/domain/contest/aggregation.ts';
import { aggregate } from '#lib/domain/scoring/aggregation/aggregate.ts';
import type { DropReason } from '#lib/domain/scoring/derivation.ts';
import { exact, exactText, fixed, isExactText, roundHalfUp } from '#lib/domain/shared/exact.ts';

/** Marks of a ten-point scale that tell the methods apart: one judge is far off, one is high. */
const SAMPLE = ['8', '8.5', '8.5', '9', '5', '8', '9.5', '8', '8.5', '7.5'];

/** Numbers are exact text; the page writes them for people. */
export interface AggregationExample {
	readonly marks: readonly { readonly value: string; readonly dropped: DropReason | null }[];
	readonly value: string;
	readonly fellBack: boolean;
}

/** What the method makes of `judges` sample marks on the part's scale; null while a setting is not a number yet. */
export function aggregationExample(
	rule: Aggregation,
	scale: string,
	judges: number
): AggregationExample | null {
	const settings = 'delta' in rule ? [scale, rule.delta] : [scale];
	if (!settings.every(isExactText) || exact(scale).compare(exact(0)) <= 0) return null;
	const marks = sampleFor(rule);
	const count = Math.min(Math.max(Math.trunc(judges) || 1, 1), marks.length);
	const kinds = sampleKinds(rule);
	const figures = marks.slice(0, count).map((mark, index) => ({
		judgeId: `J${index}`,
		kind: kinds[index % Math.max(1, kinds.length)] ?? null,
		value: exact(mark).mul(exact(scale)).div(exact(10))
	}));
	try {
		const result = aggregate(figures, rule, { scale: exact(scale), panelSize: count });
		return {
			marks: figures.map(({ judgeId, value }) => ({
				value: exactText(value),
				dropped: result.dropped.get(judgeId) ?? null
			})),
			value: exactText(result.value),
			fellBack: result.steps.some(({ kind }) => kind === 'fellBackToMean')
		};
	} catch (error) {
		// A half-typed table may leave no mark at all; the problem stands beside its field.
		if (error instanceof RangeError) return null;
		throw error;
	}
}

/** Methods for three marks get three: two that differ, and one between. */
function sampleFor({ method }: Aggregation): readonly string[] {
	if (method === 'twoMarkers') return ['8', '5', '6'];
	return method === 'closestTwoOfThree' ? ['8', '9.5', '8.5'] : SAMPLE;
}

/** The kinds of the sample's judges in turn, as far as the method asks for any. */
function sampleKinds(rule: Aggregation): readonly (string | null)[] {
	if (rule.method === 'weightedKinds') return rule.kinds.map(({ kind }) => kind);
	return rule.method === 'twoMarkers' ? [null, null, rule.thirdKind] : [];
}

/** 25/3, rounded as the rule says. */
export function roundingExample(decimals: number): { from: string; to: string } {
	const places = Math.min(Math.max(Math.trunc(decimals) || 0, 0), 6);
	return { from: fixed(exact('1367/160'), 6), to: exactText(roundHalfUp(exact('1367/160'), places)) };
}

/** A score times its coefficient; null while one is not a number. */
export function coefficientExample(
	scale: string,
	coefficient: string
): { score: string; result: string } | null {
	if (!isExactText(scale) || !isExactText(coefficient)) return null;
	const score = exact(scale).mul(exact('4/5'));
	return { score: exactText(score), result: exactText(score.mul(exact(coefficient))) };
}

/** A small score less a deduction, stopped at the floor; null while one is not a number. */
export function floorExample(floor: string | null): { from: string; off: string; to: string } | null {
	if (floor !== null && !isExactText(floor)) return null;
	const bare = exact('1.5').sub(exact('2'));
	const to = floor !== null && bare.compare(exact(floor)) < 0 ? exact(floor) : bare;
	return { from: '1.5', off: '2', to: exactText(to) };
}
