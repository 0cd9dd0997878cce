import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { conferenceScope } from '#lib/server/conference/scope.ts';
import { id, ticked } from '#lib/server/contest/input.ts';

/** Lets the hall ask, or no longer; and whether without a name too. */
export const setQuestionTime = command({
	action: 'hall-question.set-up',
	input: v.object({ conferenceId: id, isOpen: ticked, mayBeUnnamed: ticked }),
	scope: (tx, { conferenceId }) => conferenceScope(tx, conferenceId),
	async run({ tx, at, audit, publish }, { conferenceId, ...after }) {
		const before = await tx.questionTime.findUnique({ where: { conferenceId } });
		await tx.questionTime.upsert({
			where: { conferenceId },
			create: { conferenceId, ...after, changedAt: at },
			update: { ...after, changedAt: at }
		});
		audit({
			subjectKind: 'question-time',
			subjectId: conferenceId,
			before: before && { isOpen: before.isOpen, mayBeUnnamed: before.mayBeUnnamed },
			after
		});
		publish({ kind: 'questions.changed', conferenceId });
		return {};
	}
});

/** Takes the question that is being answered off the wall. */
export const clearCurrent = command({
	action: 'hall-question.moderate',
	input: v.object({ conferenceId: id }),
	scope: (tx, { conferenceId }) => conferenceScope(tx, conferenceId),
	async run({ tx, at, audit, publish }, { conferenceId }) {
		const before = await tx.questionTime.findUnique({ where: { conferenceId } });
		if (!before?.currentId) return {};
		await tx.questionTime.update({ where: { conferenceId }, data: { currentId: null, changedAt: at } });
		audit({
			subjectKind: 'question-time',
			subjectId: conferenceId,
			before: { currentId: before.currentId },
			after: { currentId: null }
		});
		publish({ kind: 'questions.changed', conferenceId });
		return {};
	}
});
