import type { BundleDelta } from '#lib/domain/admission/bundle.ts';
import type { GateTell } from '#lib/live/gate-protocol.ts';
import type { Database } from '#lib/server/db/client.ts';
import { headCountAt } from './gate-standing.ts';
import { bundleDelta } from './roster-cache.ts';

/** More than a gate should be sent unasked: who comes back from a long break asks for it. */
const MOST_PASSAGES = 600;

const isOnlyPassages = ({ presences, ...rest }: BundleDelta): boolean =>
	presences.length > 0 &&
	presences.length <= MOST_PASSAGES &&
	[rest.delegates, rest.credentials, rest.goneDelegates, rest.goneCredentials, rest.gonePresences].every(
		({ length }) => length === 0
	) &&
	!(rest.keys ?? rest.checkpoints ?? rest.days ?? rest.expiresAt);

/**
 * What gates are told of a conference whose revision moved on since they were told of `told`: the passages themselves, or,
 * where more has changed or nobody was told before, that they should ask. Null where the conference is no more.
 */
export function passageNews(
	database: Database,
	conferenceId: string,
	told: number | undefined
): Promise<{ readonly rev: number; readonly tell: GateTell } | null> {
	return database.snapshot(async (read) => {
		const conference = await read.conference.findUnique({ where: { id: conferenceId } });
		if (!conference) return null;
		const rev = conference.rosterRev;
		const delta = told === undefined ? null : await bundleDelta(read, conference, told);
		if (!delta || !isOnlyPassages(delta)) return { rev, tell: { kind: 'roster', rev } };
		return { rev, tell: { kind: 'passages', delta, ...(await headCountAt(read, conferenceId, rev)) } };
	});
}
