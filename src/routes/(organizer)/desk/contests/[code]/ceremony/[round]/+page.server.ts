import { printedCode } from '#lib/domain/results/public-code.ts';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { buildCeremony } from '#lib/server/ceremony/build-ceremony.ts';
import { ceremonyTyped } from '#lib/server/ceremony/ceremony-form.ts';
import { confirmCeremony } from '#lib/server/ceremony/confirm-ceremony.ts';
import { ceremonyDesk } from '#lib/server/ceremony/desk-view.ts';
import { endCeremony } from '#lib/server/ceremony/end-ceremony.ts';
import { goCeremony } from '#lib/server/ceremony/go-ceremony.ts';
import { rehearseCeremony } from '#lib/server/ceremony/rehearse-ceremony.ts';
import { startCeremony } from '#lib/server/ceremony/start-ceremony.ts';
import { stopCeremony } from '#lib/server/ceremony/stop-ceremony.ts';
import type { Command } from '#lib/server/command/command.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { deskRound } from '#lib/server/contest/contest-guard.ts';
import { named } from '#lib/words/named.ts';
import type { Actions, PageServerLoad } from './$types';

const here = ({ params, locals }: Pick<Parameters<PageServerLoad>[0], 'params' | 'locals'>) =>
	deskRound(app().database.read, locals.actor, params.code, params.round, 'ceremony.read');

export const load: PageServerLoad = async (event) => {
	const { round, mayDo } = await here(event);
	const { locale, actor } = event.locals;
	const view = await app().database.snapshot((read) => ceremonyDesk(read, round.id, locale, new Date()));
	const me = actor.kind === 'account' ? actor.accountId : null;
	return {
		round: { id: round.id, ...named(round, locale) },
		view,
		isBuilder: view.script !== null && view.script.builtBy.id === me,
		key: newId(),
		may: {
			build: mayDo('ceremony.build'),
			confirm: mayDo('ceremony.confirm'),
			run: mayDo('ceremony.run'),
			end: mayDo('ceremony.end')
		}
	};
};

type Event = Parameters<Actions[string]>[0];

async function ask(event: Event, command: Command, input = (fields: Record<string, unknown>) => fields) {
	const { round } = await here(event as Parameters<PageServerLoad>[0]);
	const form = await event.request.formData();
	const fields = input({ ...fieldsOf(form), roundId: round.id });
	return runForm(event, command, fields, String(form.get('key') ?? ''));
}

export const actions: Actions = {
	build: async (event) => {
		const typed = (fields: Record<string, unknown>) => ceremonyTyped(fields, String(fields.roundId));
		const answer = await ask(event, buildCeremony as Command, typed);
		return 'done' in answer ? { built: answer.value as { steps: number } } : answer;
	},
	confirm: (event) => ask(event, confirmCeremony as Command),
	rehearse: (event) => ask(event, rehearseCeremony as Command),
	start: (event) => ask(event, startCeremony as Command),
	go: (event) => ask(event, goCeremony as Command),
	stop: (event) => ask(event, stopCeremony as Command),
	end: async (event) => {
		const answer = await ask(event, endCeremony as Command);
		if (!('done' in answer)) return answer;
		const { version, code } = answer.value as { version: number; code: string };
		return { published: { version, code: printedCode(code) } };
	}
};
