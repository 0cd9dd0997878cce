import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import { hashOf, newSecret } from '#lib/server/auth/secret.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id } from '#lib/server/contest/input.ts';
import { secretAnswer } from '#lib/server/judging/secret-answer.ts';
import { gateScope } from './gate-scope.ts';

const PAIRING_LIFETIME_MS = 10 * 60_000;

/**
 * A one-time link for a tablet at a gate, ten minutes long, to be shown as a QR. Answers `{ pairingId, expiresAt, path }`; the
 * path is seen once, only its hash is stored.
 */
export const inviteGate = command({
	action: 'gate.invite',
	input: v.object({ gateId: id }),
	scope: gateScope,
	async run({ tx, actor, at, newId, audit }, { gateId }) {
		const gate = await tx.gate.findUniqueOrThrow({ where: { id: gateId } });
		if (gate.removedAt) throw new Refusal('not_found');
		const token = newSecret();
		const pairingId = newId();
		const expiresAt = new Date(at.getTime() + PAIRING_LIFETIME_MS);
		// One valid QR a gate: a photograph of an earlier one is worth nothing.
		await tx.gatePairing.updateMany({
			where: { gateId, usedAt: null, expiresAt: { gt: at } },
			data: { expiresAt: at }
		});
		await tx.gatePairing.create({
			data: {
				id: pairingId,
				tokenHash: hashOf(token),
				gateId,
				createdBy: actorId(actor),
				createdAt: at,
				expiresAt
			}
		});
		audit({ subjectKind: 'gate', subjectId: gateId, after: { pairingId, name: gate.name, expiresAt } });
		return secretAnswer({ pairingId, expiresAt: expiresAt.toISOString() }, 'path', `/gate/pair/${token}`);
	}
});
