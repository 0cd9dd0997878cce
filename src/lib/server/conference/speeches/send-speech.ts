import * as v from 'valibot';
import { isWithUnit, type SpeechState } from '#lib/domain/conference/speech-state.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalId, text, version } from '#lib/server/contest/input.ts';
import { assertSpeaker, speechScope, speechSeen, stepped } from './speech-scope.ts';
import { maySendNow } from './speech-deadline.ts';

/** About twenty pages: longer papers are not read out. */
export const MOST_LETTERS = 60_000;

/** Behind a unit's link: whether it still works and speeches are still taken, read again in the transaction. */
async function assertMaySend({ tx, actor, at }: Pick<Context, 'tx' | 'actor' | 'at'>): Promise<void> {
	if (actor.kind !== 'delegation') return;
	const delegation = await tx.delegation.findUnique({
		where: { id: actor.delegationId },
		include: { conference: true }
	});
	if (!delegation?.linkHash || delegation.linkRevokedAt) throw new Refusal('delegation_link_dead');
	if (!maySendNow(delegation.conference, at)) throw new Refusal('speech_closed');
}

/** The unit takes the call, and may say who will speak. */
export const promiseSpeech = command({
	action: 'speech.send',
	input: v.object({ speechId: id, version, speakerId: optionalId }),
	scope: (tx, { speechId }) => speechScope(tx, speechId),
	async run(context, { speechId, version: seen, speakerId }) {
		await assertMaySend(context);
		const { tx, audit, publish } = context;
		const before = await speechSeen(tx, speechId, seen);
		const state = stepped(before, 'promise');
		await assertSpeaker(tx, before.delegationId, speakerId);
		await tx.speech.update({
			where: { id: speechId },
			data: { state, speakerId, version: { increment: 1 } }
		});
		audit({
			subjectKind: 'speech',
			subjectId: speechId,
			before: { state: before.state, speakerId: before.speakerId },
			after: { state, speakerId }
		});
		publish({ kind: 'programme.changed', conferenceId: before.conferenceId });
		return { state };
	}
});

/** The unit sends its title and text, or a better one, until the deadline and as long as the desk has not placed it. */
export const sendSpeech = command({
	action: 'speech.send',
	input: v.object({
		speechId: id,
		version,
		speakerId: optionalId,
		title: text(300),
		text: text(MOST_LETTERS)
	}),
	scope: (tx, { speechId }) => speechScope(tx, speechId),
	async run(context, { speechId, version: seen, ...fields }) {
		await assertMaySend(context);
		const { tx, at, audit, publish } = context;
		const before = await speechSeen(tx, speechId, seen);
		if (!isWithUnit(before.state as SpeechState)) throw new Refusal('speech_with_desk');
		const state = stepped(before, 'send');
		await assertSpeaker(tx, before.delegationId, fields.speakerId);
		await tx.speech.update({
			where: { id: speechId },
			data: {
				...{ ...fields, state, sentAt: at },
				...{ reviewedAt: null, reviewedBy: null, version: { increment: 1 } }
			}
		});
		audit({
			subjectKind: 'speech',
			subjectId: speechId,
			before: { state: before.state, title: before.title, letters: before.text?.length ?? 0 },
			after: { state, title: fields.title, speakerId: fields.speakerId, letters: fields.text.length }
		});
		publish({ kind: 'programme.changed', conferenceId: before.conferenceId });
		return { state };
	}
});
