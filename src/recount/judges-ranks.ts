import { added, by, difference, isSame, plus, times, whole, type Amount } from './amount.ts';
import type { PartRule, PlacingRule, StageRules } from './rules.ts';
import { place, type RoundSheet } from './sheet.ts';
import { ballotFigure, lessDeductions, type TeamScore } from './team-score.ts';

type ByRanks = Exclude<PlacingRule, { by: 'points' }>;

/**
 * Where judges' ranks decide: what each team is compared by, lowest first. A team that a judge did not mark, or set level
 * with another where that is forbidden, is compared by nothing and says why.
 */
export function comparedByRanks(
	stage: StageRules,
	sheet: RoundSheet,
	scores: readonly TeamScore[]
): ReadonlyMap<string, { readonly compared: Amount | null; readonly missing: readonly string[] }> {
	const rule = stage.placing as ByRanks;
	const competing = scores.filter(({ status, isGuest }) => status === 'competing' && !isGuest);
	const { judges, missing } = panelOf(stage, rule, competing);
	const lacks = new Map(competing.map((team) => [team.teamId, [...missing(team)]]));
	for (const equal of equalBallots(stage, sheet, rule, competing, judges)) {
		for (const teamId of equal.teamIds) lacks.get(teamId)!.push(`equalMarks ${equal.part ?? ''}`);
	}
	const placed = competing.filter(({ teamId, compared }) => compared && lacks.get(teamId)!.length === 0);
	const compared =
		rule.by === 'rankSum'
			? rankSums(stage, sheet, rule, placed, judges)
			: majorities(stage, sheet, placed, judges);
	return new Map(
		competing.map(({ teamId }) => [
			teamId,
			{ compared: compared.get(teamId) ?? null, missing: lacks.get(teamId)! }
		])
	);
}

interface Panel {
	readonly judges: readonly string[];
	readonly missing: (team: TeamScore) => string[];
}

/** Whose ranks count. Who is away from a part for every team is not of its panel. */
function panelOf({ quorum }: StageRules, { unmarked }: ByRanks, teams: readonly TeamScore[]): Panel {
	const seats = teams.flatMap((team) => team.seats.map((seat) => ({ ...seat, teamId: team.teamId })));
	const sits = new Set(seats.filter(({ marks }) => marks).map(({ judgeId, path }) => place(judgeId, path)));
	const lacking = seats.filter(({ judgeId, path, marks }) => !marks && sits.has(place(judgeId, path)));
	const all = [...new Set(seats.filter(({ marks }) => marks).map(({ judgeId }) => judgeId))].sort();
	const leftOut =
		unmarked === 'leaveOutJudge' ? all.filter((id) => lacking.some(({ judgeId }) => judgeId === id)) : [];
	const judges = all.filter((id) => !leftOut.includes(id));
	return {
		judges,
		missing: (team) => {
			if (leftOut.length > 0 && judges.length < quorum) return [`quorum ${seats[0]?.path ?? ''}`];
			if (unmarked !== 'refuse') return [];
			const own = lacking.filter(({ teamId }) => teamId === team.teamId).map(({ path }) => path);
			return [...new Set(own)].map((path) => `fullPanel ${path}`);
		}
	};
}

/** All parts together, or part by part where majorities decide. */
function contestsOf(
	{ parts }: StageRules,
	{ by }: ByRanks
): { readonly part: string | null; readonly of: readonly PartRule[] }[] {
	return by === 'rankSum'
		? [{ part: null, of: parts }]
		: parts.map((part) => ({ part: part.path, of: [part] }));
}

function equalBallots(
	stage: StageRules,
	sheet: RoundSheet,
	rule: ByRanks,
	teams: readonly TeamScore[],
	judges: readonly string[]
): { readonly part: string | null; readonly teamIds: readonly string[] }[] {
	if (!rule.forbidsEqual) return [];
	const found: { part: string | null; teamIds: string[] }[] = [];
	for (const judgeId of judges) {
		for (const { part, of } of contestsOf(stage, rule)) {
			let left = teams.flatMap(({ teamId }) => {
				const total = wholeBallots(stage, sheet, of, judgeId, teamId);
				return total ? [{ teamId, total }] : [];
			});
			while (left.length > 0) {
				const [{ total }] = left as [(typeof left)[0]];
				const level = left.filter((one) => isSame(one.total, total));
				if (level.length > 1) found.push({ part, teamIds: level.map(({ teamId }) => teamId) });
				left = left.filter((one) => !level.includes(one));
			}
		}
	}
	return found;
}

