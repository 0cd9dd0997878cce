import type { ContestPackage } from '#lib/domain/contest/package/package.ts';
import { readPackage } from '#lib/domain/contest/package/read-package.ts';
import { tabulatePackage, type PackageResult } from '#lib/domain/contest/package/tabulate-package.ts';

type Json = any; // eslint-disable-line @typescript-eslint/no-explicit-any -- whole contests are made up as plain JSON and checked afterwards

/** Chance that can be repeated: mulberry32, a stream of numbers from one seed. */
export class Chance {
	#state: number;
	constructor(seed: number) {
		this.#state = seed >>> 0;
	}
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = this.#state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}
	/** A whole number from `least` to `most`, both included. */
	from(least: number, most: number): number {
		return least + Math.floor(this.next() * (most - least + 1));
	}
	is(share: number): boolean {
		return this.next() < share;
	}
	one<T>(of: readonly T[]): T {
		return of[this.from(0, of.length - 1)]!;
	}
	some<T>(of: readonly T[], share: number): T[] {
		return of.filter(() => this.is(share));
	}
	mixed<T>(of: readonly T[]): T[] {
		const left = [...of];
		for (let last = left.length - 1; last > 0; last -= 1) {
			const other = this.from(0, last);
			[left[last], left[other]] = [left[other]!, left[last]!];
		}
		return left;
	}
}

const called = (text: string) => ({ vi: text, en: text });
const decimal = (hundredths: number) => String(Number((hundredths / 100).toFixed(2)));

/** How eventful the contest is: what may happen in it, and how many different marks are given. */
interface Mood {
	readonly marks: number;
	readonly gaps: number;
	readonly absences: number;
	readonly conflicts: number;
	readonly deductions: number;
	readonly kinds: readonly string[];
}

/**
 * A whole contest from a seed: rules, units, teams, judges, marks with gaps, conflicts, absences, deductions, times,
 * guests and withdrawals, ties forced by few different marks, and what people decided about them. Null where chance made
 * rules that the product refuses.
 */
export function randomContest(seed: number): ContestPackage | null {
	const chance = new Chance(seed);
	const mood: Mood = {
		marks: chance.one([2, 2, 3, 4, 100]),
		gaps: chance.one([0, 0, 0, 0.02]),
		absences: chance.one([0, 0, 0.5]),
		conflicts: chance.one([0, 0.15]),
		deductions: chance.one([0, 0.25]),
		kinds: chance.is(0.3) ? ['art', 'law', 'third'] : []
	};
	const isClustered = chance.is(0.5);
	const clusters = isClustered ? ['C1', 'C2', 'C3'].slice(0, chance.from(2, 3)) : [];
	const stage = randomStage(chance, mood, isClustered, clusters.length);
	const units = Array.from({ length: chance.from(3, 8) }, (_, index) => ({
		id: `U${index}`,
		name: `Unit ${index}`,
		parentId: index === 0 || chance.is(0.3) ? null : `U${chance.from(0, index - 1)}`
	}));
	const unitId = () => chance.one(units).id;
	const teams = (clusters.length > 0 ? clusters : [null]).flatMap((clusterId, at) =>
		Array.from({ length: chance.from(2, 6) }, (_, index) => ({
			id: `T${at}${chance.from(0, 99999)}-${index}`,
			name: `Team ${at} ${index}`,
			unitIds: chance.is(0.8) ? [unitId()] : [],
			clusterId,
			isGuest: chance.is(0.06)
		}))
	);
	const samePanel = chance.is(0.5);
	const judges = Array.from({ length: 14 }, (_, index) => ({
		id: `J${chance.from(0, 99999)}-${index}`,
		name: `Judge ${index}`,
		unitId: chance.is(mood.conflicts) ? unitId() : null
	}));
	const declared = chance
		.some(judges, mood.conflicts / 2)
		.map(({ id }) =>
			chance.is(0.5)
				? { judgeId: id, teamId: chance.one(teams).id, unitId: null, reason: 'kin' }
				: { judgeId: id, teamId: null, unitId: unitId(), reason: 'kin' }
		);
	const rounds = (clusters.length > 0 ? clusters : [null]).map((clusterId, at) =>
		randomRound(chance, mood, stage, {
			id: `R${at}`,
			clusterId,
			teams: teams.filter((team) => team.clusterId === clusterId).map(({ id }) => id),
			judges: judges.slice(samePanel ? 0 : at * 4).slice(0, stage.panel.judges)
		})
	);
	const pkg: Json = {
		format: 'kheo-contest-package',
		version: 1,
		title: called(`Contest ${seed}`),
		rules: { format: 'kheo-rules', version: 1, name: called('Random'), stages: [stage] },
		units,
		clusters: clusters.map((id) => ({ id, name: called(id) })),
		teams,
		judges,
		conflicts: declared,
		rounds: clusters.length > 0 && chance.is(0.05) ? rounds.slice(1) : rounds,
		decisions: []
	};
	return settled(chance, pkg);
}

