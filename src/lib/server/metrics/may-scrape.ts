import { createHash, timingSafeEqual } from 'node:crypto';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const FORWARDED = [
	'forwarded',
	'x-forwarded-for',
	'x-forwarded-host',
	'x-forwarded-proto',
	'x-real-ip',
	'via'
];

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * Figures are for the operator: whoever brings the token, or asks from the machine itself. A proxy on the same machine
 * also comes from loopback, but says for whom.
 */
export function mayScrape(headers: Headers, peer: string, token: string | undefined): boolean {
	const given = /^Bearer (.+)$/.exec(headers.get('authorization') ?? '')?.[1];
	if (given !== undefined) return token !== undefined && timingSafeEqual(digest(given), digest(token));
	return LOOPBACK.has(peer) && !FORWARDED.some((name) => headers.has(name));
}
