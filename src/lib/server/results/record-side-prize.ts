import * as v from 'valibot';
import { awardPrizes } from '#lib/domain/prizes/award-prizes.ts';
import type { PrizeRecipient, SidePrizeDecision } from '#lib/domain/prizes/awarded-prizes.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { sortedBy } from '#lib/domain/shared/order.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { writePrizeDecision } from './prize-decisions.ts';
import { standingsOf, type RoundStandings } from './standings.ts';

const id = v.pipe(v.string(), v.minLength(1, 'field_required'));
const words = (most: number) =>
	v.pipe(v.string(), v.trim(), v.minLength(1, 'field_required'), v.maxLength(most, 'field_too_long'));

const SidePrizeInput = v.object({
	roundId: id,
	prizeKey: id,
	/** None: the prize stays vacant. */
	recipients: v.pipe(
		v.array(v.object({ teamId: id, personId: v.nullable(id) }), 'field_required'),
		v.maxLength(20, 'field_too_long')
	),
	reason: words(500),
	secondBy: words(200)
});

async function recipient(tx: Tx, teamId: string, personId: string | null): Promise<PrizeRecipient> {
	if (personId === null) return { teamId, person: null };
	const member = await tx.teamMember.findFirst({
		where: { teamId, personId },
		select: { person: { select: { id: true, fullName: true } } }
	});
	if (!member) throw new Refusal('results_prize_not_member');
	return { teamId, person: { id: member.person.id, name: member.person.fullName } };
}

interface SidePrize {
	readonly prizeKey: string;
	readonly recipients: readonly PrizeRecipient[];
	readonly reason: string;
	readonly secondBy: string;
}

/** Writes who gets a side prize, and refuses what the awarding itself would not take. Answers the decision's id. */
export async function decideSidePrize(
	ctx: Context,
	round: RoundStandings,
	{ prizeKey, recipients, reason, secondBy }: SidePrize
): Promise<string> {
	const body = { prizeKey, recipients };
	const others = round.prizeDecisions.side.filter((one) => one.prizeKey !== prizeKey);
	const award = (side: readonly SidePrizeDecision[]) =>
		awardPrizes(round.stage, round.standings, { ties: round.prizeDecisions.ties, side }).side.find(
			({ key }) => key === prizeKey
		)!;
	const before = award(others);
	if (before.isWaiting) throw new Refusal('results_prize_waits');
	if (before.open === null) throw new Refusal('results_prize_by_score');
	const after = award([...others, body]);
	const wanted = sortedBy(recipients, canonicalJson);
	if (after.open !== null || canonicalJson(after.recipients) !== canonicalJson(wanted)) {
		throw new Refusal('results_prize_not_fit');
	}
	return writePrizeDecision(ctx, { round, kind: 'side-prize', body, reason, secondBy });
}

/** Whether the audience votes on this prize: then the count gives it, unless the vote was given up. */
async function isVotedOn(tx: Tx, roundId: string, prizeKey: string): Promise<boolean> {
	return (await tx.audienceVote.count({ where: { roundId, prizeKey, state: { not: 'abandoned' } } })) > 0;
}

/**
 * Records who gets a side prize where the rules leave that to people: the committee's or the audience's vote, one of
 * several equal teams, or the person of the winning team. Whether it fits the rules is what the awarding itself says.
 */
export const recordSidePrize = command({
	action: 'decision.record',
	input: SidePrizeInput,
	scope: (tx, { roundId }) => roundScope(tx, roundId),
	async run(
		ctx,
		{ roundId, prizeKey, recipients: named, reason, secondBy }
	): Promise<{ decisionId: string }> {
		const round = await standingsOf(ctx.tx, roundId);
		const rule = round.stage.prizes.side.find(({ key }) => key === prizeKey);
		if (!rule) throw new Refusal('results_prize_unknown');
		if (await isVotedOn(ctx.tx, roundId, prizeKey)) throw new Refusal('results_prize_by_vote');
		const recipients: PrizeRecipient[] = [];
		for (const { teamId, personId } of named) {
			if (!round.teams.some((team) => team.id === teamId)) throw new Refusal('results_prize_not_fit');
			recipients.push(await recipient(ctx.tx, teamId, personId));
		}
		return { decisionId: await decideSidePrize(ctx, round, { prizeKey, recipients, reason, secondBy }) };
	}
});
