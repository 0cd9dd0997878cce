import type { Scope } from '#lib/domain/access/actor.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { conferenceScope } from '#lib/server/conference/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** A question's conference. Refuses with `not_found`. */
export async function questionScope(tx: Tx, questionId: string): Promise<Scope> {
	const question = await tx.hallQuestion.findUnique({
		where: { id: questionId },
		select: { conferenceId: true }
	});
	if (!question) throw new Refusal('not_found');
	return conferenceScope(tx, question.conferenceId);
}

/** The conference of a place to ask from. */
export async function placeScope(tx: Tx, placeId: string): Promise<Scope> {
	const place = await tx.askingPlace.findUnique({ where: { id: placeId }, select: { conferenceId: true } });
	if (!place) throw new Refusal('not_found');
	return conferenceScope(tx, place.conferenceId);
}
