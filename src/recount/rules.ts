import { readAmount, type Amount } from './amount.ts';
import { NotCounted, NotReadable, type Box } from './reading.ts';

export const PLACINGS = ['points', 'rankSum', 'majority'] as const;

/** By the totals, or by the ranks that every judge's own figures give. */
export type PlacingRule =
	| { readonly by: 'points' }
	| {
			readonly by: 'rankSum' | 'majority';
			readonly forbidsEqual: boolean;
			readonly unmarked: 'refuse' | 'leaveOutJudge' | 'meanRank';
	  };

/** What the count needs of a stage's rules; everything that it does not know stops the reading. */
export interface StageRules {
	readonly key: string;
	readonly isPerCluster: boolean;
	readonly quorum: number;
	readonly absence: (typeof ABSENCES)[number];
	readonly parts: readonly PartRule[];
	readonly deductions: ReadonlyMap<string, DeductionRule>;
	readonly partFloor: Amount | null;
	readonly totalFloor: Amount | null;
	readonly decimalsAfter: ReadonlyMap<RoundingPoint, number>;
	readonly placing: PlacingRule;
	readonly comparesRounded: boolean;
	readonly ladder: readonly LadderStep[];
	readonly goingOn: GoingOn;
}

const ABSENCES = ['marksPresent', 'dropFromAll', 'fullPanelOnly'] as const;

const POINTS = ['criterion', 'ballot', 'aggregate', 'weighted', 'subPart', 'part', 'total'] as const;
export type RoundingPoint = (typeof POINTS)[number];

export interface PartRule {
	readonly path: string;
	readonly isTop: boolean;
	readonly coefficient: Amount;
	readonly limitMs: number | null;
	readonly content:
		| { readonly kind: 'given' }
		| { readonly kind: 'compound'; readonly parts: readonly PartRule[] }
		| JudgedContent;
}

export interface JudgedContent {
	readonly kind: 'judged';
	readonly scale: Amount;
	readonly criteria: readonly CriterionRule[];
	readonly byCriterion: boolean;
	readonly method: Method;
	readonly judgeKinds: readonly string[];
	readonly quorum: number | null;
}

export interface CriterionRule {
	readonly path: string;
	readonly max: Amount;
	readonly coefficient: Amount;
}

type WhenEqual = 'higherPair' | 'meanOfAll';

export type CountedMethod =
	| { readonly is: 'mean' | 'median' | 'quorumLost' }
	| { readonly is: 'closestTwoOfThree'; readonly whenEqual: WhenEqual }
	| { readonly is: 'trimmed'; readonly high: number; readonly low: number };

export type Method =
	| { readonly is: 'mean' | 'median' }
	| { readonly is: 'sum'; readonly scalesUp: boolean }
	| {
			readonly is: 'trimmed';
			readonly rows: readonly { readonly atLeast: number; readonly high: number; readonly low: number }[];
	  }
	| {
			readonly is: 'outlierExclude';
			readonly delta: Amount;
			readonly isOfTen: boolean;
			readonly passes: number;
			readonly least: number;
	  }
	| { readonly is: 'closestTwoOfThree'; readonly whenEqual: WhenEqual }
	| { readonly is: 'byCount'; readonly rows: ReadonlyMap<number, CountedMethod> }
	| {
			readonly is: 'weightedKinds';
			readonly weights: ReadonlyMap<string, Amount>;
			readonly renormalises: boolean;
	  }
	| {
			readonly is: 'twoMarkers';
			readonly thirdFrom: Amount;
			readonly thirdKind: string;
			readonly thirdIsFinal: boolean;
			readonly whenEqual: WhenEqual;
	  };

export interface DeductionRule {
	readonly effect: 'fixed' | 'upTo' | 'voidPart' | 'disqualify';
	readonly points: Amount | null;
}

export type LadderStep =
	| { readonly by: 'partScore' | 'criterionScore'; readonly path: string }
	| { readonly by: 'countOfMark'; readonly mark: Amount; readonly path: string | null }
	| { readonly by: 'judgesNonZero' | 'chairMark' | 'leastOvertime'; readonly path: string | null }
	| { readonly by: 'drawOfLots'; readonly fromSeed: boolean }
	| { readonly by: 'committeeVote'; readonly chairCasting: boolean }
	| { readonly by: 'sharedPlace' };

const AT_CUT = ['admitAll', 'admitNone', 'ladder', 'extraPerformance', 'lots'] as const;
const LEAVING = ['nextInCluster', 'nextOverall', 'nextByRule', 'leaveVacant'] as const;

/** One cut: in every cluster for itself, or through all of them. */
export interface CutStep {
	readonly inEachCluster: boolean;
	/** By cluster key where they differ; `upTo`: as many as are left of a total. */
	readonly places: number | ReadonlyMap<string, number> | { readonly upTo: number };
	/** Made by the score of this part; null: by the total. */
	readonly part: string | null;
}

