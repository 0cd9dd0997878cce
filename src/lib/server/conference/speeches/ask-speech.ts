import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalId, text, ticked, version, whole } from '#lib/server/contest/input.ts';
import { optionalMoment } from '../conference-fields.ts';
import { conferenceScope } from '../scope.ts';
import { assertSpeaker, speechScope, speechSeen } from './speech-scope.ts';

const MOST_SPEECHES = 300;
export const MOST_SPEECH_MINUTES = 120;

const entries = {
	topic: text(300),
	minutes: whole(1, MOST_SPEECH_MINUTES),
	leastMinutes: whole(1, MOST_SPEECH_MINUTES),
	mustBeSpoken: ticked
};
const isInOrder = ({ minutes, leastMinutes }: { minutes: number; leastMinutes: number }) =>
	leastMinutes <= minutes;

/** Asks a unit for a speech. It finds the call behind its link. */
export const askSpeech = command({
	action: 'speech.save',
	input: v.pipe(
		v.object({ conferenceId: id, delegationId: id, ...entries }),
		v.forward(v.partialCheck([['minutes'], ['leastMinutes']], isInOrder, 'speech_least_too_long'), [
			'leastMinutes'
		])
	),
	scope: (tx, { conferenceId }) => conferenceScope(tx, conferenceId),
	async run({ tx, at, newId, audit, publish }, { conferenceId, delegationId, ...fields }) {
		const delegation = await tx.delegation.findUnique({ where: { id: delegationId } });
		if (delegation?.conferenceId !== conferenceId) {
			throw new Refusal('invalid', {}, [{ field: 'delegationId', code: 'not_found' }]);
		}
		const count = await tx.speech.count({ where: { conferenceId } });
		if (count >= MOST_SPEECHES) throw new Refusal('speech_full', { count: MOST_SPEECHES });
		const speechId = newId();
		await tx.speech.create({
			data: {
				...{ id: speechId, conferenceId, delegationId, ...fields },
				...{ position: count + 1, state: 'asked', createdAt: at }
			}
		});
		audit({ subjectKind: 'speech', subjectId: speechId, after: { delegationId, ...fields } });
		publish({ kind: 'programme.changed', conferenceId });
		return { speechId };
	}
});

/** Changes what a unit was asked for, who speaks and how long. */
export const editSpeech = command({
	action: 'speech.save',
	input: v.pipe(
		v.object({ speechId: id, version, speakerId: optionalId, ...entries }),
		v.forward(v.partialCheck([['minutes'], ['leastMinutes']], isInOrder, 'speech_least_too_long'), [
			'leastMinutes'
		])
	),
	scope: (tx, { speechId }) => speechScope(tx, speechId),
	async run({ tx, audit, publish }, { speechId, version: seen, ...fields }) {
		const before = await speechSeen(tx, speechId, seen);
		await assertSpeaker(tx, before.delegationId, fields.speakerId);
		await tx.speech.update({ where: { id: speechId }, data: { ...fields, version: { increment: 1 } } });
		const { topic, minutes, leastMinutes, mustBeSpoken, speakerId } = before;
		audit({
			subjectKind: 'speech',
			subjectId: speechId,
			before: { topic, minutes, leastMinutes, mustBeSpoken, speakerId },
			after: fields
		});
		publish({ kind: 'programme.changed', conferenceId: before.conferenceId });
		return { speechId };
	}
});

/** Until when units may send their speeches. */
export const setSpeechDeadline = command({
	action: 'speech.save',
	input: v.object({ conferenceId: id, until: optionalMoment }),
	scope: (tx, { conferenceId }) => conferenceScope(tx, conferenceId),
	async run({ tx, audit, publish }, { conferenceId, until }) {
		const where = { id: conferenceId };
		const before = await tx.conference.findUniqueOrThrow({ where, select: { speechesUntil: true } });
		await tx.conference.update({ where, data: { speechesUntil: until } });
		audit({
			subjectKind: 'conference',
			subjectId: conferenceId,
			before,
			after: { speechesUntil: until }
		});
		publish({ kind: 'programme.changed', conferenceId });
		return {};
	}
});
