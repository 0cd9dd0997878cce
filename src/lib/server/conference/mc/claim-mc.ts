import * as v from 'valibot';
import { hashOf, newSecret } from '#lib/server/auth/secret.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { secretAnswer } from '#lib/server/judging/secret-answer.ts';
import { conferenceScope } from '../scope.ts';

async function invited(tx: Tx, token: string) {
	const device = await tx.mcDevice.findUnique({ where: { linkHash: hashOf(token) } });
	if (!device) throw new Refusal('judging_pairing_unknown');
	return device;
}

/** Whoever holds the link makes this device the MC's. Answers `{ mcDeviceId, expiresAt, token }`; the token is seen once. */
export const claimMc = command({
	action: 'mc.claim',
	input: v.object({
		token: v.pipe(v.string(), v.minLength(10), v.maxLength(100)),
		userAgent: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(500))), null)
	}),
	scope: async (tx, { token }) => conferenceScope(tx, (await invited(tx, token)).conferenceId),
	async run({ tx, at, audit, publish }, { token: link, userAgent }) {
		const device = await invited(tx, link);
		const { id: mcDeviceId, conferenceId, name, mayRun, expiresAt } = device;
		if (device.revokedAt) throw new Refusal('judging_pairing_unknown');
		if (device.linkUntil <= at) throw new Refusal('judging_pairing_expired');
		const token = newSecret();
		await tx.mcDevice.update({
			where: { id: mcDeviceId },
			data: { linkHash: null, tokenHash: hashOf(token), pairedAt: at, userAgent }
		});
		audit({ subjectKind: 'mc-device', subjectId: mcDeviceId, after: { name, mayRun, pairedAt: at } });
		publish({ kind: 'conference.changed', conferenceId });
		return secretAnswer({ mcDeviceId, expiresAt: expiresAt.toISOString() }, 'token', token);
	}
});

/** What a device is about to become, read by whoever holds the link. */
export async function mcLink(read: Tx, token: string, now: Date) {
	const device = await read.mcDevice.findUnique({
		where: { linkHash: hashOf(token) },
		include: { conference: { select: { titleVi: true, titleEn: true } } }
	});
	if (!device || device.revokedAt) return { state: 'judging_pairing_unknown' as const };
	if (device.linkUntil <= now) return { state: 'judging_pairing_expired' as const };
	const { name, mayRun, conference } = device;
	return { state: 'ready' as const, name, mayRun, conference };
}
