import * as v from 'valibot';
import { hashOf, newSecret } from '#lib/server/auth/secret.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { seatScope } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { secretAnswer } from './secret-answer.ts';

const DAY_MS = 86_400_000;

/** A tablet's session ends a day after the contest's last day in Vietnam, or after a week where no day is set. */
export function tabletExpiry(endsOn: string | null, now: Date): Date {
	if (!endsOn) return new Date(now.getTime() + 7 * DAY_MS);
	const end = Date.parse(`${endsOn}T00:00:00+07:00`) + 2 * DAY_MS;
	return new Date(Math.max(end, now.getTime() + DAY_MS));
}

async function pairingOf(tx: Tx, token: string) {
	const pairing = await tx.pairing.findUnique({ where: { tokenHash: hashOf(token) } });
	if (!pairing) throw new Refusal('judging_pairing_unknown');
	return pairing;
}

/**
 * device.claim: whoever holds the link makes this tablet the seat's own. Answers `{ deviceId, expiresAt, token }`; the token
 * belongs into the tablet's cookie and is seen once.
 */
export const claimDevice = command({
	action: 'device.claim',
	input: v.object({
		token: v.pipe(v.string(), v.minLength(10), v.maxLength(100)),
		label: v.optional(v.pipe(v.string(), v.maxLength(80)), ''),
		userAgent: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(500))), null)
	}),
	scope: async (tx, { token }) => seatScope(tx, (await pairingOf(tx, token)).seatId),
	async run({ tx, at, newId, audit, publish }, input) {
		const pairing = await pairingOf(tx, input.token);
		if (pairing.usedAt) throw new Refusal('judging_pairing_used');
		if (pairing.expiresAt <= at) throw new Refusal('judging_pairing_expired');
		const { contestId, seatId } = pairing;
		const contest = await tx.contest.findUniqueOrThrow({
			where: { id: contestId },
			select: { endsOn: true }
		});
		const token = newSecret();
		const deviceId = newId();
		const expiresAt = tabletExpiry(contest.endsOn, at);
		const { userAgent } = input;
		const label = input.label || deviceId.slice(-4).toUpperCase();
		await tx.device.create({
			data: {
				id: deviceId,
				contestId,
				seatId,
				tokenHash: hashOf(token),
				label,
				userAgent,
				pairedAt: at,
				lastSeenAt: at,
				expiresAt
			}
		});
		await tx.pairing.update({ where: { id: pairing.id }, data: { usedAt: at, deviceId } });
		audit({
			subjectKind: 'device',
			subjectId: deviceId,
			after: { seatId, label, expiresAt, pairingId: pairing.id }
		});
		publish({ kind: 'device.changed', contestId, deviceId });
		return secretAnswer({ deviceId, expiresAt: expiresAt.toISOString() }, 'token', token);
	}
});
