import { actorId } from '#lib/domain/access/actor.ts';
import * as v from 'valibot';
import { hashOf, newSecret } from '#lib/server/auth/secret.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id } from '#lib/server/contest/input.ts';
import { seatScope } from '#lib/server/contest/scope.ts';
import { secretAnswer } from './secret-answer.ts';

const PAIRING_LIFETIME_MS = 10 * 60_000;

/**
 * device.invite: a one-time link for a seat, ten minutes long, to be shown as a QR. Answers `{ pairingId, expiresAt, path }`;
 * the path is seen once, only its hash is stored.
 */
export const inviteDevice = command({
	action: 'device.invite',
	input: v.object({ seatId: id }),
	scope: (tx, { seatId }) => seatScope(tx, seatId),
	async run({ tx, actor, at, scope, newId, audit }, { seatId }) {
		const seat = await tx.panelSeat.findUnique({ where: { id: seatId }, select: { label: true } });
		if (!seat) throw new Refusal('not_found');
		const token = newSecret();
		const pairingId = newId();
		const expiresAt = new Date(at.getTime() + PAIRING_LIFETIME_MS);
		// One valid QR a seat: a photograph of an earlier one is worth nothing.
		await tx.pairing.updateMany({
			where: { seatId, usedAt: null, expiresAt: { gt: at } },
			data: { expiresAt: at }
		});
		await tx.pairing.create({
			data: {
				id: pairingId,
				tokenHash: hashOf(token),
				seatId,
				contestId: scope.contestId!,
				createdBy: actorId(actor),
				createdAt: at,
				expiresAt
			}
		});
		audit({ subjectKind: 'seat', subjectId: seatId, after: { pairingId, label: seat.label, expiresAt } });
		return secretAnswer({ pairingId, expiresAt: expiresAt.toISOString() }, 'path', `/judge/pair/${token}`);
	}
});
