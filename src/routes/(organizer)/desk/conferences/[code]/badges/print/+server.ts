import { redirect } from '@sveltejs/kit';
import { badgeSheet } from '#lib/server/admission/badge-sheet.ts';
import { printBadges } from '#lib/server/admission/print-badges.ts';
import { app } from '#lib/server/app.ts';
import { execute } from '#lib/server/command/execute.ts';
import { fieldsOf } from '#lib/server/command/form.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { issuePickUps } from '#lib/server/conference/reception/issue-pick-ups.ts';
import type { BadgeFormat } from '#lib/server/documents/badges/badge-formats.ts';
import { printBadgeSheets } from '#lib/server/documents/print-record.ts';
import type { RequestHandler } from './$types';

/** Slips are made where somebody has none, and printed as often as they are asked for: fetching twice shows at the gate. */
const pickUpSlips = ({ actor, requestId }: App.Locals, conferenceId: string, fields: object) =>
	execute(app().database, issuePickUps, { actor, input: { ...fields, conferenceId }, requestId });

/** Writes down what goes to the printer and answers its sheets. The same form once more answers the same sheets. */
export const POST: RequestHandler = async ({ params, locals, request }) => {
	const { database } = app();
	const { read } = database;
	const { conference } = await deskConference(read, locals.actor, params.code, 'credential.print');
	const form = await request.formData();
	const { what, credentials, ...fields } = fieldsOf(form);
	const at = new Date();
	const back = (code: string): never =>
		redirect(303, `/desk/conferences/${encodeURIComponent(conference.code)}/badges?refused=${code}`);
	const pickUps = what === 'pick-ups' ? await pickUpSlips(locals, conference.id, fields) : null;
	const isChosen = what === 'chosen';
	if (isChosen && !credentials) back('admission_nothing_chosen');
	const outcome =
		pickUps ??
		(await execute(database, printBadges, {
			actor: locals.actor,
			input: { ...fields, ...(isChosen ? { credentials } : {}), conferenceId: conference.id },
			key: form.get('key') ? `${String(form.get('key'))}:${isChosen}` : undefined,
			requestId: locals.requestId,
			at
		}));
	if (!outcome.ok) {
		const { code, fields: problems } = outcome.refusal;
		return back(problems[0]?.code ?? code);
	}
	const format = String(fields.format) as BadgeFormat;
	try {
		const input = await badgeSheet(read, {
			conferenceId: conference.id,
			numbers: outcome.value.numbers,
			format,
			locale: locals.locale,
			at
		});
		const bytes = await printBadgeSheets(input);
		return new Response(bytes as BodyInit, {
			headers: {
				'Content-Type': 'application/pdf',
				'Content-Disposition': `attachment; filename="the-dai-bieu-${conference.code}-${format}.pdf"`,
				'Cache-Control': 'private, no-store'
			}
		});
	} catch (error) {
		if (error instanceof Refusal) return back(error.code);
		throw error;
	}
};
