import { presenceKey } from '#lib/domain/admission/bundle.ts';
import type { Presence } from '#lib/domain/admission/presence.ts';
import { compactKey, readToken } from '#lib/domain/admission/token.ts';
import type { AdmissionView } from '#lib/domain/admission/view.ts';
import { daysBetween } from '#lib/domain/shared/day.ts';
import type { ScanItem } from '#lib/live/gate-protocol.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { log } from '#lib/server/log.ts';
import { eventTagOf } from '#lib/server/admission/badge-token.ts';
import { secretOf } from '#lib/server/admission/conference-key.ts';
import { isSignedNatively } from '#lib/server/admission/native-signature.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { presencesAt, trustedKeys } from '#lib/server/db/gate-statements.ts';
import { otherEvents, rosterCheckpoints, rosterCredentials, rosterDelegates } from './roster-rows.ts';

/** What the server knows of everybody that these records name, as a decision needs it. */
export interface ServerView extends AdmissionView {
	/** Says what became known within the same transaction. */
	learn(checkpointId: string, personId: string, presence: Presence | null): void;
}

/** The number of the badge that was shown, as far as it says one. */
export function numberShown({ what }: ScanItem): string | null {
	if (what.kind === 'number') return what.credential;
	if (what.kind === 'delegate') return null;
	const token = readToken(what.text);
	return token.kind === 'signed' || token.kind === 'compact' ? token.payload.credential : null;
}

function named(items: readonly ScanItem[]) {
	const numbers = new Set<string>();
	const delegateIds = new Set<string>();
	const tags = new Set<number>();
	let hasCompact = false;
	for (const { what } of items) {
		if (what.kind === 'delegate') delegateIds.add(what.delegateId);
		if (what.kind === 'number') numbers.add(what.credential);
		if (what.kind !== 'code') continue;
		const token = readToken(what.text);
		if (token.kind !== 'signed' && token.kind !== 'compact') continue;
		numbers.add(token.payload.credential);
		tags.add(token.payload.eventTag);
		hasCompact ||= token.kind === 'compact';
	}
	return { numbers: [...numbers], delegateIds: [...delegateIds], tags, hasCompact };
}

/** Secrets of compact codes: opened only where one was shown. */
function compactKeys(rows: Awaited<ReturnType<typeof trustedKeys>>, conferenceId: string, eventTag: number) {
	const keys = new Map<number, Uint8Array>();
	for (const key of rows) {
		try {
			keys.set(key.kid, compactKey(secretOf({ ...key, conferenceId }), eventTag, key.kid));
		} catch (error) {
			// Another master key: what happened at the gates is stored all the same, by the numbers in the list.
			if (!(error instanceof Refusal)) throw error;
			log.error({ conferenceId, kid: key.kid }, 'a key of compact codes could not be opened');
		}
	}
	return { keys, lacksKeys: keys.size < rows.length };
}

export async function serverView(
	tx: Tx,
	conferenceId: string,
	items: readonly ScanItem[]
): Promise<ServerView> {
	const { numbers, delegateIds, tags, hasCompact } = named(items);
	const conference = await tx.conference.findUniqueOrThrow({ where: { id: conferenceId } });
	const credentials = await rosterCredentials(tx, conferenceId, numbers);
	const wanted = [...delegateIds, ...credentials.flatMap(({ delegateId }) => delegateId ?? [])];
	const delegates = await rosterDelegates(tx, conferenceId, [...new Set(wanted)]);
	const eventTag = eventTagOf(conference.tag);
	const keys = await trustedKeys(tx, conferenceId);
	const compact = hasCompact
		? compactKeys(keys, conferenceId, eventTag)
		: { keys: new Map<number, Uint8Array>(), lacksKeys: false };
	const presences = new Map<string, Presence | null>();
	const checkpoints = await rosterCheckpoints(tx, conferenceId);
	const personIds = [...new Set(delegates.map(({ personId }) => personId))];
	const rows = await presencesAt(
		tx,
		checkpoints.map(({ id }) => id),
		personIds
	);
	for (const row of rows)
		presences.set(presenceKey(row), row.summary ? (JSON.parse(row.summary) as Presence) : null);
	const byNumber = new Map(credentials.map((row) => [row.credential, row]));
	const byId = new Map(delegates.map((row) => [row.delegateId, row]));
	return {
		isComplete: true,
		eventTag,
		days: daysBetween(conference.startsOn, conference.endsOn),
		// Read only where a code of another conference was shown.
		otherEvents: [...tags].some((tag) => tag !== eventTag) ? await otherEvents(tx, conferenceId) : [],
		keys: new Map(keys.map(({ kid, publicKey }) => [kid, new Uint8Array(Buffer.from(publicKey, 'hex'))])),
		isSignedBy: isSignedNatively,
		compactKeys: compact.keys,
		lacksCompactKeys: compact.lacksKeys,
		expiresAt: null,
		lastShown: null,
		checkpoints,
		credential: (number) => byNumber.get(number) ?? null,
		delegate: (id) => byId.get(id) ?? null,
		presence: (checkpointId, personId) => presences.get(presenceKey({ checkpointId, personId })) ?? null,
		learn: (checkpointId, personId, presence) =>
			presences.set(presenceKey({ checkpointId, personId }), presence)
	};
}
