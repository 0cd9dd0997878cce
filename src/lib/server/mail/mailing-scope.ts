import type { Scope } from '#lib/domain/access/actor.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { conferenceScope } from '#lib/server/conference/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** A mailing's conference. Refuses with `not_found`. */
export async function mailingScope(tx: Tx, mailingId: string): Promise<Scope> {
	const mailing = await tx.mailing.findUnique({ where: { id: mailingId }, select: { conferenceId: true } });
	if (!mailing) throw new Refusal('not_found');
	return conferenceScope(tx, mailing.conferenceId);
}

/** The same by one of its letters. */
export async function letterScope(tx: Tx, letterId: string): Promise<Scope> {
	const letter = await tx.mailedLetter.findUnique({ where: { id: letterId }, select: { mailingId: true } });
	if (!letter) throw new Refusal('not_found');
	return mailingScope(tx, letter.mailingId);
}
