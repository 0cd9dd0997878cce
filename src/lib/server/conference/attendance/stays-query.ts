import type { Presence } from '#lib/domain/admission/presence.ts';
import type { Stay } from '#lib/domain/conference/programme-sessions.ts';
import { stayEnds, staysOf, type StayEntrance } from '#lib/domain/conference/stays.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { mergedOf } from './visits-query.ts';

/** People who came in once: what the gates keep of them says it all. */
function onlyStay(personId: string, { lastIn, last }: Presence, entrance: StayEntrance): Stay[] {
	if (!lastIn) return [];
	const ends = stayEnds(lastIn.at, entrance);
	const until = last.direction === 'out' && last.at < ends ? last.at : ends;
	return [{ personId, hallId: entrance.hallId, from: lastIn.at, until }];
}

/** Who was inside from when until when, by these entrances. */
export async function conferenceStays(
	read: Tx,
	conferenceId: string,
	entrances: readonly StayEntrance[]
): Promise<Stay[]> {
	const known = new Map(entrances.map((entrance) => [entrance.id, entrance]));
	const rows = await read.presence.findMany({
		where: { conferenceId, checkpointId: { in: [...known.keys()] }, times: { gt: 0 } },
		select: { checkpointId: true, personId: true, times: true, summary: true }
	});
	const stays: Stay[] = [];
	const longer = new Set<string>();
	for (const { checkpointId, personId, times, summary } of rows) {
		if (summary === null) continue;
		const presence = JSON.parse(summary) as Presence;
		if (times === 1 && presence.times === 1)
			stays.push(...onlyStay(personId, presence, known.get(checkpointId)!));
		else longer.add(`${checkpointId} ${personId}`);
	}
	if (longer.size === 0) return stays;
	const { merged, scans } = await mergedOf(read, conferenceId, longer);
	return [...stays, ...staysOf(merged, scans, entrances)];
}
