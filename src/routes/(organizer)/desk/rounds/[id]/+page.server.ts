import { app } from '#lib/server/app.ts';
import type { Command } from '#lib/server/command/command.ts';
import { callStage } from '#lib/server/contest/stage-call.ts';
import { setEntryStatus } from '#lib/server/contest/stage-entry-status.ts';
import { setPerformanceStatus } from '#lib/server/contest/stage-performance-status.ts';
import { atDesk } from '#lib/server/desk/at-desk.ts';
import { deskForm } from '#lib/server/desk/desk-form.ts';
import { freezeState } from '#lib/server/desk/freeze-query.ts';
import { roundDesk } from '#lib/server/desk/round-desk.ts';
import { stageView } from '#lib/server/desk/stage-query.ts';
import { timeFields } from '#lib/server/desk/typed-time.ts';
import { recordTime } from '#lib/server/judging/record-time.ts';
import { voidedAttempts } from '#lib/server/timing/attempt-record.ts';
import { clockView } from '#lib/server/timing/clock-query.ts';
import { confirmPenalty } from '#lib/server/timing/confirm-penalty.ts';
import { performAgain } from '#lib/server/timing/perform-again.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	depends('desk:round');
	const { read } = app().database;
	const { mayDo } = await roundDesk(read, atDesk(locals), params.id, 'contest.read');
	const view = await stageView(read, params.id);
	const chosen = Number(url.searchParams.get('turn') ?? 0);
	return {
		...view,
		clock: await clockView(read, params.id),
		mayRepeat: mayDo('performance.again'),
		// That there was an attempt and what it took, not what the judges gave for it.
		voided: (await voidedAttempts(read, params.id)).map(({ record, ...attempt }) => ({
			...attempt,
			sheets: record.ballots.length,
			times: record.times
		})),
		freeze: mayDo('board.read-official') ? await freezeState(read, params.id) : null,
		// How far the jury is goes to those who run the stage, not to everybody who may look.
		progress: mayDo('stage.call') ? view.progress : [],
		chosen: view.show.turns.find(({ position }) => position === chosen) ?? null
	};
};

export const actions: Actions = {
	call: (event) => deskForm(event, callStage as Command),
	turn: (event) => deskForm(event, setPerformanceStatus as Command),
	entry: (event) => deskForm(event, setEntryStatus as Command),
	time: (event) => deskForm(event, recordTime as Command, timeFields),
	again: (event) => deskForm(event, performAgain as Command),
	penalty: (event) => deskForm(event, confirmPenalty as Command)
};
