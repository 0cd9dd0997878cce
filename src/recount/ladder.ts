import { added, difference, isSame, NOTHING, times, whole, type Amount } from './amount.ts';
import type { LadderStep, PartRule, StageRules } from './rules.ts';
import { lotsOfSeed } from './seed.ts';
import { place, type PeoplesOrder, type RoundSheet, type Vote } from './sheet.ts';
import { chairOf, criterionAverage, isIn, type TeamScore } from './team-score.ts';

/** A team that is to have a place: what is compared first, and its value at every step of the ladder. */
export interface Contender {
	readonly teamId: string;
	readonly compared: Amount;
	readonly values: readonly (Amount | null)[];
}

export type Need = 'timing' | 'drawOfLots' | 'committeeVote';

/** Teams on one place. `needs`: what people still have to do before they are told apart. */
export interface Place {
	readonly rank: number;
	readonly teamIds: readonly string[];
	readonly needs: Need | null;
}

/** What a team brings to every step of the ladder; null where it brings nothing. */
export function ladderValues(stage: StageRules, sheet: RoundSheet, team: TeamScore): (Amount | null)[] {
	return stage.ladder.map((step) => valueAt(step, stage, sheet, team));
}

function valueAt(step: LadderStep, stage: StageRules, sheet: RoundSheet, team: TeamScore): Amount | null {
	const entered = (path: string | null) => team.marks.filter((mark) => isIn(mark.path, path));
	switch (step.by) {
		case 'partScore':
			return team.parts.get(step.path) ?? null;
		case 'criterionScore':
			return criterionAverage(team, step.path);
		case 'countOfMark':
			return added(
				entered(step.path)
					.filter(({ value }) => isSame(value, step.mark))
					.map(({ share }) => share)
			);
		case 'judgesNonZero': {
			const most: Record<string, Amount> = {};
			for (const { judgeId, value, share } of entered(step.path)) {
				if (isSame(value, NOTHING) || difference(share, most[judgeId] ?? NOTHING) <= 0) continue;
				most[judgeId] = share;
			}
			return added(Object.values(most));
		}
		case 'chairMark':
			return chairGave(step.path, stage, sheet, team);
		case 'leastOvertime':
			return overtime(step.path, stage, sheet, team);
		default:
			return null;
	}
}

function everyPart(parts: readonly PartRule[]): PartRule[] {
	return parts.flatMap((part) =>
		part.content.kind === 'compound' ? [part, ...everyPart(part.content.parts)] : [part]
	);
}

function chairGave(at: string | null, stage: StageRules, sheet: RoundSheet, team: TeamScore): Amount | null {
	const chair = chairOf(sheet);
	const given: Amount[] = [];
	for (const { content, path } of everyPart(stage.parts)) {
		if (content.kind !== 'judged') continue;
		const asked = content.criteria.filter((criterion) => isIn(criterion.path, at));
		if (asked.length === 0) continue;
		if (team.chairLacks.includes(path)) return null;
		for (const criterion of asked) {
			const mark = team.marks.find((one) => one.judgeId === chair && one.path === criterion.path);
			if (mark) given.push(times(mark.value, criterion.coefficient));
		}
	}
	return given.length === 0 ? null : added(given);
}

function overtime(at: string | null, stage: StageRules, sheet: RoundSheet, team: TeamScore): Amount | null {
	let over = 0;
	for (const { path, limitMs } of everyPart(stage.parts)) {
		if (limitMs === null || !isIn(path, at)) continue;
		const took = sheet.timesMs.get(place(team.teamId, path));
		if (took === undefined) return null;
		if (took > limitMs) over += took - limitMs;
	}
	return whole(over);
}

/** Places by what is compared (highest first, or lowest where ranks are), then by the ladder; shared ones close up. */
export function placesOf(
	contenders: readonly Contender[],
	ladder: readonly LadderStep[],
	people: PeoplesOrder,
	how: { readonly lowestFirst?: boolean; readonly onlyLast?: boolean } = {}
): Place[] {
	const asked = how.onlyLast ? ladder.map((step) => (LAST.includes(step.by) ? step : null)) : ladder;
	const places: Place[] = [];
	let rank = 1;
	for (const equal of inGroups(contenders, ({ compared }) => compared, how.lowestFirst ?? false)) {
		for (const { teams, needs } of climb(equal, asked, 0, people)) {
			places.push({ rank, teamIds: teams.map(({ teamId }) => teamId).sort(), needs });
			rank += teams.length;
		}
	}
	return places;
}

/** Steps that need no marks. */
const LAST: readonly LadderStep['by'][] = ['drawOfLots', 'committeeVote', 'sharedPlace'];

