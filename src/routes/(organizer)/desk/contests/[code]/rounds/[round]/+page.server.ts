import { roundSteps, type RoundState } from '#lib/domain/contest/states.ts';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import type { Command } from '#lib/server/command/command.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { deskRound } from '#lib/server/contest/contest-guard.ts';
import { roundChecklist } from '#lib/server/contest/round-checklist.ts';
import { closeRound } from '#lib/server/contest/round-close.ts';
import { openRound } from '#lib/server/contest/round-open.ts';
import { reopenRound } from '#lib/server/contest/round-reopen.ts';
import { teamsOfRound } from '#lib/server/contest/round-teams.ts';
import { verifyRound } from '#lib/server/contest/round-verify.ts';
import { removeRound, saveRound } from '#lib/server/contest/save-round.ts';
import { rulesInForce, stageOf } from '#lib/server/results/rules-in-force.ts';
import { momentTyped } from '#lib/words/moment-typed.ts';
import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { named, nameOf } from '#lib/words/named.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { read } = app().database;
	const { contest, round, mayDo } = await deskRound(read, locals.actor, params.code, params.round);
	const { rules, version, hash } = await rulesInForce(read, round);
	const teams = await teamsOfRound(read, round, stageOf(rules, round.stageKey));
	const items = round.state === 'configured' ? await roundChecklist(read, contest.id, round.id) : [];
	return {
		key: newId(),
		stateKey: newId(),
		round: {
			id: round.id,
			...named(round, locals.locale),
			nameVi: round.name,
			nameEn: round.nameEn ?? '',
			cluster: round.cluster && nameOf(round.cluster, locals.locale),
			state: round.state,
			drawState: round.drawState,
			startsAt: round.startsAt ? momentTyped(round.startsAt) : '',
			venue: round.venue ?? '',
			openedAt: round.openedAt,
			closedAt: round.closedAt,
			verifiedAt: round.verifiedAt
		},
		rulesVersion: version,
		rulesHash: hash,
		items,
		teams: teams.map(({ id, code, name }) => ({ id, code, name })),
		teamNames: Object.fromEntries(teams.map(({ id, name }) => [id, name])),
		steps: roundSteps(round.state as RoundState),
		may: {
			save: mayDo('round.save'),
			open: mayDo('round.open'),
			close: mayDo('round.close'),
			reopen: mayDo('round.reopen'),
			verify: mayDo('round.verify')
		}
	};
};

type Event = Parameters<Actions[string]>[0];

async function ask(event: Event, command: Command) {
	const { round } = await deskRound(
		app().database.read,
		event.locals.actor,
		event.params.code!,
		event.params.round!
	);
	const form = await event.request.formData();
	return runForm(event, command, { ...fieldsOf(form), roundId: round.id }, String(form.get('key') ?? ''));
}

export const actions: Actions = {
	save: (event) => ask(event, saveRound as Command),
	open: (event) => ask(event, openRound as Command),
	close: (event) => ask(event, closeRound as Command),
	reopen: (event) => ask(event, reopenRound as Command),
	verify: (event) => ask(event, verifyRound as Command),
	remove: async (event) => {
		const answer = await ask(event, removeRound as Command);
		if (!('done' in answer)) return answer;
		redirect(303, `/desk/contests/${event.params.code}/rounds`);
	}
};
