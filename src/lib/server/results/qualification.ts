import type { Stage } from '#lib/domain/contest/rules.ts';
import type {
	ClusterResult,
	Qualification,
	QualificationDecisions
} from '#lib/domain/scoring/qualification.ts';
import { qualify } from '#lib/domain/scoring/qualify.ts';
import type { CommitteeVote } from '#lib/domain/scoring/committee-vote.ts';
import type { CommitteeChoice, CutDecision } from '#lib/domain/scoring/qualification.ts';
import type { Lots } from '#lib/domain/scoring/lots.ts';
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
	readonly qualification: Qualification;
}

const asCluster = ({ round, standings }: RoundStandings): ClusterResult => ({
	clusterId: round.clusterId,
	standings
});

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
	const { stage, rules } = rounds[0]!;
	const nextStage =
		rules.rules.stages.find(({ entrants }) => entrants.kind === 'qualified' && entrants.from === stageKey) ??
		null;
	const decisions = await decisionsOf(read, contestId, stageKey, rounds, nextStage?.key ?? null);
	return {
		stage,
		nextStage,
		rounds,
		decisions,
		qualification: qualify(stage, rounds.map(asCluster), decisions)
	};
}

/** Who goes through from one cluster alone; null where the rules look across clusters. */
export function qualificationOfRound(of: StageQualification, roundId: string): Qualification | null {
	const round = of.rounds.find((one) => one.round.id === roundId);
	const rule = of.stage.qualification;
	if (!round || rule.kind !== 'topPerCluster' || rule.onWithdrawal === 'nextOverall') return null;
	const own = new Set(round.sheet.entrants.map(({ id }) => id));
	return qualify(of.stage, [asCluster(round)], {
		...of.decisions,
		cutDecisions: of.decisions.cutDecisions.filter(({ contenders }) => contenders.every((id) => own.has(id))),
		withdrawals: of.decisions.withdrawals.filter(({ teamId }) => own.has(teamId))
	});
}
