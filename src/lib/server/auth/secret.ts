import { createHash, randomBytes } from 'node:crypto';

/** SHA-256 in hex: all that is stored of a session id, a link or a tablet's token. */
export function hashOf(secret: string): string {
	return createHash('sha256').update(secret).digest('hex');
}

/** Whether a text out of an address may be such a secret: all else is not even looked up. */
export const isSecret = (text: string): boolean => /^[\w-]{20,64}$/.test(text);

/** 160 random bits, URL-safe. */
export function newSecret(): string {
	return randomBytes(20).toString('base64url');
}
