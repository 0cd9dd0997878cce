import type { Scope } from '#lib/domain/access/actor.ts';
import type { Action } from '#lib/domain/access/policy.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { lineage, unitScope } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** What decides who may do what with a decision. */
export interface AwardPlace {
	readonly issuerId: string;
	readonly kind: string;
	readonly contestId: string | null;
	readonly conferenceId: string | null;
}

/** An issuer stands where its unit stands. Refuses with `not_found`. */
export async function issuerScope(tx: Tx, issuerId: string): Promise<Scope> {
	const issuer = await tx.issuer.findUnique({ where: { id: issuerId }, select: { unitId: true } });
	if (!issuer) throw new Refusal('not_found');
	return unitScope(tx, issuer.unitId);
}

async function hostOf(tx: Tx, { contestId, conferenceId }: AwardPlace): Promise<string | null> {
	const select = { hostUnitId: true } as const;
	if (contestId) {
		const contest = await tx.contest.findUnique({ where: { id: contestId }, select });
		if (!contest) throw new Refusal('not_found');
		return contest.hostUnitId;
	}
	if (!conferenceId) return null;
	const conference = await tx.conference.findUnique({ where: { id: conferenceId }, select });
	if (!conference) throw new Refusal('not_found');
	return conference.hostUnitId;
}

/**
 * Where a decision stands, for each of the things that are done with it. read: the issuer's unit and the event, also for handing over · prepare:
 * the same for an organizer's own certificate whose issuer is the event's host or above it, else the issuer's unit alone ·
 * decide: the issuer's unit alone.
 */
export async function awardScopes(tx: Tx, place: AwardPlace) {
	const decide = await issuerScope(tx, place.issuerId);
	const host = await hostOf(tx, place);
	const line = host === null ? [] : await lineage(tx, host);
	const event = {
		...(place.contestId && { contestId: place.contestId }),
		...(place.conferenceId && { conferenceId: place.conferenceId })
	};
	const read: Scope = { unitIds: [...new Set([...(decide.unitIds ?? []), ...line])], ...event };
	const isOwn = place.kind === 'certificate' && line.includes(decide.unitIds![0]!);
	return { read, prepare: isOwn ? read : decide, decide };
}

/** Of these three, the one that an action asks for. */
const PREPARES: readonly Action[] = ['award.save', 'award.propose', 'award.print'];
// The page is the event's and the honour the issuer's: organizers of either publish, and take back.
const READS: readonly Action[] = ['award.read', 'award-certificate.read', 'award.publish', 'award.hand-over'];

export async function awardScope(tx: Tx, awardId: string, action: Action): Promise<Scope> {
	const award = await tx.awardDecision.findUnique({
		where: { id: awardId },
		select: { issuerId: true, kind: true, contestId: true, conferenceId: true }
	});
	if (!award) throw new Refusal('not_found');
	const { read, prepare, decide } = await awardScopes(tx, award);
	return READS.includes(action) ? read : PREPARES.includes(action) ? prepare : decide;
}
