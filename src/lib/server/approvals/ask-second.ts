import { actorId, nameOfActor } from '#lib/domain/access/actor.ts';
import { APPROVAL_MINUTES, personOf, type ApprovalKind } from '#lib/domain/access/second-person.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import type { Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { ShownDifference } from './difference.ts';

interface Asking {
	readonly kind: ApprovalKind;
	readonly roundId: string;
	readonly request: object;
	readonly difference: ShownDifference;
	/** What the difference was computed from. */
	readonly basis: string;
	readonly reason: string;
}

/** Writes down what one person asks for and a second has to agree to. The same thing is not asked for twice at once. */
export async function askSecond(
	{ tx, actor, at, scope, newId, audit, publish }: Context,
	{ kind, roundId, request, difference, basis, reason }: Asking
): Promise<{ readonly approvalId: string; readonly expiresAt: string }> {
	const json = canonicalJson(request);
	const waiting = await tx.approval.findFirst({
		where: {
			roundId,
			kind,
			answer: null,
			expiresAt: { gt: at },
			...(kind === 'correct' || kind === 'publish' ? {} : { request: json })
		}
	});
	if (waiting) throw new Refusal('approval_waiting', { name: waiting.requestedName });
	const id = newId();
	const expiresAt = new Date(at.getTime() + APPROVAL_MINUTES[kind] * 60_000);
	const contestId = scope.contestId!;
	await tx.approval.create({
		data: {
			id,
			contestId,
			roundId,
			kind,
			request: json,
			difference: canonicalJson(difference),
			basis,
			reason,
			requestedBy: actorId(actor),
			requestedName: nameOfActor(actor),
			requestedPersonId: personOf(actor),
			requestedAt: at,
			expiresAt
		}
	});
	audit({
		subjectKind: 'approval',
		subjectId: id,
		after: { kind, roundId, request, changes: difference.changes, expiresAt },
		reason
	});
	publish({ kind: 'round.changed', contestId, roundId });
	return { approvalId: id, expiresAt: expiresAt.toISOString() };
}
