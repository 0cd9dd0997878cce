import type { Scope } from '#lib/domain/access/actor.ts';
import type { SpeechState, SpeechStep } from '#lib/domain/conference/speech-state.ts';
import { speechAfter } from '#lib/domain/conference/speech-state.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { delegationScope } from '../delegations/delegation-scope.ts';

/** A speech stands in its unit's delegation: the unit's link reaches it, and no other. Refuses with `not_found`. */
export async function speechScope(tx: Tx, speechId: string): Promise<Scope> {
	const speech = await tx.speech.findUnique({ where: { id: speechId }, select: { delegationId: true } });
	if (!speech) throw new Refusal('not_found');
	return delegationScope(tx, speech.delegationId);
}

interface SpeechRow {
	readonly state: string;
	readonly text: string | null;
	readonly reviewedAt: Date | null;
}

/** The state after a step, or a refusal. */
export function stepped({ state, text, reviewedAt }: SpeechRow, step: SpeechStep): SpeechState {
	const to = speechAfter(state as SpeechState, step, {
		isThere: text !== null,
		isReviewed: reviewedAt !== null
	});
	if (to === null) throw new Refusal('speech_step_not_allowed');
	return to;
}

/** The speech as its page showed it. */
export async function speechSeen(tx: Tx, speechId: string, version: number | null) {
	const speech = await tx.speech.findUniqueOrThrow({ where: { id: speechId } });
	if (version !== null && speech.version !== version) throw new Refusal('stale');
	return speech;
}

/** A delegate who may read it out: one of the unit's, who has not been replaced. */
export async function assertSpeaker(tx: Tx, delegationId: string, speakerId: string | null) {
	if (speakerId === null) return;
	const delegate = await tx.delegate.findUnique({ where: { id: speakerId } });
	if (delegate?.delegationId !== delegationId || delegate.status === 'substituted') {
		throw new Refusal('invalid', {}, [{ field: 'speakerId', code: 'speech_speaker_unknown' }]);
	}
}
