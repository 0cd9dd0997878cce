import { redirect } from '@sveltejs/kit';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { deskContest } from '#lib/server/contest/contest-guard.ts';
import { teamWhole } from '#lib/server/contest/team-query.ts';
import { reviewTeam } from '#lib/server/registration/review-team.ts';
import {
	namesakesOf,
	submissionChanges,
	submissionsOf,
	unitNamesOf
} from '#lib/server/registration/submissions-query.ts';
import { memberLine, teamAsSent } from '#lib/words/registration.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { read } = app().database;
	const { contest, mayDo } = await deskContest(read, locals.actor, params.code, 'invitation.make');
	const team = found(await teamWhole(read, contest.id, params.team));
	const [sent, namesakes] = await Promise.all([
		submissionsOf(read, team.id),
		namesakesOf(read, contest.id, team.id)
	]);
	const unitNames = await unitNamesOf(read, team.values.unitIds);
	return {
		team: {
			id: team.id,
			code: team.code,
			name: team.values.name,
			status: team.status,
			version: team.version,
			picture: team.picture,
			returnReason: team.returnReason,
			isWithdrawn: team.withdrawnAt !== null,
			isInOpenedRound: team.isInOpenedRound
		},
		now: teamAsSent(team.values, unitNames, locals.locale),
		sent: sent.map(({ at, by }) => ({ at, by })),
		changes:
			sent.length > 1
				? submissionChanges(sent[1]!.submission, sent[0]!.submission, (member) =>
						memberLine(member, locals.locale)
					)
				: null,
		namesakes,
		mayReview: mayDo('team.review'),
		said: url.searchParams.get('said'),
		key: newId()
	};
};

export const actions: Actions = {
	review: async (event) => {
		const form = await event.request.formData();
		const input = { ...fieldsOf(form), teamId: event.params.team };
		const result = await runForm(event, reviewTeam, input, String(form.get('key') ?? ''));
		if ('done' in result) redirect(303, `?said=${result.value.status}`);
		return result;
	}
};
