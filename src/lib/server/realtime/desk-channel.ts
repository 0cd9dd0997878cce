import type { Namespace, Server, Socket } from 'socket.io';
import { safeParse } from 'valibot';
import type { Scope } from '#lib/domain/access/actor.ts';
import { may, type Action } from '#lib/domain/access/policy.ts';
import {
	BEAT_MS,
	DESK_NAMESPACE,
	type DeskNews,
	type FromDesk,
	type Joined,
	type ToDesk
} from '#lib/live/board-protocol.ts';
import { app } from '#lib/server/app.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import { officialProjection } from '#lib/server/live/official-projection.ts';
import { log } from '#lib/server/log.ts';
import { metrics } from '#lib/server/metrics/metrics.ts';
import { allowance } from './admission.ts';
import { BoardRoom, BoardRooms } from './board-room.ts';
import { listen } from './bus.ts';
import { deskActor } from './desk-actor.ts';
import { everyBeat } from './every-beat.ts';
import type { Happening } from './happening.ts';
import { JoinSchema, WatchSchema } from './join.ts';

/** Rights are asked for again this often, so that a role taken away ends what it opened. */
const RECHECK_MS = 60_000;

type DeskSocket = Socket<FromDesk, ToDesk>;

const roomOfRound = (roundId: string) => `round:${roundId}`;
const roomOfContest = (contestId: string) => `contest:${contestId}`;

/** Boards and news for those who work at the contest: signed in, or on a tablet of the table, and asked at every step. */
export function openDeskChannel(io: Server): () => void {
	const channel: Namespace<FromDesk, ToDesk> = io.of(DESK_NAMESPACE);
	const rooms = new BoardRooms(
		(roundId) => new BoardRoom(channel, roundId, () => officialProjection(app().database.read, roundId))
	);
	/** What each socket was allowed, to be asked again. */
	const opened = new Map<DeskSocket, { action: Action; scope: Scope }[]>();

	const whoIs = (socket: DeskSocket) => deskActor(app(), socket.request.headers.cookie);

	channel.use((socket, next) => {
		whoIs(socket)
			.then((actor) => next(actor.kind === 'anonymous' ? new Error('forbidden') : undefined))
			.catch(() => next(new Error('unavailable')));
	});

	async function ask(socket: DeskSocket, roundId: string, action: Action): Promise<Joined | Scope> {
		try {
			const [actor, scope] = await Promise.all([whoIs(socket), roundScope(app().database.read, roundId)]);
			if (!may(actor, action, scope)) return { ok: false, code: 'forbidden' };
			if (socket.disconnected) return { ok: false, code: 'unknown' };
			opened.get(socket)?.push({ action, scope });
			await socket.join([roomOfRound(roundId), roomOfContest(scope.contestId!)]);
			return scope;
		} catch (error) {
			if (error instanceof Refusal) return { ok: false, code: 'unknown' };
			throw error;
		}
	}

	async function recheck(socket: DeskSocket): Promise<void> {
		const actor = await whoIs(socket);
		const allowed = opened.get(socket) ?? [];
		if (actor.kind === 'anonymous' || allowed.some(({ action, scope }) => !may(actor, action, scope))) {
			socket.disconnect(true);
		}
	}

	channel.on('connection', (socket) => {
		metrics.sockets.opened('desk');
		opened.set(socket, []);
		const mayAsk = allowance({ burst: 40, perSecond: 2 });
		socket.onAny(() => {
			if (!mayAsk()) socket.disconnect(true);
		});
		const failed = (error: unknown) => log.error({ err: error }, 'a desk could not join');
		socket.on('join', (message, answer) => {
			if (typeof answer !== 'function') return;
			const parsed = safeParse(JoinSchema, message);
			if (!parsed.success) return answer({ ok: false, code: 'invalid' });
			const { roundId, version } = parsed.output;
			ask(socket, roundId, 'board.read-official')
				.then(async (asked) => {
					if ('ok' in asked) return answer(asked as Joined);
					rooms.leave(socket);
					const held = await rooms.of(roundId).join(socket, version);
					answer(held === null ? { ok: false, code: 'unknown' } : { ok: true, version: held });
				})
				.catch(failed);
		});
		socket.on('watch', (message, answer) => {
			if (typeof answer !== 'function') return;
			const parsed = safeParse(WatchSchema, message);
			if (!parsed.success) return answer({ ok: false, code: 'invalid' });
			// Ids of what changed and nothing of it: timekeepers follow the stage by them.
			ask(socket, parsed.output.roundId, 'stage.call')
				.then((asked) => answer('ok' in asked ? (asked as Joined) : { ok: true, version: 0 }))
				.catch(failed);
		});
		socket.on('disconnect', () => {
			rooms.leave(socket);
			opened.delete(socket);
			metrics.sockets.closed('desk');
		});
	});

	const tell = (room: string, news: DeskNews) => channel.local.to(room).emit('news', news);

	function hear(happening: Happening): void {
		switch (happening.kind) {
			case 'board.changed':
				if (happening.audience !== 'official') return;
				rooms
					.existing(happening.roundId)
					?.refresh()
					.catch((error: unknown) => log.error({ err: error }, 'an official board could not be sent'));
				return;
			case 'ballot.changed': {
				const { kind, roundId, teamId, seatId } = happening;
				tell(roomOfRound(roundId), { kind, roundId, teamId, seatId });
				return;
			}
			case 'round.changed':
			case 'stage.changed':
			case 'result.published': {
				const { kind, roundId } = happening;
				tell(roomOfRound(roundId), { kind, roundId });
				return;
			}
			case 'device.changed':
			case 'device.revoked': {
				const { kind, contestId, deviceId } = happening;
				tell(roomOfContest(contestId), { kind, contestId, deviceId });
				if (kind === 'device.revoked') recheckAll();
				return;
			}
			case 'screen.changed':
			case 'screen.reported': {
				const { contestId } = happening;
				tell(roomOfContest(contestId), { kind: 'screen.changed', contestId });
				return;
			}
			case 'session.revoked':
				recheckAll();
		}
	}

	function recheckAll(): void {
		for (const socket of opened.keys()) {
			recheck(socket).catch((error: unknown) => {
				// Who cannot be asked is not let through.
				log.error({ err: error }, 'rights could not be asked for again');
				socket.disconnect(true);
			});
		}
	}

	const stopListening = listen(hear);
	const stopBeating = everyBeat(BEAT_MS, () => rooms.beat());
	const checking = setInterval(recheckAll, RECHECK_MS);
	checking.unref();
	return () => {
		stopListening();
		stopBeating();
		clearInterval(checking);
	};
}
