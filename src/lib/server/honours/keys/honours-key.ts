import { randomBytes } from 'node:crypto';
import { publicKeyOf } from '#lib/domain/admission/token.ts';
import { hex } from '#lib/domain/shared/sha256.ts';
import { sealed, unsealed } from '#lib/server/admission/master-key.ts';
import type { Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';

/** The secret of a key, 32 bytes. Refuses where the installation's master key is not the one that sealed it. */
export function secretOf(key: { readonly id: string; readonly sealedSecret: string }): Uint8Array {
	try {
		return unsealed(key.sealedSecret, key.id, undefined, 'honours-key');
	} catch {
		throw new Refusal('admission_master_key');
	}
}

/** Makes a key pair; from now on it signs. */
export async function makeKey({ tx, at, newId, audit }: Context) {
	const secret = new Uint8Array(randomBytes(32));
	const id = newId();
	const key = await tx.honoursKey.create({
		data: {
			id,
			publicKey: hex(publicKeyOf(secret)),
			sealedSecret: sealed(secret, id, undefined, 'honours-key'),
			createdAt: at
		}
	});
	audit({ subjectKind: 'honours-key', subjectId: id, after: { publicKey: key.publicKey } });
	return key;
}

/** The key that new certificates are signed with; made where there is none yet. */
export async function currentKey(context: Context) {
	const key = await context.tx.honoursKey.findFirst({ where: { retiredAt: null }, orderBy: { id: 'desc' } });
	return key ?? makeKey(context);
}
