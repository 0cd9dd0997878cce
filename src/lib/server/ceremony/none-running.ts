import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** Refuses while the hall is being told: what is published beside the ceremony would tell everybody its end. */
export async function assertNoneRunning(tx: Tx, roundId: string): Promise<void> {
	const running = await tx.ceremony.findFirst({ where: { roundId, state: 'live' }, select: { id: true } });
	if (running) throw new Refusal('ceremony_publishes');
}
