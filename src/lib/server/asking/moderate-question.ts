import * as v from 'valibot';
import { QUESTION_STEPS, statusAfter, type QuestionStatus } from '#lib/domain/asking/question-step.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { fieldRefusal, Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalId, optionalText, ticked, version } from '#lib/server/contest/input.ts';
import { OptionalText } from '#lib/server/people/fields.ts';
import { questionScope } from './asking-scope.ts';

/** The question that says the same; those that were merged into the lesser one go along. */
async function mergedInto(
	tx: Context['tx'],
	question: { id: string; conferenceId: string },
	intoId: string | null
) {
	const into = intoId ? await tx.hallQuestion.findUnique({ where: { id: intoId } }) : null;
	const isThere = into?.conferenceId === question.conferenceId && into.id !== question.id;
	if (!into || !isThere || ['merged', 'refused'].includes(into.status))
		throw fieldRefusal('intoId', 'asking_into');
	await tx.hallQuestion.updateMany({
		where: { mergedIntoId: question.id },
		data: { mergedIntoId: into.id }
	});
	return into.id;
}

/** What the desk does with a question: lets it through, refuses it, takes it as another's like, calls it, answers it. */
export const moderateQuestion = command({
	action: 'hall-question.moderate',
	input: v.object({
		questionId: id,
		version,
		step: v.picklist(QUESTION_STEPS, 'field_required'),
		reason: optionalText(500),
		intoId: optionalId,
		answer: optionalText(5000),
		answeredBy: OptionalText(200),
		isShown: ticked
	}),
	scope: (tx, { questionId }) => questionScope(tx, questionId),
	async run({ tx, at, audit, publish }, { questionId, version: seen, step, ...said }) {
		const before = await tx.hallQuestion.findUniqueOrThrow({ where: { id: questionId } });
		if (before.version !== seen) throw new Refusal('stale');
		const { conferenceId } = before;
		const status = statusAfter(before.status as QuestionStatus, step);
		if (!status) throw new Refusal('stale');
		if (step === 'refuse' && !said.reason) throw fieldRefusal('reason', 'asking_reason');
		if (step === 'answer' && !said.answer) throw fieldRefusal('answer', 'field_required');
		const last = await tx.hallQuestion.aggregate({ where: { conferenceId }, _max: { position: true } });
		const isAnswered = status === 'answered';
		const after = {
			status,
			position: status === 'approved' ? (before.position ?? (last._max.position ?? 0) + 1) : before.position,
			reason: step === 'refuse' ? said.reason : null,
			mergedIntoId: step === 'merge' ? await mergedInto(tx, before, said.intoId) : null,
			answeredHow: !isAnswered ? null : step === 'answer-live' ? 'live' : 'written',
			answer: step === 'answer' ? said.answer : null,
			answeredBy: isAnswered ? said.answeredBy : null,
			answeredAt: isAnswered ? at : null,
			isShown: step === 'answer' && said.isShown
		};
		await tx.hallQuestion.update({
			where: { id: questionId },
			data: { ...after, version: { increment: 1 } }
		});
		const time = await tx.questionTime.findUnique({ where: { conferenceId } });
		const wasCurrent = time?.currentId === questionId;
		const isCurrent = step === 'call';
		if (isCurrent !== wasCurrent) {
			const current = { currentId: isCurrent ? questionId : null, changedAt: at };
			await tx.questionTime.upsert({
				where: { conferenceId },
				create: { conferenceId, ...current },
				update: current
			});
		}
		const was = Object.fromEntries(
			Object.keys(after).map((key) => [key, before[key as keyof typeof before]])
		);
		audit({
			subjectKind: 'hall-question',
			subjectId: questionId,
			before: { ...was, isCurrent: wasCurrent },
			after: { ...after, isCurrent },
			reason: after.reason ?? undefined
		});
		publish({ kind: 'questions.changed', conferenceId });
		return { status };
	}
});

/** Puts an approved question one place up or down. */
export const moveQuestion = command({
	action: 'hall-question.moderate',
	input: v.object({ questionId: id, move: v.picklist(['up', 'down'], 'field_required') }),
	scope: (tx, { questionId }) => questionScope(tx, questionId),
	async run({ tx, audit, publish }, { questionId, move }) {
		const { conferenceId } = await tx.hallQuestion.findUniqueOrThrow({ where: { id: questionId } });
		const order = await tx.hallQuestion.findMany({
			where: { conferenceId, status: 'approved' },
			orderBy: [{ position: 'asc' }, { id: 'asc' }],
			select: { id: true, position: true }
		});
		const from = order.findIndex((question) => question.id === questionId);
		if (from < 0) throw new Refusal('stale');
		const to = from + (move === 'up' ? -1 : 1);
		const [one, other] = [order[from]!, order[to]];
		if (!other) return {};
		await tx.hallQuestion.update({ where: { id: one.id }, data: { position: other.position } });
		await tx.hallQuestion.update({ where: { id: other.id }, data: { position: one.position } });
		audit({
			subjectKind: 'hall-question',
			subjectId: questionId,
			before: { position: from + 1 },
			after: { position: to + 1 }
		});
		publish({ kind: 'questions.changed', conferenceId });
		return {};
	}
});
