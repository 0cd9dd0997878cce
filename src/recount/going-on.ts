import { lotsOn, placesOf, type Need, type Place } from './ladder.ts';
import { NotCounted, type Box } from './reading.ts';
import type { CountedRound } from './round.ts';
import type { CutStep, GoingOn, StageRules } from './rules.ts';
import { readPeoplesOrder, type PeoplesOrder } from './sheet.ts';
import { zScores } from './z-score.ts';

/** What people decided about who goes on. */
export interface StageDecisions {
	readonly people: PeoplesOrder;
	readonly choice: {
		readonly teamIds: readonly string[];
		readonly reserves: readonly string[];
		readonly reason: string;
	} | null;
	readonly atCut: readonly { readonly tied: readonly string[]; readonly admitted: readonly string[] }[];
	readonly left: readonly string[];
}

export function readDecisions(box: Box): StageDecisions {
	box.only('stageKey', 'choice', 'cutDecisions', 'withdrawals', 'lots', 'votes');
	const choice = box.has('choice') ? box.box('choice').only('teamIds', 'reserves', 'reason') : null;
	return {
		people: readPeoplesOrder(box),
		choice: choice && {
			teamIds: choice.texts('teamIds'),
			reserves: choice.texts('reserves'),
			reason: choice.text('reason')
		},
		atCut: box.boxes('cutDecisions').map((decision) => {
			decision.only('contenders', 'admitted', 'reason');
			return { tied: decision.texts('contenders'), admitted: decision.texts('admitted') };
		}),
		left: box.boxes('withdrawals').map((left) => left.only('teamId', 'reason').text('teamId'))
	};
}

/** A cluster's round; null where it has none yet. */
export interface ClusterCount {
	readonly clusterId: string | null;
	/** How the rules name the cluster; without one its id is its name. */
	readonly clusterKey?: string | null;
	readonly round: CountedRound | null;
}

export interface TieAtCut {
	readonly clusterId: string | null;
	readonly rank: number;
	readonly teamIds: readonly string[];
	readonly places: number;
	readonly needs: Need | 'cutDecision' | 'extraPerformance';
}

export interface CountedGoingOn {
	readonly state: 'lastStage' | 'incomplete' | 'needsChoice' | 'refused' | 'tiedAtCut' | 'decided';
	readonly through: readonly string[];
	readonly tiesAtCut: readonly TieAtCut[];
	readonly reserves: readonly {
		readonly clusterId: string | null;
		readonly order: readonly (readonly string[])[];
	}[];
}

const nobody = (state: CountedGoingOn['state']): CountedGoingOn => ({
	state, through: [], tiesAtCut: [], reserves: []
}); // prettier-ignore

interface Finished {
	readonly clusterId: string | null;
	readonly clusterKey: string | null;
	readonly round: CountedRound;
}

/** Who goes on from a stage, counted anew. */
export function countGoingOn(
	stage: StageRules,
	clusters: readonly ClusterCount[],
	decisions: StageDecisions
): CountedGoingOn {
	const rule = stage.goingOn;
	if (rule.kind === 'notCounted') throw new NotCounted(rule.at);
	if (rule.kind === 'none') return nobody('lastStage');
	const finished: Finished[] = [];
	for (const { clusterId, clusterKey, round } of clusters) {
		const isOpen = !round || round.teams.some((team) => team.status === 'competing' && !team.compared);
		if (isOpen) return nobody('incomplete');
		finished.push({ clusterId, clusterKey: clusterKey ?? clusterId, round });
	}
	if (finished.length === 0) return nobody('incomplete');
	finished.sort((a, b) => ((a.clusterId ?? '') < (b.clusterId ?? '') ? -1 : 1));
	if (rule.kind === 'committeeChoice') return byChoice(rule.places, finished, decisions);
	if (mayNotCompare(stage, rule, finished)) return nobody('refused');
	return byCuts(stage, rule, finished, decisions);
}

