import * as v from 'valibot';
import { STANDINGS_OF_VOTE } from '#lib/domain/vote/candidates.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalId, ticked } from '#lib/server/contest/input.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import { rulesInForce, stageOf } from '#lib/server/results/rules-in-force.ts';
import { voteEntrants } from './entrants.ts';
import { by, voteFor } from './vote-in.ts';

/** The side prizes of a round that an audience votes on: those that go to a team. */
export async function audiencePrizes(
	tx: Context['tx'],
	round: { readonly contestId: string; readonly stageKey: string; readonly rulesVersionId: string | null }
) {
	const { rules } = await rulesInForce(tx, round);
	return stageOf(rules, round.stageKey).prizes.side.filter(
		({ by: how, recipient }) => how.kind === 'audienceVote' && recipient === 'team'
	);
}

const SaveInput = v.object({
	roundId: id,
	/** Left out: a new vote. */
	voteId: optionalId,
	prizeKey: v.pipe(v.string('field_required'), v.minLength(1, 'field_required')),
	standing: v.picklist(STANDINGS_OF_VOTE, 'field_required'),
	chosen: v.optional(v.array(id), []),
	mayChange: ticked,
	showsReceived: ticked,
	isWatched: ticked
});

/** vote.set-up: a vote of the audience for a side prize of the round, or another way of one that is not open yet. */
export const saveVote = command({
	action: 'vote.set-up',
	input: SaveInput,
	scope: (tx, { roundId }) => roundScope(tx, roundId),
	async run(ctx, input): Promise<{ voteId: string }> {
		const { tx, at, newId, audit, publish } = ctx;
		const { roundId, prizeKey, standing, mayChange, showsReceived, isWatched } = input;
		const round = await tx.round.findUniqueOrThrow({ where: { id: roundId } });
		if (round.state === 'published') throw new Refusal('vote_round_published');
		const prizes = await audiencePrizes(tx, round);
		if (!prizes.some(({ key }) => key === prizeKey)) {
			throw new Refusal('invalid', {}, [{ field: 'prizeKey', code: 'vote_prize_not_voted' }]);
		}
		const other = await tx.audienceVote.findFirst({
			where: {
				roundId,
				prizeKey,
				state: { not: 'abandoned' },
				...(input.voteId ? { id: { not: input.voteId } } : {})
			}
		});
		if (other) throw new Refusal('invalid', {}, [{ field: 'prizeKey', code: 'vote_prize_has_one' }]);
		const chosen = standing === 'chosen' ? [...new Set(input.chosen)] : [];
		const teams = new Set((await voteEntrants(tx, roundId)).map(({ teamId }) => teamId));
		if (!chosen.every((teamId) => teams.has(teamId))) throw new Refusal('vote_team_unknown');
		if (standing === 'chosen' && chosen.length < 2) {
			throw new Refusal('invalid', {}, [{ field: 'chosen', code: 'vote_two_candidates' }]);
		}
		const data = {
			prizeKey,
			standing,
			candidates: JSON.stringify(chosen),
			mayChange,
			showsReceived,
			isWatched
		};
		const after = { prizeKey, standing, chosen, mayChange, showsReceived, isWatched };
		if (input.voteId) {
			const held = await tx.audienceVote.findUnique({ where: { id: input.voteId } });
			if (held?.roundId !== roundId) throw new Refusal('not_found');
			const before = await voteFor(ctx, input.voteId, 'change');
			await tx.audienceVote.update({ where: { id: before.id }, data });
			const { prizeKey: key, standing: stood, candidates: of } = before;
			audit({
				subjectKind: 'audience-vote',
				subjectId: before.id,
				before: { prizeKey: key, standing: stood, chosen: JSON.parse(of) as string[] },
				after
			});
			publish({ kind: 'vote.changed', contestId: round.contestId, roundId });
			return { voteId: before.id };
		}
		const voteId = newId();
		await tx.audienceVote.create({
			data: { id: voteId, contestId: round.contestId, roundId, createdBy: by(ctx), createdAt: at, ...data }
		});
		audit({ subjectKind: 'audience-vote', subjectId: voteId, after: { roundId, ...after } });
		publish({ kind: 'vote.changed', contestId: round.contestId, roundId });
		return { voteId };
	}
});
