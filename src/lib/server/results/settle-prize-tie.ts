import * as v from 'valibot';
import { awardPrizes } from '#lib/domain/prizes/award-prizes.ts';
import { sameTeams } from '#lib/domain/scoring/cut.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import { writePrizeDecision } from './prize-decisions.ts';
import { standingsOf } from './standings.ts';

const id = v.pipe(v.string(), v.minLength(1, 'field_required'));
const words = (most: number) =>
	v.pipe(v.string(), v.trim(), v.minLength(1, 'field_required'), v.maxLength(most, 'field_too_long'));

/**
 * Records which of teams that share a place still get a prize that is not enough for all of them, where the rules do not
 * let its number be exceeded. `contenders` are those whom the person saw: another tie by now is refused.
 */
export const settlePrizeTie = command({
	action: 'decision.record',
	input: v.object({
		roundId: id,
		prizeKey: id,
		contenders: v.array(id),
		admitted: v.array(id),
		reason: words(500),
		secondBy: words(200)
	}),
	scope: (tx, { roundId }) => roundScope(tx, roundId),
	async run(
		ctx,
		{ roundId, prizeKey, contenders, admitted, reason, secondBy }
	): Promise<{ decisionId: string }> {
		const round = await standingsOf(ctx.tx, roundId);
		const { ties, side } = round.prizeDecisions;
		const others = ties.filter((one) => one.prizeKey !== prizeKey);
		const asked = awardPrizes(round.stage, round.standings, { ties: others, side }).main.find(
			({ key }) => key === prizeKey
		)?.open;
		if (asked?.needs !== 'choice' || !sameTeams(asked.teamIds, contenders)) {
			throw new Refusal('results_decision_teams');
		}
		const isOfThem = admitted.every((teamId) => contenders.includes(teamId));
		if (!isOfThem || new Set(admitted).size !== asked.places || admitted.length !== asked.places) {
			throw new Refusal('results_choice_places', { places: asked.places });
		}
		const body = { prizeKey, contenders, admitted };
		return {
			decisionId: await writePrizeDecision(ctx, { round, kind: 'prize-tie', body, reason, secondBy })
		};
	}
});
