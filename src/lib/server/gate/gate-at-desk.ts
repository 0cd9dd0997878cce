import type { RequestEvent } from '@sveltejs/kit';
import { may } from '#lib/domain/access/policy.ts';
import { app } from '#lib/server/app.ts';
import { conferenceScope } from '#lib/server/conference/scope.ts';
import { gateOf } from './gate-session.ts';

/** Who works at a tablet as a registration desk; null where it is paired with no gate, or nobody with that right is on shift. */
export async function gateAtDesk(event: Pick<RequestEvent, 'cookies'>) {
	const { read } = app().database;
	const session = await gateOf(event, read);
	if (!session?.operator) return null;
	const { actor, conferenceId } = session;
	if (!may(actor, 'reception.read', await conferenceScope(read, conferenceId))) return null;
	const conference = await read.conference.findUniqueOrThrow({ where: { id: conferenceId } });
	return { actor, conference, gateId: session.gateId };
}
