import { clockOffset, quickest, type ClockOffset } from '#lib/domain/timing/clock-offset.ts';

export type { ClockOffset };

const PINGS = 5;

/**
 * Asks the server for its clock several times and believes the quickest answer. Throws what `ping` throws where nothing is
 * answered; `now` is the tablet's clock.
 */
export async function measureClock(
	ping: () => Promise<number>,
	now: () => number = Date.now
): Promise<ClockOffset> {
	const measured: ClockOffset[] = [];
	for (let count = 0; count < PINGS; count++) {
		const askedMs = now();
		const server = await ping();
		measured.push(clockOffset({ askedMs, receivedMs: server, repliedMs: server, answeredMs: now() }));
	}
	return quickest(measured)!;
}
