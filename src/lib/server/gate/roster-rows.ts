import type { BundleKey } from '#lib/domain/admission/bundle.ts';
import type { Checkpoint, CheckpointPolicy } from '#lib/domain/admission/checkpoint.ts';
import type {
	CredentialKind,
	CredentialStatus,
	RosterCredential,
	RosterDelegate,
	RosterFlag
} from '#lib/domain/admission/roster.ts';
import type { OtherEvent } from '#lib/domain/admission/view.ts';
import { daysBetween } from '#lib/domain/shared/day.ts';
import { eventTagOf } from '#lib/server/admission/badge-token.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { badgesNumbered, checkpointsOf, delegatesWhole } from '#lib/server/db/gate-statements.ts';

const ALWAYS = '1970-01-01T00:00:00.000Z';
const FOREVER = '9999-12-31T00:00:00.000Z';

/** A stored policy as gates decide by it. */
export function policyOf(policy: string, times: number | null): CheckpointPolicy {
	if (policy === 'count') return { kind: 'count', times: times ?? 1, per: 'day' };
	return { kind: policy as Exclude<CheckpointPolicy['kind'], 'count'> };
}

/** The checkpoints of a conference as gates decide by them, those taken away left out. */
export async function rosterCheckpoints(read: Tx, conferenceId: string): Promise<Checkpoint[]> {
	const rows = await checkpointsOf(read, conferenceId);
	return rows.map(({ id, name, policy, times, opensAt, closesAt, zone }) => ({
		id,
		name,
		policy: policyOf(policy, times),
		hours:
			opensAt || closesAt
				? [{ opensAt: opensAt?.toISOString() ?? ALWAYS, closesAt: closesAt?.toISOString() ?? FOREVER }]
				: [],
		zone,
		acceptsInvites: false,
		// What is only written down there may be a certificate or a gift that is handed over.
		handsOver: policy === 'log'
	}));
}

/** Public keys only: a gate holds nothing that could make a badge. */
export async function rosterKeys(read: Tx, conferenceId: string): Promise<BundleKey[]> {
	const keys = await read.conferenceKey.findMany({
		where: { conferenceId, distrustedAt: null },
		orderBy: { kid: 'asc' },
		select: { kid: true, publicKey: true }
	});
	return keys;
}

/** Other conferences of this house, so that last year's badge can be told its name. */
export async function otherEvents(read: Tx, conferenceId: string): Promise<OtherEvent[]> {
	const others = await read.conference.findMany({
		where: { id: { not: conferenceId }, status: { not: 'draft' } },
		orderBy: { startsOn: 'desc' },
		take: 100,
		select: { tag: true, titleVi: true, startsOn: true, endsOn: true }
	});
	return others.map(({ tag, titleVi, startsOn, endsOn }) => ({
		eventTag: eventTagOf(tag),
		name: titleVi,
		days: daysBetween(startsOn, endsOn)
	}));
}

/** Delegates as a gate knows them: all of a conference, or those with these ids. */
export async function rosterDelegates(
	read: Tx,
	conferenceId: string,
	ids?: readonly string[]
): Promise<RosterDelegate[]> {
	if (ids?.length === 0) return [];
	const rows = await delegatesWhole(read, conferenceId, ids);
	return rows.map((row) => {
		const flags: RosterFlag[] = row.asksPhoto ? ['check-photo'] : [];
		return {
			delegateId: row.id,
			personId: row.personId,
			name: row.name,
			unit: row.unit ?? row.ownUnit ?? '',
			role: row.title ?? row.position ?? row.category,
			seat: row.seat,
			flags,
			standing: 'cleared',
			zones: JSON.parse(row.zones) as number[],
			days: 0,
			standsInFor: row.standsInFor,
			replacedBy: row.isGuest ? null : (row.replacedBy ?? (row.status === 'substituted' ? '' : null))
		};
	});
}

/** Badges as a gate knows them: all of a conference, or those with these numbers. */
export async function rosterCredentials(
	read: Tx,
	conferenceId: string,
	numbers?: readonly string[]
): Promise<RosterCredential[]> {
	if (numbers?.length === 0) return [];
	const rows = numbers
		? (await badgesNumbered(read, numbers)).filter((row) => row.conferenceId === conferenceId)
		: await read.credential.findMany({ where: { conferenceId } });
	return rows.map(({ number, kind, status, delegateId, withdrawnAt, reason }) => ({
		credential: number,
		kind: kind as CredentialKind,
		status: status as CredentialStatus,
		delegateId,
		withdrawnAt: withdrawnAt?.toISOString() ?? null,
		withdrawnReason: reason
	}));
}
