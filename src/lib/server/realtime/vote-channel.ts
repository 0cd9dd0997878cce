import type { Namespace, Server } from 'socket.io';
import * as v from 'valibot';
import { ID_PATTERN } from '#lib/live/id.ts';
import {
	VOTE_NAMESPACE,
	type FromVoteViewer,
	type PublicVote,
	type ToVoteViewer
} from '#lib/live/vote-protocol.ts';
import { app } from '#lib/server/app.ts';
import { log } from '#lib/server/log.ts';
import { currentVote, publicVote } from '#lib/server/vote/public-vote-query.ts';
import { addressOf } from './address.ts';
import { admission, allowance } from './admission.ts';
import { listen } from './bus.ts';

const id = v.pipe(v.string(), v.regex(ID_PATTERN));
const LookSchema = v.union([v.strictObject({ voteId: id }), v.strictObject({ roundId: id })]);

/** A whole hall looks again at once when a vote opens: it is read once in so many milliseconds. */
const KEPT_MS = 300;

const roomOf = (roundId: string) => `round:${roundId}`;

/** Votes of the audience for phones and hall: told of every change of state, never that somebody voted. */
export function openVoteChannel(io: Server): () => void {
	const channel: Namespace<FromVoteViewer, ToVoteViewer> = io.of(VOTE_NAMESPACE);
	const hall = admission({
		all: Number(process.env.KHEO_VIEWERS ?? 20_000),
		perAddress: Number(process.env.KHEO_VIEWERS_PER_ADDRESS ?? 6000)
	});
	const kept = new Map<string, { readonly until: number; readonly view: Promise<PublicVote | null> }>();

	function viewOf(asked: v.InferOutput<typeof LookSchema>): Promise<PublicVote | null> {
		const key = JSON.stringify(asked);
		const now = Date.now();
		const held = kept.get(key);
		if (held && held.until > now) return held.view;
		for (const [old, { until }] of kept) if (until <= now) kept.delete(old);
		const { read } = app().database;
		const reading = async () => {
			const voteId = 'voteId' in asked ? asked.voteId : await currentVote(read, asked.roundId);
			return voteId === null ? null : publicVote(read, voteId, new Date());
		};
		const view = reading();
		kept.set(key, { until: now + KEPT_MS, view });
		return view;
	}

	channel.use((socket, next) => {
		const address = addressOf(socket.request);
		if (!hall.enter(address)) return next(new Error('too_many'));
		socket.conn.once('close', () => hall.leave(address));
		next();
	});

	channel.on('connection', (socket) => {
		const mayAsk = allowance({ burst: 20, perSecond: 1 });
		socket.onAny(() => {
			if (!mayAsk()) socket.disconnect(true);
		});
		socket.on('look', (message, answer) => {
			const parsed = v.safeParse(LookSchema, message);
			if (typeof answer !== 'function') return;
			if (!parsed.success) return answer(null);
			viewOf(parsed.output)
				.then(async (view) => {
					const roundId = view?.roundId ?? ('roundId' in parsed.output ? parsed.output.roundId : null);
					if (roundId) await socket.join(roomOf(roundId));
					answer(view && { ...view, serverTime: Date.now() });
				})
				.catch((error: unknown) => {
					log.error({ err: error }, 'a vote could not be read');
					answer(null);
				});
		});
	});

	return listen((happening) => {
		if (happening.kind !== 'vote.changed') return;
		kept.clear();
		channel.local.to(roomOf(happening.roundId)).emit('changed', { roundId: happening.roundId });
	});
}
