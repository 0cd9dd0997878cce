import { createHash } from 'node:crypto';
import type { ProgrammeShown } from '#lib/live/programme-protocol.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { releasedProgramme } from './programme-query.ts';

export interface Shown {
	readonly sign: string;
	readonly programme: ProgrammeShown;
}

/** What everybody may see of a conference's programme now; null for a draft and before the first release. */
export async function shownProgramme(read: Tx, conferenceId: string): Promise<Shown | null> {
	const conference = await read.conference.findUnique({
		where: { id: conferenceId },
		select: { status: true }
	});
	if (!conference || conference.status === 'draft') return null;
	const released = await releasedProgramme(read, conferenceId);
	if (!released) return null;
	const { number, at, items, clocks } = released;
	const programme = { number, at: at.toISOString(), items, clocks };
	const sign = createHash('sha256').update(JSON.stringify(programme)).digest('hex').slice(0, 16);
	return { sign, programme };
}