interface Level {
	readonly teams: readonly Contender[];
	readonly needs: Need | null;
}

function climb(
	equal: readonly Contender[],
	ladder: readonly (LadderStep | null)[],
	at: number,
	people: PeoplesOrder
): Level[] {
	const step = ladder[at];
	if (equal.length < 2 || step === undefined || step?.by === 'sharedPlace')
		return [{ teams: equal, needs: null }];
	if (step === null) return climb(equal, ladder, at + 1, people);
	if (step.by === 'drawOfLots') {
		const tied = equal.map(({ teamId }) => teamId).sort();
		const order = step.fromSeed && people.drawn ? lotsOfSeed(people.drawn, tied) : lotsOn(tied, people.lots);
		if (!order) return [{ teams: equal, needs: step.by }];
		return order.map((id) => ({ teams: equal.filter(({ teamId }) => teamId === id), needs: null }));
	}
	if (step.by === 'committeeVote') {
		const said = voteOn(equal, people, step.chairCasting);
		if (!said) return [{ teams: equal, needs: step.by }];
		const groups = said.groups.map((group) => equal.filter(({ teamId }) => group.includes(teamId)));
		// Whom a count of votes leaves level is voted on again.
		if (said.isCounted) return groups.flatMap((group) => climb(group, ladder, at, people));
		return groups.map((teams) => ({ teams, needs: null }));
	}
	const isMeasured = equal.every(({ values }) => values[at]);
	if (!isMeasured && step.by === 'leastOvertime') return [{ teams: equal, needs: 'timing' }];
	if (!isMeasured) return climb(equal, ladder, at + 1, people);
	const groups = inGroups(equal, ({ values }) => values[at]!, step.by === 'leastOvertime');
	return groups.flatMap((group) => climb(group, ladder, at + 1, people));
}

/** Groups of the same value, by repeatedly taking out the best. */
function inGroups(
	teams: readonly Contender[],
	value: (team: Contender) => Amount,
	lowestFirst: boolean
): Contender[][] {
	const groups: Contender[][] = [];
	let left = [...teams];
	while (left.length > 0) {
		let best = value(left[0]!);
		for (const team of left) {
			const side = difference(value(team), best);
			if (lowestFirst ? side < 0 : side > 0) best = value(team);
		}
		groups.push(left.filter((team) => isSame(value(team), best)));
		left = left.filter((team) => !isSame(value(team), best));
	}
	return groups;
}

/** Lots drawn for exactly these teams, or else a drawing that held them all; drawings that contradict each other are none. */
export function lotsOn(tied: readonly string[], lots: PeoplesOrder['lots']): readonly string[] | null {
	const holding = lots.filter((order) => tied.every((teamId) => order.includes(teamId)));
	const exact = holding.filter((order) => order.length === tied.length);
	return onlyOne(
		(exact.length > 0 ? exact : holding).map((order) => order.filter((id) => tied.includes(id)))
	);
}

function voteOn(
	equal: readonly Contender[],
	{ votes }: PeoplesOrder,
	chairCasting: boolean
): { readonly groups: readonly (readonly string[])[]; readonly isCounted: boolean } | null {
	const teamIds = equal.map(({ teamId }) => teamId).sort();
	const on = votes.filter(({ order }) => place(...order.flat().sort()) === place(...teamIds));
	const groups = onlyOne(
		on.map(({ order, ballots }) =>
			ballots ? countBallots(teamIds, ballots, chairCasting) : order.map((group) => [...group].sort())
		)
	);
	const isCounted = on.some(({ ballots }) => ballots !== null);
	return groups && !(isCounted && groups.length === 1) ? { groups, isCounted } : null;
}

/** Teams by the number of votes for them; of as many the chair's own goes first where the rule says so. */
function countBallots(
	teamIds: readonly string[],
	ballots: NonNullable<Vote['ballots']>,
	chairCasting: boolean
): string[][] {
	const casting = chairCasting ? (ballots.find(({ isChair }) => isChair)?.teamId ?? null) : null;
	const groups: string[][] = [];
	for (let votes = ballots.length; votes >= 0; votes -= 1) {
		const level = teamIds.filter((id) => ballots.filter(({ teamId }) => teamId === id).length === votes);
		const others = level.filter((id) => id !== casting);
		if (level.length > 1 && others.length < level.length) groups.push([casting!], others);
		else if (level.length > 0) groups.push(level);
	}
	return groups;
}

function onlyOne<T>(said: readonly T[]): T | null {
	const different = new Map(said.map((one) => [JSON.stringify(one), one]));
	return different.size === 1 ? [...different.values()][0]! : null;
}
