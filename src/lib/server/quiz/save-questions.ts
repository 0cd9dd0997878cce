import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import { searchKey } from '#lib/domain/people/search-key.ts';
import { problemsOf } from '#lib/domain/quiz/question-table.ts';
import { BANK_KINDS, LONGEST_OPTION, MOST_OPTIONS } from '#lib/domain/quiz/question.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id } from '#lib/server/contest/input.ts';
import { contestScope } from '#lib/server/contest/scope.ts';
import { bankText, NO_BANK } from './bank-text.ts';

const MOST_QUESTIONS = 2000;
const written = (most: number) =>
	v.pipe(v.string(), v.normalize('NFC'), v.trim(), v.maxLength(most, 'field_too_long'));

/**
 * questions.save: writes all questions of the bank's draft, numbered as they stand; a sealed bank is followed by a next version.
 * A question that an earlier version has with the same text stays that question, so that one that was drawn does not come
 * again. The audit log tells how many there are, never what they say.
 */
export const saveQuestions = command({
	action: 'questions.save',
	input: v.object({
		contestId: id,
		kind: v.picklist(BANK_KINDS, 'field_invalid'),
		questions: v.pipe(
			v.array(
				v.object({
					text: v.pipe(written(4000), v.minLength(1, 'field_required')),
					options: v.pipe(
						v.array(v.pipe(written(LONGEST_OPTION), v.minLength(1, 'field_required'))),
						v.maxLength(MOST_OPTIONS)
					),
					answer: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_OPTIONS - 1))),
					notes: written(4000)
				})
			),
			v.maxLength(MOST_QUESTIONS, 'field_too_long')
		),
		/** Of the text that was changed; left out, whatever stands there is replaced. */
		basis: v.optional(v.pipe(v.string(), v.maxLength(64)))
	}),
	scope: (tx, { contestId }) => contestScope(tx, contestId),
	async run({ tx, actor, at, newId, audit }, { contestId, kind, questions, basis }) {
		const keys = questions.map(({ text }) => searchKey(text));
		const wrong = questions.findIndex(
			(question, index) =>
				problemsOf(question, kind).length > 0 ||
				(kind === 'choice') !== (question.answer !== null) ||
				keys.indexOf(keys[index]!) < index
		);
		if (wrong >= 0) throw new Refusal('quiz_question_wrong', { number: wrong + 1 });
		if (basis !== undefined && basis !== ((await bankText(tx, contestId, kind))?.basis ?? NO_BANK)) {
			throw new Refusal('quiz_bank_changed');
		}
		const banks = await tx.questionBank.findMany({
			where: { contestId, kind },
			orderBy: { version: 'desc' },
			include: { questions: { select: { text: true, origin: true } } }
		});
		const origins = new Map(
			banks
				.toReversed()
				.flatMap((bank) => bank.questions.map(({ text, origin }) => [searchKey(text), origin]))
		);
		const newest = banks[0];
		const isDraft = newest?.state === 'draft';
		const bankId = isDraft ? newest.id : newId();
		const version = isDraft ? newest.version : (newest?.version ?? 0) + 1;
		if (isDraft) await tx.question.deleteMany({ where: { bankId } });
		else {
			await tx.questionBank.create({
				data: {
					id: bankId,
					contestId,
					kind,
					version,
					state: 'draft',
					createdBy: actorId(actor),
					createdAt: at
				}
			});
		}
		await tx.question.createMany({
			data: questions.map(({ text, options, answer, notes }, index) => {
				const questionId = newId();
				const origin = origins.get(keys[index]!) ?? questionId;
				const row = { id: questionId, bankId, number: index + 1, origin, text, answer, notes };
				return { ...row, options: JSON.stringify(kind === 'choice' ? options : []) };
			})
		});
		audit({
			subjectKind: 'question-bank',
			subjectId: bankId,
			...(isDraft && { before: { questions: newest.questions.length } }),
			after: { kind, version, questions: questions.length }
		});
		return { bankId, version };
	}
});
