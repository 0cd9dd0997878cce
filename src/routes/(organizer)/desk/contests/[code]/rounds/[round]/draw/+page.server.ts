import { typedOrders } from '#lib/features/contest/typed-orders.ts';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { setCallTimes } from '#lib/server/contest/call-times.ts';
import { deskRound } from '#lib/server/contest/contest-guard.ts';
import { commitDraw } from '#lib/server/contest/draw-commit.ts';
import { publicDraw } from '#lib/server/contest/draw-query.ts';
import { runDraw } from '#lib/server/contest/draw-run.ts';
import { typeDraw } from '#lib/server/contest/draw-type.ts';
import { drawnParts, mayBeWhole, usualTurns } from '#lib/server/contest/draw-write.ts';
import { teamsOfRound } from '#lib/server/contest/round-teams.ts';
import { rulesInForce, stageOf } from '#lib/server/results/rules-in-force.ts';
import type { Actions, PageServerLoad } from './$types';
import { named } from '#lib/words/named.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { read } = app().database;
	const { round, mayDo } = await deskRound(read, locals.actor, params.code, params.round);
	const stage = stageOf((await rulesInForce(read, round)).rules, round.stageKey);
	const teams = await teamsOfRound(read, round, stage);
	const isConfigured = round.state === 'configured';
	return {
		key: newId(),
		typeKey: newId(),
		callKey: newId(),
		round: { id: round.id, ...named(round, locals.locale), state: round.state },
		draw: publicDraw(round),
		teams: teams.filter(({ isAccepted }) => isAccepted).map(({ id, code, name }) => ({ id, code, name })),
		notAccepted: teams.filter(({ isAccepted }) => !isAccepted).length,
		parts: stage.parts.map(({ key, name }) => ({ key, name })),
		drawnParts: drawnParts(stage).map(({ key, name }) => ({ key, name })),
		byHand: stage.order === 'hand',
		turns: { mayChoose: stage.parts.length > 1 && mayBeWhole(stage), usual: usualTurns(stage) },
		may: {
			call: (isConfigured || round.state === 'open') && mayDo('performance.status'),
			commit: isConfigured && mayDo('draw.commit'),
			run: isConfigured && mayDo('draw.run'),
			type: isConfigured && mayDo('draw.type')
		}
	};
};

type Event = Parameters<Actions[string]>[0];

async function opened(event: Event) {
	const { round } = await deskRound(
		app().database.read,
		event.locals.actor,
		event.params.code!,
		event.params.round!
	);
	const form = await event.request.formData();
	return { roundId: round.id, fields: fieldsOf(form), key: String(form.get('key') ?? '') };
}

export const actions: Actions = {
	commit: async (event) => {
		const { roundId, fields, key } = await opened(event);
		return runForm(event, commitDraw, { ...fields, roundId }, key);
	},
	run: async (event) => {
		const { roundId, fields, key } = await opened(event);
		return runForm(event, runDraw, { ...fields, roundId }, key);
	},
	call: async (event) => {
		const { roundId, fields, key } = await opened(event);
		return runForm(event, setCallTimes, { ...fields, roundId }, key);
	},
	type: async (event) => {
		const { roundId, fields, key } = await opened(event);
		const { turns, reason } = fields;
		const answer = await runForm(
			event,
			typeDraw,
			{ roundId, orders: typedOrders(fields), turns, reason },
			key
		);
		return 'done' in answer ? answer : { ...answer, data: { ...answer.data, values: fields } };
	}
};
