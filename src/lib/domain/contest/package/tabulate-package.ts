import { awardPrizes } from '#lib/domain/prizes/award-prizes.ts';
import type { AwardedPrizes } from '#lib/domain/prizes/awarded-prizes.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { sortedBy } from '#lib/domain/shared/order.ts';
import { sha256Hex } from '#lib/domain/shared/sha256.ts';
import type { Qualification, TeamUnits } from '#lib/domain/scoring/qualification.ts';
import { qualify } from '#lib/domain/scoring/qualify.ts';
import type { RoundSheet } from '#lib/domain/scoring/round-sheet.ts';
import type { Standings } from '#lib/domain/scoring/standings.ts';
import { tabulate } from '#lib/domain/scoring/tabulate.ts';
import { cappedUnits } from '../capped-units.ts';
import type { ConflictOfInterest } from '../conflict-of-interest.ts';
import { conflictOfInterest } from '../conflict-of-interest.ts';
import { rulesHash } from '../rules-hash.ts';
import type { Stage } from '../rules.ts';
import type { ContestPackage, PackageRound } from './package.ts';

/** A judge who cannot mark a team of the round, and why. */
export interface RoundConflict {
	readonly judgeId: string;
	readonly teamId: string;
	readonly conflict: ConflictOfInterest;
}

export interface RoundResult {
	readonly roundId: string;
	readonly stageKey: string;
	readonly conflicts: readonly RoundConflict[];
	readonly standings: Standings;
	/** By the table alone: a package holds no decisions about prizes, so what people decide is open. */
	readonly prizes: AwardedPrizes;
}

/** Everything that follows from a package. Equal packages have equal hashes, whatever order their lists are in. */
export interface PackageResult {
	readonly rulesHash: string;
	/** In the order of the stages, then by cluster. */
	readonly rounds: readonly RoundResult[];
	readonly stages: readonly { readonly stageKey: string; readonly qualification: Qualification }[];
	/** SHA-256 over the canonical JSON of all the above. */
	readonly resultHash: string;
}

/** Standings of every round and qualification of every stage of a package that readPackage has accepted. */
export function tabulatePackage(pkg: ContestPackage): PackageResult {
	const rounds = pkg.rules.stages.flatMap((stage) =>
		sortedBy(
			pkg.rounds.filter((round) => round.stageKey === stage.key),
			(round) => round.clusterId ?? ''
		).map((round) => {
			const standings = tabulate(stage, roundSheet(pkg, round));
			return {
				roundId: round.id,
				stageKey: stage.key,
				conflicts: roundConflicts(pkg, round),
				standings,
				prizes: awardPrizes(stage, standings)
			};
		})
	);
	const stages = pkg.rules.stages.map((stage) => ({
		stageKey: stage.key,
		qualification: qualification(pkg, stage, rounds)
	}));
	const result = { rulesHash: rulesHash(pkg.rules), rounds, stages };
	return { ...result, resultHash: sha256Hex(canonicalJson(result)) };
}

/** The sheet of one round: its own lists, with names from the package and conflicts found from the units. */
export function roundSheet(pkg: ContestPackage, round: PackageRound): RoundSheet {
	const judges = new Map(pkg.judges.map((judge) => [judge.id, judge]));
	const teams = new Map(pkg.teams.map((team) => [team.id, team]));
	return {
		roundId: round.id,
		clusterId: round.clusterId,
		judges: round.panel.map(({ judgeId, isChair, kind }) => ({
			id: judgeId,
			name: judges.get(judgeId)?.name ?? judgeId,
			isChair,
			kind
		})),
		entrants: round.entrants.map(({ teamId, status }) => ({
			id: teamId,
			name: teams.get(teamId)?.name ?? teamId,
			status,
			isGuest: teams.get(teamId)?.isGuest ?? false
		})),
		marks: round.marks,
		exclusions: [
			...roundConflicts(pkg, round).map(({ judgeId, teamId }) => ({
				judgeId,
				teamId,
				partKey: null,
				cause: 'conflict' as const
			})),
			...round.absences.map(({ judgeId, teamId, partKey, scope }) => ({
				judgeId,
				teamId,
				partKey,
				cause: 'absent' as const,
				...(scope && { scope })
			}))
		],
		givenScores: round.givenScores,
		deductions: round.deductions,
		timings: round.timings,
		lots: round.lots,
		votes: round.votes,
		seed: round.draw?.method === 'seed' ? round.draw.seed : null
	};
}

/** Every conflict of interest between the panel and the teams of a round, by team and judge. */
export function roundConflicts(pkg: ContestPackage, round: PackageRound): RoundConflict[] {
	const panel = sortedBy(round.panel, (seat) => seat.judgeId);
	return sortedBy(round.entrants, (entrant) => entrant.teamId).flatMap(({ teamId }) => {
		const team = pkg.teams.find((candidate) => candidate.id === teamId);
		if (!team) return [];
		return panel.flatMap(({ judgeId }) => {
			const unitId = pkg.judges.find((judge) => judge.id === judgeId)?.unitId ?? null;
			const declared = sortedBy(
				pkg.conflicts.filter((conflict) => conflict.judgeId === judgeId),
				(conflict) => canonicalJson(conflict)
			);
			const conflict = conflictOfInterest(unitId, team, pkg.units, declared);
			return conflict ? [{ judgeId, teamId, conflict }] : [];
		});
	});
}

function qualification(pkg: ContestPackage, stage: Stage, rounds: readonly RoundResult[]): Qualification {
	const own = rounds.filter((round) => round.stageKey === stage.key).map((round) => round.standings);
	const results =
		stage.layout === 'single'
			? own.map((standings) => ({ clusterId: null, standings }))
			: pkg.clusters.map(({ id }) => ({
					clusterId: id,
					standings: own.find((standings) => standings.clusterId === id) ?? null
				}));
	const decided = pkg.decisions.find((decision) => decision.stageKey === stage.key);
	return qualify(
		stage,
		results,
		{
			lots: decided?.lots ?? [],
			votes: decided?.votes ?? [],
			choice: decided?.choice ?? null,
			cutDecisions: decided?.cutDecisions ?? [],
			withdrawals: decided?.withdrawals ?? []
		},
		teamUnits(pkg, stage)
	);
}

function teamUnits(pkg: ContestPackage, stage: Stage): TeamUnits {
	const cap = 'maxPerUnit' in stage.qualification ? stage.qualification.maxPerUnit : null;
	if (!cap) return [];
	const tree = pkg.units.map(({ id, parentId, level }) => ({ id, parentId, level: level ?? null }));
	return pkg.teams.map(({ id, unitIds }) => ({ teamId: id, unitIds: cappedUnits(cap, unitIds, tree) }));
}
