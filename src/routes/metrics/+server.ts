import type { IncomingMessage } from 'node:http';
import { app } from '#lib/server/app.ts';
import { mayScrape } from '#lib/server/metrics/may-scrape.ts';
import { metrics } from '#lib/server/metrics/metrics.ts';
import type { RequestHandler } from './$types';

/** What adapter-node hands over; vite's development server hands over nothing. */
interface FromNode {
	readonly req?: IncomingMessage;
}

export const GET: RequestHandler = ({ request, platform }) => {
	// The connection's own end, not what a header says: `getClientAddress` would believe ADDRESS_HEADER.
	const peer = (platform as FromNode | undefined)?.req?.socket.remoteAddress ?? '';
	if (!mayScrape(request.headers, peer, app().config.metricsToken))
		return new Response(null, { status: 404 });
	return new Response(metrics.text(), {
		headers: { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8', 'Cache-Control': 'no-store' }
	});
};
