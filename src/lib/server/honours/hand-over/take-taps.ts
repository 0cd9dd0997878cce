import * as v from 'valibot';
import type { Actor } from '#lib/domain/access/actor.ts';
import { TAPS_AT_ONCE, type SentTap, type TapResult, type TapsAnswer } from '#lib/live/hand-over-protocol.ts';
import { ID_PATTERN } from '#lib/live/id.ts';
import { execute } from '#lib/server/command/execute.ts';
import type { Database } from '#lib/server/db/client.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import { sentPeople } from './look-at-stage.ts';
import { recordHandOver } from './record-hand-over.ts';

const id = v.pipe(v.string(), v.regex(ID_PATTERN));

/** What a tablet sends: whose taps they are, and the taps; what is in a tap is the command's to look at. */
export const TapsSchema = v.object({
	account: id,
	taps: v.pipe(v.array(v.looseObject({ id, recipientId: id })), v.minLength(1), v.maxLength(TAPS_AT_ONCE))
});

interface Sent {
	readonly awardId: string;
	readonly actor: Actor;
	readonly taps: readonly (Pick<SentTap, 'id' | 'recipientId'> & Partial<SentTap>)[];
	readonly locale: 'vi' | 'en';
	readonly requestId?: string;
}

/**
 * Takes what a tablet wrote down beside the stage, one tap after another, each a command of its own under its own key: a tap that
 * was taken before is answered from its receipt. Throws what the database throws; then the tablet sends all of them again.
 */
export async function takeTaps(
	database: Database,
	{ awardId, actor, taps, locale, requestId }: Sent
): Promise<TapsAnswer> {
	const results: TapResult[] = [];
	for (const { id: key, recipientId, step, receiver, version, certificateId, after, tappedAt } of taps) {
		const members = [{ recipientId, version, receiverName: receiver, certificateId }];
		const input = { awardId, step, members, after, tappedAt };
		const outcome = await execute(database, recordHandOver, { actor, input, key, requestId });
		if (outcome.ok) results.push({ id: key, ok: true });
		else {
			const { code, text } = refusalWords(outcome.refusal, locale);
			results.push({ id: key, ok: false, code, text });
		}
	}
	const ids = [...new Set(taps.map(({ recipientId }) => recipientId))];
	return { at: Date.now(), results, people: await sentPeople(database.read, awardId, ids) };
}
