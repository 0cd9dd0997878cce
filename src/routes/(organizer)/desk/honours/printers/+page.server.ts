import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { allowAnywhere } from '#lib/server/auth/guard.ts';
import type { Command } from '#lib/server/command/command.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { refusedAt } from '#lib/server/conference/conference-form.ts';
import {
	addPrinter,
	measurePrinter,
	printersFor,
	removePrinter
} from '#lib/server/honours/printing/printers.ts';
import { templateUnits } from '#lib/server/honours/templates/template-units.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals: { actor }, depends }) => {
	depends('desk:round');
	allowAnywhere(actor, 'printer.save');
	const { read } = app().database;
	return {
		key: newId(),
		printers: await printersFor(read, actor),
		units: await templateUnits(read, actor, 'printer.save')
	};
};

async function run(event: RequestEvent, command: Command) {
	const form = await event.request.formData();
	const { at, ...fields } = fieldsOf(form);
	const answer = await runForm(event, command, fields, String(form.get('key') ?? ''));
	const name = typeof at === 'string' ? at : '';
	return 'done' in answer ? { ...answer, at: name } : refusedAt(answer, name, fields);
}

export const actions: Actions = {
	add: (event) => run(event, addPrinter),
	measure: (event) => run(event, measurePrinter),
	remove: (event) => run(event, removePrinter)
};
