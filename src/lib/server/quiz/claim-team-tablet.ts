import * as v from 'valibot';
import { hashOf, newSecret } from '#lib/server/auth/secret.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { secretAnswer } from '#lib/server/judging/secret-answer.ts';

const ENDS_AFTER_MS = 24 * 60 * 60_000;

async function invited(tx: Tx, token: string) {
	const tablet = await tx.quizTablet.findUnique({ where: { inviteHash: hashOf(token) } });
	if (!tablet) throw new Refusal('quiz_invite_unknown');
	return tablet;
}

/**
 * quiz.claim: whoever holds the link makes this tablet the team's own for a day, in this round; the team's tablet before it answers no
 * more. Answers `{ tabletId, endsAt, token }`; the token belongs into the tablet's cookie and is seen once.
 */
export const claimTeamTablet = command({
	action: 'quiz.claim',
	input: v.object({ token: v.pipe(v.string(), v.minLength(10), v.maxLength(100)) }),
	scope: async (tx, { token }) => roundScope(tx, (await invited(tx, token)).roundId),
	async run({ tx, at, audit, publish }, input) {
		const tablet = await invited(tx, input.token);
		if (tablet.claimedAt) throw new Refusal('quiz_invite_used');
		if (tablet.expiresAt <= at) throw new Refusal('quiz_invite_expired');
		const { id: tabletId, contestId, roundId, teamId } = tablet;
		const token = newSecret();
		const endsAt = new Date(at.getTime() + ENDS_AFTER_MS);
		await tx.quizTablet.updateMany({
			where: { roundId, teamId, revokedAt: null, tokenHash: { not: null } },
			data: { revokedAt: at }
		});
		await tx.quizTablet.update({
			where: { id: tabletId },
			data: { tokenHash: hashOf(token), claimedAt: at, endsAt, lastSeenAt: at }
		});
		audit({ subjectKind: 'quiz-tablet', subjectId: tabletId, after: { roundId, teamId, endsAt } });
		publish({ kind: 'quiz.changed', contestId, roundId });
		return secretAnswer({ tabletId, endsAt: endsAt.toISOString() }, 'token', token);
	}
});

/** Whose tablet a link would make this one, without using it up; null where it is unknown, used or expired. */
export async function invitedTeam(read: Tx, token: string, now: Date) {
	const tablet = await read.quizTablet.findUnique({
		where: { inviteHash: hashOf(token) },
		include: {
			round: { select: { name: true, nameEn: true, contest: { select: { titleVi: true, titleEn: true } } } }
		}
	});
	if (!tablet || tablet.claimedAt || tablet.expiresAt <= now) return null;
	const { roundId, teamId, round } = tablet;
	const team = await read.team.findUnique({ where: { id: teamId }, select: { name: true } });
	const before = { roundId, teamId, revokedAt: null, endsAt: { gt: now } };
	const hasTablet = (await read.quizTablet.count({ where: before })) > 0;
	return team && { team: team.name, hasTablet, round };
}
