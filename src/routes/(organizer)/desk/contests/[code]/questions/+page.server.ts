import { BANK_KINDS } from '#lib/domain/quiz/question.ts';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { deskContest } from '#lib/server/contest/contest-guard.ts';
import { newestRules } from '#lib/server/contest/newest-rules.ts';
import { contestChecklists } from '#lib/server/contest/round-checklist.ts';
import { bankText } from '#lib/server/quiz/bank-text.ts';
import { banksOf } from '#lib/server/quiz/bank-query.ts';
import { openBank } from '#lib/server/quiz/open-bank.ts';
import { quizParts } from '#lib/server/quiz/quiz-part.ts';
import { sealBank } from '#lib/server/quiz/seal-bank.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { read } = app().database;
	const { contest, mayDo } = await deskContest(read, locals.actor, params.code);
	const banks = await banksOf(read, contest.id);
	const { rules } = await newestRules(read, contest.id);
	const asking = new Set(rules.stages.flatMap((stage) => quizParts(stage).map(({ kind }) => kind)));
	const lacking = (await contestChecklists(read, contest.id))
		.flatMap(({ items }) => items)
		.filter(({ code, params }) => code === 'checklist_bank_too_small' && params.kind !== undefined)
		.map(({ params }) => ({
			kind: String(params.kind),
			left: Number(params.left),
			wanted: Number(params.wanted)
		}));
	// Who seals says which text they seal: somebody else may be writing.
	const texts = mayDo('questions.seal')
		? await Promise.all(BANK_KINDS.map((kind) => bankText(read, contest.id, kind)))
		: [];
	return {
		key: newId(),
		kinds: BANK_KINDS.map((kind, index) => {
			const [newest = null, ...older] = banks.filter((bank) => bank.kind === kind);
			return {
				kind,
				isAsked: asking.has(kind),
				newest,
				older,
				basis: texts[index]?.basis ?? '',
				// Rounds draw one after the other: the last one of the list needs most.
				lacking: lacking.filter((one) => one.kind === kind).at(-1) ?? null
			};
		}),
		may: {
			read: mayDo('questions.read'),
			seal: mayDo('questions.seal'),
			open: mayDo('questions.open'),
			editRules: mayDo('rules.save')
		}
	};
};

export const actions: Actions = {
	seal: async (event) => {
		const form = await event.request.formData();
		const answer = await runForm(event, sealBank, fieldsOf(form), String(form.get('key') ?? ''));
		return 'done' in answer ? { ...answer, what: 'sealed' } : answer;
	},
	open: async (event) => {
		const form = await event.request.formData();
		const answer = await runForm(event, openBank, fieldsOf(form), String(form.get('key') ?? ''));
		return 'done' in answer ? { ...answer, what: 'opened' } : answer;
	}
};