/** Judges' ranks; majorities where every part is one that they can place. */
function randomPlacing(chance: Chance, parts: Json[]): Json {
	const isPlaceable = parts.every(({ kind, coefficient }) => kind === 'judged' && coefficient === '1');
	const unmarked = ['refuse', 'leaveOutJudge'];
	if (isPlaceable && chance.is(0.7)) return { by: 'majority', unmarked: chance.one(unmarked) };
	const equalMarks = chance.one(['share', 'share', 'share', 'forbid']);
	return { by: 'rankSum', equalMarks, unmarked: chance.one([...unmarked, 'meanRank']) };
}

const STEPS = ['1', '0.5', '0.25', '0.1'];

function randomStage(chance: Chance, mood: Mood, isClustered: boolean, clusters: number): Json {
	const seats = mood.kinds.length > 0 ? 3 : chance.from(1, 5);
	const parts = Array.from({ length: chance.from(1, 3) }, (_, index) =>
		randomPart(chance, mood, seats, `p${index}`, true)
	);
	const rounding = chance
		.some(
			['criterion', 'ballot', 'aggregate', 'weighted', 'subPart', 'part', 'total', 'total'],
			chance.one([0, 0, 0.4])
		)
		.filter((point, at, all) => all.indexOf(point) === at)
		.map((after) => ({ after, decimals: chance.from(0, 3) }));
	return {
		key: 'stage',
		name: called('Stage'),
		layout: isClustered ? 'perCluster' : 'single',
		panel: {
			judges: seats,
			quorum: chance.from(1, Math.max(1, Math.min(2, seats))),
			absence: chance.one(['marksPresent', 'marksPresent', 'dropFromAll', 'fullPanelOnly'])
		},
		parts,
		deductions: [
			{
				key: 'late',
				name: called('late'),
				scope: 'total',
				effect: { kind: 'fixed', points: chance.one(['0.5', '3', '40']) }
			},
			{ key: 'props', name: called('props'), scope: 'part', effect: { kind: 'upTo', max: '9' } },
			{ key: 'void', name: called('void'), scope: 'part', effect: { kind: 'voidPart' } },
			{ key: 'out', name: called('out'), scope: 'total', effect: { kind: 'disqualify' } }
		],
		floors: chance.one([undefined, { part: null, total: null }, { part: '2', total: '1' }, { part: '-1' }]),
		rounding,
		compare: rounding.some(({ after }) => after === 'total') ? chance.one(['exact', 'rounded']) : 'exact',
		...(chance.is(0.25) ? { placing: randomPlacing(chance, parts) } : {}),
		tieLadder: randomLadder(chance, parts, seats % 2 === 0),
		qualification: randomQualification(chance, isClustered, clusters, parts)
	};
}

