import type { TieStep, TieStepBy } from '#lib/domain/contest/tie-ladder.ts';
import type { Exact, ExactText } from '#lib/domain/shared/exact.ts';
import { exact } from '#lib/domain/shared/exact.ts';
import { byCodeUnit } from '#lib/domain/shared/order.ts';
import type { CommitteeVote } from './committee-vote.ts';
import { countVotes } from './committee-vote.ts';
import type { DrawnSeed, Lots } from './lots.ts';
import { lotsFromSeed } from './lots.ts';
import type { Tie, TieNeed, TieStepOutcome, UnresolvedTie } from './standings.ts';

/** All that decides a team's place: the compared total, and its value at every step of the ladder. */
export interface Contender {
	readonly teamId: string;
	readonly compared: ExactText;
	readonly tieValues: readonly (ExactText | null)[];
}

/** What people settled. */
export interface Settlements {
	readonly lots: readonly Lots[];
	readonly votes: readonly CommitteeVote[];
	/** Where a round's lots may come from its seed; null or absent while there is none to show. */
	readonly drawn?: DrawnSeed | null;
}

/** Teams on one place, by id. `needs` says that the place is not settled yet. */
export interface Place {
	readonly rank: number;
	readonly teamIds: readonly string[];
	readonly needs: TieNeed | null;
}

export interface Placing {
	readonly places: readonly Place[];
	readonly ties: readonly Tie[];
	readonly unresolved: readonly UnresolvedTie[];
}

interface Group {
	readonly team: readonly Contender[];
	readonly needs: TieNeed | null;
}

/**
 * The only comparator: places within a round, across clusters, for prizes and for reserves all come from here. Totals first
 * (or, lowest first, what the judges' ranks come to), then the ladder refines groups of equal teams step by step; what it
 * cannot separate shares a place (1, 2, 2, 4).
 */
export function place(
	contenders: readonly Contender[],
	ladder: readonly TieStep[],
	settlements: Settlements,
	first: 'highestFirst' | 'lowestFirst' = 'highestFirst'
): Placing {
	const places: Place[] = [];
	const ties: Tie[] = [];
	const byTotal = split(contenders, (team) => exact(team.compared), first);
	let rank = 1;
	for (const equal of byTotal) {
		const trace: TieStepOutcome[] = [];
		const groups =
			equal.length === 1 ? [{ team: equal, needs: null }] : refine(equal, 0, ladder, settlements, trace);
		if (equal.length > 1) ties.push({ rank, teamIds: ids(equal), steps: trace });
		for (const group of groups) {
			places.push({ rank, teamIds: ids(group.team), needs: group.needs });
			rank += group.team.length;
		}
	}
	const unresolved = places.flatMap(({ rank: at, teamIds, needs }) =>
		needs === null ? [] : [{ rank: at, teamIds, needs }]
	);
	return { places, ties, unresolved };
}

function refine(
	equal: readonly Contender[],
	index: number,
	ladder: readonly TieStep[],
	settlements: Settlements,
	trace: TieStepOutcome[]
): Group[] {
	const step = ladder[index];
	if (equal.length === 1 || !step) return [{ team: equal, needs: null }];
	const ruling = rule(equal, index, step, settlements);
	trace.push({
		index,
		by: step.by,
		among: ids(equal),
		outcome: ruling.outcome,
		values: ids(equal).map((teamId) => ({
			teamId,
			value: equal.find((team) => team.teamId === teamId)!.tieValues[index] ?? null
		})),
		groups: ruling.groups.map(ids),
		needs: ruling.needs
	});
	if (ruling.isFinal) return ruling.groups.map((team) => ({ team, needs: ruling.needs }));
	// Whom a count of votes left level is voted on again.
	const next = step.by === 'committeeVote' ? index : index + 1;
	return ruling.groups.flatMap((team) => refine(team, next, ladder, settlements, trace));
}

interface Ruling {
	readonly outcome: TieStepOutcome['outcome'];
	readonly groups: readonly (readonly Contender[])[];
	readonly needs: TieNeed | null;
	/** Nothing further is tried for these groups. */
	readonly isFinal: boolean;
}

