import { fail } from '@sveltejs/kit';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { fieldsOf, runForm, statusOf } from '#lib/server/command/form.ts';
import { deskContest } from '#lib/server/contest/contest-guard.ts';
import { currentRules } from '#lib/server/contest/rules-query.ts';
import { unitChoice } from '#lib/server/contest/team-query.ts';
import { makeLinks } from '#lib/server/registration/make-invitations.ts';
import { qrPicture } from '#lib/server/registration/qr.ts';
import { registrationDesk } from '#lib/server/registration/registration-query.ts';
import { revokeInvitation } from '#lib/server/registration/revoke-invitation.ts';
import { closeRegistration, openRegistration } from '#lib/server/registration/set-registration.ts';
import { momentTyped } from '#lib/words/moment-typed.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import type { Actions, PageServerLoad } from './$types';

const read = () => app().database.read;

export const load: PageServerLoad = async ({ locals, params }) => {
	const { contest, mayDo } = await deskContest(read(), locals.actor, params.code, 'invitation.make');
	const now = new Date();
	const [desk, units, rules] = await Promise.all([
		registrationDesk(read(), contest.id, now),
		unitChoice(read(), contest.startsOn ?? now.toISOString().slice(0, 10)),
		currentRules(read(), contest.id)
	]);
	return {
		...desk,
		wasOpened: desk.closesAt !== null,
		closesAtTyped: desk.closesAt ? momentTyped(desk.closesAt) : '',
		units,
		maxTeamsPerUnit: rules?.rules.teams.maxTeamsPerUnit ?? null,
		mayReview: mayDo('team.review'),
		key: newId()
	};
};

type Event = Parameters<Actions[string]>[0];

async function asked(event: Event) {
	const { contest } = await deskContest(read(), event.locals.actor, event.params.code);
	const form = await event.request.formData();
	return {
		form,
		contest,
		input: { ...fieldsOf(form), contestId: contest.id },
		key: String(form.get('key') ?? '')
	};
}

export const actions: Actions = {
	open: async (event) => {
		const { input, key } = await asked(event);
		return runForm(event, openRegistration, input, key);
	},
	close: async (event) => {
		const { input, key } = await asked(event);
		return runForm(event, closeRegistration, input, key);
	},
	revoke: async (event) => {
		const { form, key } = await asked(event);
		return runForm(event, revokeInvitation, fieldsOf(form), key);
	},
	invite: async (event) => {
		const { input, key, contest } = await asked(event);
		const outcome = await makeLinks(app().database, {
			actor: event.locals.actor,
			input,
			key: key || undefined,
			requestId: event.locals.requestId
		});
		if (!outcome.ok) {
			const refused = refusalWords(outcome.refusal, event.locals.locale);
			return fail(statusOf(outcome.refusal), { refused, values: input });
		}
		event.setHeaders({ 'Cache-Control': 'no-store' });
		const origin = app().config.origin ?? event.url.origin;
		const collator = new Intl.Collator('vi', { numeric: true });
		const links = await Promise.all(
			outcome.links
				.toSorted((a, b) => collator.compare(a.unitName, b.unitName))
				.map(async ({ unitId, unitName, token }) => {
					const address = `${origin}/register/${token}`;
					return { unitId, unitName, address, qr: await qrPicture(address) };
				})
		);
		return { links, contestCode: contest.code, replayed: outcome.replayed };
	}
};