/** All that a judge gave a team in these parts, weighted; null where a ballot is half filled, or none is there. */
function wholeBallots(
	stage: StageRules,
	sheet: RoundSheet,
	parts: readonly PartRule[],
	judgeId: string,
	teamId: string,
	weight: Amount = whole(1)
): Amount | null {
	let total: Amount | null = null;
	for (const { content, coefficient } of parts) {
		const weighs = times(weight, coefficient);
		if (content.kind === 'compound') {
			for (const sub of content.parts) {
				const more = wholeBallots(stage, sheet, [sub], judgeId, teamId, weighs);
				if (more) total = total ? plus(total, more) : more;
				else if (isHalfFilled(sheet, sub, judgeId, teamId)) return null;
			}
			continue;
		}
		if (content.kind === 'given') continue;
		const given = content.criteria.map(({ path }) => sheet.marks.get(place(teamId, judgeId, path)));
		if (given.every((mark) => mark === undefined)) continue;
		if (given.includes(undefined)) return null;
		const ballot = times(ballotFigure(stage, content, given as Amount[]), weighs);
		total = total ? plus(total, ballot) : ballot;
	}
	return total;
}

function isHalfFilled(sheet: RoundSheet, { content }: PartRule, judgeId: string, teamId: string): boolean {
	if (content.kind !== 'judged') return false;
	const given = content.criteria.filter(({ path }) => sheet.marks.has(place(teamId, judgeId, path))).length;
	return given > 0 && given < content.criteria.length;
}

/** What a team would have in these parts if this judge were the only one; null where the judge marks none of it. */
function alone(
	stage: StageRules,
	sheet: RoundSheet,
	part: PartRule,
	judgeId: string,
	team: TeamScore
): Amount | null {
	const { content, path, coefficient } = part;
	if (content.kind === 'given') return team.parts.get(path) ?? null;
	let start: Amount | null;
	if (content.kind === 'compound') {
		const subs = content.parts.map((sub) => ({ sub, value: alone(stage, sheet, sub, judgeId, team) }));
		const isMarked = subs.some(({ sub, value }) => value && sub.content.kind !== 'given');
		start = isMarked ? added(subs.flatMap(({ value }) => value ?? [])) : null;
	} else {
		const counts = team.seats.some((seat) => seat.path === path && seat.judgeId === judgeId && seat.counts);
		const marks = content.criteria.map((criterion) =>
			sheet.marks.get(place(team.teamId, judgeId, criterion.path))
		);
		start = counts ? ballotFigure(stage, content, marks as Amount[]) : null;
	}
	return start && lessDeductions({ stage, sheet, teamId: team.teamId }, times(start, coefficient), path);
}

/** The places that one judge gives in these parts, to the teams that the judge marked there. */
function judgesPlaces(
	stage: StageRules,
	sheet: RoundSheet,
	teams: readonly TeamScore[],
	judgeId: string,
	{ part, of }: { readonly part: string | null; readonly of: readonly PartRule[] }
): Map<string, Amount> {
	const marked = teams.filter(({ seats }) => {
		const own = seats.filter(
			(seat) => seat.judgeId === judgeId && (part === null || seat.path.split('.')[0] === part)
		);
		return own.every(({ counts }) => counts);
	});
	const figures = marked.flatMap((team) => {
		const values = of.flatMap((one) => alone(stage, sheet, one, judgeId, team) ?? []);
		if (part !== null && values.length === 0) return [];
		const sum = added(values);
		const value = part === null ? lessDeductions({ stage, sheet, teamId: team.teamId }, sum, null) : sum;
		return [{ teamId: team.teamId, value }];
	});
	return new Map(
		figures.map(({ teamId, value }) => {
			const better = figures.filter((other) => difference(other.value, value) > 0).length;
			const level = figures.filter((other) => isSame(other.value, value)).length;
			return [teamId, shared(better, level)];
		})
	);
}

/** The mean of the places after `before` that `level` teams share. */
const shared = (before: number, level: number): Amount => ({
	over: BigInt(2 * before + level + 1),
	under: 2n
});

function rankSums(
	stage: StageRules,
	sheet: RoundSheet,
	rule: ByRanks,
	teams: readonly TeamScore[],
	judges: readonly string[]
): Map<string, Amount> {
	const [contest] = contestsOf(stage, rule);
	const given = judges.map((judgeId) => judgesPlaces(stage, sheet, teams, judgeId, contest!));
	return new Map(
		teams.map(({ teamId }) => {
			const places = given.flatMap((of) => of.get(teamId) ?? []);
			const sum = added(places);
			return [teamId, rule.unmarked === 'meanRank' ? by(sum, whole(Math.max(1, places.length))) : sum];
		})
	);
}

interface Skater {
	readonly teamId: string;
	readonly places: readonly Amount[];
	readonly parts: readonly Amount[];
}

