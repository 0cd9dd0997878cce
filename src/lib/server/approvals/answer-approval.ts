import * as v from 'valibot';
import { actorId, nameOfActor, type Actor } from '#lib/domain/access/actor.ts';
import { approvalRefusal, isOwnRequest, type ApprovalKind } from '#lib/domain/access/second-person.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalText } from '#lib/server/contest/input.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import type { SheetPlace } from '#lib/server/judging/unlock-ballot.ts';
import { swapSheets, type Swap } from '#lib/server/judging/swap-teams.ts';
import { publishVersion } from '#lib/server/results/publish.ts';
import { correct, correctionDifference, type CorrectionRequest } from './correction.ts';
import { publicationDifference, type PublicationRequest } from './publication.ts';
import { swapDifference } from './swap.ts';
import { unlockAgreed, unlockDifference } from './unlock.ts';

interface Waiting {
	readonly id: string;
	readonly roundId: string;
	readonly kind: string;
	readonly request: string;
	readonly basis: string;
	readonly reason: string;
	readonly requestedBy: string;
	readonly requestedName: string;
	readonly requestedPersonId: string | null;
}

/** What was done was asked for by the first person: it stands in their name, and the log names both. */
function askedBy({ requestedBy, requestedName, requestedPersonId }: Waiting): Actor {
	return {
		kind: 'account',
		accountId: requestedBy,
		personId: requestedPersonId,
		name: requestedName,
		grants: [],
		mustChange: false
	};
}

/** Does what was agreed to. Refuses where what the second person was shown is no longer so. */
async function carryOut(ctx: Context, waiting: Waiting): Promise<void> {
	const { roundId, reason } = waiting;
	const context = { ...ctx, actor: askedBy(waiting) };
	const request = JSON.parse(waiting.request) as unknown;
	const still = (basis: string) => {
		if (basis !== waiting.basis) throw new Refusal('approval_changed');
	};
	switch (waiting.kind as ApprovalKind) {
		case 'publish': {
			const { reason: said } = request as PublicationRequest;
			still((await publicationDifference(ctx.tx, roundId, said, ctx.at)).basis);
			await publishVersion(context, roundId, said);
			return;
		}
		case 'correct': {
			const { change, appealId } = request as CorrectionRequest;
			still((await correctionDifference(ctx.tx, roundId, change, reason, ctx.at)).basis);
			return correct(context, roundId, { change, appealId }, { approvalId: waiting.id, reason });
		}
		case 'unlock': {
			const place = request as SheetPlace;
			still((await unlockDifference(ctx.tx, place, ctx.at)).basis);
			return unlockAgreed(context, place, reason);
		}
		case 'swap': {
			const swap = request as Swap;
			still((await swapDifference(ctx.tx, swap, ctx.at)).basis);
			return swapSheets(context, swap, reason);
		}
		case 'decision':
			throw new Refusal('not_found');
	}
}

/** The second person agrees, and it is done at once; or declines, with a reason. Whoever asked may only take it back. */
export const answerApproval = command({
	action: 'approval.answer',
	input: v.object({
		approvalId: id,
		answer: v.picklist(['approved', 'declined'], 'field_invalid'),
		reason: optionalText(1000)
	}),
	scope: async (tx, { approvalId }) => {
		const approval = await tx.approval.findUnique({ where: { id: approvalId }, select: { roundId: true } });
		if (!approval) throw new Refusal('not_found');
		return roundScope(tx, approval.roundId);
	},
	async run(context, { approvalId, answer, reason }) {
		const { tx, actor, at, audit, publish } = context;
		const waiting = await tx.approval.findUniqueOrThrow({ where: { id: approvalId } });
		const refusal = approvalRefusal(waiting, actor, at, answer);
		if (refusal) throw new Refusal(refusal);
		const isOwn = isOwnRequest(waiting, actor);
		if (answer === 'declined' && !isOwn && !reason) {
			throw new Refusal('invalid', {}, [{ field: 'reason', code: 'contest_reason_required' }]);
		}
		const state = answer === 'declined' && isOwn ? 'withdrawn' : answer;
		await tx.approval.update({
			where: { id: approvalId },
			data: {
				answer: state,
				answeredBy: actorId(actor),
				answeredName: nameOfActor(actor),
				answeredAt: at,
				answerReason: reason
			}
		});
		audit({
			subjectKind: 'approval',
			subjectId: approvalId,
			before: { requestedBy: waiting.requestedBy, requestedName: waiting.requestedName },
			after: { kind: waiting.kind, roundId: waiting.roundId, answer: state },
			reason: reason ?? waiting.reason
		});
		if (state === 'approved') await carryOut(context, waiting);
		publish({ kind: 'round.changed', contestId: waiting.contestId, roundId: waiting.roundId });
		return { answer: state, kind: waiting.kind as ApprovalKind };
	}
});
