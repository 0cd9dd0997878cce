import type { Namespace, Server } from 'socket.io';
import * as v from 'valibot';
import {
	CEREMONY_BEAT_MS,
	CEREMONY_CHANNELS,
	CEREMONY_NAMESPACE,
	type CeremonyChannel,
	type FromFollower,
	type ToFollower
} from '#lib/live/ceremony-protocol.ts';
import { ID_PATTERN } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { followerView, following, screenOfKey } from '#lib/server/ceremony/follower-view.ts';
import { log } from '#lib/server/log.ts';
import { allowance } from './admission.ts';
import { listen } from './bus.ts';
import { everyBeat } from './every-beat.ts';

const FollowSchema = v.strictObject({
	roundId: v.pipe(v.string(), v.regex(ID_PATTERN)),
	channel: v.picklist(CEREMONY_CHANNELS),
	key: v.pipe(v.string(), v.maxLength(100)),
	seq: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0)))
});

const roomOf = (roundId: string, channel: CeremonyChannel, key: string) => `${channel}:${roundId}:${key}`;

/** Screens and presenters' pages of ceremonies: they say which round and show the key of its screens, and then only listen. */
export function openCeremonyChannel(io: Server): () => void {
	const channel: Namespace<FromFollower, ToFollower> = io.of(CEREMONY_NAMESPACE);

	channel.on('connection', (socket) => {
		const mayAsk = allowance({ burst: 12, perSecond: 1 });
		socket.onAny(() => {
			if (!mayAsk()) socket.disconnect(true);
		});
		socket.on('follow', (message, answer) => {
			if (typeof answer !== 'function') return;
			const parsed = v.safeParse(FollowSchema, message);
			if (!parsed.success) return answer({ ok: false, code: 'invalid' });
			const { roundId, channel: wanted, key, seq } = parsed.output;
			const join = async () => {
				for (const room of socket.rooms) if (room !== socket.id) await socket.leave(room);
				if (!(await followerView(app().database.read, roundId, { channel: wanted, key }))) {
					return answer({ ok: false, code: 'unknown' });
				}
				// Into the room first: what is committed between the two readings is then told.
				await socket.join(roomOf(roundId, wanted, key));
				const view = await followerView(app().database.read, roundId, { channel: wanted, key });
				answer({ ok: true, now: Date.now(), view: view && view.seq !== seq ? view : null });
			};
			join().catch((error: unknown) => log.error({ err: error }, 'a screen could not follow a ceremony'));
		});
	});

	/** The followed ones by round: the key is in the room's name, so that a new key leaves the old rooms in silence. */
	function followed(): Map<string, { room: string; wanted: CeremonyChannel; key: string }[]> {
		const rounds = new Map<string, { room: string; wanted: CeremonyChannel; key: string }[]>();
		for (const room of channel.adapter.rooms.keys()) {
			const [wanted, roundId, key] = room.split(':');
			if (key === undefined || !roundId) continue;
			const one = { room, wanted: wanted as CeremonyChannel, key };
			rounds.set(roundId, [...(rounds.get(roundId) ?? []), one]);
		}
		return rounds;
	}

	async function tell(roundId: string, what: 'view' | 'beat'): Promise<void> {
		const rooms = followed().get(roundId) ?? [];
		if (rooms.length === 0) return;
		const found = await following(app().database.read, roundId);
		for (const { room, wanted, key } of rooms) {
			if (!found?.opens(wanted, key)) {
				channel.in(room).disconnectSockets(true);
				continue;
			}
			const view = found.views[wanted];
			const { seq, number } = view;
			if (what === 'view') channel.local.to(room).emit('view', view);
			else channel.local.to(room).emit('beat', { roundId, channel: wanted, seq, number, now: Date.now() });
		}
	}

	/** A screen was changed: if it was given up, its key opens nothing any more and its line is cut now, not with the next beat. */
	async function lookAgainAt(screenId: string): Promise<void> {
		for (const [roundId, followers] of followed()) {
			if (followers.some(({ key }) => screenOfKey(key) === screenId)) await tell(roundId, 'beat');
		}
	}

	const stopListening = listen((happening) => {
		if (happening.kind === 'screen.changed' && happening.screenId !== null) {
			lookAgainAt(happening.screenId).catch((error: unknown) =>
				log.error({ err: error }, 'a screen that was given up may still follow a ceremony')
			);
			return;
		}
		if (happening.kind !== 'ceremony.changed') return;
		tell(happening.roundId, 'view').catch((error: unknown) =>
			log.error({ err: error }, 'a ceremony could not be told')
		);
	});
	// Read again at every beat: a step that another process took is found even without its message.
	const stopBeating = everyBeat(CEREMONY_BEAT_MS, async () => {
		for (const roundId of followed().keys()) await tell(roundId, 'beat');
	});
	return () => {
		stopListening();
		stopBeating();
	};
}
