import * as v from 'valibot';
import type { Actor } from '#lib/domain/access/actor.ts';
import type { ChoiceTaken } from '#lib/live/quiz-protocol.ts';
import { ID_PATTERN } from '#lib/live/id.ts';
import { execute } from '#lib/server/command/execute.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Database } from '#lib/server/db/client.ts';
import { allowance } from '#lib/server/realtime/admission.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import { answerQuestion } from './answer-question.ts';

const uuid = v.pipe(v.string(), v.regex(ID_PATTERN));
const ChoiceSchema = v.strictObject({
	/** Made on the tablet before the choice is sent; the same again changes nothing. */
	key: uuid,
	askedId: uuid,
	choice: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(5))
});

interface Sent {
	readonly actor: Actor;
	readonly body: unknown;
	readonly locale: 'vi' | 'en';
	readonly requestId?: string | undefined;
	/** The server's clock when the whole of it was here. */
	readonly at?: Date;
}

// Every press leaves a row for ever: nobody changes a mind faster than this.
const allowances = new Map<string, () => boolean>();

function mayPress(tabletId: string): boolean {
	let ask = allowances.get(tabletId);
	if (!ask) allowances.set(tabletId, (ask = allowance({ burst: 20, perSecond: 2 })));
	return ask();
}

/** A choice from a team's tablet; says yes only after the durable commit. */
export async function takeChoice(database: Database, { actor, body, locale, requestId, at }: Sent) {
	const no = (refusal: Refusal, isFinal: boolean): ChoiceTaken => {
		const late = refusal.code === 'quiz_late' ? Number(refusal.params.ms) : null;
		const { code, text } = refusalWords(refusal, locale);
		return { ok: false, code, text, isFinal, lateMs: late };
	};
	if (actor.kind !== 'team') return no(new Refusal('forbidden'), true);
	const parsed = v.safeParse(ChoiceSchema, body);
	if (!parsed.success) return no(new Refusal('invalid'), true);
	if (!mayPress(actor.tabletId)) return no(new Refusal('too_many', { seconds: 2 }), false);
	const { key, ...input } = parsed.output;
	const outcome = await execute(database, answerQuestion, {
		actor,
		input,
		key,
		requestId,
		...(at ? { at } : {})
	});
	return outcome.ok ? ({ ok: true, at: outcome.value.at } satisfies ChoiceTaken) : no(outcome.refusal, true);
}