/** Totals of other panels, ranks, or too few teams for a z-score must not be held against each other. */
function mayNotCompare(stage: StageRules, rule: Cut, finished: readonly Finished[]): boolean {
	const compares = rule.steps.some(({ inEachCluster }) => !inEachCluster) || refillsOverall(rule);
	if (!compares || finished.length < 2) return false;
	if (stage.placing.by !== 'points') return true;
	const panels = new Set(finished.map(({ round }) => JSON.stringify(round.judgeIds)));
	if (rule.differentPanels === 'refuse') return panels.size > 1;
	if (rule.differentPanels !== 'zScore') return false;
	return finished.some(({ round }) => rankedIn(round).length < rule.z.minTeams);
}

const rankedIn = ({ teams }: CountedRound) => teams.filter(({ rank }) => rank !== null);

/** A vacancy of one cluster goes to the best of all. */
const refillsOverall = ({ steps, onLeaving }: Cut) =>
	onLeaving === 'nextOverall' && steps.some(({ inEachCluster }) => inEachCluster);

function byChoice(
	places: number,
	finished: readonly Finished[],
	{ choice, left }: StageDecisions
): CountedGoingOn {
	const ranked = new Set(
		finished.flatMap(({ round }) =>
			round.teams.filter(({ rank }) => rank !== null).map(({ teamId }) => teamId)
		)
	);
	if (!choice || choice.reason.trim() === '' || choice.teamIds.length > places) return nobody('needsChoice');
	if (choice.teamIds.some((teamId) => !ranked.has(teamId))) return nobody('needsChoice');
	const here = choice.teamIds.filter((teamId) => !left.includes(teamId));
	const waiting = choice.reserves.filter((teamId) => ranked.has(teamId) && !left.includes(teamId));
	const vacant = choice.teamIds.length - here.length;
	return {
		state: 'decided',
		through: [...here, ...waiting.slice(0, vacant)],
		tiesAtCut: [],
		reserves: [{ clusterId: null, order: waiting.slice(vacant).map((teamId) => [teamId]) }]
	};
}

type Cut = Extract<GoingOn, { kind: 'cut' }>;

interface Admitted {
	readonly teamIds: readonly string[];
	readonly tie: TieAtCut | null;
}

function byCuts(
	stage: StageRules,
	rule: Cut,
	finished: readonly Finished[],
	decisions: StageDecisions
): CountedGoingOn {
	const { left } = decisions;
	const refills = refillsOverall(rule);
	const skipped = refills || rule.onLeaving === 'leaveVacant' ? [] : left;
	const cuts: Admitted[] = [];
	const taken = () => cuts.flatMap(({ teamIds }) => teamIds);
	const isOpen = () => cuts.some(({ tie }) => tie !== null);
	const cut = (
		of: readonly Finished[],
		clusterId: string | null,
		step: CutStep,
		without: readonly string[]
	) => {
		const { places } = step;
		const quota =
			typeof places === 'number'
				? places
				: 'upTo' in places
					? Math.max(0, places.upTo - taken().length)
					: (places.get(of[0]!.clusterKey ?? '') ?? 0);
		const among = placesAmong(stage, of, without, decisions.people, step.part);
		return admit(among, clusterId, quota, rule, decisions);
	};
	for (const step of rule.steps) {
		// Who is left for a step is known only when those before it are settled.
		if (isOpen()) break;
		const without = [...skipped, ...taken()];
		const made = step.inEachCluster
			? finished.map((one) => cut([one], one.clusterId, step, without))
			: [cut(finished, null, step, without)];
		cuts.push(...made);
	}
	const vacant = refills ? taken().filter((teamId) => left.includes(teamId)).length : 0;
	if (vacant > 0 && !isOpen()) {
		const refill = { inEachCluster: false, places: vacant, part: null };
		cuts.push(cut(finished, null, refill, [...taken(), ...left]));
	}
	const ties = cuts.flatMap(({ tie }) => tie ?? []);
	const tied = ties.flatMap(({ teamIds }) => teamIds);
	const admitted = new Set(taken().filter((teamId) => !left.includes(teamId) && !tied.includes(teamId)));
	const order = finished.flatMap(({ round }) => round.teams.map(({ teamId }) => teamId));
	return {
		state: ties.length === 0 ? 'decided' : 'tiedAtCut',
		through: ties.length === 0 ? order.filter((teamId) => admitted.has(teamId)) : [],
		tiesAtCut: ties,
		reserves: reservesOf(stage, rule, finished, [...taken(), ...tied, ...left], decisions.people)
	};
}

