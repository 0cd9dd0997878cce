import { fail, type RequestEvent } from '@sveltejs/kit';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { execute } from '#lib/server/command/execute.ts';
import { statusOf } from '#lib/server/command/form.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { castVote } from '#lib/server/vote/cast-vote.ts';
import { pressed, ticketHolder } from '#lib/server/vote/ticket-actor.ts';
import { ticketPage } from '#lib/server/vote/ticket-page.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import type { Actions, PageServerLoad } from './$types';

const holderOf = ({ params, getClientAddress }: Pick<RequestEvent, 'params' | 'getClientAddress'>) =>
	ticketHolder(app().database.read, params.token ?? '', getClientAddress(), new Date());

export const load: PageServerLoad = async (event) => {
	// The address is the secret: it goes into no cache, no search, and no other site's log.
	event.setHeaders({
		'Cache-Control': 'private, no-store',
		'X-Robots-Tag': 'noindex'
	});
	event.depends('vote:ticket');
	const { actor, waitSeconds } = await holderOf(event);
	if (waitSeconds > 0) return { kind: 'wait' as const };
	if (actor.kind !== 'ticket') return { kind: 'dead' as const };
	const { token } = event.params;
	const page = await ticketPage(app().database.read, actor, {
		token,
		at: new Date(),
		locale: event.locals.locale
	});
	// Of this page's form: sent twice it is one vote.
	return page ? { kind: 'ticket' as const, press: newId(), ...page } : { kind: 'dead' as const };
};

interface Asked {
	readonly teamId: string;
	readonly press: string;
	readonly after: number;
}

async function asked({ request }: RequestEvent): Promise<Asked> {
	const form = await request.formData();
	const text = (name: string) => String(form.get(name) ?? '').slice(0, 100);
	return { teamId: text('teamId'), press: text('press'), after: Number(text('after')) || 0 };
}

function refused(event: RequestEvent, refusal: Refusal, chosen: string | null) {
	return fail(statusOf(refusal), {
		refused: refusalWords(refusal, event.locals.locale),
		chosen,
		press: null,
		cast: null
	});
}

export const actions: Actions = {
	/** Shows the choice once more. Nothing is sent to the box. */
	choose: async (event) => {
		const { teamId } = await asked(event);
		if (!teamId) return refused(event, new Refusal('vote_choose'), null);
		return { refused: null, chosen: teamId, press: null, cast: null };
	},
	cast: async (event) => {
		const input = await asked(event);
		const { actor, waitSeconds } = await holderOf(event);
		if (actor.kind !== 'ticket') {
			const code = waitSeconds > 0 ? 'too_many' : 'vote_ticket_unknown';
			return refused(event, new Refusal(code, { seconds: waitSeconds }), null);
		}
		const seconds = pressed(actor.ticketId, new Date());
		if (seconds > 0) return refused(event, new Refusal('too_many', { seconds }), input.teamId);
		// Without an idempotency key: its receipt would tell who chose what.
		const outcome = await execute(app().database, castVote, {
			actor,
			input: { ...input, token: event.params.token },
			requestId: event.locals.requestId
		});
		if (!outcome.ok) return refused(event, outcome.refusal, null);
		return { refused: null, chosen: null, press: input.press, cast: outcome.value.kind };
	}
};
