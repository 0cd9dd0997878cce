import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import { countVotes } from '#lib/domain/scoring/committee-vote.ts';
import { sameTeams } from '#lib/domain/scoring/cut.ts';
import type { TieAtCut } from '#lib/domain/scoring/qualification.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { contestScope, roundScope } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { qualificationOf, qualificationOfRound, type StageQualification } from './qualification.ts';

const id = v.pipe(v.string(), v.minLength(1, 'field_required'));
const reason = v.pipe(
	v.string(),
	v.trim(),
	v.minLength(1, 'field_required'),
	v.maxLength(500, 'field_too_long')
);
const secondBy = v.pipe(
	v.string(),
	v.trim(),
	v.minLength(1, 'field_required'),
	v.maxLength(200, 'field_too_long')
);
const base = { contestId: id, stageKey: id, reason, secondBy };

const BallotSchema = v.object({ member: id, isChair: v.boolean(), teamId: v.nullable(id) });

const DecisionSchema = v.variant('kind', [
	v.object({ ...base, kind: v.literal('lots'), roundId: v.nullable(id), order: v.array(id) }),
	v.object({
		...base,
		kind: v.literal('committee-vote'),
		roundId: v.nullable(id),
		order: v.array(v.pipe(v.array(id), v.minLength(1, 'field_required'))),
		/** Each member's vote; with them the order is counted, not taken from the form. */
		ballots: v.optional(v.nullable(v.array(BallotSchema)), null)
	}),
	v.object({ ...base, kind: v.literal('tie-at-cut'), contenders: v.array(id), admitted: v.array(id) }),
	v.object({ ...base, kind: v.literal('committee-choice'), teamIds: v.array(id), reserves: v.array(id) })
]);
type Recorded = v.InferOutput<typeof DecisionSchema>;

/** Every tie at a cut, of the whole stage or, while other rounds are open, of a round that is cut for itself. */
export function tiesAtCut(of: StageQualification): TieAtCut[] {
	const ofRounds = of.rounds.flatMap(({ round }) => qualificationOfRound(of, round.id)?.tiesAtCut ?? []);
	const ofStage = of.qualification.tiesAtCut.filter(
		({ teamIds }) => !ofRounds.some((tie) => sameTeams(tie.teamIds, teamIds))
	);
	return [...ofRounds, ...ofStage];
}

/** The teams that wait for a decision of this kind, each list for itself. */
function openQuestions(of: StageQualification, input: Recorded): (readonly string[])[] {
	switch (input.kind) {
		case 'lots':
		case 'committee-vote': {
			const needs = input.kind === 'lots' ? 'drawOfLots' : 'committeeVote';
			const round = of.rounds.find((one) => one.round.id === input.roundId);
			const ties = input.roundId ? (round?.standings.unresolved ?? []) : tiesAtCut(of);
			return ties.filter((tie) => tie.needs === needs).map(({ teamIds }) => teamIds);
		}
		case 'tie-at-cut':
			return tiesAtCut(of)
				.filter(({ needs }) => needs === 'cutDecision' || needs === 'extraPerformance')
				.map(({ teamIds }) => teamIds);
		case 'committee-choice':
			return [];
	}
}

function named(input: Recorded): readonly string[] {
	switch (input.kind) {
		case 'lots':
			return input.order;
		case 'committee-vote':
			return input.order.flat();
		case 'tie-at-cut':
			return input.contenders;
		case 'committee-choice':
			return [...input.teamIds, ...input.reserves];
	}
}

function body(input: Recorded): object {
	switch (input.kind) {
		case 'lots':
			return { order: input.order };
		case 'committee-vote':
			return input.ballots ? { order: input.order, ballots: input.ballots } : { order: input.order };
		case 'tie-at-cut':
			return { contenders: input.contenders, admitted: input.admitted };
		case 'committee-choice':
			return { teamIds: input.teamIds, reserves: input.reserves };
	}
}