function randomPart(chance: Chance, mood: Mood, seats: number, key: string, isTop: boolean): Json {
	const part = {
		key,
		name: called(key),
		coefficient: chance.one(['1', '1', '2', '0.3', '1.25']),
		timeLimit: chance.is(0.3) ? { seconds: 60 } : null
	};
	const kind = chance.one(isTop ? ['judged', 'judged', 'judged', 'given', 'compound'] : ['judged', 'given']);
	if (kind === 'given') return { ...part, kind, scale: '10', step: chance.one(['0.25', '1', '0.01']) };
	if (kind === 'compound') {
		const parts = [randomPart(chance, mood, seats, 'a', false), randomPart(chance, mood, seats, 'b', false)];
		const scale = parts.reduce(
			(sum, sub) => sum + Math.round(Number(sub.scale) * Number(sub.coefficient) * 10000),
			0
		);
		return { ...part, kind, scale: String(scale / 10000), parts };
	}
	const criteria = Array.from({ length: chance.from(1, 3) }, (_, index) => ({
		key: `c${index}`,
		name: called(`c${index}`),
		max: chance.one(['2', '5', '10']),
		step: chance.one(STEPS),
		coefficient: chance.one(['1', '1', '0.5', '2']),
		...(chance.is(0.08) ? { max: '12', marks: ['0', '1', '5', '8', '10', '12'] } : {})
	}));
	const scale = criteria.reduce((sum, { max, coefficient }) => sum + Number(max) * Number(coefficient), 0);
	const aggregation = randomAggregation(chance, mood, seats);
	const isMarked = aggregation.method === 'twoMarkers' || aggregation.method === 'weightedKinds';
	return {
		...part,
		kind,
		scale: String(scale),
		criteria,
		aggregation,
		judgeKinds:
			!isMarked && mood.kinds.length > 0 && chance.is(0.4) ? chance.one([['art'], ['art', 'law']]) : [],
		quorum: chance.is(0.1) ? 1 : null
	};
}

function randomAggregation(chance: Chance, mood: Mood, seats: number): Json {
	const over = chance.one(['ballot', 'ballot', 'criterion']);
	const whenEqual = chance.one(['higherPair', 'meanOfAll']);
	const methods = [
		'mean',
		'median',
		'sum',
		'trimmed',
		'outlierExclude',
		'byCount',
		seats <= 3 ? 'closestTwoOfThree' : 'mean'
	];
	const method = chance.one(
		mood.kinds.length > 0 ? [...methods, 'weightedKinds', 'twoMarkers', 'twoMarkers'] : methods
	);
	switch (method) {
		case 'sum':
			return { method, over, whenFewer: chance.one(['incomplete', 'scaleUp']) };
		case 'trimmed':
			return {
				method,
				over,
				table: chance.mixed([
					{ atLeast: 3, dropHigh: 1, dropLow: chance.from(0, 1) },
					{ atLeast: 5, dropHigh: 1, dropLow: 2 }
				])
			};
		case 'outlierExclude':
			return {
				method,
				over,
				delta: chance.one(['0.5', '1', '2']),
				deltaOn: chance.one(['own', 'scale10']),
				passes: chance.from(1, 3),
				minRemaining: chance.from(1, Math.min(3, seats))
			};
		case 'closestTwoOfThree':
			return { method, over, whenEqual };
		case 'byCount':
			return {
				method,
				over,
				table: Array.from({ length: seats }, (_, index) => {
					const marks = index + 1;
					return chance.one([
						{ marks, method: 'mean' },
						{ marks, method: 'median' },
						...(marks < seats && marks === 1 ? [{ marks, method: 'quorumLost' }] : []),
						...(marks > 2 ? [{ marks, method: 'trimmed', dropHigh: 1, dropLow: 1 }] : []),
						...(marks === 3 ? [{ marks, method: 'closestTwoOfThree', whenEqual }] : [])
					]);
				})
			};
		case 'weightedKinds':
			return {
				method,
				over,
				kinds: [
					{ kind: 'art', weight: '2' },
					{ kind: 'law', weight: chance.one(['1', '0.5']) },
					{ kind: 'third', weight: '1' }
				],
				whenKindMissing: chance.one(['incomplete', 'renormalise'])
			};
		case 'twoMarkers':
			return {
				method,
				over,
				thirdFrom: chance.one(['0.5', '1', '3']),
				thirdIs: chance.one(['final', 'closestTwo']),
				whenEqual
			};
		default:
			return { method, over };
	}
}

/** Every path of the stage: parts, sub-parts and, under the judged ones, criteria. */
function pathsOf(parts: Json[]): { parts: string[]; judged: Json[]; criteria: string[]; given: Json[] } {
	const judged: Json[] = [];
	const given: Json[] = [];
	const all = parts.flatMap((part) => [
		{ path: part.key, part },
		...(part.parts ?? []).map((sub: Json) => ({ path: `${part.key}.${sub.key}`, part: sub }))
	]);
	for (const one of all) if (one.part.kind === 'judged') judged.push(one);
	for (const one of all) if (one.part.kind === 'given') given.push(one);
	return {
		parts: all.map(({ path }) => path),
		judged,
		given,
		criteria: judged.flatMap(({ path, part }) => part.criteria.map(({ key }: Json) => `${path}.${key}`))
	};
}

