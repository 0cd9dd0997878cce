import * as v from 'valibot';
import type { Actor } from '#lib/domain/access/actor.ts';
import { newId } from '#lib/live/id.ts';
import { command } from '#lib/server/command/command.ts';
import { execute, type Outcome } from '#lib/server/command/execute.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Database } from '#lib/server/db/client.ts';
import { openPost, whyNot, type Delivery } from './post.ts';
import { mailAddress, mailSetUp } from './settings.ts';

/** That somebody asked for a letter on trial, and where to. */
export const noteTrial = command({
	action: 'mail.set-up',
	input: v.object({ to: mailAddress }),
	scope: async () => ({}),
	async run({ tx, audit }, { to }) {
		if ((await mailSetUp(tx)).kind !== 'ready') throw new Refusal('mail_not_set_up');
		audit({ subjectKind: 'mail-settings', subjectId: 'mail', after: { trial: to } });
		return { to };
	}
});

interface Trial {
	readonly actor: Actor;
	readonly to: unknown;
	readonly subject: string;
	readonly text: string;
	readonly ca?: string;
}

/** Sends one letter by the present settings and answers what the mail server said. */
export async function trySettings(
	database: Database,
	{ actor, to, subject, text, ca }: Trial
): Promise<Outcome<Delivery>> {
	const noted = await execute(database, noteTrial, { actor, input: { to } });
	if (!noted.ok) return noted;
	const setUp = await mailSetUp(database.read);
	if (setUp.kind !== 'ready') return { ok: false, refusal: new Refusal('mail_not_set_up') };
	let value: Delivery;
	try {
		const post = await openPost(setUp.settings, ca);
		const address = { address: noted.value.to, name: null };
		const letter = { id: newId(), to: address, subject, text, at: new Date(), files: [] };
		value = await post.send(letter).finally(() => post.close());
	} catch (error) {
		value = { outcome: 'later', answer: whyNot(error), isServers: true };
	}
	return { ok: true, value, replayed: false };
}
