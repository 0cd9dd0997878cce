import { ANONYMOUS, type Actor } from '#lib/domain/access/actor.ts';
import { hashOf } from '#lib/server/auth/secret.ts';
import type { Tx } from '#lib/server/db/client.ts';

export const TEAM_COOKIE = 'kheo_team';

export type TeamActor = Extract<Actor, { kind: 'team' }>;

/** The team that a tablet with this cookie answers for; anonymous where it was replaced, has ended or never was. */
export async function teamActor(read: Tx, token: string | null | undefined, now: Date): Promise<Actor> {
	if (!token) return ANONYMOUS;
	const tablet = await read.quizTablet.findUnique({ where: { tokenHash: hashOf(token) } });
	if (!tablet || tablet.revokedAt || !tablet.endsAt || tablet.endsAt <= now) return ANONYMOUS;
	const team = await read.team.findUnique({ where: { id: tablet.teamId }, select: { name: true } });
	if (!team) return ANONYMOUS;
	const { id: tabletId, teamId, roundId, contestId } = tablet;
	return { kind: 'team', tabletId, teamId, roundId, contestId, name: team.name };
}