export interface ZRule {
	readonly byMedian: boolean;
	readonly minTeams: number;
	readonly decimals: number;
}

export type GoingOn =
	| { readonly kind: 'none' }
	/** The round can be counted although who goes on cannot. */
	| { readonly kind: 'notCounted'; readonly at: string }
	| { readonly kind: 'committeeChoice'; readonly places: number }
	| {
			readonly kind: 'cut';
			readonly steps: readonly CutStep[];
			readonly atCut: (typeof AT_CUT)[number];
			readonly onLeaving: (typeof LEAVING)[number];
			readonly differentPanels: 'refuse' | 'accept' | 'zScore' | null;
			readonly z: ZRule;
	  };

export function amountAt(box: Box, key: string, otherwise?: string): Amount {
	const amount = readAmount(box.text(key, otherwise));
	if (!amount) throw new NotReadable(box.path(key), 'a number is needed');
	return amount;
}

const STAGE = [
	'key', 'name', 'layout', 'entrants', 'order', 'panel', 'parts', 'placing', 'deductions', 'floors', 'rounding', 'compare',
	'shownDecimals', 'tieLadder', 'qualification', 'prizes', 'visibility', 'calibration', 'appealHours'
]; // prettier-ignore

export function readStage(stage: Box): StageRules {
	stage.only(...STAGE);
	const panel = stage
		.box('panel')
		.only('judges', 'quorum', 'chairs', 'secretaries', 'timekeepers', 'absence');
	const floors = stage.box('floors', {}).only('part', 'total');
	const floor = (key: string) => (floors.raw(key) === null ? null : amountAt(floors, key, '0'));
	return {
		key: stage.text('key'),
		isPerCluster: stage.word('layout', ['single', 'perCluster'], 'single') === 'perCluster',
		quorum: panel.number('quorum'),
		absence: panel.word('absence', ABSENCES, 'marksPresent'),
		parts: stage.boxes('parts').map((part) => readPart(part, '')),
		deductions: new Map(stage.boxes('deductions').map(readDeduction)),
		partFloor: floor('part'),
		totalFloor: floor('total'),
		decimalsAfter: new Map(
			stage.boxes('rounding').map((rounding) => {
				rounding.only('after', 'decimals', 'mode').word('mode', ['halfUp'], 'halfUp');
				return [rounding.word('after', POINTS), rounding.number('decimals')] as const;
			})
		),
		placing: readPlacing(stage.box('placing', { by: 'points' })),
		comparesRounded: stage.word('compare', ['exact', 'rounded'], 'exact') === 'rounded',
		ladder: stage.boxes('tieLadder').map(readStep),
		goingOn: readKnownGoingOn(stage.box('qualification', { kind: 'none' }))
	};
}

function readPlacing(rule: Box): PlacingRule {
	const by = rule.word('by', PLACINGS);
	if (by === 'points') {
		rule.only('by');
		return { by };
	}
	rule.only('by', 'equalMarks', 'unmarked');
	const forbids = by === 'majority' ? (['forbid'] as const) : (['share', 'forbid'] as const);
	return {
		by,
		forbidsEqual: rule.word('equalMarks', forbids, forbids[0]) === 'forbid',
		unmarked: rule.word('unmarked', ['refuse', 'leaveOutJudge', 'meanRank'], 'refuse')
	};
}

const PART = [
	'key',
	'name',
	'note',
	'scale',
	'coefficient',
	'timeLimit',
	'overtime',
	'undertime',
	'order',
	'kind'
];
const LIMIT = ['seconds', 'minSeconds', 'warnAtSeconds', 'consultSeconds'];

function readPart(part: Box, above: string): PartRule {
	const path = above === '' ? part.text('key') : `${above}.${part.text('key')}`;
	const kinds = above === '' ? (['judged', 'given', 'compound'] as const) : (['judged', 'given'] as const);
	const kind = part.word('kind', kinds);
	return {
		path,
		isTop: above === '',
		coefficient: amountAt(part, 'coefficient', '1'),
		limitMs: part.has('timeLimit')
			? part
					.box('timeLimit')
					.only(...LIMIT)
					.number('seconds') * 1000
			: null,
		content: kind === 'judged' ? readJudged(part, path) : readOther(part, kind, path)
	};
}

function readOther(part: Box, kind: 'given' | 'compound', path: string): PartRule['content'] {
	if (kind === 'given') {
		part.only(...PART, 'min', 'step', 'quiz');
		return { kind };
	}
	part.only(...PART, 'parts');
	return { kind, parts: part.boxes('parts').map((sub) => readPart(sub, path)) };
}

