import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { GenericSchema } from 'valibot';
import { teamLimitsInWords } from '#lib/words/rules.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import { emptyTeam, teamValues } from '#lib/features/contest/team-values.ts';
import { reshaped } from '#lib/features/registration/registration-lines.ts';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import type { Command } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import { fieldsOf, statusOf } from '#lib/server/command/form.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { linkHolder } from '#lib/server/registration/invitation-actor.ts';
import { sendTeamPicture, takeTeamPictureAway } from '#lib/server/registration/picture-form.ts';
import { openInvitation } from '#lib/server/registration/open-invitation.ts';
import { registerTeam, submitTeam } from '#lib/server/registration/register-team.ts';
import { unitRegistration } from '#lib/server/registration/unit-query.ts';
import type { Actions, PageServerLoad } from './$types';

const holderOf = (event: Pick<RequestEvent, 'params' | 'getClientAddress'>) =>
	linkHolder(app().database.read, event.params.token ?? '', event.getClientAddress(), new Date());

export const load: PageServerLoad = async (event) => {
	event.setHeaders({ 'Cache-Control': 'private, no-store', 'X-Robots-Tag': 'noindex' });
	const { actor, waitSeconds } = await holderOf(event);
	if (waitSeconds > 0) return { kind: 'wait' as const };
	if (actor.kind !== 'invitation') return { kind: 'dead' as const };
	const registration = await unitRegistration(app().database.read, actor, new Date());
	const asked = event.url.searchParams.get('team');
	const mayAdd =
		registration.isOpen &&
		registration.teams.filter(({ isOwn, withdrawnAt }) => isOwn && !withdrawnAt).length <
			registration.maxTeams;
	const team =
		asked === 'new' && mayAdd
			? null
			: (registration.teams.find(({ id }) => id === asked) ?? registration.teams[0] ?? null);
	return {
		kind: 'open' as const,
		...registration,
		limitWords: teamLimitsInWords({ teams: registration.limits }, event.locals.locale),
		mayAdd,
		team,
		blank: { ...emptyTeam(), unitIds: [registration.unit.id] },
		said: event.url.searchParams.get('said'),
		key: newId()
	};
};

interface Posted {
	readonly input: Record<string, unknown>;
	readonly fields: Record<string, unknown>;
	readonly key: string | undefined;
}

async function posted(event: RequestEvent): Promise<Posted> {
	const form = await event.request.formData();
	const fields = fieldsOf(form);
	const { isGuest: _, ...values } = teamValues(fields);
	const version = typeof fields.version === 'string' && fields.version !== '' ? fields.version : null;
	const key = form.get('key');
	return {
		fields,
		input: { ...values, teamId: fields.teamId, version },
		key: typeof key === 'string' && key !== '' ? key : undefined
	};
}

async function run<Schema extends GenericSchema>(
	event: RequestEvent,
	command: Command<Schema, { teamId: string }>,
	said: string
) {
	const { input, fields, key } = await posted(event);
	const { actor, waitSeconds } = await holderOf(event);
	const outcome =
		actor.kind === 'invitation'
			? await execute(app().database, command, { actor, input, key, requestId: event.locals.requestId })
			: ({
					ok: false,
					refusal:
						waitSeconds > 0
							? new Refusal('too_many', { seconds: waitSeconds })
							: new Refusal('registration_link_dead')
				} as const);
	if (!outcome.ok) {
		return fail(statusOf(outcome.refusal), {
			refused: refusalWords(outcome.refusal, event.locals.locale),
			values: teamValues(fields)
		});
	}
	redirect(303, `?team=${outcome.value.teamId}&said=${said}`);
}

/** The team's photograph, sent or taken away: a form of its own, so that what is typed in the other stays. */
async function pictured(event: RequestEvent, said: 'pictured' | 'unpictured') {
	const form = await event.request.formData();
	const { actor } = await holderOf(event);
	const { requestId, locale } = event.locals;
	const sent = { actor, teamId: String(form.get('teamId') ?? ''), form, requestId };
	const { database } = app();
	const outcome =
		actor.kind !== 'invitation'
			? ({ ok: false, refusal: new Refusal('registration_link_dead') } as const)
			: said === 'pictured'
				? await sendTeamPicture(database, sent)
				: await takeTeamPictureAway(database, sent);
	if (outcome.ok) redirect(303, `?team=${outcome.value.teamId}&said=${said}#picture`);
	return fail(statusOf(outcome.refusal), {
		refused: null,
		values: null,
		picture: refusalWords(outcome.refusal, locale)
	});
}

/** The form again with a line more or less; nothing is saved. */
async function reshape(event: RequestEvent) {
	const { fields } = await posted(event);
	const line = event.url.searchParams.get('line');
	const values = reshaped(fields, {
		add: event.url.searchParams.get('role') ?? undefined,
		remove: line === null ? undefined : Number(line)
	});
	return { refused: null, values };
}

export const actions: Actions = {
	save: (event) => run(event, registerTeam, 'saved'),
	submit: (event) => run(event, submitTeam, 'submitted'),
	picture: (event) => pictured(event, 'pictured'),
	removePicture: (event) => pictured(event, 'unpictured'),
	add: reshape,
	remove: reshape,
	opened: async (event) => {
		const { actor } = await holderOf(event);
		if (actor.kind === 'invitation') await execute(app().database, openInvitation, { actor, input: {} });
		return { refused: null, values: null };
	}
};
