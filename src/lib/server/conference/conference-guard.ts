import type { Actor } from '#lib/domain/access/actor.ts';
import { may, type Action } from '#lib/domain/access/policy.ts';
import { allow, found } from '#lib/server/auth/guard.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { conferenceScope } from './scope.ts';

/** For loads at the desk: the conference with this code, for an actor who may do `action` in it; answers 404 or 403. */
export async function deskConference(
	read: Tx,
	actor: Actor,
	code: string,
	action: Action = 'conference.read'
) {
	const conference = found(
		await read.conference.findUnique({ where: { code }, include: { host: { select: { name: true } } } })
	);
	const scope = await conferenceScope(read, conference.id);
	allow(actor, action, scope);
	return { conference, mayDo: (wanted: Action) => may(actor, wanted, scope) };
}
