import type { Actor } from '#lib/domain/access/actor.ts';
import { may } from '#lib/domain/access/policy.ts';
import {
	sentOnStage,
	type HandOverAnswer,
	type HandOverQuestion,
	type SentOnStage,
	type SentStage
} from '#lib/live/hand-over-protocol.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { awardScope } from '../award-scope.ts';
import { hallOnStage, handOverOfDecision, someOnStage } from './hand-over-query.ts';

/** Everything of a hand-over, as it goes to tablets. */
export async function sentStage(read: Tx, awardId: string, actor: Actor, now: Date): Promise<SentStage> {
	const { title, isOpen, people } = await handOverOfDecision(read, awardId, { actor, now });
	return { title, isOpen, people: people.map(sentOnStage) };
}

export const sentPeople = async (read: Tx, awardId: string, ids: readonly string[]): Promise<SentOnStage[]> =>
	(await someOnStage(read, awardId, ids)).map(sentOnStage);

/** Whether a tablet of this actor may be shown a hand-over; else why not. */
export async function mayLook(
	read: Tx,
	actor: Actor,
	awardId: string
): Promise<'yes' | 'signed-out' | 'forbidden' | 'gone'> {
	if (actor.kind !== 'account' || actor.mustChange) return 'signed-out';
	try {
		const scope = await awardScope(read, awardId, 'award.hand-over');
		return may(actor, 'award.hand-over', scope) ? 'yes' : 'forbidden';
	} catch (error) {
		if (error instanceof Refusal) return 'gone';
		throw error;
	}
}

/** Answers a tablet beside the stage, authorised anew at every question. */
export async function lookAtStage(
	read: Tx,
	actor: Actor,
	asked: HandOverQuestion,
	now = new Date()
): Promise<HandOverAnswer> {
	const { awardId } = asked;
	const allowed = await mayLook(read, actor, awardId);
	if (allowed !== 'yes' || actor.kind !== 'account') {
		return { kind: allowed === 'yes' ? 'signed-out' : allowed };
	}
	const known = { at: now.getTime(), account: actor.accountId };
	switch (asked.of) {
		case 'whole':
			return { ...known, kind: 'whole', stage: await sentStage(read, awardId, actor, now) };
		case 'people':
			return { ...known, kind: 'people', people: await sentPeople(read, awardId, asked.ids) };
		case 'hall': {
			const hall = await hallOnStage(read, awardId, { actor, now });
			return { ...known, kind: 'hall', hall: Object.fromEntries(hall) };
		}
	}
}