function randomLadder(chance: Chance, parts: Json[], isEven: boolean): Json[] {
	const paths = pathsOf(parts);
	const judged = paths.judged.map(({ path }) => path);
	const at = () => chance.one([null, chance.one([...judged, ...paths.criteria, null])]);
	const isTimed = parts.some((part) => part.timeLimit || part.parts?.some((sub: Json) => sub.timeLimit));
	const kinds = [
		'partScore', 'partScore', 'judgesNonZero', 'chairMark', ...(isTimed ? ['leastOvertime'] : []),
		...(judged.length > 0 ? ['criterionScore', 'countOfMark', 'countOfMark'] : [])
	]; // prettier-ignore
	const steps = Array.from({ length: chance.from(0, 3) }, (): Json => {
		const by = chance.one(judged.length > 0 ? kinds : kinds.filter((kind) => !/judges|chair/.test(kind)));
		switch (by) {
			case 'partScore':
				return { by, part: chance.one(paths.parts) };
			case 'criterionScore':
				return { by, criterion: chance.one(paths.criteria) };
			case 'countOfMark':
				return { by, mark: chance.one(['0', '1', '2', '1']), at: at() };
			case 'leastOvertime':
				return { by, at: null };
			default:
				return { by, at: at() };
		}
	});
	const last = chance.one(['drawOfLots', 'lotsOfSeed', 'committeeVote', 'sharedPlace', 'sharedPlace']);
	const different = new Map(steps.map((step) => [JSON.stringify(step), step]));
	const ends: Record<string, Json> = {
		drawOfLots: { by: 'drawOfLots' },
		lotsOfSeed: { by: 'drawOfLots', from: 'seed' },
		committeeVote: { by: 'committeeVote', chairCasting: isEven || chance.is(0.5) },
		sharedPlace: { by: 'sharedPlace' }
	};
	return [...different.values(), ends[last]];
}

function randomQualification(chance: Chance, isClustered: boolean, clusters: number, parts: Json[]): Json {
	const tieAtCut = chance.one(['admitAll', 'admitNone', 'ladder', 'ladder', 'extraPerformance', 'lots']);
	const comparing = {
		differentPanels: chance.one(['refuse', 'accept', 'accept', 'zScore']),
		zScore: { scale: chance.one(['deviation', 'median']), minTeams: 3, decimals: chance.from(1, 4) }
	};
	const places = chance.from(1, 3);
	const kind = chance.one([
		'none', 'bestOverall', 'committeeChoice', 'mixed',
		...(isClustered ? ['topPerCluster', 'topPerCluster', 'perClusterPlusWildcards', 'clusterQuotas', 'mixed'] : [])
	]); // prettier-ignore
	const nextOrVacant = chance.one(['nextInCluster', 'leaveVacant']);
	switch (kind) {
		case 'topPerCluster':
			return {
				kind,
				places,
				tieAtCut,
				onWithdrawal: chance.one(['nextInCluster', 'nextOverall', 'leaveVacant'])
			};
		case 'bestOverall': {
			const onWithdrawal = chance.one(['nextOverall', 'leaveVacant']);
			return { kind, places: places + clusters, tieAtCut, onWithdrawal, ...comparing };
		}
		case 'perClusterPlusWildcards':
			return {
				kind,
				perCluster: chance.from(1, 2),
				wildcards: chance.from(1, 2),
				tieAtCut,
				onWithdrawal: nextOrVacant,
				...comparing
			};
		case 'clusterQuotas':
			return {
				kind,
				quotas: ['C1', 'C2', 'C3']
					.slice(0, chance.from(1, 3))
					.map((cluster) => ({ cluster, places: chance.from(0, 2) })),
				total: chance.is(0.5) ? 6 : null,
				tieAtCut,
				onWithdrawal: nextOrVacant,
				...comparing
			};
		case 'mixed':
			return {
				kind,
				steps: chance.mixed([
					{ take: 'byTotal', places },
					...(isClustered ? [{ take: 'ofEachCluster', places: 1 }] : []),
					...(chance.is(0.5) ? [{ take: 'byPart', part: chance.one(pathsOf(parts).parts), places: 1 }] : [])
				]),
				tieAtCut,
				onWithdrawal: chance.one(['nextByRule', 'leaveVacant']),
				...comparing
			};
		case 'committeeChoice':
			return { kind, places };
		default:
			return { kind: 'none' };
	}
}

