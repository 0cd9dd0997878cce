import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import type { Command } from '#lib/server/command/command.ts';
import { atDesk } from '#lib/server/desk/at-desk.ts';
import { deskForm } from '#lib/server/desk/desk-form.ts';
import { roundDesk } from '#lib/server/desk/round-desk.ts';
import { stageView } from '#lib/server/desk/stage-query.ts';
import { timeFields } from '#lib/server/desk/typed-time.ts';
import { recordTime } from '#lib/server/judging/record-time.ts';
import { clockView } from '#lib/server/timing/clock-query.ts';
import { confirmPenalty } from '#lib/server/timing/confirm-penalty.ts';
import { named } from '#lib/words/named.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends('desk:round');
	const { read } = app().database;
	const actor = atDesk(locals);
	const { round, mayDo } = await roundDesk(read, actor, params.id, 'time.record');
	const { times } = await stageView(read, params.id);
	// The page stands outside the desk's layouts: the whole screen is the clock.
	return {
		clock: await clockView(read, params.id),
		times,
		key: newId(),
		isTablet: actor.kind === 'device',
		round: { id: round.id, ...named(round, locals.locale) },
		may: { deduct: mayDo('deduction.add') }
	};
};

export const actions: Actions = {
	time: (event) => deskForm(event, recordTime as Command, timeFields),
	penalty: (event) => deskForm(event, confirmPenalty as Command)
};
