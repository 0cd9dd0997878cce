import type { Actor } from '#lib/domain/access/actor.ts';
import { nameOfActor } from '#lib/domain/access/actor.ts';
import { isOwnRequest } from '#lib/domain/access/second-person.ts';
import { lacksOf, type DecisionLack } from '#lib/domain/honours/award-kind.ts';
import { stepped, type DecisionState, type DecisionStep } from '#lib/domain/honours/decision-steps.ts';
import type { AwardKind } from '#lib/domain/honours/award-kind.ts';
import type { Context } from '#lib/server/command/command.ts';
import { Refusal, type FieldProblem } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { powersOf } from '../issuers/issuer-query.ts';
import { decisionAt } from './decision-at.ts';

interface Proposed {
	readonly proposedBy: string | null;
	readonly proposedPersonId: string | null;
}

/** Whether `actor` is who proposed a decision: the same account, or the same person on another one. */
export function isOwnProposal({ proposedBy, proposedPersonId }: Proposed, actor: Actor): boolean {
	if (proposedBy === null) return false;
	const asked = { requestedBy: proposedBy, requestedPersonId: proposedPersonId };
	return isOwnRequest({ ...asked, expiresAt: new Date(0), answer: null }, actor);
}

interface Lacking {
	readonly issuerId: string;
	readonly kind: string;
	readonly number: string | null;
	readonly decidedOn: string | null;
	readonly signerName: string | null;
}

/** Everything that a decision lacks before anybody may be asked to approve it. */
export async function lacksNow(read: Tx, award: Lacking): Promise<DecisionLack[]> {
	const issuer = await read.issuer.findUniqueOrThrow({ where: { id: award.issuerId } });
	const { number, decidedOn, signerName: signer } = award;
	return lacksOf({ kind: award.kind as AwardKind, number, decidedOn, signer }, powersOf(issuer));
}

const FIELD: Readonly<Record<DecisionLack, string>> = {
	authority: 'issuerId',
	number: 'number',
	day: 'decidedOn',
	signer: 'signerName'
};

/** Refuses a decision that lacks anything, or that honours nobody. */
export async function mustBeWhole(tx: Tx, award: Lacking & { readonly id: string }): Promise<void> {
	const lacks = await lacksNow(tx, award);
	if (lacks.length > 0) {
		const fields = lacks.map((lack): FieldProblem => ({ field: FIELD[lack], code: `award_lack_${lack}` }));
		throw new Refusal('award_lacks', {}, fields);
	}
	const recipients = await tx.awardRecipient.count({ where: { decisionId: award.id, removedAt: null } });
	if (recipients === 0) throw new Refusal('award_no_recipients');
}

interface Step {
	readonly awardId: string;
	/** The version that whoever takes the step has seen. */
	readonly seen: number | null;
	readonly step: DecisionStep;
	readonly reason?: string | null;
	/** What else changes with it. */
	readonly data?: Readonly<Record<string, unknown>>;
}

/** Takes one step of a decision's way and writes down who took it; the answer is the decision as it stood. */
export async function takeStep(context: Context, { awardId, seen, step, reason = null, data }: Step) {
	const { tx, actor, at, newId, audit, publish } = context;
	const before = await decisionAt(tx, awardId, seen);
	const isOwn = isOwnProposal(before, actor);
	const answer = stepped(step, { state: before.state, isOwn, reason });
	if ('refused' in answer) throw new Refusal(`award_${answer.refused}`);
	await tx.awardDecision.update({
		where: { id: awardId },
		data: { ...data, state: answer.to, version: { increment: 1 } }
	});
	await tx.awardStep.create({
		data: {
			...{ id: newId(), decisionId: awardId, step, at, reason },
			...{ byId: actor.kind === 'account' ? actor.accountId : '', byName: nameOfActor(actor) }
		}
	});
	audit({
		subjectKind: 'award-decision',
		subjectId: awardId,
		before: { state: before.state },
		after: { state: answer.to satisfies DecisionState },
		reason: reason ?? undefined
	});
	publish({ kind: 'hand-over.changed', awardId, recipientIds: null });
	return before;
}