function readJudged(part: Box, path: string): JudgedContent {
	part.only(...PART, 'criteria', 'aggregation', 'judgeKinds', 'quorum', 'situations');
	const aggregation = part.box('aggregation');
	return {
		kind: 'judged',
		scale: amountAt(part, 'scale'),
		criteria: part.boxes('criteria').map((criterion) => {
			criterion.only('key', 'name', 'min', 'max', 'step', 'coefficient', 'marks');
			return {
				path: `${path}.${criterion.text('key')}`,
				max: amountAt(criterion, 'max'),
				coefficient: amountAt(criterion, 'coefficient', '1')
			};
		}),
		byCriterion: aggregation.word('over', ['ballot', 'criterion'], 'ballot') === 'criterion',
		method: readMethod(aggregation),
		judgeKinds: part.texts('judgeKinds'),
		quorum: part.has('quorum') ? part.number('quorum') : null
	};
}

export const METHODS = [
	'mean', 'median', 'sum', 'trimmed', 'outlierExclude', 'closestTwoOfThree', 'byCount', 'weightedKinds', 'twoMarkers'
] as const; // prettier-ignore

const equalRule = (box: Box) => box.word('whenEqual', ['higherPair', 'meanOfAll'], 'higherPair');

function readMethod(rule: Box): Method {
	const known = (...keys: string[]) => rule.only('method', 'over', ...keys);
	const is = rule.word('method', METHODS);
	switch (is) {
		case 'mean':
		case 'median':
			known();
			return { is };
		case 'sum':
			known('whenFewer');
			return { is, scalesUp: rule.word('whenFewer', ['incomplete', 'scaleUp'], 'incomplete') === 'scaleUp' };
		case 'trimmed':
			known('table');
			return {
				is,
				rows: rule.boxes('table').map((row) => {
					row.only('atLeast', 'dropHigh', 'dropLow');
					return { atLeast: row.number('atLeast'), high: row.number('dropHigh'), low: row.number('dropLow') };
				})
			};
		case 'outlierExclude':
			known('delta', 'deltaOn', 'passes', 'minRemaining');
			return {
				is,
				delta: amountAt(rule, 'delta'),
				isOfTen: rule.word('deltaOn', ['own', 'scale10'], 'own') === 'scale10',
				passes: rule.number('passes', 1),
				least: rule.number('minRemaining', 1)
			};
		case 'closestTwoOfThree':
			known('whenEqual');
			return { is, whenEqual: equalRule(rule) };
		case 'byCount':
			known('table');
			return { is, rows: new Map(rule.boxes('table').map((row) => [row.number('marks'), readCounted(row)])) };
		case 'weightedKinds':
			known('kinds', 'whenKindMissing');
			return {
				is,
				weights: new Map(
					rule.boxes('kinds').map((kind) => {
						kind.only('kind', 'weight');
						return [kind.text('kind'), amountAt(kind, 'weight')];
					})
				),
				renormalises:
					rule.word('whenKindMissing', ['incomplete', 'renormalise'], 'incomplete') === 'renormalise'
			};
		case 'twoMarkers':
			known('thirdFrom', 'thirdKind', 'thirdIs', 'whenEqual');
			return {
				is,
				thirdFrom: amountAt(rule, 'thirdFrom'),
				thirdKind: rule.text('thirdKind', 'third'),
				thirdIsFinal: rule.word('thirdIs', ['final', 'closestTwo'], 'final') === 'final',
				whenEqual: equalRule(rule)
			};
	}
}

function readCounted(row: Box): CountedMethod {
	const is = row.word('method', ['mean', 'median', 'trimmed', 'closestTwoOfThree', 'quorumLost']);
	switch (is) {
		case 'trimmed':
			row.only('marks', 'method', 'dropHigh', 'dropLow');
			return { is, high: row.number('dropHigh'), low: row.number('dropLow') };
		case 'closestTwoOfThree':
			row.only('marks', 'method', 'whenEqual');
			return { is, whenEqual: equalRule(row) };
		default:
			row.only('marks', 'method');
			return { is };
	}
}

function readDeduction(type: Box): readonly [string, DeductionRule] {
	type.only('key', 'name', 'scope', 'effect').word('scope', ['part', 'total']);
	const effect = type.box('effect').only('kind', 'points', 'max');
	const kind = effect.word('kind', ['fixed', 'upTo', 'voidPart', 'disqualify']);
	return [type.text('key'), { effect: kind, points: kind === 'fixed' ? amountAt(effect, 'points') : null }];
}

export const LADDER = [
	'partScore', 'criterionScore', 'countOfMark', 'judgesNonZero', 'chairMark', 'leastOvertime', 'drawOfLots',
	'committeeVote', 'sharedPlace'
] as const; // prettier-ignore

