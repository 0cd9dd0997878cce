import { redirect } from '@sveltejs/kit';
import { printedTicketCode } from '#lib/domain/vote/ticket-code.ts';
import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { fieldsOf } from '#lib/server/command/form.ts';
import { deskContest } from '#lib/server/contest/contest-guard.ts';
import { printTickets } from '#lib/server/documents/print-record.ts';
import { issueTickets, reissueTicket } from '#lib/server/vote/issue-tickets.ts';
import { foundVote, prizeOf } from '#lib/server/vote/public-vote-query.ts';
import type { RequestHandler } from './$types';

/** Makes tickets and answers their sheets: the one moment in which their secrets exist outside of paper. */
export const POST: RequestHandler = async ({ params, locals, request, url }) => {
	const { database, config } = app();
	const { read } = database;
	const { contest } = await deskContest(read, locals.actor, params.code, 'vote.ticket');
	const vote = found(await foundVote(read, params.vote));
	if (vote.round.contestId !== contest.id) found(null);
	const form = await request.formData();
	const { number, ...fields } = fieldsOf(form);
	const at = new Date();
	const asked = {
		actor: locals.actor,
		input: { ...fields, voteId: vote.id, ...(number === undefined ? {} : { number }) },
		key: String(form.get('key') ?? '') || undefined,
		requestId: locals.requestId,
		at
	};
	const outcome = await (number === undefined ? issueTickets : reissueTicket)(database, asked);
	const back = `/desk/contests/${encodeURIComponent(contest.code)}/votes/${vote.id}`;
	if (!outcome.ok) {
		const { code, fields: problems } = outcome.refusal;
		redirect(303, `${back}?refused=${problems[0]?.code ?? code}`);
	}
	// The same form once more: the sheet was made, and nothing can print its secrets again.
	if (outcome.tickets.length === 0) redirect(303, `${back}?refused=key_reused`);
	const address = new URL('/vote', config.origin ?? url);
	const prize = await prizeOf(read, vote);
	const bytes = await printTickets({
		locale: locals.locale,
		contest: locals.locale === 'en' ? contest.titleEn : contest.titleVi,
		prize: prize[locals.locale],
		address: address.href,
		shortAddress: address.host + address.pathname,
		at,
		tickets: outcome.tickets.map(({ code, ...ticket }) => ({ ...ticket, code: printedTicketCode(code) }))
	});
	const [first, last] = [outcome.tickets[0]!.number, outcome.tickets.at(-1)!.number];
	return new Response(bytes as BodyInit, {
		headers: {
			'Content-Type': 'application/pdf',
			'Content-Disposition': `attachment; filename="the-binh-chon-${contest.code}-${first}-${last}.pdf"`,
			'Cache-Control': 'private, no-store'
		}
	});
};
