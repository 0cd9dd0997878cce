import type { IncomingMessage } from 'node:http';

/** Whether a socket's handshake comes from our own pages: browsers always send Origin, and it must be ours. */
export function sameOrigin(
	request: Pick<IncomingMessage, 'headers'>,
	configured: string | undefined
): boolean {
	const { origin, host } = request.headers;
	// No Origin: not a browser (command line, robots); such a client carries no one else's cookies.
	if (!origin) return true;
	if (configured) return origin === new URL(configured).origin;
	try {
		return new URL(origin).host === host;
	} catch {
		return false;
	}
}
