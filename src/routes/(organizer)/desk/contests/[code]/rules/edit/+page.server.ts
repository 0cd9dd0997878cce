import { fail, redirect } from '@sveltejs/kit';
import type { RulesProblem } from '#lib/domain/contest/rules-problem.ts';
import { RULES_TEMPLATES } from '#lib/domain/contest/templates/templates.ts';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { execute } from '#lib/server/command/execute.ts';
import { statusOf } from '#lib/server/command/form.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { deskContest } from '#lib/server/contest/contest-guard.ts';
import { currentRules, rulesRounds } from '#lib/server/contest/rules-query.ts';
import { saveRules } from '#lib/server/contest/rules-save.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import { rulesProblemWords } from '#lib/words/rules-problem.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { read } = app().database;
	const { contest } = await deskContest(read, locals.actor, params.code, 'rules.save');
	const [current, rounds] = await Promise.all([
		currentRules(read, contest.id),
		rulesRounds(read, contest.id, locals.locale)
	]);
	const asked = url.searchParams.get('template');
	const template = RULES_TEMPLATES.find(({ key }) => key === asked) ?? RULES_TEMPLATES[0]!;
	return {
		rules: current?.rules ?? template.rules,
		baseVersion: current?.version ?? 0,
		rounds,
		key: newId()
	};
};

function parsed(text: unknown): unknown {
	try {
		return JSON.parse(String(text));
	} catch {
		return null;
	}
}

export const actions: Actions = {
	default: async (event) => {
		const { locals, params, request } = event;
		const { contest } = await deskContest(app().database.read, locals.actor, params.code);
		const form = await request.formData();
		const outcome = await execute(app().database, saveRules, {
			actor: locals.actor,
			input: {
				contestId: contest.id,
				rules: parsed(form.get('rules')),
				baseVersion: Number(form.get('baseVersion') ?? 0),
				reason: String(form.get('reason') ?? ''),
				roundsSeen: form.get('roundsSeen') === 'on'
			},
			key: String(form.get('key') ?? '') || undefined,
			requestId: locals.requestId
		});
		if (outcome.ok) redirect(303, `/desk/contests/${contest.code}/rules?saved=${outcome.value.version}`);
		const { refusal } = outcome;
		const problems = refusal instanceof Refusal && refusal.code === 'rules_wrong' ? refusal.fields : [];
		return fail(statusOf(refusal), {
			refused: refusalWords(refusal, locals.locale),
			problems: problems.map(({ field, code, params }) => ({
				path: field,
				text: rulesProblemWords({ code: code as RulesProblem['code'], params: params ?? {} }, locals.locale)
			}))
		});
	}
};
