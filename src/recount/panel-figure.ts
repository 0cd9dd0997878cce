import {
	added, average, by, difference, distance, isSame, minus, times, whole, type Amount
} from './amount.ts'; // prettier-ignore
import type { CountedMethod, Method } from './rules.ts';

/** What one judge brings to a figure of the panel. */
export interface Own {
	readonly judgeId: string;
	readonly kind: string | null;
	readonly value: Amount;
}

export interface PanelFigure {
	readonly value: Amount;
	/** Judges whose figure did not enter. */
	readonly without: ReadonlySet<string>;
}

/** The panel that a figure is of: how many sit, and the most points that the figure can have. */
export interface Around {
	readonly seats: number;
	readonly scale: Amount;
}

const values = (of: readonly Own[]) => of.map(({ value }) => value);

const allOf = (of: readonly Own[]): PanelFigure => ({ value: average(values(of)), without: new Set() });

/** Lowest first; of equal ones the judge whose id comes first. */
function fromLowest(of: readonly Own[]): Own[] {
	return [...of].sort((a, b) => difference(a.value, b.value) || (a.judgeId < b.judgeId ? -1 : 1));
}

function keeping(of: readonly Own[], kept: readonly Own[]): PanelFigure {
	const without = of.filter((own) => !kept.includes(own)).map(({ judgeId }) => judgeId);
	return { value: average(values(kept)), without: new Set(without) };
}

/** The panel's figure by the rule's method, or the name of what keeps it from having one. */
export function panelFigure(method: Method, of: readonly Own[], around: Around): PanelFigure | string {
	switch (method.is) {
		case 'sum': {
			const total = added(values(of));
			const isShort = of.length < around.seats;
			return {
				value: isShort ? by(times(total, whole(around.seats)), whole(of.length)) : total,
				without: new Set()
			};
		}
		case 'trimmed': {
			let row = { atLeast: 0, high: 0, low: 0 };
			for (const other of method.rows) {
				if (other.atLeast <= of.length && other.atLeast > row.atLeast) row = other;
			}
			return counted({ is: 'trimmed', high: row.high, low: row.low }, of);
		}
		case 'outlierExclude':
			return withoutFar(method, of, around);
		case 'byCount': {
			const row = method.rows.get(of.length);
			return row ? counted(row, of) : 'noMethod';
		}
		case 'weightedKinds':
			return byKind(method, of);
		case 'twoMarkers':
			return marked(method, of);
		default:
			return counted(method, of);
	}
}

function counted(method: CountedMethod, of: readonly Own[]): PanelFigure | string {
	switch (method.is) {
		case 'mean':
			return allOf(of);
		case 'median': {
			const rising = fromLowest(of);
			const middle = rising.slice(Math.floor((of.length - 1) / 2), Math.floor(of.length / 2) + 1);
			return { value: average(values(middle)), without: new Set() };
		}
		case 'quorumLost':
			return 'quorumLost';
		case 'closestTwoOfThree':
			if (of.length > 3) return 'noMethod';
			return of.length < 3 ? allOf(of) : closestTwo(of, method.whenEqual);
		case 'trimmed': {
			// The highest go first, each time the equal one whose judge's id comes first; then the lowest of the rest.
			const left = fromLowest(of);
			for (let dropped = 0; dropped < method.high; dropped += 1) {
				const highest = left.at(-1)!;
				left.splice(
					left.findIndex((own) => isSame(own.value, highest.value)),
					1
				);
			}
			return keeping(of, left.slice(method.low));
		}
	}
}

function closestTwo(of: readonly Own[], whenEqual: 'higherPair' | 'meanOfAll'): PanelFigure {
	const [low, middle, high] = fromLowest(of) as [Own, Own, Own];
	const gaps = difference(minus(middle.value, low.value), minus(high.value, middle.value));
	if (gaps < 0) return keeping(of, [low, middle]);
	if (gaps > 0) return keeping(of, [middle, high]);
	return whenEqual === 'meanOfAll' || isSame(low.value, high.value) ? allOf(of) : keeping(of, [middle, high]);
}

function withoutFar(
	{ delta, isOfTen, passes, least }: Extract<Method, { is: 'outlierExclude' }>,
	of: readonly Own[],
	{ scale }: Around
): PanelFigure {
	const most = isOfTen ? by(times(delta, scale), whole(10)) : delta;
	let kept = of;
	for (let pass = 0; pass < passes; pass += 1) {
		const middle = average(values(kept));
		const near = kept.filter(({ value }) => difference(distance(value, middle), most) <= 0);
		if (near.length < kept.length && near.length < least) return allOf(of);
		kept = near;
	}
	return keeping(of, kept);
}

function byKind(
	{ weights, renormalises }: Extract<Method, { is: 'weightedKinds' }>,
	of: readonly Own[]
): PanelFigure | string {
	if (of.some(({ kind }) => kind === null || !weights.has(kind))) return 'seatKind';
	const present = [...weights].filter(([kind]) => of.some((own) => own.kind === kind));
	if (present.length === 0 || (present.length < weights.size && !renormalises)) return 'judgeKind';
	const parts = present.map(([kind, weight]) =>
		times(average(values(of.filter((own) => own.kind === kind))), weight)
	);
	return { value: by(added(parts), added(present.map(([, weight]) => weight))), without: new Set() };
}

/** Whether two markers differ by what calls for a third; null unless exactly two have marked. */
export function callsThird(
	{ thirdFrom, thirdKind }: Extract<Method, { is: 'twoMarkers' }>,
	of: readonly Own[]
): boolean | null {
	const two = of.filter(({ kind }) => kind !== thirdKind);
	return two.length === 2 ? difference(distance(two[0]!.value, two[1]!.value), thirdFrom) >= 0 : null;
}

function marked(method: Extract<Method, { is: 'twoMarkers' }>, of: readonly Own[]): PanelFigure | string {
	const isCalled = callsThird(method, of);
	if (isCalled === null) return 'twoMarkers';
	const third = of.filter(({ kind }) => kind === method.thirdKind);
	if (!isCalled)
		return keeping(
			of,
			of.filter((own) => !third.includes(own))
		);
	if (third.length !== 1) return 'thirdMarker';
	return method.thirdIsFinal ? keeping(of, third) : closestTwo(of, method.whenEqual);
}
