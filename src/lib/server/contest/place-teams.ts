import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalId } from './input.ts';
import { contestScope } from './scope.ts';

/**
 * Puts teams, one or many, into a cluster, or out of every cluster. A team that was drawn for a round stays where it is:
 * its place on stage and perhaps its marks hang on it.
 */
export const placeTeams = command({
	action: 'team.place',
	input: v.object({
		contestId: id,
		teamIds: v.pipe(
			v.array(id),
			v.minLength(1, 'contest_no_team_chosen'),
			v.maxLength(500, 'field_too_long')
		),
		clusterId: optionalId
	}),
	scope: (tx, input) => contestScope(tx, input.contestId),
	async run({ tx, audit, publish }, { contestId, teamIds, clusterId }) {
		const cluster = clusterId ? await tx.cluster.findUnique({ where: { id: clusterId } }) : null;
		if (clusterId && cluster?.contestId !== contestId) throw new Refusal('not_found');
		const wanted = [...new Set(teamIds)];
		const teams = await tx.team.findMany({
			where: { id: { in: wanted }, contestId },
			include: { cluster: { select: { name: true } }, entries: { select: { id: true }, take: 1 } }
		});
		if (teams.length !== wanted.length) throw new Refusal('not_found');
		const moving = teams.filter((team) => team.clusterId !== clusterId);
		const drawn = moving.find((team) => team.entries.length > 0);
		if (drawn) throw new Refusal('contest_team_already_drawn', { team: drawn.name });
		for (const team of moving) {
			await tx.team.update({ where: { id: team.id }, data: { clusterId, version: { increment: 1 } } });
			audit({
				subjectKind: 'team',
				subjectId: team.id,
				before: { cluster: team.cluster?.name ?? null },
				after: { cluster: cluster?.name ?? null }
			});
		}
		publish({ kind: 'contest.changed', contestId });
		return { moved: moving.length };
	}
});
