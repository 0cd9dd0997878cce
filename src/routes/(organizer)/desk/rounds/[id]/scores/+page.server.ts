import { error } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import type { Command } from '#lib/server/command/command.ts';
import { atDesk } from '#lib/server/desk/at-desk.ts';
import { deskForm } from '#lib/server/desk/desk-form.ts';
import { roundDesk } from '#lib/server/desk/round-desk.ts';
import { scoresView } from '#lib/server/desk/scores-query.ts';
import { timeFields } from '#lib/server/desk/typed-time.ts';
import { addDeduction } from '#lib/server/judging/add-deduction.ts';
import { enterGiven } from '#lib/server/judging/enter-given.ts';
import { recordTime } from '#lib/server/judging/record-time.ts';
import { voidDeduction } from '#lib/server/judging/void-deduction.ts';
import { confirmPenalty } from '#lib/server/timing/confirm-penalty.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends('desk:round');
	const { read } = app().database;
	const { mayDo } = await roundDesk(read, atDesk(locals), params.id, 'contest.read');
	const mayReadAll = mayDo('sheet.read');
	if (!mayReadAll && !mayDo('time.record')) error(403, 'forbidden');
	const scores = await scoresView(read, params.id);
	// A timekeeper sees the times and what they cost, not the scores.
	return { mayReadAll, scores: mayReadAll ? scores : { ...scores, given: [], deductions: [], changes: [] } };
};

export const actions: Actions = {
	given: (event) => deskForm(event, enterGiven as Command),
	time: (event) => deskForm(event, recordTime as Command, timeFields),
	penalty: (event) => deskForm(event, confirmPenalty as Command),
	deduct: (event) =>
		deskForm(event, addDeduction as Command, ({ type, ...fields }) => {
			// One choice on the form says both the type and, for time, which of the two kinds.
			return type === undefined ? fields : { ...fields, kind: type };
		}),
	void: (event) => deskForm(event, voidDeduction as Command)
};
