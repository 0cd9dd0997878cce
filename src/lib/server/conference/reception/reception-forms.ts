import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#lib/domain/access/actor.ts';
import { may } from '#lib/domain/access/policy.ts';
import { newId } from '#lib/live/id.ts';
import { badgeSheet } from '#lib/server/admission/badge-sheet.ts';
import { printBadges } from '#lib/server/admission/print-badges.ts';
import { app } from '#lib/server/app.ts';
import type { Command } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import { fieldsOf, refusedForm } from '#lib/server/command/form.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { DeskRefused } from '#lib/server/desk/desk-form.ts';
import { BADGE_FORMATS, type BadgeFormat } from '#lib/server/documents/badges/badge-formats.ts';
import { printBadgeSheets } from '#lib/server/documents/print-record.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import { conferenceScope } from '../scope.ts';
import { admitAsGuest } from './admit-as-guest.ts';
import { badgeAtDesk } from './badge-at-desk.ts';
import { bindTemporary } from './bind-temporary.ts';
import { exchangeInvite } from './exchange-invite.ts';
import { unboundTemporary } from './pool-query.ts';
import { atReception } from './reception-query.ts';
import { registerAtDesk } from './register-at-desk.ts';
import { substituteAtDesk } from './substitute-at-desk.ts';
import { swapAtDesk } from './swap-at-desk.ts';

/** Who works at which conference's registration desk: an organizer, or an operator at a gate's tablet. */
export interface AtDesk {
	readonly actor: Actor;
	readonly conference: { readonly id: string; readonly code: string; readonly tag: string };
	/** The gate at whose desk it is; its temporary badges are this gate's. */
	readonly gateId?: string;
}

/** Everything that the page of a registration desk shows. */
export async function receptionPage(
	event: Pick<RequestEvent, 'url' | 'locals'>,
	{ actor, conference, gateId }: AtDesk
) {
	const { read } = app().database;
	const scope = await conferenceScope(read, conference.id);
	const query = (event.url.searchParams.get('q') ?? '').slice(0, 300);
	const refused = event.url.searchParams.get('refused');
	return {
		key: newId(),
		query,
		at: await atReception(read, conference, query),
		may: {
			register: may(actor, 'reception.register', scope),
			badge: may(actor, 'reception.badge', scope),
			seat: may(actor, 'reception.seat', scope)
		},
		temporary: await unboundTemporary(read, conference.id, gateId ?? null),
		formats: BADGE_FORMATS,
		notPrinted: refused && refusalWords(new Refusal(refused), event.locals.locale).text
	};
}

async function run(event: RequestEvent, { actor, conference }: AtDesk, command: Command) {
	const { database } = app();
	const form = await event.request.formData();
	const { at, ...fields } = fieldsOf(form);
	const name = typeof at === 'string' ? at : '';
	const outcome = await execute(database, command, {
		actor,
		input: { ...fields, conferenceId: conference.id },
		key: String(form.get('key') ?? '') || undefined,
		requestId: event.locals.requestId
	});
	if (!outcome.ok) {
		const answer = refusedForm(event, outcome.refusal, fields);
		return fail(answer.status, { ...answer.data, values: fields, at: name } satisfies DeskRefused);
	}
	const value = outcome.value as { readonly delegateId: string; readonly credential: string };
	const { person } = await database.read.delegate.findUniqueOrThrow({
		where: { id: value.delegateId },
		select: { person: { select: { fullName: true } } }
	});
	return { done: true as const, at: name, value: { ...value, name: person.fullName } };
}

/** What the forms of a registration desk do; `find` says who works there. */
export function receptionActions<Event extends RequestEvent>(find: (event: Event) => Promise<AtDesk>) {
	const does = (command: unknown) => async (event: Event) =>
		run(event, await find(event), command as Command);
	return {
		register: does(registerAtDesk),
		badge: does(badgeAtDesk),
		exchange: does(exchangeInvite),
		substitute: does(substituteAtDesk),
		swap: does(swapAtDesk),
		guest: does(admitAsGuest),
		bind: does(bindTemporary)
	};
}

/** Writes down that one badge goes to the printer and answers it as a PDF that the browser opens; a "no" goes back to the desk. */
export async function printAtDesk(
	event: RequestEvent,
	{ actor, conference }: AtDesk,
	desk: string
): Promise<Response> {
	const { database } = app();
	const form = await event.request.formData();
	const { credential, format, again } = fieldsOf(form);
	const at = new Date();
	const back = (code: string): never => redirect(303, `${desk}?refused=${code}`);
	const outcome = await execute(database, printBadges, {
		actor,
		input: { conferenceId: conference.id, credentials: [credential], format, again },
		key: String(form.get('key') ?? '') || undefined,
		requestId: event.locals.requestId,
		at
	});
	if (!outcome.ok) {
		const { code, fields } = outcome.refusal;
		return back(fields[0]?.code ?? code);
	}
	try {
		const bytes = await printBadgeSheets(
			await badgeSheet(database.read, {
				conferenceId: conference.id,
				numbers: outcome.value.numbers,
				format: String(format) as BadgeFormat,
				locale: event.locals.locale,
				at
			})
		);
		return new Response(bytes as BodyInit, {
			headers: {
				'Content-Type': 'application/pdf',
				'Content-Disposition': `inline; filename="the-dai-bieu-${conference.code}.pdf"`,
				'Cache-Control': 'private, no-store'
			}
		});
	} catch (error) {
		if (error instanceof Refusal) return back(error.code);
		throw error;
	}
}
