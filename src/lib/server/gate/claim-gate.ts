import * as v from 'valibot';
import { hashOf, newSecret } from '#lib/server/auth/secret.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { secretAnswer } from '#lib/server/judging/secret-answer.ts';
import { bundleExpiry } from './bundle-expiry.ts';
import { gateScope } from './gate-scope.ts';

async function pairingOf(tx: Tx, token: string) {
	const pairing = await tx.gatePairing.findUnique({ where: { tokenHash: hashOf(token) } });
	if (!pairing) throw new Refusal('judging_pairing_unknown');
	return pairing;
}

/** Whoever holds the link makes this tablet the gate's own. Answers `{ deviceId, expiresAt, token }`; the token is seen once. */
export const claimGate = command({
	action: 'gate.claim',
	input: v.object({
		token: v.pipe(v.string(), v.minLength(10), v.maxLength(100)),
		userAgent: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(500))), null)
	}),
	scope: async (tx, { token }) => gateScope(tx, await pairingOf(tx, token)),
	async run({ tx, at, newId, audit, publish }, input) {
		const pairing = await pairingOf(tx, input.token);
		if (pairing.usedAt) throw new Refusal('judging_pairing_used');
		if (pairing.expiresAt <= at) throw new Refusal('judging_pairing_expired');
		const { gateId } = pairing;
		const gate = await tx.gate.findUniqueOrThrow({ where: { id: gateId }, include: { conference: true } });
		const { conferenceId } = gate;
		const expiresAt = bundleExpiry(gate.conference.endsOn);
		if (expiresAt <= at) throw new Refusal('gate_conference_over');
		const before = await tx.gateDevice.count({ where: { conferenceId } });
		const token = newSecret();
		const deviceId = newId();
		// People read it aloud: "thiết bị G2".
		const label = `G${before + 1}`;
		await tx.gateDevice.create({
			data: {
				id: deviceId,
				conferenceId,
				gateId,
				tokenHash: hashOf(token),
				label,
				userAgent: input.userAgent,
				pairedAt: at,
				lastSeenAt: at,
				expiresAt
			}
		});
		await tx.gatePairing.update({ where: { id: pairing.id }, data: { usedAt: at, deviceId } });
		audit({
			subjectKind: 'gate-device',
			subjectId: deviceId,
			after: { gateId, label, expiresAt, pairingId: pairing.id }
		});
		publish({ kind: 'gate.changed', conferenceId, deviceId });
		return secretAnswer({ deviceId, expiresAt: expiresAt.toISOString() }, 'token', token);
	}
});

/** What a tablet is about to become, read by whoever holds the link. */
export async function gatePairingByToken(read: Tx, token: string, now: Date) {
	const pairing = await read.gatePairing.findUnique({
		where: { tokenHash: hashOf(token) },
		include: { gate: { include: { conference: true } } }
	});
	if (!pairing) return { state: 'judging_pairing_unknown' as const };
	if (pairing.usedAt) return { state: 'judging_pairing_used' as const };
	if (pairing.expiresAt <= now) return { state: 'judging_pairing_expired' as const };
	const { name, conference } = pairing.gate;
	const { titleVi, titleEn } = conference;
	return { state: 'ready' as const, gate: name, conference: { titleVi, titleEn } };
}
