import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import type { Command } from '#lib/server/command/command.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { deskRound } from '#lib/server/contest/contest-guard.ts';
import { answerAppeal } from '#lib/server/results/answer-appeal.ts';
import { appealsOf, finalityOf, standingWords } from '#lib/server/results/appeals-query.ts';
import { publishedResult } from '#lib/server/results/published-query.ts';
import { recordAppeal } from '#lib/server/results/record-appeal.ts';
import { momentTyped } from '#lib/words/moment-typed.ts';
import { named } from '#lib/words/named.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => {
	const { read } = app().database;
	const { contest, round, mayDo } = await deskRound(
		read,
		locals.actor,
		params.code,
		params.round,
		'sheet.read'
	);
	const newest = await publishedResult(read, contest.code, round.id);
	const at = new Date();
	return {
		round: { id: round.id, ...named(round, locals.locale), state: round.state },
		code: contest.code,
		appeals: await appealsOf(read, round.id),
		standing:
			newest &&
			standingWords(
				await finalityOf(read, round.id, { ...newest, isReplaced: false }, at),
				newest.version,
				locals.locale
			),
		hasLimit: newest?.result.stage.appealHours !== undefined,
		teams: (newest?.result.teams ?? []).map(({ id, name }) => ({ value: id, label: name })),
		now: momentTyped(at),
		key: newId(),
		may: {
			record: newest !== null && mayDo('appeal.record'),
			answer: mayDo('appeal.answer'),
			correct: round.state === 'published' && mayDo('result.correct')
		}
	};
};

type Event = Parameters<Actions[string]>[0];

async function ask(event: Event, command: Command) {
	const { read } = app().database;
	const { round } = await deskRound(
		read,
		event.locals.actor,
		event.params.code!,
		event.params.round!,
		'sheet.read'
	);
	const form = await event.request.formData();
	return runForm(event, command, { ...fieldsOf(form), roundId: round.id }, String(form.get('key') ?? ''));
}

export const actions: Actions = {
	record: async (event) => {
		const answer = await ask(event, recordAppeal as Command);
		return 'done' in answer ? { recorded: true as const } : answer;
	},
	answer: async (event) => {
		const answer = await ask(event, answerAppeal as Command);
		return 'done' in answer ? { answered: true as const } : answer;
	}
};
