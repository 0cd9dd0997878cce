import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalText } from '#lib/server/contest/input.ts';
import { tabletScope } from './tablet-scope.ts';
import { needsSecondPerson, openBallot } from './unlock-ballot.ts';

/**
 * second-look.answer: the judge who was asked confirms the mark, or opens the own sheet to revise it, with a reason. The
 * marks are changed on the tablet and handed in as ever; here none changes. The same answer twice is one answer.
 */
export const answerSecondLook = command({
	action: 'second-look.answer',
	input: v.object({
		lookId: id,
		answer: v.picklist(['confirmed', 'revised'], 'field_invalid'),
		reason: optionalText(1000)
	}),
	scope: async (tx, { lookId }, actor) => {
		const own = await tabletScope(tx, actor);
		const look = await tx.secondLook.findUnique({
			where: { id: lookId },
			select: { roundId: true, seatId: true }
		});
		if (!look || look.roundId !== own.roundId) throw new Refusal('not_found');
		return { ...own, seatId: look.seatId };
	},
	async run(context, { lookId, answer, reason }) {
		const { tx, actor, at, scope, audit, publish } = context;
		const look = await tx.secondLook.findUniqueOrThrow({ where: { id: lookId } });
		const { roundId, teamId, seatId, partKey } = look;
		if (look.answer !== null) {
			if (look.answer !== answer) throw new Refusal('second_look_answered');
			return { answer };
		}
		if (answer === 'revised') {
			if (!reason) {
				throw new Refusal('invalid', {}, [{ field: 'reason', code: 'contest_reason_required' }]);
			}
			const place = { roundId, teamId, seatId, partKey };
			if (await needsSecondPerson(tx, place)) throw new Refusal('approval_needed');
			const ballot = await tx.ballot.findUnique({ where: { roundId_teamId_seatId_partKey: place } });
			// Opened by the chair meanwhile: nothing is left to open.
			if (ballot?.state === 'final') await openBallot(context, place, reason);
		}
		await tx.secondLook.update({
			where: { id: lookId },
			data: { answer, answerReason: reason, answeredBy: actorId(actor), answeredAt: at }
		});
		audit({
			subjectKind: 'second-look',
			subjectId: lookId,
			before: { answer: null },
			after: { answer, teamId, seatId, partKey, criterion: look.criterion, value: look.value },
			reason: reason ?? undefined
		});
		publish({ kind: 'ballot.changed', contestId: scope.contestId!, roundId, teamId, seatId });
		return { answer };
	}
});
