import * as v from 'valibot';
import { hashOf, newSecret } from '#lib/server/auth/secret.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { secretAnswer } from '#lib/server/judging/secret-answer.ts';
import { codeOf } from './screen-code.ts';

export const CODE_LIFETIME_MS = 15 * 60_000;
const FORGET_AFTER_MS = 3600_000;
const MOST_WAITING = 500;

/**
 * screen.open: a display that nobody knows gets a secret, and with it a code to show. Answers `{ codeId, expiresAt, secret }`; the
 * secret belongs into its cookie. Nothing of any contest changes, so the audit log begins where a desk takes it in.
 */
export const openCode = command({
	action: 'screen.open',
	input: v.object({}),
	scope: async () => ({}),
	async run({ tx, at, newId }) {
		await tx.screenCode.deleteMany({
			where: { expiresAt: { lt: new Date(at.getTime() - FORGET_AFTER_MS) } }
		});
		if ((await tx.screenCode.count({ where: { expiresAt: { gt: at } } })) >= MOST_WAITING) {
			throw new Refusal('too_many', { seconds: 60 });
		}
		const secret = newSecret();
		const codeId = newId();
		const expiresAt = new Date(at.getTime() + CODE_LIFETIME_MS);
		await tx.screenCode.create({
			data: {
				id: codeId,
				codeHash: hashOf(codeOf(secret)),
				tokenHash: hashOf(secret),
				createdAt: at,
				expiresAt
			}
		});
		return secretAnswer({ codeId, expiresAt: expiresAt.toISOString() }, 'secret', secret);
	}
});
