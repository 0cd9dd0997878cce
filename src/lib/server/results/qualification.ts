import { cappedUnits } from '#lib/domain/contest/capped-units.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import type {
	ClusterResult,
	Qualification,
	QualificationDecisions,
	TeamUnits
} from '#lib/domain/scoring/qualification.ts';
import { qualify } from '#lib/domain/scoring/qualify.ts';
import type { CommitteeVote } from '#lib/domain/scoring/committee-vote.ts';
import type { CommitteeChoice, CutDecision } from '#lib/domain/scoring/qualification.ts';
import type { Lots } from '#lib/domain/scoring/lots.ts';
import type { RoundSheet } from '#lib/domain/scoring/round-sheet.ts';
import { tabulate } from '#lib/domain/scoring/tabulate.ts';
import type { UnitLevel } from '#lib/domain/people/unit.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { standingsOf, type RoundStandings } from './standings.ts';

/** A stage with all its rounds as they stand, and what the rules make of them. */
export interface StageQualification {
	readonly stage: Stage;
	/** The stage that is fed by this one; null where there is none. */
	readonly nextStage: Stage | null;
	readonly rounds: readonly RoundStandings[];
	readonly decisions: QualificationDecisions;
	readonly units: TeamUnits;
	readonly qualification: Qualification;
}

const asCluster = ({ round, standings }: RoundStandings): ClusterResult => ({
	clusterId: round.clusterId,
	clusterKey: round.cluster?.key ?? null,
	standings
});

/** The units for which every team counts under the rule's cap; nothing where there is none. */
async function unitsOf(read: Tx, stage: Stage, rounds: readonly RoundStandings[]): Promise<TeamUnits> {
	const cap = 'maxPerUnit' in stage.qualification ? stage.qualification.maxPerUnit : null;
	if (!cap) return [];
	const teamIds = rounds.flatMap(({ sheet }) => sheet.entrants.map(({ id }) => id));
	const sent = await read.teamUnit.findMany({
		where: { teamId: { in: teamIds } },
		select: { teamId: true, unitId: true }
	});
	const rows = await read.unit.findMany({ select: { id: true, parentId: true, level: true } });
	const tree = rows.map((unit) => ({ ...unit, level: unit.level as UnitLevel }));
	return teamIds.map((teamId) => {
		const own = sent.filter((one) => one.teamId === teamId).map(({ unitId }) => unitId);
		return { teamId, unitIds: cappedUnits(cap, own, tree) };
	});
}

/**
 * Teams that left after they had been on stage in these rounds: recorded as a decision, withdrawn as a team, or taken
 * off the list of the next stage. One reason is kept for each.
 */
async function withdrawals(read: Tx, rounds: readonly RoundStandings[], nextStageKey: string | null) {
	const contestId = rounds[0]!.round.contestId;
	const teamIds = rounds.flatMap(({ sheet }) => sheet.entrants.map(({ id }) => id));
	const teams = await read.team.findMany({
		where: { contestId, withdrawnAt: { not: null } },
		select: { id: true, withdrawnReason: true }
	});
	const entries = await read.entry.findMany({
		where: { status: 'withdrawn', round: { contestId, stageKey: nextStageKey ?? '' } },
		select: { teamId: true, reason: true }
	});
	const reasons = new Map<string, string>();
	for (const { teamId, reason } of entries) reasons.set(teamId, reason ?? '');
	for (const { id, withdrawnReason } of teams) reasons.set(id, withdrawnReason ?? '');
	return teamIds.flatMap((teamId) => {
		const reason = reasons.get(teamId);
		return reason === undefined ? [] : [{ teamId, reason }];
	});
}

