import type { TabletEnd } from '#lib/live/quiz-protocol.ts';
import { hashOf } from '#lib/server/auth/secret.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { teamActor, type TeamActor } from './team-actor.ts';

export type TabletStanding =
	| { readonly state: 'none' }
	| { readonly state: 'over'; readonly why: TabletEnd; readonly team: string }
	/** `tookOver`: it ended another tablet of the team when it was taken into use. */
	| { readonly state: 'live'; readonly actor: TeamActor; readonly tookOver: boolean };

/** How it stands with the tablet that holds a cookie, and if it answers no more, why. */
export async function tabletStanding(
	read: Tx,
	token: string | null | undefined,
	now: Date
): Promise<TabletStanding> {
	const tablet = token ? await read.quizTablet.findUnique({ where: { tokenHash: hashOf(token) } }) : null;
	if (!tablet) return { state: 'none' };
	const { id, roundId, teamId, claimedAt, revokedAt } = tablet;
	const others = { roundId, teamId, id: { not: id } };
	const actor = await teamActor(read, token, now);
	if (actor.kind === 'team') {
		// Who takes over ends the other in the same transaction: both carry the same moment.
		const before = await read.quizTablet.count({ where: { ...others, revokedAt: claimedAt ?? now } });
		return { state: 'live', actor, tookOver: before > 0 };
	}
	const team = await read.team.findUnique({ where: { id: teamId }, select: { name: true } });
	if (!team) return { state: 'none' };
	const isReplaced =
		revokedAt !== null && (await read.quizTablet.count({ where: { ...others, claimedAt: revokedAt } })) > 0;
	const why = isReplaced ? 'replaced' : revokedAt ? 'revoked' : 'ended';
	return { state: 'over', why, team: team.name };
}
