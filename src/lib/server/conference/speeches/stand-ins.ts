import * as v from 'valibot';
import type { DelegateStatus } from '#lib/domain/conference/delegate-status.ts';
import { standIn } from '#lib/domain/conference/stand-in.ts';
import { command } from '#lib/server/command/command.ts';
import { id, version } from '#lib/server/contest/input.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { whereaboutsOf } from '../came-in.ts';
import { assertSpeaker, speechScope, speechSeen } from './speech-scope.ts';

/** Answers who of a delegation is to speak in a speaker's place; null where nobody need. */
export async function standInsOf(read: Tx, conferenceId: string) {
	const [rows, seen] = await Promise.all([
		read.delegate.findMany({
			where: { conferenceId, delegationId: { not: null } },
			select: {
				...{ id: true, delegationId: true, personId: true, role: true, deputyOrder: true },
				...{ status: true, replacesId: true, person: { select: { fullName: true } } }
			}
		}),
		whereaboutsOf(read, conferenceId)
	]);
	const delegations = Map.groupBy(
		rows.map(({ person, personId, status, ...row }) => ({
			...row,
			...{ name: person.fullName, status: status as DelegateStatus, is: seen.get(personId) ?? 'absent' }
		})),
		({ delegationId }) => delegationId
	);
	return (speakerId: string | null, delegationId: string) => {
		if (speakerId === null) return null;
		const found = standIn(speakerId, delegations.get(delegationId) ?? []);
		return found && { id: found.id, name: found.name };
	};
}

/** Gives a speech to somebody else of the unit: at one press, where the speaker is away. */
export const replaceSpeaker = command({
	action: 'speech.save',
	input: v.object({ speechId: id, version, speakerId: id }),
	scope: (tx, { speechId }) => speechScope(tx, speechId),
	async run({ tx, audit, publish }, { speechId, version: seen, speakerId }) {
		const before = await speechSeen(tx, speechId, seen);
		await assertSpeaker(tx, before.delegationId, speakerId);
		await tx.speech.update({
			where: { id: speechId },
			data: { speakerId, version: { increment: 1 } }
		});
		audit({
			subjectKind: 'speech',
			subjectId: speechId,
			before: { speakerId: before.speakerId },
			after: { speakerId }
		});
		publish({ kind: 'programme.changed', conferenceId: before.conferenceId });
		return { speechId };
	}
});