/** Marks from few different values, so that totals meet; from all of the scale where there are many. */
function randomMark(chance: Chance, mood: Mood, { max, step, marks }: Json): string {
	const scale: string[] =
		marks ??
		Array.from({ length: Math.round(Number(max) / Number(step)) + 1 }, (_, index) =>
			decimal(Math.round(index * Number(step) * 100))
		);
	const from = Math.max(0, Math.min(scale.length - mood.marks, Math.floor(scale.length * 0.6)));
	return chance.is(0.05)
		? chance.one(scale)
		: scale[Math.min(scale.length - 1, from + chance.from(0, mood.marks - 1))]!;
}

interface RoundHead {
	readonly id: string;
	readonly clusterId: string | null;
	readonly teams: readonly string[];
	readonly judges: readonly { readonly id: string }[];
}

function randomRound(
	chance: Chance,
	mood: Mood,
	stage: Json,
	{ id, clusterId, teams, judges }: RoundHead
): Json {
	const paths = pathsOf(stage.parts);
	const chair = chance.is(0.85) ? chance.from(0, judges.length - 1) : -1;
	const panel = judges.map((judge, index) => ({
		judgeId: judge.id,
		isChair: index === chair,
		kind:
			mood.kinds.length === 0
				? null
				: chance.is(0.9)
					? mood.kinds[index % 3]
					: chance.one([...mood.kinds, null])
	}));
	const marks: Json[] = [];
	for (const { path, part } of paths.judged) {
		const seats = panel.filter(({ kind }) => part.judgeKinds.length === 0 || part.judgeKinds.includes(kind));
		for (const teamId of teams) {
			for (const { judgeId } of seats) {
				for (const criterion of part.criteria) {
					if (chance.is(mood.gaps)) continue;
					const value = randomMark(chance, mood, criterion);
					marks.push({ teamId, judgeId, criterionKey: `${path}.${criterion.key}`, value });
				}
			}
		}
	}
	const each = <T>(of: (teamId: string, path: string) => T, at: readonly string[], share: number): T[] =>
		teams.flatMap((teamId) => at.filter(() => chance.is(share)).map((path) => of(teamId, path)));
	return {
		id,
		stageKey: stage.key,
		clusterId,
		panel,
		entrants: teams.map((teamId) => ({
			teamId,
			status: chance.is(0.07) ? chance.one(['absent', 'withdrawn', 'disqualified']) : 'competing'
		})),
		marks: chance.mixed(marks),
		absences: chance.is(mood.absences)
			? [
					{
						judgeId: chance.one(judges).id,
						teamId: chance.is(0.7) ? chance.one(teams) : null,
						partKey: chance.is(0.4) ? chance.one(paths.parts) : null,
						...(stage.panel.absence === 'marksPresent' && chance.is(0.5)
							? { scope: chance.one(['laterTeams', 'round']) }
							: {})
					}
				]
			: [],
		givenScores: paths.given.flatMap(({ path, part }) =>
			each(
				(teamId) => ({
					teamId,
					partKey: path,
					value: randomMark(chance, mood, { max: '10', step: part.step })
				}),
				[path],
				1 - mood.gaps
			)
		),
		deductions: randomDeductions(chance, mood, stage, teams, paths.parts),
		timings: each(
			(teamId, partKey) => ({
				teamId,
				partKey,
				durationMs: chance.one([55_000, 60_000, 60_100, 65_000, 65_000])
			}),
			paths.parts,
			chance.one([1, 1, 0.8])
		),
		lots: [],
		votes: []
	};
}