function check(of: StageQualification, input: Recorded, isAnsweredAgain: boolean): void {
	const teams = named(input);
	if (new Set(teams).size < teams.length) throw new Refusal('results_decision_twice');
	if (input.kind === 'committee-choice') {
		const rule = of.stage.qualification;
		if (rule.kind !== 'committeeChoice') throw new Refusal('results_decision_not_asked');
		if (input.teamIds.length === 0 || input.teamIds.length > rule.places) {
			throw new Refusal('results_choice_places', { places: rule.places });
		}
		const ranked = of.rounds.flatMap(({ standings }) => standings.rows.filter(({ rank }) => rank !== null));
		if (!teams.every((teamId) => ranked.some((row) => row.teamId === teamId))) {
			throw new Refusal('results_decision_teams');
		}
		return;
	}
	if (!isAnsweredAgain && !openQuestions(of, input).some((open) => sameTeams(open, teams))) {
		throw new Refusal('results_decision_teams');
	}
	if (input.kind !== 'tie-at-cut') return;
	const tie = tiesAtCut(of).find(({ teamIds }) => sameTeams(teamIds, teams));
	const places = tie?.places ?? teams.length - 1;
	if (input.admitted.length > places || !input.admitted.every((teamId) => teams.includes(teamId))) {
		throw new Refusal('results_choice_places', { places });
	}
}

/** A vote with ballots is counted by the rule; a vote that leaves all level has decided nothing. */
function counted(of: StageQualification, input: Recorded): Recorded {
	if (input.kind !== 'committee-vote' || !input.ballots) return input;
	const { ballots } = input;
	const teams = input.order.flat();
	const members = new Set(ballots.map(({ member }) => member));
	const isWrong =
		members.size < ballots.length ||
		ballots.filter(({ isChair }) => isChair).length > 1 ||
		ballots.some(({ teamId }) => teamId !== null && !teams.includes(teamId));
	if (isWrong) throw new Refusal('results_vote_ballots');
	const step = of.stage.tieLadder.find(({ by }) => by === 'committeeVote');
	const order = countVotes(teams, ballots, step?.by === 'committeeVote' && step.chairCasting);
	if (order.length === 1) throw new Refusal('results_vote_split');
	return { ...input, order };
}

/** An earlier answer to the same question stays on record, superseded. */
async function supersede(tx: Tx, input: Recorded, at: Date): Promise<string[]> {
	const roundId = 'roundId' in input ? input.roundId : null;
	const { contestId, stageKey, kind } = input;
	const earlier = await tx.decision.findMany({
		where: { contestId, kind, supersededAt: null, roundId, ...(roundId ? {} : { stageKey }) }
	});
	const asked = [...named(input)];
	const same = earlier.filter(({ json }) => {
		if (kind === 'committee-choice') return true;
		const { order, contenders } = JSON.parse(json) as {
			order?: string[] | string[][];
			contenders?: string[];
		};
		return sameTeams((contenders ?? order ?? []).flat(), asked);
	});
	for (const row of same) await tx.decision.update({ where: { id: row.id }, data: { supersededAt: at } });
	return same.map((row) => row.id);
}

/** Records what people decided where the rules ask people: lots, the committee's vote or choice, a tie at the cut. */
export const recordDecision = command({
	action: 'decision.record',
	input: DecisionSchema,
	scope: async (tx, input) => {
		const roundId = 'roundId' in input ? input.roundId : null;
		if (!roundId) return contestScope(tx, input.contestId);
		const scope = await roundScope(tx, roundId);
		if (scope.contestId !== input.contestId) throw new Refusal('not_found');
		return scope;
	},
	async run(ctx, asked): Promise<{ readonly decisionId: string }> {
		const of = await qualificationOf(ctx.tx, asked.contestId, asked.stageKey);
		const input = counted(of, asked);
		// The same teams may be decided on once more; the earlier answer stays on record.
		const superseded = await supersede(ctx.tx, input, ctx.at);
		check(of, input, superseded.length > 0);
		const decisionId = ctx.newId();
		const roundId = 'roundId' in input ? input.roundId : null;
		await ctx.tx.decision.create({
			data: {
				id: decisionId,
				contestId: input.contestId,
				roundId,
				stageKey: input.stageKey,
				kind: input.kind,
				json: JSON.stringify(body(input)),
				reason: input.reason,
				by: actorId(ctx.actor),
				secondBy: input.secondBy,
				at: ctx.at
			}
		});
		ctx.audit({
			subjectKind: 'decision',
			subjectId: decisionId,
			before: superseded.length > 0 ? { superseded } : undefined,
			after: { kind: input.kind, roundId, ...body(input), secondBy: input.secondBy },
			reason: input.reason
		});
		for (const { round } of of.rounds) {
			if (roundId === null || round.id === roundId) {
				ctx.publish({ kind: 'round.changed', contestId: input.contestId, roundId: round.id });
			}
		}
		return { decisionId };
	}
});
