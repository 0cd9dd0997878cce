import { error, redirect } from '@sveltejs/kit';
import { may, mayAnywhere } from '#lib/domain/access/policy.ts';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { allowAnywhere, found } from '#lib/server/auth/guard.ts';
import { reachOf } from '#lib/server/auth/reach.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { homonymsOf, isWithinReach, personById } from '#lib/server/people/person-query.ts';
import { personScope, savePerson } from '#lib/server/people/save-person.ts';
import { unitChoices } from '#lib/server/people/unit-query.ts';
import type { Actions, PageServerLoad } from './$types';
import { nameOf } from '#lib/words/named.ts';

export const load: PageServerLoad = async ({ locals: { actor, locale }, params }) => {
	allowAnywhere(actor, 'person.read');
	const { read } = app().database;
	const { members, seats, account, unit, ...person } = found(await personById(read, params.id));
	const seen = await reachOf(read, actor, 'person.read');
	if (!(await isWithinReach(read, seen, person.id))) error(403, 'forbidden');
	const scope = await personScope(read, person.id);
	const reach = await reachOf(read, actor, 'person.save');
	const title = (contest: { titleVi: string; titleEn: string }) =>
		locale === 'en' ? contest.titleEn : contest.titleVi;
	return {
		key: newId(),
		person,
		unit,
		account: may(actor, 'account.read', scope) ? account : null,
		mayOpenAccount: !account && may(actor, 'account.create', scope),
		mayEdit: may(actor, 'person.save', scope),
		mayBeNowhere: reach.everywhere || (person.unitId === null && mayAnywhere(actor, 'person.save')),
		units: await unitChoices(read, reach.everywhere ? null : reach.unitIds),
		homonyms: await homonymsOf(read, seen, person),
		teams: members.map(({ team }) => ({ team: team.name, contest: title(team.contest) })),
		seats: seats.map(({ label, round }) => ({
			label,
			round: nameOf(round, locale),
			contest: title(round.contest)
		}))
	};
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const input = { ...fieldsOf(form), personId: event.params.id };
		const result = await runForm(event, savePerson, input, String(form.get('key') ?? ''));
		if (!('done' in result)) return result;
		redirect(303, `/desk/admin/people/${event.params.id}?saved`);
	}
};
