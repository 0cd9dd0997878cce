import { CEREMONY_CHANNELS } from '#lib/live/ceremony-protocol.ts';
import { qrPath } from '#lib/server/live/qr-path.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { followerView } from './follower-view.ts';

const LONGEST_ID = 64;

/**
 * What a screen's page is rendered with; `shown` null where the address opens nothing. The way to the results is the same
 * for every round and tells nothing of this one.
 */
export async function screenPage(read: Tx, roundId: string, url: URL) {
	const key = url.searchParams.get('key') ?? '';
	const asked = url.searchParams.get('channel');
	const channel = CEREMONY_CHANNELS.find((one) => one === asked) ?? 'live';
	const shown = await followerView(read, roundId, { channel, key });
	const round = shown && (await read.round.findUnique({ where: { id: roundId }, select: { contest: true } }));
	const code = encodeURIComponent(round?.contest.code ?? '');
	// Whatever stands in the address: no code is drawn of more than an id.
	const href = new URL(`/contests/${code}/results/${roundId.slice(0, LONGEST_ID)}`, url).href;
	return { roundId, channel, key, shown, result: { qr: qrPath(href) } };
}
