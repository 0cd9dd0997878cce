import { qrPath } from '#lib/server/live/qr-path.ts';

/** Where tickets are used, as people type it ('kheo.example/vote') and as phones read it. */
export function voteAddress(origin: string) {
	const { host, pathname, href } = new URL('/vote', origin);
	return { address: host + pathname, qr: qrPath(href) };
}
