import { redirect } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { execute } from '#lib/server/command/execute.ts';
import { fieldsOf } from '#lib/server/command/form.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { makeDelegationLinks } from '#lib/server/conference/delegations/delegation-links.ts';
import { letterJob } from '#lib/server/conference/delegations/letters.ts';
import { issueInvites } from '#lib/server/conference/reception/issue-invites.ts';
import { printPapers } from '#lib/server/documents/print-record.ts';
import type { RequestHandler } from './$types';

/** The invitations as one PDF, or one a unit in a ZIP. With the units' own links they are made anew: none is stored to be printed again. */
export const POST: RequestHandler = async ({ params, locals, request, url }) => {
	const { database, config } = app();
	const { read } = database;
	const { conference } = await deskConference(read, locals.actor, params.code, 'delegation.link');
	const form = await request.formData();
	const { qr, form: wanted, slips, ...fields } = fieldsOf(form);
	const back = (code: string): never =>
		redirect(303, `/desk/conferences/${encodeURIComponent(conference.code)}/delegations?refused=${code}`);
	const chosen = Array.isArray(fields.delegationIds) ? (fields.delegationIds as string[]) : [];
	const all = await read.delegation.findMany({
		where: { conferenceId: conference.id },
		select: { id: true }
	});
	const delegationIds = chosen.length > 0 ? chosen : all.map(({ id }) => id);
	if (delegationIds.length === 0) back('delegation_choose_units');
	const tokens = new Map<string, string>();
	if (qr === 'own') {
		const outcome = await makeDelegationLinks(database, {
			actor: locals.actor,
			input: { conferenceId: conference.id, delegationIds },
			key: form.get('key') ? `${String(form.get('key'))}:letters` : undefined,
			requestId: locals.requestId
		});
		if (!outcome.ok) return back(outcome.refusal.code);
		if (outcome.replayed) return back('delegation_letters_again');
		for (const { delegationId, token } of outcome.links) tokens.set(delegationId, token);
	} else if (conference.status === 'draft') {
		return back('delegation_letters_draft');
	}
	const withSlips = slips === 'on';
	if (withSlips) {
		const outcome = await execute(database, issueInvites, {
			actor: locals.actor,
			input: { conferenceId: conference.id, delegationIds },
			requestId: locals.requestId
		});
		if (!outcome.ok) return back(outcome.refusal.code);
	}
	const isZip = wanted === 'zip';
	const job = await letterJob(read, {
		...{
			conferenceId: conference.id,
			delegationIds,
			tokens,
			withSlips,
			locale: locals.locale,
			at: new Date()
		},
		origin: config.origin ?? url.origin,
		form: isZip ? 'zip' : 'pdf'
	});
	if (!job) return back('not_found');
	const bytes = await printPapers(job);
	return new Response(bytes as BodyInit, {
		headers: {
			'Content-Type': isZip ? 'application/zip' : 'application/pdf',
			'Content-Disposition': `attachment; filename="giay-moi-${conference.code}.${isZip ? 'zip' : 'pdf'}"`,
			'Cache-Control': 'private, no-store'
		}
	});
};
