import { redirect } from '@sveltejs/kit';
import { may } from '#lib/domain/access/policy.ts';
import { dayInVietnam } from '#lib/domain/shared/day.ts';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { allowAnywhere, found } from '#lib/server/auth/guard.ts';
import { reachOf } from '#lib/server/auth/reach.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { unitScope } from '#lib/server/contest/scope.ts';
import { saveUnit } from '#lib/server/people/save-unit.ts';
import { unitById, unitChoices, unitPath, unitsBelow } from '#lib/server/people/unit-query.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { actor }, params }) => {
	allowAnywhere(actor, 'unit.read');
	const { read } = app().database;
	const unit = found(await unitById(read, params.id));
	const scope = await unitScope(read, unit.id);
	const reach = await reachOf(read, actor, 'unit.save');
	return {
		key: newId(),
		unit,
		today: dayInVietnam(new Date()),
		path: await unitPath(read, unit.id),
		below: await unitsBelow(read, unit.id),
		mayEdit: may(actor, 'unit.save', scope),
		mayBeTop: reach.everywhere || unit.parentId === null,
		mayReadPeople: may(actor, 'person.read', scope),
		parents: (
			await unitChoices(read, reach.everywhere ? null : [...reach.unitIds, ...(scope.unitIds ?? [])])
		).filter(({ id }) => id !== unit.id)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const input = { ...fieldsOf(form), unitId: event.params.id };
		const result = await runForm(event, saveUnit, input, String(form.get('key') ?? ''));
		if (!('done' in result)) return result;
		redirect(303, `/desk/admin/units/${event.params.id}?saved`);
	}
};
