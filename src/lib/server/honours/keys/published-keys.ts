import type { Tx } from '#lib/server/db/client.ts';

/** Every key that ever signed a certificate, as a JSON Web Key (RFC 8037): what one signed stays good when it retires. */
export async function publishedKeys(read: Tx) {
	const keys = await read.honoursKey.findMany({
		select: { id: true, publicKey: true },
		orderBy: { id: 'asc' }
	});
	return keys.map(({ id, publicKey }) => ({
		kty: 'OKP' as const,
		crv: 'Ed25519' as const,
		x: Buffer.from(publicKey, 'hex').toString('base64url'),
		kid: id,
		use: 'sig' as const,
		alg: 'EdDSA' as const
	}));
}
export type PublishedKeys = Awaited<ReturnType<typeof publishedKeys>>;

/** The keys with how many certificates each signed, for the desk; the newest first. */
export function keysAtDesk(read: Tx) {
	return read.honoursKey.findMany({
		select: {
			id: true,
			createdAt: true,
			retiredAt: true,
			_count: { select: { certificates: true } }
		},
		orderBy: { id: 'desc' }
	});
}