async function decisionsOf(
	read: Tx,
	contestId: string,
	stageKey: string,
	rounds: readonly RoundStandings[],
	nextStageKey: string | null
): Promise<QualificationDecisions> {
	const rows = await read.decision.findMany({
		where: { contestId, stageKey, roundId: null, supersededAt: null },
		orderBy: { at: 'asc' }
	});
	const ofKind = <T extends object>(kind: string) =>
		rows
			.filter((row) => row.kind === kind)
			.map(({ json, reason }) => ({ ...(JSON.parse(json) as T), reason }));
	return {
		lots: [
			...rounds.flatMap(({ sheet }) => sheet.lots),
			...ofKind<Lots>('lots').map(({ order }) => ({ order }))
		],
		votes: [...rounds.flatMap(({ sheet }) => sheet.votes), ...ofKind<CommitteeVote>('committee-vote')],
		choice: ofKind<CommitteeChoice>('committee-choice').at(-1) ?? null,
		cutDecisions: ofKind<CutDecision>('tie-at-cut'),
		withdrawals: await withdrawals(read, rounds, nextStageKey)
	};
}

/**
 * The round whose rules say who goes on from the stage: the one that was opened first. What was written for rounds that were
 * still being prepared then, when results of others could be known, decides nothing between clusters.
 */
function openedFirst(rounds: readonly RoundStandings[]): RoundStandings {
	const openedAt = ({ round }: RoundStandings) => round.openedAt?.getTime() ?? Number.POSITIVE_INFINITY;
	return rounds.reduce((first, one) => (openedAt(one) < openedAt(first) ? one : first));
}

/** Who goes through from a stage by what is committed now. Refuses where the stage has no round. */
export async function qualificationOf(
	read: Tx,
	contestId: string,
	stageKey: string
): Promise<StageQualification> {
	const found = await read.round.findMany({
		where: { contestId, stageKey },
		orderBy: [{ position: 'asc' }, { id: 'asc' }],
		select: { id: true }
	});
	if (found.length === 0) throw new Refusal('not_found');
	const rounds: RoundStandings[] = [];
	for (const { id } of found) rounds.push(await standingsOf(read, id));
	const { stage, rules } = openedFirst(rounds);
	const nextStage =
		rules.rules.stages.find(({ entrants }) => entrants.kind === 'qualified' && entrants.from === stageKey) ??
		null;
	const decisions = await decisionsOf(read, contestId, stageKey, rounds, nextStage?.key ?? null);
	const units = await unitsOf(read, stage, rounds);
	return {
		stage,
		nextStage,
		rounds,
		decisions,
		units,
		qualification: qualify(stage, rounds.map(asCluster), decisions, units)
	};
}

/** The stage as it would stand with one round's sheet changed by `edit`: nothing is written. */
export function withSheet(
	of: StageQualification,
	roundId: string,
	edit: (sheet: RoundSheet) => RoundSheet
): StageQualification {
	const rounds = of.rounds.map((one) => {
		if (one.round.id !== roundId) return one;
		const sheet = edit(one.sheet);
		return { ...one, sheet, standings: tabulate(one.stage, sheet) };
	});
	return {
		...of,
		rounds,
		qualification: qualify(of.stage, rounds.map(asCluster), of.decisions, of.units)
	};
}

/** Who goes through from one cluster alone; null where the rules look across clusters. */
export function qualificationOfRound(of: StageQualification, roundId: string): Qualification | null {
	const round = of.rounds.find((one) => one.round.id === roundId);
	const rule = of.stage.qualification;
	if (!round || rule.kind !== 'topPerCluster' || rule.onWithdrawal === 'nextOverall') return null;
	// A cap counts the teams of all clusters.
	if (rule.maxPerUnit) return null;
	const own = new Set(round.sheet.entrants.map(({ id }) => id));
	return qualify(of.stage, [asCluster(round)], {
		...of.decisions,
		cutDecisions: of.decisions.cutDecisions.filter(({ contenders }) => contenders.every((id) => own.has(id))),
		withdrawals: of.decisions.withdrawals.filter(({ teamId }) => own.has(teamId))
	});
}
