import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { delegationHolder } from '#lib/server/conference/delegations/delegation-actor.ts';
import { documentsOfUnit } from '#lib/server/papers/document-query.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	event.setHeaders({ 'Cache-Control': 'private, no-store', 'X-Robots-Tag': 'noindex' });
	const { read } = app().database;
	const { actor, waitSeconds } = await delegationHolder(
		read,
		event.params.token,
		event.getClientAddress(),
		new Date()
	);
	if (waitSeconds > 0) return { kind: 'wait' as const };
	if (actor.kind !== 'delegation') return { kind: 'dead' as const };
	const conference = await read.conference.findUniqueOrThrow({ where: { id: actor.conferenceId } });
	const refused = event.url.searchParams.get('refused');
	return {
		kind: 'open' as const,
		key: newId(),
		token: event.params.token,
		unit: actor.name,
		title: event.locals.locale === 'en' ? conference.titleEn : conference.titleVi,
		documents: await documentsOfUnit(read, actor.conferenceId, actor.delegationId),
		// A file's answer is a file; its "no" comes back as an address.
		refused: refused && refusalWords(new Refusal(refused), event.locals.locale).text
	};
};