function randomDeductions(
	chance: Chance,
	mood: Mood,
	stage: Json,
	teams: readonly string[],
	paths: readonly string[]
): Json[] {
	const deductions: Json[] = [];
	for (const teamId of teams) {
		while (chance.is(mood.deductions)) {
			const typeKey = chance.one(['late', 'late', 'props', 'props', 'overtime', 'void', 'out']);
			const isOfPart = typeKey !== 'late' && typeKey !== 'out';
			deductions.push({
				id: `D${chance.from(0, 99999)}-${deductions.length}`,
				teamId,
				typeKey,
				partKey: isOfPart ? chance.one(paths) : null,
				points: typeKey === 'props' || typeKey === 'overtime' ? chance.one(['0.5', '2', '9']) : null,
				reason: ''
			});
		}
	}
	return deductions.filter(({ typeKey }) => typeKey !== 'overtime' || stage.parts.length > 0);
}

/** Lets people decide what waits for them, more often than not: lots and votes, choices, cuts and withdrawals. */
function settled(chance: Chance, raw: Json): ContestPackage | null {
	const read = readPackage(raw);
	if (!read.ok) return null;
	const pkg: Json = structuredClone(read.package);
	for (const round of pkg.rounds) {
		if (chance.is(0.7))
			round.draw = { method: 'seed', commitment: '', seed: `seed ${chance.from(0, 999)}`, orders: [] };
	}
	const decision: Json = {
		stageKey: 'stage', choice: null, cutDecisions: [], withdrawals: [], lots: [], votes: []
	}; // prettier-ignore
	for (let turn = chance.from(0, 3); turn > 0; turn -= 1) {
		const result = tabulatePackage(pkg);
		for (const { roundId, standings } of result.rounds) {
			const round = pkg.rounds.find(({ id }: Json) => id === roundId);
			for (const { teamIds, needs } of standings.unresolved) {
				settleTie(chance, round, teamIds, needs, standings.rows);
			}
		}
		decideWhoGoesOn(chance, decision, result);
		pkg.decisions = [decision];
	}
	return pkg;
}

function decideWhoGoesOn(chance: Chance, decision: Json, result: PackageResult): void {
	const { qualification } = result.stages[0]!;
	for (const { teamIds, places, needs } of qualification.tiesAtCut) {
		if (needs === 'drawOfLots' || needs === 'committeeVote') settleTie(chance, decision, teamIds, needs, []);
		else {
			const admitted = chance.mixed(teamIds).slice(0, chance.from(0, places));
			decision.cutDecisions.push({ contenders: chance.mixed(teamIds), admitted, reason: 'decided' });
		}
	}
	const ranked = result.rounds.flatMap(({ standings }) =>
		standings.rows.filter(({ rank }) => rank !== null).map(({ teamId }) => teamId)
	);
	if (qualification.state === 'needsChoice' && ranked.length > 1) {
		const order = chance.mixed(ranked);
		const places = chance.from(1, 3);
		const reason = chance.is(0.9) ? 'the most typical' : ' ';
		decision.choice = { teamIds: order.slice(0, places), reserves: order.slice(places, places + 2), reason };
	}
	if (chance.is(0.4) && ranked.length > 0) {
		const teamId = chance.one([...qualification.through, ...ranked]);
		if (!decision.withdrawals.some((left: Json) => left.teamId === teamId)) {
			decision.withdrawals.push({ teamId, reason: 'illness' });
		}
	}
}

function settleTie(
	chance: Chance,
	at: Json,
	teamIds: readonly string[],
	needs: string,
	rows: readonly Json[]
): void {
	if (chance.is(0.15)) return;
	const order = chance.mixed(teamIds);
	if (needs === 'drawOfLots') {
		at.lots.push({
			order: chance.is(0.2) && rows.length > 0 ? chance.mixed(rows.map(({ teamId }) => teamId)) : order
		});
	} else if (needs === 'committeeVote') {
		if (chance.is(0.4)) {
			const votes = Array.from({ length: 5 }, (_, index) => ({
				member: `M${index}`,
				isChair: index === 0,
				teamId: chance.is(0.1) ? null : chance.one(order)
			}));
			at.votes.push({ order: [order], reason: 'voted', ballots: votes });
			return;
		}
		const cut = chance.from(1, order.length);
		const groups = [order.slice(0, cut), order.slice(cut)].filter((group) => group.length > 0);
		at.votes.push({ order: chance.is(0.5) ? groups : order.map((id) => [id]), reason: 'decided' });
	}
}