function readStep(step: Box): LadderStep {
	const by = step.word('by', LADDER);
	switch (by) {
		case 'partScore':
			step.only('by', 'part');
			return { by, path: step.text('part') };
		case 'criterionScore':
			step.only('by', 'criterion');
			return { by, path: step.text('criterion') };
		case 'countOfMark':
			step.only('by', 'mark', 'at');
			return { by, mark: amountAt(step, 'mark'), path: step.textOrNull('at') };
		case 'judgesNonZero':
		case 'chairMark':
		case 'leastOvertime':
			step.only('by', 'at');
			return { by, path: step.textOrNull('at') };
		case 'drawOfLots':
			step.only('by', 'from');
			return { by, fromSeed: step.word('from', ['table', 'seed'], 'table') === 'seed' };
		case 'committeeVote':
			step.only('by', 'chairCasting');
			return { by, chairCasting: step.flag('chairCasting', false) };
		default:
			step.only('by');
			return { by };
	}
}

export const GOING_ON = [
	'none', 'topPerCluster', 'bestOverall', 'perClusterPlusWildcards', 'clusterQuotas', 'mixed', 'committeeChoice'
] as const; // prettier-ignore

function readKnownGoingOn(rule: Box): GoingOn {
	try {
		return readGoingOn(rule);
	} catch (error) {
		if (error instanceof NotCounted) return { kind: 'notCounted', at: error.at };
		throw error;
	}
}

function readGoingOn(rule: Box): GoingOn {
	const kind = rule.word('kind', GOING_ON);
	if (kind === 'none') {
		rule.only('kind');
		return { kind };
	}
	if (kind === 'committeeChoice') {
		rule.only('kind', 'places');
		return { kind, places: rule.number('places') };
	}
	const compares = kind !== 'topPerCluster';
	rule.only(
		'kind', 'tieAtCut', 'onWithdrawal', ...OWN[kind], ...(compares ? ['differentPanels', 'zScore'] : []),
		...(rule.has('maxPerUnit') ? [] : ['maxPerUnit'])
	); // prettier-ignore
	return {
		kind: 'cut',
		steps: readCuts(rule, kind),
		atCut: rule.word('tieAtCut', AT_CUT, 'ladder'),
		onLeaving: rule.word('onWithdrawal', LEAVING, LEFT[kind]),
		differentPanels: compares ? rule.word('differentPanels', ['refuse', 'accept', 'zScore'], 'refuse') : null,
		z: readZ(rule.box('zScore', {}))
	};
}

type CutKind = Exclude<(typeof GOING_ON)[number], 'none' | 'committeeChoice'>;

const OWN: Readonly<Record<CutKind, readonly string[]>> = {
	topPerCluster: ['places'],
	bestOverall: ['places'],
	perClusterPlusWildcards: ['perCluster', 'wildcards'],
	clusterQuotas: ['quotas', 'total'],
	mixed: ['steps']
};

/** What happens after a withdrawal where the rules say nothing. */
const LEFT = {
	topPerCluster: 'nextInCluster',
	bestOverall: 'nextOverall',
	perClusterPlusWildcards: 'nextInCluster',
	clusterQuotas: 'nextInCluster',
	mixed: 'nextByRule'
} as const;

function readZ(z: Box): ZRule {
	z.only('scale', 'minTeams', 'decimals');
	return {
		byMedian: z.word('scale', ['deviation', 'median'], 'deviation') === 'median',
		minTeams: z.number('minTeams', 5),
		decimals: z.number('decimals', 4)
	};
}

function readCuts(rule: Box, kind: CutKind): CutStep[] {
	const ofEach = (places: CutStep['places']): CutStep => ({ inEachCluster: true, places, part: null });
	const ofAll = (places: CutStep['places'], part: string | null = null): CutStep => ({
		inEachCluster: false, places, part
	}); // prettier-ignore
	switch (kind) {
		case 'topPerCluster':
			return [ofEach(rule.number('places'))];
		case 'bestOverall':
			return [ofAll(rule.number('places'))];
		case 'perClusterPlusWildcards':
			return [ofEach(rule.number('perCluster')), ofAll(rule.number('wildcards'))];
		case 'clusterQuotas': {
			const quotas = rule.boxes('quotas').map((quota) => {
				quota.only('cluster', 'places');
				return [quota.text('cluster'), quota.number('places')] as const;
			});
			const own = ofEach(new Map(quotas));
			return rule.has('total') ? [own, ofAll({ upTo: rule.number('total') })] : [own];
		}
		case 'mixed':
			return rule.boxes('steps').map((step) => {
				const take = step.word('take', ['byTotal', 'ofEachCluster', 'byPart']);
				step.only('take', 'places', ...(take === 'byPart' ? ['part'] : []));
				const places = step.number('places');
				if (take === 'ofEachCluster') return ofEach(places);
				return ofAll(places, take === 'byPart' ? step.text('part') : null);
			});
	}
}
