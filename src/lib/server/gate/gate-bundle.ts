import type { BundleAnswer } from '#lib/live/gate-protocol.ts';
import type { Database } from '#lib/server/db/client.ts';
import { conflictsAtGate } from './conflict-query.ts';
import type { GateSession } from './gate-session.ts';
import { gateStanding } from './gate-standing.ts';
import { bundleDelta, wholeBundle } from './roster-cache.ts';

/** What a tablet lacks: everything, or what changed since its revision. All of one moment. */
export function gateBundle(
	database: Database,
	session: GateSession,
	since: number | null
): Promise<BundleAnswer> {
	return database.snapshot(async (read) => {
		const at = new Date();
		const conference = await read.conference.findUniqueOrThrow({ where: { id: session.conferenceId } });
		const rest = {
			serverTime: at.getTime(),
			standing: await gateStanding(read, session, conference),
			conflicts: await conflictsAtGate(read, session)
		};
		const delta = since === null ? null : await bundleDelta(read, conference, since);
		if (delta) return { kind: 'delta', delta, ...rest };
		return { kind: 'whole', bundle: await wholeBundle(read, conference, at), ...rest };
	});
}
