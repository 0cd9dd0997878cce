import type { IncomingMessage } from 'node:http';

/**
 * Where a request comes from: the connection's address, or, behind a proxy, what ADDRESS_HEADER names, read as
 * adapter-node reads it for pages (XFF_DEPTH proxies are trusted, counted from the right).
 */
export function addressOf(
	request: Pick<IncomingMessage, 'headers' | 'socket'>,
	env: Readonly<Record<string, string | undefined>> = process.env
): string {
	const direct = request.socket.remoteAddress ?? 'unknown';
	const name = env.ADDRESS_HEADER?.toLowerCase();
	const header = name ? request.headers[name] : undefined;
	if (!header) return direct;
	const value = Array.isArray(header) ? header.join(',') : header;
	if (name !== 'x-forwarded-for') return value;
	const depth = Number(env.XFF_DEPTH ?? 1);
	return value.split(',').at(-depth)?.trim() ?? direct;
}
