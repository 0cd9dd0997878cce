import { fail, type RequestEvent } from '@sveltejs/kit';
import { teamValues } from '#lib/features/contest/team-values.ts';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { fieldsOf, runForm, statusOf } from '#lib/server/command/form.ts';
import { deskContest } from '#lib/server/contest/contest-guard.ts';
import { newestRules } from '#lib/server/contest/newest-rules.ts';
import { saveTeam } from '#lib/server/contest/save-team.ts';
import { peopleChoice, teamWhole, unitChoice } from '#lib/server/contest/team-query.ts';
import { sendTeamPicture, takeTeamPictureAway } from '#lib/server/registration/picture-form.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { read } = app().database;
	// Names, years and phone numbers of people: for those who may enter teams, not for everybody at the desk.
	const { contest } = await deskContest(read, locals.actor, params.code, 'team.save');
	const team = found(await teamWhole(read, contest.id, params.team));
	const [units, people, { rules }] = await Promise.all([
		unitChoice(read, contest.startsOn ?? new Date().toISOString().slice(0, 10), team.values.unitIds),
		peopleChoice(read, locals.actor, contest.id),
		newestRules(read, contest.id)
	]);
	return {
		key: newId(),
		team,
		units,
		people,
		limits: rules.teams
	};
};

async function pictured(event: RequestEvent, change: typeof sendTeamPicture, said: 'saved' | 'removed') {
	const form = await event.request.formData();
	const { actor, requestId, locale } = event.locals;
	const teamId = event.params.team ?? '';
	const outcome = await change(app().database, { actor, teamId, form, requestId });
	if (outcome.ok) return { picture: null, pictured: said };
	return fail(statusOf(outcome.refusal), { picture: refusalWords(outcome.refusal, locale), pictured: null });
}

export const actions: Actions = {
	save: async (event) => {
		const { contest } = await deskContest(app().database.read, event.locals.actor, event.params.code);
		const form = await event.request.formData();
		const fields = fieldsOf(form);
		const { code, accept, version, reason } = fields;
		const input = {
			...teamValues(fields),
			code,
			accept,
			version,
			reason,
			contestId: contest.id,
			teamId: event.params.team
		};
		return runForm(event, saveTeam, input, String(form.get('key') ?? ''));
	},
	picture: (event) => pictured(event, sendTeamPicture, 'saved'),
	removePicture: (event) => pictured(event, takeTeamPictureAway, 'removed')
};
