import type { GateCondition } from '#lib/live/gate-protocol.ts';
import type { Database } from '#lib/server/db/client.ts';
import { announce } from '#lib/server/realtime/bus.ts';
import type { GateSession } from './gate-session.ts';

/** Last contact of a tablet and what it says of itself: no change of anybody's, so no command. */
export async function noteGate(
	database: Database,
	{ deviceId, conferenceId }: Pick<GateSession, 'deviceId' | 'conferenceId'>,
	{ condition, appVersion }: { condition: GateCondition | null; appVersion?: string }
): Promise<void> {
	await database.transaction((tx) =>
		tx.gateDevice.updateMany({
			where: { id: deviceId, revokedAt: null },
			data: { lastSeenAt: new Date(), ...(appVersion ? { appVersion } : {}), ...(condition ?? {}) }
		})
	);
	announce([{ kind: 'gate.changed', conferenceId, deviceId }]);
}
