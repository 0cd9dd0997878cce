import type { Namespace, Server, Socket } from 'socket.io';
import * as v from 'valibot';
import { MOST_RECIPIENTS } from '#lib/domain/honours/recipient.ts';
import {
	HAND_OVER_NAMESPACE,
	type FromHandOver,
	type HandOverAnswer,
	type HandOverNews,
	type HandOverQuestion,
	type ToHandOver
} from '#lib/live/hand-over-protocol.ts';
import { ID_PATTERN } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { lookAtStage } from '#lib/server/honours/hand-over/look-at-stage.ts';
import { log } from '#lib/server/log.ts';
import { allowance } from './admission.ts';
import { listen } from './bus.ts';
import { deskActor } from './desk-actor.ts';

const id = v.pipe(v.string(), v.regex(ID_PATTERN));
const QuestionSchema = v.variant('of', [
	v.strictObject({ awardId: id, of: v.literal('whole') }),
	v.strictObject({
		...{ awardId: id, of: v.literal('people') },
		ids: v.pipe(v.array(id), v.maxLength(MOST_RECIPIENTS))
	}),
	v.strictObject({ awardId: id, of: v.literal('hall') })
]);

/** All who look at one hall look again at once: for each account it is read once in so many milliseconds. */
const KEPT_MS = 400;
/** While people stream in, tablets are told at most so often. */
const GATHER_MS = 2000;

const roomOf = (awardId: string) => `award:${awardId}`;

type HandOverSocket = Socket<FromHandOver, ToHandOver>;

/** Opens `/hand-over`: tablets beside the stage hear of taps, of the order and of the gates. The answer stops its listening. */
export function openHandOverChannel(io: Server): () => void {
	const channel: Namespace<FromHandOver, ToHandOver> = io.of(HAND_OVER_NAMESPACE);
	const kept = new Map<string, { readonly until: number; readonly answer: Promise<HandOverAnswer> }>();
	let gathering: ReturnType<typeof setTimeout> | undefined;

	async function answerLook(socket: HandOverSocket, asked: HandOverQuestion): Promise<HandOverAnswer> {
		const { database } = app();
		const actor = await deskActor(app(), socket.request.headers.cookie);
		// Joined first: what changes while it is read is told.
		await socket.join(roomOf(asked.awardId));
		const answer = await (asked.of === 'hall' && actor.kind === 'account'
			? hallOf(asked, actor.accountId, () => lookAtStage(database.read, actor, asked))
			: lookAtStage(database.read, actor, asked));
		if (!('account' in answer)) await socket.leave(roomOf(asked.awardId));
		return answer;
	}

	function hallOf(
		{ awardId }: HandOverQuestion,
		account: string,
		read: () => Promise<HandOverAnswer>
	): Promise<HandOverAnswer> {
		const at = Date.now();
		for (const [old, { until }] of kept) if (until <= at) kept.delete(old);
		const key = `${awardId} ${account}`;
		const held = kept.get(key);
		if (held) return held.answer;
		const answer = read();
		kept.set(key, { until: at + KEPT_MS, answer });
		answer.catch(() => kept.delete(key));
		return answer;
	}

	channel.on('connection', (socket) => {
		const mayAsk = allowance({ burst: 60, perSecond: 6 });
		socket.onAny(() => {
			if (!mayAsk()) socket.disconnect(true);
		});
		socket.on('look', (message, answer) => {
			if (typeof answer !== 'function') return;
			const parsed = v.safeParse(QuestionSchema, message);
			if (!parsed.success) return answer(null);
			answerLook(socket, parsed.output)
				.then(answer)
				.catch((error: unknown) => log.error({ err: error }, 'a hand-over could not be read'));
		});
	});

	const tell = (room: string, news: HandOverNews) => channel.local.to(room).emit('changed', news);

	/** Which hand-overs a gate has to do with is known when they ask: most days there is one conference. */
	function hallChanged(): void {
		gathering ??= setTimeout(() => {
			gathering = undefined;
			kept.clear();
			for (const room of channel.adapter.rooms.keys())
				if (room.startsWith('award:')) tell(room, { of: 'hall' });
		}, GATHER_MS);
		gathering.unref();
	}

	const stop = listen((happening) => {
		switch (happening.kind) {
			case 'hand-over.changed': {
				const { awardId, recipientIds: ids } = happening;
				return void tell(roomOf(awardId), ids ? { of: 'people', ids } : { of: 'whole' });
			}
			case 'presence.changed':
			case 'roster.changed':
			case 'conference.changed':
				hallChanged();
		}
	});
	return () => {
		stop();
		clearTimeout(gathering);
	};
}
