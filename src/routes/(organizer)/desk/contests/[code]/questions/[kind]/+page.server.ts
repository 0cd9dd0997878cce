import type { RequestEvent } from '@sveltejs/kit';
import { problemsOf, questionsOf, type QuestionDraft } from '#lib/domain/quiz/question-table.ts';
import { BANK_KINDS, type BankKind } from '#lib/domain/quiz/question.ts';
import { fieldOf, typedQuestion } from '#lib/features/quiz/question-fields.ts';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { fieldsOf, refusedForm, runForm } from '#lib/server/command/form.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { deskContest } from '#lib/server/contest/contest-guard.ts';
import { MOST_BYTES, tableFromFile, tableFromText } from '#lib/server/people/table/read-table.ts';
import { bankText, NO_BANK } from '#lib/server/quiz/bank-text.ts';
import { saveQuestions } from '#lib/server/quiz/save-questions.ts';
import type { Actions, PageServerLoad } from './$types';

const kindNamed = (name: string | undefined): BankKind => found(BANK_KINDS.find((kind) => kind === name));

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { read } = app().database;
	const kind = kindNamed(params.kind);
	const { contest, mayDo } = await deskContest(read, locals.actor, params.code, 'questions.read');
	const bank = await bankText(read, contest.id, kind);
	// What is sealed comes up on no screen by itself: it may be the projector's.
	const isHidden = bank?.state === 'sealed' && url.searchParams.get('show') !== '1';
	return {
		key: newId(),
		kind,
		bank: bank && {
			version: bank.version,
			state: bank.state,
			count: bank.questions.length,
			questions: isHidden ? [] : bank.questions
		},
		isHidden,
		basis: bank?.basis ?? NO_BANK,
		editing: bank?.state === 'draft' ? Number(url.searchParams.get('edit') ?? 0) : 0,
		maySave: mayDo('questions.save')
	};
};

/** The contest, the kind and the questions as they stand, for whoever may write them. */
async function opened(event: RequestEvent) {
	const { read } = app().database;
	const kind = kindNamed(event.params.kind);
	const { contest } = await deskContest(read, event.locals.actor, event.params.code!, 'questions.save');
	const bank = await bankText(read, contest.id, kind);
	const form = await event.request.formData();
	const questions: QuestionDraft[] = (bank?.questions ?? []).map(({ number: _, ...question }) => question);
	return { kind, contestId: contest.id, questions, form, fields: fieldsOf(form) };
}

type Opened = Awaited<ReturnType<typeof opened>>;

async function save(
	event: RequestEvent,
	{ kind, contestId, form, fields }: Opened,
	questions: readonly QuestionDraft[],
	what: string
) {
	const input = { contestId, kind, questions, basis: String(fields.basis ?? NO_BANK) };
	const answer = await runForm(event, saveQuestions, input, String(form.get('key') ?? ''));
	if ('done' in answer) return { done: true as const, what };
	return { ...answer, data: { ...answer.data, values: fields } };
}

/** Why a question cannot be written, field by field; null where it can. */
function faults(question: QuestionDraft, kind: BankKind): Refusal | null {
	const missing = kind === 'choice' && question.answer === null;
	const problems = [
		...(missing ? [{ code: 'quiz_question_no_answer' as const, found: '' }] : []),
		...problemsOf(question, kind)
	];
	if (problems.length === 0) return null;
	return new Refusal(
		'invalid',
		{},
		problems.map(({ code, found }) => ({ field: fieldOf(code, found), code, params: { found } }))
	);
}

async function uploaded(form: FormData) {
	const file = form.get('file');
	if (!(file instanceof File) || file.size === 0) return tableFromText(String(form.get('pasted') ?? ''));
	if (file.size > MOST_BYTES) throw new Refusal('too_large', { limit: '5 MB' });
	return tableFromFile(Buffer.from(await file.arrayBuffer()));
}

export const actions: Actions = {
	add: async (event) => {
		const at = await opened(event);
		const question = typedQuestion(at.fields, at.kind);
		const refusal = faults(question, at.kind);
		if (refusal) return refusedForm(event, refusal, at.fields);
		return save(event, at, [...at.questions, question], 'added');
	},
	change: async (event) => {
		const at = await opened(event);
		const question = typedQuestion(at.fields, at.kind);
		const refusal = faults(question, at.kind);
		if (refusal) return refusedForm(event, refusal, at.fields);
		const index = Number(at.fields.number) - 1;
		return save(
			event,
			at,
			at.questions.map((one, place) => (place === index ? question : one)),
			'saved'
		);
	},
	remove: async (event) => {
		const at = await opened(event);
		const index = Number(at.fields.number) - 1;
		return save(
			event,
			at,
			at.questions.filter((_, place) => place !== index),
			'saved'
		);
	},
	next: async (event) => {
		const at = await opened(event);
		return save(event, at, at.questions, 'next');
	},
	preview: async (event) => {
		const at = await opened(event);
		const { how = 'append', pasted = '' } = at.fields;
		try {
			const before = how === 'replace' ? [] : at.questions;
			const read = questionsOf(
				await uploaded(at.form),
				at.kind,
				before.map(({ text }) => text)
			);
			return { preview: { ...read, how: String(how), before: before.length, pasted: String(pasted) } };
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			return refusedForm(event, error, { pasted, how });
		}
	},
	write: async (event) => {
		const at = await opened(event);
		let written: QuestionDraft[];
		try {
			written = JSON.parse(String(at.fields.questions)) as QuestionDraft[];
			if (!Array.isArray(written)) throw new TypeError('no list');
		} catch {
			return refusedForm(event, new Refusal('invalid'), {});
		}
		return save(event, at, [...(at.fields.how === 'replace' ? [] : at.questions), ...written], 'written');
	}
};
