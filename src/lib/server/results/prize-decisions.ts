import type {
	PrizeDecisions,
	PrizeTieDecision,
	SidePrizeDecision
} from '#lib/domain/prizes/awarded-prizes.ts';
import { awardPrizes } from '#lib/domain/prizes/award-prizes.ts';
import type { AwardedPrizes } from '#lib/domain/prizes/awarded-prizes.ts';
import { actorId } from '#lib/domain/access/actor.ts';
import type { Context } from '#lib/server/command/command.ts';
import type { RoundStandings } from './standings.ts';

export const PRIZE_DECISION_KINDS = ['prize-tie', 'side-prize'] as const;
export type PrizeDecisionKind = (typeof PRIZE_DECISION_KINDS)[number];

type Reasoned<T> = T & { readonly reason: string };

export interface RecordedPrizes extends PrizeDecisions {
	readonly ties: readonly Reasoned<PrizeTieDecision>[];
	readonly side: readonly Reasoned<SidePrizeDecision>[];
}

/** The recorded decisions about prizes among a round's decisions. */
export function prizeDecisions(
	rows: readonly { readonly kind: string; readonly json: string; readonly reason: string }[]
): RecordedPrizes {
	const ofKind = <T>(wanted: PrizeDecisionKind) =>
		rows
			.filter(({ kind }) => kind === wanted)
			.map(({ json, reason }) => ({ ...(JSON.parse(json) as T), reason }));
	return { ties: ofKind<PrizeTieDecision>('prize-tie'), side: ofKind<SidePrizeDecision>('side-prize') };
}

/** The prizes of a round as they stand now: what would be published. */
export function prizesOf({ stage, standings, prizeDecisions: decided }: RoundStandings): AwardedPrizes {
	return awardPrizes(stage, standings, decided);
}

interface Decided {
	readonly round: RoundStandings;
	readonly kind: PrizeDecisionKind;
	readonly body: PrizeTieDecision | SidePrizeDecision;
	readonly reason: string;
	readonly secondBy: string;
}

/** Writes a decision about a prize; an earlier one about the same prize stays on record, superseded. */
export async function writePrizeDecision(
	ctx: Context,
	{ round, kind, body, reason, secondBy }: Decided
): Promise<string> {
	const { id: roundId, contestId, stageKey } = round.round;
	const earlier = await ctx.tx.decision.findMany({ where: { roundId, kind, supersededAt: null } });
	const superseded = earlier.filter(
		({ json }) => (JSON.parse(json) as { prizeKey: string }).prizeKey === body.prizeKey
	);
	for (const { id } of superseded)
		await ctx.tx.decision.update({ where: { id }, data: { supersededAt: ctx.at } });
	const decisionId = ctx.newId();
	await ctx.tx.decision.create({
		data: {
			id: decisionId,
			contestId,
			roundId,
			stageKey,
			kind,
			json: JSON.stringify(body),
			reason,
			by: actorId(ctx.actor),
			secondBy,
			at: ctx.at
		}
	});
	ctx.audit({
		subjectKind: 'decision',
		subjectId: decisionId,
		before:
			superseded.length > 0
				? { superseded: superseded.map(({ id, json }) => ({ id, ...(JSON.parse(json) as object) })) }
				: undefined,
		after: { kind, roundId, ...body, secondBy },
		reason
	});
	ctx.publish({ kind: 'round.changed', contestId, roundId });
	return decisionId;
}
