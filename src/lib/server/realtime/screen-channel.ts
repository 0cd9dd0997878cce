import type { Namespace, Server, Socket } from 'socket.io';
import * as v from 'valibot';
import {
	SCREEN_NAMESPACE,
	type FromScreen,
	type ScreenReport,
	type ScreenState,
	type ToScreen
} from '#lib/live/screen-protocol.ts';
import { app } from '#lib/server/app.ts';
import { hashOf } from '#lib/server/auth/secret.ts';
import { log } from '#lib/server/log.ts';
import { metrics } from '#lib/server/metrics/metrics.ts';
import { noteGone, noteReport } from '#lib/server/screens/note-report.ts';
import { cookieOfWindow, screenActor, screenHolding } from '#lib/server/screens/screen-actor.ts';
import { screenState } from '#lib/server/screens/screen-state.ts';
import { addressOf } from './address.ts';
import { admission, allowance } from './admission.ts';
import { listen } from './bus.ts';
import { cookieOf } from './cookie.ts';

const whole = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));

const ReportSchema = v.strictObject({
	seq: v.nullable(whole(2 ** 31 - 1)),
	digest: v.nullable(v.pipe(v.string(), v.maxLength(40))),
	width: whole(20_000),
	height: whole(20_000),
	appVersion: v.pipe(v.string(), v.maxLength(40)),
	roundTripMs: v.nullable(whole(600_000)),
	isStale: v.boolean(),
	locale: v.picklist(['vi', 'en'])
});

const HandshakeSchema = v.object({
	/** Which of one browser's windows it is. */
	n: v.optional(v.pipe(v.string(), v.maxLength(2))),
	/** An overlay's key, which no cookie holds. */
	key: v.optional(v.pipe(v.string(), v.maxLength(100)))
});

type ScreenSocket = Socket<FromScreen, ToScreen>;

// A room by what the cookie holds: a display that waits is then told as well when it was taken in.
const roomOf = (tokenHash: string) => `token:${tokenHash}`;
const roomOfContest = (contestId: string) => `contest:${contestId}`;

/** Screens of the hall and overlays: each says how it is, and is told that there is something new. What it may see is read anew at every report. */
export function openScreenChannel(io: Server): () => void {
	const channel: Namespace<FromScreen, ToScreen> = io.of(SCREEN_NAMESPACE);
	const doors = admission({ all: 2000, perAddress: 300 });

	function secretOf(socket: ScreenSocket): string | null {
		const parsed = v.safeParse(HandshakeSchema, socket.handshake.auth);
		if (!parsed.success) return null;
		const { n, key } = parsed.output;
		return key ?? cookieOf(socket.handshake.headers.cookie, cookieOfWindow(n));
	}

	channel.use((socket, next) => {
		const address = addressOf(socket.request);
		if (!doors.enter(address)) return next(new Error('too_many'));
		socket.conn.once('close', () => doors.leave(address));
		next();
	});

	async function answerTo(socket: ScreenSocket, report: ScreenReport): Promise<ScreenState> {
		const { database, config } = app();
		const secret = secretOf(socket);
		const now = new Date();
		// Into the room first: what is committed while the state is read is then told.
		if (secret) await socket.join(roomOf(hashOf(secret)));
		const actor = await screenActor(database.read, secret);
		if (actor.kind === 'screen') {
			await socket.join(roomOfContest(actor.contestId));
			await noteReport(database, actor, report, now);
		}
		const { seq, digest, locale } = report;
		const origin = config.origin ?? originOf(socket);
		return screenState(database.read, secret, { locale, origin, now, has: { seq, digest } });
	}

	async function leave(secret: string | null): Promise<void> {
		if (!secret || channel.adapter.rooms.has(roomOf(hashOf(secret)))) return;
		const { database } = app();
		const actor = await screenActor(database.read, secret);
		if (actor.kind === 'screen') await noteGone(database, actor, new Date());
	}

	channel.on('connection', (socket) => {
		metrics.sockets.opened('screen');
		const mayAsk = allowance({ burst: 20, perSecond: 2 });
		socket.onAny(() => {
			if (!mayAsk()) socket.disconnect(true);
		});
		socket.on('report', (message, answer) => {
			const parsed = v.safeParse(ReportSchema, message);
			if (typeof answer !== 'function') return;
			if (!parsed.success) return answer({ kind: 'unknown' });
			// A failure is not answered: the screen keeps what it shows and asks again.
			answerTo(socket, parsed.output)
				.then(answer)
				.catch((error: unknown) => log.error({ err: error }, 'a screen could not be answered'));
		});
		socket.on('disconnect', () => {
			metrics.sockets.closed('screen');
			leave(secretOf(socket)).catch((error: unknown) =>
				log.error({ err: error }, 'a screen that left could not be noted')
			);
		});
	});

	/** Where one screen is, whoever of its windows; all of the contest's for null. */
	async function roomFor(contestId: string, screenId: string | null): Promise<string | null> {
		if (screenId === null) return roomOfContest(contestId);
		const screen = await app().database.read.screen.findUnique({
			where: { id: screenId },
			select: { tokenHash: true }
		});
		return screen && roomOf(screen.tokenHash);
	}

	async function identify(room: string): Promise<void> {
		// A broadcast does not want to see a name.
		for (const socket of channel.sockets.values()) {
			if (!socket.rooms.has(room)) continue;
			const secret = secretOf(socket);
			const screen = secret && (await screenHolding(app().database.read, secret));
			if (screen && screen.kind === 'hall') socket.emit('called', 'identify');
		}
	}

	async function tell(contestId: string, screenId: string | null): Promise<void> {
		if (screenId === null) return void channel.local.to(roomOfContest(contestId)).emit('changed');
		const screen = await app().database.read.screen.findUnique({ where: { id: screenId } });
		if (!screen) return;
		const room = roomOf(screen.tokenHash);
		// Given up: it may ask what it is now, and hears nothing of the contest any more.
		if (screen.revokedAt) channel.local.in(room).socketsLeave(roomOfContest(contestId));
		channel.local.to(room).emit('changed');
	}

	async function call(
		contestId: string,
		screenId: string | null,
		asked: 'identify' | 'reload'
	): Promise<void> {
		const room = await roomFor(contestId, screenId);
		if (!room) return;
		if (asked === 'identify') return identify(room);
		channel.local.to(room).emit('called', asked);
	}

	const failed = (error: unknown) => log.error({ err: error }, 'screens could not be told');

	return listen((happening) => {
		switch (happening.kind) {
			case 'screen.changed':
				tell(happening.contestId, happening.screenId).catch(failed);
				return;
			case 'screen.called':
				call(happening.contestId, happening.screenId, happening.call).catch(failed);
		}
	});
}

/** As the browser addressed this server. */
function originOf(socket: ScreenSocket): string {
	const { host, origin } = socket.handshake.headers;
	return origin ?? `http://${host ?? 'localhost'}`;
}
