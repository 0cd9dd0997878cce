import * as v from 'valibot';
import { command, type Context } from '#lib/server/command/command.ts';
import { id } from '#lib/server/contest/input.ts';
import { teamScope } from '#lib/server/contest/scope.ts';
import type { Picture } from '#lib/server/pictures/picture.ts';
import { forgetPicture, keepPicture } from '#lib/server/pictures/store.ts';
import { assertLinkMayWrite } from './link-may-write.ts';

async function changePicture(ctx: Context, teamId: string, hash: string | null): Promise<{ teamId: string }> {
	const { tx, actor, audit, publish } = ctx;
	const isLink = actor.kind === 'invitation';
	if (isLink) await assertLinkMayWrite(ctx, teamId);
	const { pictureHash, status, contestId } = await tx.team.findUniqueOrThrow({ where: { id: teamId } });
	// What stands on the public page was seen at the desk: an accepted team with another picture waits to be seen again.
	const isSeenAgain = isLink && status === 'accepted' && hash !== null && hash !== pictureHash;
	const after = { pictureHash: hash, status: isSeenAgain ? 'submitted' : status };
	await tx.team.update({ where: { id: teamId }, data: after });
	if (pictureHash !== hash) await forgetPicture(tx, pictureHash);
	audit({ subjectKind: 'team', subjectId: teamId, before: { pictureHash, status }, after });
	publish({ kind: 'contest.changed', contestId });
	return { teamId };
}

/** The one photograph of a team, by its link or at the desk. Whoever sends it says that the people in it agree. */
export const setTeamPicture = (picture: Picture) =>
	command({
		action: 'team.picture',
		input: v.object({
			teamId: id,
			hash: v.literal(picture.hash),
			agreed: v.literal('on', 'picture_consent')
		}),
		scope: (tx, { teamId }) => teamScope(tx, teamId),
		async run(ctx, { teamId }) {
			await keepPicture(ctx.tx, picture, ctx.at);
			return changePicture(ctx, teamId, picture.hash);
		}
	});

export const removeTeamPicture = command({
	action: 'team.picture',
	input: v.object({ teamId: id }),
	scope: (tx, { teamId }) => teamScope(tx, teamId),
	run: (ctx, { teamId }) => changePicture(ctx, teamId, null)
});
