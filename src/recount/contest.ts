import { countGoingOn, readDecisions, type CountedGoingOn, type StageDecisions } from './going-on.ts';
import { Box, NotReadable } from './reading.ts';
import { countRound, type CountedRound } from './round.ts';
import { readStage, type StageRules } from './rules.ts';
import {
	readGivenFigures,
	readPeoplesOrder,
	readScope,
	readStatus,
	type Away,
	type RoundSheet
} from './sheet.ts';

/** Everything that a contest package comes to. */
export interface CountedContest {
	/** In the order of the stages, then by cluster. */
	readonly rounds: readonly CountedRound[];
	readonly stages: readonly { readonly stageKey: string; readonly goingOn: CountedGoingOn }[];
}

const NOBODY: StageDecisions = {
	people: { lots: [], votes: [], drawn: null },
	choice: null,
	atCut: [],
	left: []
};

/** Counts a whole contest package (docs/contest-package.schema.json). NotCounted where a rule is not known here. */
export function countContest(file: unknown): CountedContest {
	const pkg = new Box(file, '');
	if (pkg.raw('format') !== 'kheo-contest-package' || pkg.raw('version') !== 1) {
		throw new NotReadable('format', 'a contest package of version 1 is needed');
	}
	const rules = pkg.box('rules').only('format', 'version', 'name', 'teams', 'stages');
	const stages = rules.boxes('stages').map(readStage);
	const people = readPeople(pkg);
	const rounds = pkg.boxes('rounds').map((round) => ({
		stageKey: round.text('stageKey'),
		sheet: readRound(round, people)
	}));
	const decisions = new Map(
		pkg.boxes('decisions').map((decision) => [decision.text('stageKey'), readDecisions(decision)])
	);
	const counted = stages.flatMap((stage) =>
		rounds
			.filter(({ stageKey }) => stageKey === stage.key)
			.map(({ sheet }) => countRound(stage, sheet))
			.sort((a, b) => ((a.clusterId ?? '') < (b.clusterId ?? '') ? -1 : 1))
	);
	const clusterIds = pkg.boxes('clusters').map((cluster) => cluster.text('id'));
	return {
		rounds: counted,
		stages: stages.map((stage) => ({
			stageKey: stage.key,
			goingOn: countGoingOn(stage, clustersOf(stage, counted, clusterIds), decisions.get(stage.key) ?? NOBODY)
		}))
	};
}

function clustersOf(stage: StageRules, counted: readonly CountedRound[], clusterIds: readonly string[]) {
	const own = counted.filter(({ stageKey }) => stageKey === stage.key);
	if (!stage.isPerCluster) return own.map((round) => ({ clusterId: null, round }));
	return clusterIds.map((clusterId) => ({
		clusterId,
		round: own.find((round) => round.clusterId === clusterId) ?? null
	}));
}

interface People {
	readonly parents: ReadonlyMap<string, string | null>;
	readonly teams: ReadonlyMap<string, { readonly units: readonly string[]; readonly isGuest: boolean }>;
	readonly judges: ReadonlyMap<string, string | null>;
	readonly declared: readonly {
		readonly judgeId: string;
		readonly teamId: string | null;
		readonly unitId: string | null;
	}[];
}

function readPeople(pkg: Box): People {
	return {
		parents: new Map(pkg.boxes('units').map((unit) => [unit.text('id'), unit.textOrNull('parentId')])),
		teams: new Map(
			pkg
				.boxes('teams')
				.map((team) => [
					team.text('id'),
					{ units: team.texts('unitIds'), isGuest: team.flag('isGuest', false) }
				])
		),
		judges: new Map(pkg.boxes('judges').map((judge) => [judge.text('id'), judge.textOrNull('unitId')])),
		declared: pkg.boxes('conflicts').map((conflict) => ({
			judgeId: conflict.text('judgeId'),
			teamId: conflict.textOrNull('teamId'),
			unitId: conflict.textOrNull('unitId')
		}))
	};
}

const ROUND = [
	'id', 'stageKey', 'clusterId', 'panel', 'entrants', 'draw', 'marks', 'absences', 'givenScores', 'deductions',
	'timings', 'lots', 'votes'
]; // prettier-ignore

function readRound(round: Box, people: People): RoundSheet {
	round.only(...ROUND);
	const judges = round.boxes('panel').map((seat) => {
		seat.only('judgeId', 'isChair', 'kind');
		return { id: seat.text('judgeId'), isChair: seat.flag('isChair', false), kind: seat.textOrNull('kind') };
	});
	const teams = round.boxes('entrants').map((entrant) => {
		const id = entrant.only('teamId', 'status').text('teamId');
		return { id, status: readStatus(entrant), isGuest: people.teams.get(id)?.isGuest ?? false };
	});
	const absent = round.boxes('absences').map((absence): Away => {
		absence.only('judgeId', 'teamId', 'partKey', 'reason', 'scope');
		return {
			judgeId: absence.text('judgeId'),
			teamId: absence.textOrNull('teamId'),
			path: absence.textOrNull('partKey'),
			isConflict: false,
			scope: readScope(absence)
		};
	});
	const conflicts = judges.flatMap(({ id: judgeId }) =>
		teams
			.filter(({ id }) => hasConflict(people, judgeId, id))
			.map(({ id }): Away => ({ judgeId, teamId: id, path: null, isConflict: true, scope: null }))
	);
	const draw = round.has('draw') ? round.box('draw') : null;
	const seed = draw?.text('method') === 'seed' ? draw.textOrNull('seed') : null;
	return {
		roundId: round.text('id'),
		clusterId: round.textOrNull('clusterId'),
		judges,
		teams,
		...readGivenFigures(round),
		away: [...conflicts, ...absent],
		people: readPeoplesOrder(round, seed === null ? null : { roundId: round.text('id'), seed })
	};
}

/** By the unit tree (the judge's unit is one of the team's, or below one), or because somebody declared it. */
function hasConflict({ parents, teams, judges, declared }: People, judgeId: string, teamId: string): boolean {
	const units = teams.get(teamId)?.units ?? [];
	const own = judges.get(judgeId) ?? null;
	if (upwards(parents, own).some((unitId) => units.includes(unitId))) return true;
	const above = new Set(units.flatMap((unitId) => upwards(parents, unitId)));
	return declared.some(
		(said) =>
			said.judgeId === judgeId && (said.teamId === teamId || (said.unitId !== null && above.has(said.unitId)))
	);
}

/** A unit and all above it. */
function upwards(parents: People['parents'], unitId: string | null): string[] {
	const way: string[] = [];
	for (let at = unitId; at !== null && !way.includes(at); at = parents.get(at) ?? null) way.push(at);
	return way;
}
