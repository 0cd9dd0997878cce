import { seatValues } from '#lib/features/contest/seat-values.ts';
import { kindsAsked } from '#lib/domain/contest/seat-kinds.ts';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { deskRound } from '#lib/server/contest/contest-guard.ts';
import { declareConflict, withdrawConflict } from '#lib/server/contest/declare-conflict.ts';
import { panelOf } from '#lib/server/contest/panel-query.ts';
import { teamsOfRound } from '#lib/server/contest/round-teams.ts';
import { savePanel } from '#lib/server/contest/save-panel.ts';
import { setSeatAbsence } from '#lib/server/contest/seat-absence.ts';
import { peopleChoice, unitChoice } from '#lib/server/contest/team-query.ts';
import { rulesInForce, stageOf } from '#lib/server/results/rules-in-force.ts';
import type { Actions, PageServerLoad } from './$types';
import { named } from '#lib/words/named.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { read } = app().database;
	const { contest, round, mayDo } = await deskRound(read, locals.actor, params.code, params.round);
	const stage = stageOf((await rulesInForce(read, round)).rules, round.stageKey);
	const teams = await teamsOfRound(read, round, stage);
	const maySave = mayDo('panel.save') && (round.state === 'configured' || round.state === 'open');
	const panel = await panelOf(read, round, teams);
	const seated = panel.seats.flatMap(({ unitId }) => unitId ?? []);
	const [units, people] = await Promise.all([
		unitChoice(read, contest.startsOn ?? new Date().toISOString().slice(0, 10), seated),
		maySave ? peopleChoice(read, locals.actor, contest.id) : []
	]);
	return {
		key: newId(),
		conflictKey: newId(),
		round: { id: round.id, ...named(round, locals.locale), state: round.state },
		plan: stage.panel,
		kinds: kindsAsked(stage.parts),
		...panel,
		teams: teams.map(({ id, name }) => ({ id, name })),
		units,
		people,
		maySave,
		mayDeclare: mayDo('conflict.declare'),
		mayMarkAbsent: mayDo('seat.absence') && round.state !== 'verified' && round.state !== 'published'
	};
};

type Event = Parameters<Actions[string]>[0];

async function opened(event: Event) {
	const here = await deskRound(
		app().database.read,
		event.locals.actor,
		event.params.code!,
		event.params.round!
	);
	const form = await event.request.formData();
	return { ...here, fields: fieldsOf(form), key: String(form.get('key') ?? '') };
}

export const actions: Actions = {
	save: async (event) => {
		const { round, fields, key } = await opened(event);
		return runForm(event, savePanel, { roundId: round.id, seats: seatValues(fields) }, key);
	},
	declare: async (event) => {
		const { contest, fields, key } = await opened(event);
		return runForm(event, declareConflict, { ...fields, contestId: contest.id }, key);
	},
	withdraw: async (event) => {
		const { contest, fields, key } = await opened(event);
		return runForm(event, withdrawConflict, { ...fields, contestId: contest.id }, key);
	},
	absence: async (event) => {
		const { fields, key } = await opened(event);
		return runForm(event, setSeatAbsence, fields, key);
	}
};
