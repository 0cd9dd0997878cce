import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { teamScope } from '#lib/server/contest/scope.ts';
import { fillFinal, type Filled } from './fill-final.ts';
import { qualificationOf } from './qualification.ts';

const WithdrawSchema = v.object({
	teamId: v.pipe(v.string(), v.minLength(1, 'field_required')),
	stageKey: v.pipe(v.string(), v.minLength(1, 'field_required')),
	reason: v.pipe(v.string(), v.trim(), v.minLength(1, 'field_required'), v.maxLength(500, 'field_too_long'))
});

/** A team gives up the place that it won in a stage; the next by the published order moves up. */
export const withdrawFinalist = command({
	action: 'team.withdraw',
	input: WithdrawSchema,
	scope: (tx, { teamId }) => teamScope(tx, teamId),
	async run(ctx, { teamId, stageKey, reason }): Promise<{ readonly promoted: readonly string[] }> {
		const { tx, at } = ctx;
		const team = await tx.team.findUniqueOrThrow({ where: { id: teamId } });
		if (team.withdrawnAt) throw new Refusal('results_already_withdrawn', { team: team.name });
		const before = await qualificationOf(tx, team.contestId, stageKey);
		if (!before.qualification.through.includes(teamId)) {
			throw new Refusal('results_not_through', { team: team.name });
		}
		await tx.team.update({ where: { id: teamId }, data: { withdrawnAt: at, withdrawnReason: reason } });
		await tx.decision.create({
			data: {
				id: ctx.newId(),
				contestId: team.contestId,
				stageKey,
				kind: 'withdrawal',
				json: JSON.stringify({ teamId }),
				reason,
				by: actorId(ctx.actor),
				at
			}
		});
		const after = await qualificationOf(tx, team.contestId, stageKey);
		const promoted = after.qualification.through.filter((id) => !before.qualification.through.includes(id));
		ctx.audit({
			subjectKind: 'team',
			subjectId: teamId,
			before: { withdrawn: false },
			after: { withdrawn: true, promoted },
			reason
		});
		ctx.publish({ kind: 'contest.changed', contestId: team.contestId });
		const isWhole = after.rounds.every(({ round }) => round.state === 'published');
		let filled: Filled | null = null;
		if (isWhole && after.qualification.state === 'decided') filled = await fillFinal(ctx, after);
		if (isWhole && after.nextStage && after.qualification.state === 'decided' && !filled) {
			throw new Refusal('results_final_begun');
		}
		return { promoted };
	}
});
