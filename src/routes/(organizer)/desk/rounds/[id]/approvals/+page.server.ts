import { app } from '#lib/server/app.ts';
import { answerApproval } from '#lib/server/approvals/answer-approval.ts';
import { approvalsOf } from '#lib/server/approvals/approvals-query.ts';
import type { Command } from '#lib/server/command/command.ts';
import { atDesk } from '#lib/server/desk/at-desk.ts';
import { deskForm } from '#lib/server/desk/desk-form.ts';
import { roundDesk } from '#lib/server/desk/round-desk.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends('desk:round');
	const actor = atDesk(locals);
	const { read } = app().database;
	const { round, mayDo } = await roundDesk(read, actor, params.id, 'sheet.read');
	return {
		approvals: await approvalsOf(read, actor, round.id, locals.locale, new Date()),
		mayAnswer: mayDo('approval.answer')
	};
};

export const actions: Actions = {
	answer: (event) => deskForm(event, answerApproval as Command)
};