const AWAITED = { ladder: 'cutDecision', lots: 'drawOfLots', extraPerformance: 'extraPerformance' } as const;

/** Admits place after place; the first that does not fit as a whole is the cut. */
function admit(
	places: readonly Place[],
	clusterId: string | null,
	quota: number,
	{ atCut }: Cut,
	decisions: StageDecisions
): Admitted {
	const teamIds: string[] = [];
	for (const { rank, teamIds: level, needs } of places) {
		const free = quota - teamIds.length;
		if (free === 0) break;
		if (level.length <= free) {
			teamIds.push(...level);
			continue;
		}
		const tie = { clusterId, rank, teamIds: level, places: free };
		if (needs) return { teamIds, tie: { ...tie, needs } };
		if (atCut === 'admitAll') return { teamIds: [...teamIds, ...level], tie: null };
		if (atCut === 'admitNone') return { teamIds, tie: null };
		const said =
			atCut === 'lots'
				? (lotsOn(level, decisions.people.lots)?.slice(0, free) ?? null)
				: decidedOn(level, free, decisions);
		if (!said) return { teamIds, tie: { ...tie, needs: AWAITED[atCut] } };
		return { teamIds: [...teamIds, ...said], tie: null };
	}
	return { teamIds, tie: null };
}

/** Decisions on exactly these teams, within the places that are free, that all say the same. */
function decidedOn(level: readonly string[], free: number, { atCut }: StageDecisions): string[] | null {
	const names = (teamIds: readonly string[]) => JSON.stringify([...teamIds].sort());
	const on = atCut.filter(
		({ tied, admitted }) =>
			names(tied) === names(level) &&
			admitted.length <= free &&
			admitted.every((teamId) => level.includes(teamId))
	);
	const said = new Map(on.map(({ admitted }) => [names(admitted), admitted]));
	return said.size === 1 ? [...[...said.values()][0]!] : null;
}

/** Places of one cluster as its round has them; of all, or by one part, by the same comparison and ladder. */
function placesAmong(
	stage: StageRules,
	of: readonly Finished[],
	without: readonly string[],
	people: PeoplesOrder,
	part: string | null = null
): Place[] {
	if (of.length === 1 && part === null) {
		return of[0]!.round.places.flatMap(({ rank, teamIds, needs }) => {
			const left = teamIds.filter((teamId) => !without.includes(teamId));
			return left.length === 0 ? [] : [{ rank, teamIds: left, needs: left.length > 1 ? needs : null }];
		});
	}
	const rule = stage.goingOn;
	const z = rule.kind === 'cut' && rule.differentPanels === 'zScore' ? rule.z : null;
	const contenders = of.flatMap(({ round }) => {
		const measured = rankedIn(round).flatMap((team) => {
			const value = part === null ? team.compared : (team.parts.get(part) ?? null);
			return value ? [{ teamId: team.teamId, values: team.values, compared: value }] : [];
		});
		if (!z) return measured;
		const scores = zScores(
			measured.map(({ compared }) => compared),
			z
		);
		return measured.map((team, index) => ({ ...team, compared: scores[index]! }));
	});
	const among = contenders.filter(({ teamId }) => !without.includes(teamId));
	// Part scores of different panels separate nobody: where z-scores are level only people and lots do.
	return z
		? placesOf(among, stage.ladder, people, { onlyLast: true })
		: placesOf(among, stage.ladder, people);
}

function reservesOf(
	stage: StageRules,
	rule: Cut,
	finished: readonly Finished[],
	without: readonly string[],
	people: PeoplesOrder
): CountedGoingOn['reserves'] {
	if (rule.onLeaving === 'leaveVacant') return [];
	const list = (clusterId: string | null, of: readonly Finished[]) => ({
		clusterId,
		order: placesAmong(stage, of, without, people).map(({ teamIds }) => teamIds)
	});
	const own = finished.map((one) => list(one.clusterId, [one]));
	const isOverall = rule.onLeaving === 'nextOverall' || rule.steps.every((step) => !step.inEachCluster);
	if (isOverall) return [list(null, finished)];
	return rule.steps.every((step) => step.inEachCluster) ? own : [...own, list(null, finished)];
}
