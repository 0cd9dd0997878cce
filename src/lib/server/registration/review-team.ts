import * as v from 'valibot';
import { checkTeam, type MemberRole } from '#lib/domain/contest/check-team.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalText, whole } from '#lib/server/contest/input.ts';
import { newestRules } from '#lib/server/contest/newest-rules.ts';
import { teamScope } from '#lib/server/contest/scope.ts';

/**
 * The organizer takes a sent team into the contest, or gives it back with a reason. Names the version that was read:
 * a correction that came in meanwhile has to be read first.
 */
export const reviewTeam = command({
	action: 'team.review',
	input: v.object({
		teamId: id,
		version: whole(0, 999_999),
		/** The picture that stood beside the team when it was read; empty for none. */
		picture: v.optional(v.string(), ''),
		decision: v.picklist(['accept', 'return'], 'field_invalid'),
		reason: optionalText(1000)
	}),
	scope: (tx, { teamId }) => teamScope(tx, teamId),
	async run({ tx, audit, publish }, { teamId, version, picture, decision, reason }) {
		const team = await tx.team.findUniqueOrThrow({
			where: { id: teamId },
			include: {
				units: true,
				members: { select: { role: true } },
				entries: { select: { round: { select: { state: true } } } }
			}
		});
		if (team.version !== version) throw new Refusal('stale');
		if (decision === 'accept' && (team.pictureHash ?? '') !== picture) throw new Refusal('stale');
		if (team.withdrawnAt) throw new Refusal('registration_withdrawn');
		const from = decision === 'accept' ? ['submitted'] : ['submitted', 'accepted'];
		if (!from.includes(team.status)) throw new Refusal('registration_not_sent');
		if (decision === 'return') {
			if ((reason ?? '').length < 5) {
				throw new Refusal('invalid', {}, [{ field: 'reason', code: 'registration_return_reason' }]);
			}
			if (team.entries.some(({ round }) => round.state !== 'configured'))
				throw new Refusal('registration_placed');
		} else {
			const { rules } = await newestRules(tx, team.contestId);
			const [first, ...more] = checkTeam(
				rules.teams,
				{
					units: team.units.length,
					members: team.members as { role: MemberRole }[],
					hasModel: team.modelTitle !== null,
					teamsOfUnit: 1
				},
				true
			);
			if (first) throw new Refusal(first.code, first.params, [first, ...more]);
		}
		const after = {
			status: decision === 'accept' ? 'accepted' : 'returned',
			returnReason: decision === 'accept' ? null : reason
		};
		await tx.team.update({ where: { id: teamId }, data: { ...after, version: { increment: 1 } } });
		audit({
			subjectKind: 'team',
			subjectId: teamId,
			before: { status: team.status, returnReason: team.returnReason },
			after,
			reason: reason ?? undefined
		});
		publish({ kind: 'contest.changed', contestId: team.contestId });
		return { teamId, ...after };
	}
});
