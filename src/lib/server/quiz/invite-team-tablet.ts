import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import { hashOf, newSecret } from '#lib/server/auth/secret.ts';
import { command } from '#lib/server/command/command.ts';
import { id } from '#lib/server/contest/input.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import { roundIn, teamIn } from '#lib/server/judging/round-in.ts';
import { secretAnswer } from '#lib/server/judging/secret-answer.ts';

const LIFETIME_MS = 30 * 60_000;

/**
 * quiz.invite: a one-time link for a team's tablet in this round, thirty minutes long, to be shown as a QR. Answers `{ tabletId, expiresAt,
 * path }`; the path is seen once, only its hash is stored. The team's tablet before it goes on until the new one is claimed.
 */
export const inviteTeamTablet = command({
	action: 'quiz.invite',
	input: v.object({ roundId: id, teamId: id }),
	scope: (tx, { roundId }) => roundScope(tx, roundId),
	async run({ tx, actor, at, newId, scope, audit }, { roundId, teamId }) {
		const team = teamIn(await roundIn(tx, roundId, ['configured', 'open']), teamId);
		const token = newSecret();
		const tabletId = newId();
		const expiresAt = new Date(at.getTime() + LIFETIME_MS);
		// One valid QR a team: a photograph of an earlier one is worth nothing.
		await tx.quizTablet.updateMany({
			where: { roundId, teamId, tokenHash: null, expiresAt: { gt: at } },
			data: { expiresAt: at }
		});
		const place = { contestId: scope.contestId!, roundId, teamId };
		await tx.quizTablet.create({
			data: {
				id: tabletId,
				...place,
				inviteHash: hashOf(token),
				expiresAt,
				createdBy: actorId(actor),
				createdAt: at
			}
		});
		audit({
			subjectKind: 'quiz-tablet',
			subjectId: tabletId,
			after: { roundId, team: team.name, expiresAt }
		});
		return secretAnswer({ tabletId, expiresAt: expiresAt.toISOString() }, 'path', `/quiz/${token}`);
	}
});

/** quiz.invite taken back: no tablet answers for the team any more. */
export const revokeTeamTablet = command({
	action: 'quiz.invite',
	input: v.object({ roundId: id, teamId: id }),
	scope: (tx, { roundId }) => roundScope(tx, roundId),
	async run({ tx, at, scope, audit, publish }, { roundId, teamId }) {
		const { count } = await tx.quizTablet.updateMany({
			where: { roundId, teamId, revokedAt: null },
			data: { revokedAt: at, expiresAt: at }
		});
		audit({ subjectKind: 'quiz-tablet', subjectId: teamId, after: { roundId, teamId, revoked: count } });
		publish({ kind: 'quiz.changed', contestId: scope.contestId!, roundId });
		return { revoked: count };
	}
});