function majorities(
	stage: StageRules,
	sheet: RoundSheet,
	teams: readonly TeamScore[],
	judges: readonly string[]
): Map<string, Amount> {
	const rule = { by: 'majority', forbidsEqual: true, unmarked: 'refuse' } as const;
	const skaters = new Map<string, { places: Amount[]; parts: Amount[] }>(
		teams.map(({ teamId }) => [teamId, { places: [], parts: [] }])
	);
	let only = new Map<string, Amount>();
	const contests = contestsOf(stage, rule);
	for (const contest of contests) {
		const given = judges.map((judgeId) => judgesPlaces(stage, sheet, teams, judgeId, contest));
		const of = teams.map(({ teamId }): Skater => {
			const places = given.flatMap((ranks) => ranks.get(teamId) ?? []);
			skaters.get(teamId)!.places.push(...places);
			return { teamId, places, parts: [] };
		});
		only = inPlaces(partOrder(of));
		for (const [teamId, own] of only) skaters.get(teamId)!.parts.push(own);
	}
	if (contests.length === 1) return only;
	return inPlaces(totalOrder([...skaters].map(([teamId, own]) => ({ teamId, ...own }))));
}

function inPlaces(groups: readonly (readonly Skater[])[]): Map<string, Amount> {
	const places = new Map<string, Amount>();
	for (const group of groups) {
		const own = shared(places.size, group.length);
		for (const { teamId } of group) places.set(teamId, own);
	}
	return places;
}

const reached = (places: readonly Amount[], column: number) =>
	places.filter((one) => difference(one, whole(column)) <= 0);

/** Better before worse: more places up to the column, then the lower sum of them. */
function byColumn(of: (skater: Skater) => readonly Amount[], column: number) {
	return (a: Skater, b: Skater): number => {
		const [left, right] = [reached(of(a), column), reached(of(b), column)];
		return right.length - left.length || difference(added(left), added(right));
	};
}

/** Groups of what an order leaves level, best first. */
function levels(skaters: readonly Skater[], order: (a: Skater, b: Skater) => number): Skater[][] {
	const groups: Skater[][] = [];
	for (const skater of [...skaters].sort(order)) {
		const last = groups.at(-1);
		if (last && order(last[0]!, skater) === 0) last.push(skater);
		else groups.push([skater]);
	}
	return groups;
}

const own = ({ places }: Skater) => places;

/** Rules 5 to 8: who first has a majority up to a column, by its size, its sum, then the next columns. */
function partOrder(skaters: readonly Skater[]): Skater[][] {
	const groups: Skater[][] = [];
	let open = [...skaters];
	for (let column = 1; open.length > 0; column += 1) {
		const through = open.filter(({ places }) => 2 * reached(places, column).length > places.length);
		groups.push(...apart(through, column, skaters.length));
		open = open.filter((skater) => !through.includes(skater));
	}
	return groups;
}

function apart(skaters: readonly Skater[], column: number, last: number): Skater[][] {
	return levels(skaters, byColumn(own, column)).flatMap((group) =>
		group.length === 1 || column >= last ? [group] : apart(group, column + 1, last)
	);
}

/** Rules 9 to 11 over several parts. */
function totalOrder(skaters: readonly Skater[]): Skater[][] {
	const groups: Skater[][] = [];
	let before = 0;
	for (const level of levels(skaters, (a, b) => difference(added(a.parts), added(b.parts)))) {
		groups.push(...(level.length === 1 ? [level] : tenAndEleven(level, before + 1, skaters.length)));
		before += level.length;
	}
	return groups;
}

function tenAndEleven(level: readonly Skater[], from: number, last: number): Skater[][] {
	if (level.length === 0) return [];
	const [best] = levels(
		level,
		byColumn(({ parts }) => parts, from)
	) as [Skater[]];
	const rest = level.filter((skater) => !best.includes(skater));
	const first = best.length === 1 ? [best] : eleven(best, from, last);
	return [...first, ...tenAndEleven(rest, from + best.length, last)];
}

function eleven(level: readonly Skater[], from: number, last: number): Skater[][] {
	let best: Skater[] | null = null;
	for (let column = from; column <= last && best?.length !== 1; column += 1) {
		const among: readonly Skater[] =
			best ?? level.filter(({ places }) => 2 * reached(places, column).length > places.length);
		if (among.length > 0) [best] = levels(among, byColumn(own, column)) as [Skater[]];
	}
	const first = best ?? [...level];
	const rest = level.filter((skater) => !first.includes(skater));
	return [first, ...(rest.length === 1 ? [rest] : tenAndEleven(rest, from + first.length, last))];
}