function rule(equal: readonly Contender[], index: number, step: TieStep, settlements: Settlements): Ruling {
	switch (step.by) {
		case 'sharedPlace':
			return { outcome: 'shared', groups: [equal], needs: null, isFinal: true };
		case 'drawOfLots':
			return settled(equal, drawnLots(equal, step, settlements), 'drawOfLots');
		case 'committeeVote':
			return voted(equal, step, settlements.votes);
		default: {
			const isMeasured = equal.every((team) => (team.tieValues[index] ?? null) !== null);
			if (!isMeasured && step.by === 'leastOvertime') return waiting(equal, 'timing');
			if (!isMeasured) return { outcome: 'notApplicable', groups: [equal], needs: null, isFinal: false };
			const direction = step.by === 'leastOvertime' ? 'lowestFirst' : 'highestFirst';
			const groups = split(equal, (team) => exact(team.tieValues[index]!), direction);
			return { outcome: groups.length > 1 ? 'separated' : 'equal', groups, needs: null, isFinal: false };
		}
	}
}

function waiting(equal: readonly Contender[], needs: TieNeed): Ruling {
	return { outcome: 'needs', groups: [equal], needs, isFinal: true };
}

/** A settlement is the last word on the teams it names, also when it leaves some of them level. */
function settled(
	equal: readonly Contender[],
	order: readonly (readonly string[])[] | null,
	needs: TieNeed
): Ruling {
	if (!order) return waiting(equal, needs);
	const groups = order.map((teamIds) => equal.filter((team) => teamIds.includes(team.teamId)));
	return { outcome: groups.length > 1 ? 'separated' : 'shared', groups, needs: null, isFinal: true };
}

/** From the seed where the rule says so and there is one, otherwise what was drawn at the table. */
function drawnLots(
	equal: readonly Contender[],
	step: TieStepBy<'drawOfLots'>,
	settlements: Settlements
): string[][] | null {
	const wanted = ids(equal);
	const order =
		step.from === 'seed' && settlements.drawn
			? lotsFromSeed(settlements.drawn, wanted)
			: lotsAmong(wanted, settlements.lots);
	return order?.map((teamId) => [teamId]) ?? null;
}

/**
 * The order that lots gave these teams: drawn for exactly them, or failing that one drawing that held them all. Null where
 * nobody drew, or where drawings disagree.
 */
export function lotsAmong(wanted: readonly string[], lots: readonly Lots[]): string[] | null {
	const holding = lots.filter((drawn) => wanted.every((teamId) => drawn.order.includes(teamId)));
	const exactly = holding.filter((drawn) => drawn.order.length === wanted.length);
	const orders = (exactly.length > 0 ? exactly : holding).map((drawn) =>
		drawn.order.filter((teamId) => wanted.includes(teamId))
	);
	return agreed(orders);
}

/** A recorded order is the last word; counted votes that leave all level decide nothing. */
function voted(
	equal: readonly Contender[],
	step: TieStepBy<'committeeVote'>,
	votes: readonly CommitteeVote[]
): Ruling {
	const wanted = ids(equal);
	const fitting = votes.filter((vote) => {
		const named = vote.order.flat().sort(byCodeUnit);
		return named.join('\u0000') === wanted.join('\u0000');
	});
	const orders = fitting.map((vote) =>
		vote.ballots
			? countVotes(wanted, vote.ballots, step.chairCasting)
			: vote.order.map((group) => [...group].sort(byCodeUnit))
	);
	const ruling = settled(equal, agreed(orders), 'committeeVote');
	const isCounted = fitting.some((vote) => vote.ballots);
	if (!isCounted || ruling.needs) return ruling;
	if (ruling.groups.length === 1) return waiting(equal, 'committeeVote');
	return { ...ruling, isFinal: false };
}

function agreed<T>(orders: readonly T[]): T | null {
	const first = orders[0];
	if (first === undefined) return null;
	return orders.every((order) => JSON.stringify(order) === JSON.stringify(first)) ? first : null;
}

/** Groups of equal value, best first. Exact numbers: equal is equal. */
function split(
	teams: readonly Contender[],
	value: (team: Contender) => Exact,
	direction: 'highestFirst' | 'lowestFirst'
): Contender[][] {
	const sign = direction === 'highestFirst' ? -1 : 1;
	const measured = teams.map((team) => ({ team, value: value(team) }));
	measured.sort((a, b) => sign * a.value.compare(b.value) || byCodeUnit(a.team.teamId, b.team.teamId));
	const groups: { value: Exact; teams: Contender[] }[] = [];
	for (const entry of measured) {
		const last = groups.at(-1);
		if (last?.value.equals(entry.value)) last.teams.push(entry.team);
		else groups.push({ value: entry.value, teams: [entry.team] });
	}
	return groups.map((group) => group.teams);
}

function ids(teams: readonly Contender[]): string[] {
	return teams.map((team) => team.teamId).sort(byCodeUnit);
}
