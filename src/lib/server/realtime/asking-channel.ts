import type { Namespace, Server } from 'socket.io';
import * as v from 'valibot';
import {
	ASKING_NAMESPACE,
	type AskingView,
	type FromAskingViewer,
	type ToAskingViewer
} from '#lib/live/asking-protocol.ts';
import { ID_PATTERN } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { askingView } from '#lib/server/asking/asking-query.ts';
import { log } from '#lib/server/log.ts';
import { addressOf } from './address.ts';
import { admission, allowance } from './admission.ts';
import { listen } from './bus.ts';

const LookSchema = v.strictObject({ conferenceId: v.pipe(v.string(), v.regex(ID_PATTERN)) });

/** Everybody who looks asks again at once: it is read once in so many milliseconds. */
const KEPT_MS = 300;

/** Questions of a hall for its walls and desks: told that something changed, and on asking what is approved. */
export function openAskingChannel(io: Server): () => void {
	const channel: Namespace<FromAskingViewer, ToAskingViewer> = io.of(ASKING_NAMESPACE);
	const hall = admission({ all: 2000, perAddress: 500 });
	const kept = new Map<string, { readonly until: number; readonly view: Promise<AskingView | null> }>();

	function viewOf(conferenceId: string): Promise<AskingView | null> {
		const now = Date.now();
		const held = kept.get(conferenceId);
		if (held && held.until > now) return held.view;
		for (const [old, { until }] of kept) if (until <= now) kept.delete(old);
		const view = askingView(app().database.read, conferenceId);
		kept.set(conferenceId, { until: now + KEPT_MS, view });
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
			if (typeof answer !== 'function') return;
			const parsed = v.safeParse(LookSchema, message);
			if (!parsed.success) return answer(null);
			const { conferenceId } = parsed.output;
			viewOf(conferenceId)
				.then(async (view) => {
					if (view) await socket.join(conferenceId);
					answer(view);
				})
				.catch((error: unknown) => {
					log.error({ err: error }, 'questions could not be read');
					answer(null);
				});
		});
	});

	return listen((happening) => {
		if (happening.kind !== 'questions.changed') return;
		const { conferenceId } = happening;
		kept.delete(conferenceId);
		channel.local.to(conferenceId).emit('changed', { conferenceId });
	});
}
