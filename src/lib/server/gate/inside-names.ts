import type { Actor } from '#lib/domain/access/actor.ts';
import { may } from '#lib/domain/access/policy.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { tabletGateScope } from './gate-scope.ts';

/** Names and units of who is inside a checkpoint, by delegate: for the list of an evacuation, where a gate's roster holds no names. */
export async function insideNames(
	read: Tx,
	actor: Actor,
	checkpointId: string
): Promise<Readonly<Record<string, string>>> {
	const scope = await tabletGateScope(read, actor);
	if (!may(actor, 'admission.read', scope)) throw new Refusal('forbidden');
	const conferenceId = scope.conferenceId!;
	const inside = await read.presence.findMany({
		where: { conferenceId, checkpointId, direction: 'in' },
		select: { personId: true }
	});
	const delegates = await read.delegate.findMany({
		where: { conferenceId, personId: { in: inside.map(({ personId }) => personId) } },
		select: {
			id: true,
			person: { select: { fullName: true, unit: { select: { name: true } } } },
			delegation: { select: { unit: { select: { name: true } } } }
		}
	});
	return Object.fromEntries(
		delegates.map(({ id, person, delegation }) => [
			id,
			[person.fullName, delegation?.unit.name ?? person.unit?.name].filter(Boolean).join(' – ')
		])
	);
}
