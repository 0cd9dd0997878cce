import { randomBytes } from 'node:crypto';
import { publicKeyOf } from '#lib/domain/admission/token.ts';
import { hex } from '#lib/domain/shared/sha256.ts';
import type { Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { sealed, unsealed } from './master-key.ts';

const HIGHEST_KID = 255;

interface StoredKey {
	readonly conferenceId: string;
	readonly kid: number;
	readonly sealedSecret: string;
}

const placeOf = ({ conferenceId, kid }: Pick<StoredKey, 'conferenceId' | 'kid'>) => `${conferenceId} ${kid}`;

/** The secret of a key, 32 bytes. Refuses where the installation's master key is not the one that sealed it. */
export function secretOf(key: StoredKey): Uint8Array {
	try {
		return unsealed(key.sealedSecret, placeOf(key));
	} catch {
		throw new Refusal('admission_master_key');
	}
}

/** Makes the conference's next key pair. */
export async function makeKey({ tx, at, newId, audit }: Context, conferenceId: string) {
	const { _max: highest } = await tx.conferenceKey.aggregate({
		where: { conferenceId },
		_max: { kid: true }
	});
	const kid = (highest.kid ?? 0) + 1;
	if (kid > HIGHEST_KID) throw new Refusal('admission_keys_full');
	const secret = new Uint8Array(randomBytes(32));
	const key = await tx.conferenceKey.create({
		data: {
			id: newId(),
			conferenceId,
			kid,
			publicKey: hex(publicKeyOf(secret)),
			sealedSecret: sealed(secret, placeOf({ conferenceId, kid })),
			createdAt: at
		}
	});
	audit({ subjectKind: 'conference-key', subjectId: key.id, after: { kid, publicKey: key.publicKey } });
	return key;
}

/** The key that new badges are signed with; made where there is none yet. */
export async function currentKey(context: Context, conferenceId: string) {
	const key = await context.tx.conferenceKey.findFirst({
		where: { conferenceId, retiredAt: null, distrustedAt: null },
		orderBy: { kid: 'desc' }
	});
	return key ?? makeKey(context, conferenceId);
}
