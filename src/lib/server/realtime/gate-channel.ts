import type { Server, Socket } from 'socket.io';
import { safeParse } from 'valibot';
import {
	GATE_NAMESPACE,
	GateConditionSchema,
	GateHandshakeSchema,
	type GateTell,
	type ScanAck
} from '#lib/live/gate-protocol.ts';
import { app } from '#lib/server/app.ts';
import { conflictViews } from '#lib/server/gate/conflict-query.ts';
import { closeSessions } from '#lib/server/gate/end-session.ts';
import { countGateSocket } from '#lib/server/gate/connected.ts';
import { noteGate } from '#lib/server/gate/gate-condition.ts';
import { GATE_COOKIE, gateSession, gateSessions, type GateSession } from '#lib/server/gate/gate-session.ts';
import { passageNews } from '#lib/server/gate/passage-news.ts';
import { takeScans } from '#lib/server/gate/scan-queue.ts';
import { log } from '#lib/server/log.ts';
import { allowance } from './admission.ts';
import { listen } from './bus.ts';
import { everyBeat } from './every-beat.ts';
import { cookieOf } from './cookie.ts';

type GateSocket = Socket<
	{
		scan: (item: unknown, acknowledge: (answer: ScanAck) => void) => void;
		clock: (acknowledge: (times: { receivedMs: number; repliedMs: number }) => void) => void;
		beat: (condition: unknown) => void;
	},
	{ tell: (tell: GateTell) => void },
	Record<string, never>,
	{ session: GateSession; appVersion: string }
>;

/** A burst of entries at all gates is told once: each gate then asks for what changed, and has it within two seconds. */
const GATHER_MS = 800;

/** Gates are told a few at a time within this time: whoever scans is not kept waiting by twenty who ask at once. */
const SPREAD_MS = 500;
/** These few ask for the same, which is read once for them. */
const TOLD_TOGETHER = 4;

/** How often checkpoints are looked at whose hours may be over. */
const CLOSING_MS = 30_000;

const conferenceRoom = (conferenceId: string) => `conference:${conferenceId}`;
const deviceRoom = (deviceId: string) => `device:${deviceId}`;

function sessionOf(socket: GateSocket): Promise<GateSession | null> {
	const token = cookieOf(socket.handshake.headers.cookie, GATE_COOKIE);
	return token ? gateSession(app().database.read, token, new Date()) : Promise.resolve(null);
}

/** Lets in only paired tablets; run again at every reconnect, so that a revoked cookie opens nothing. */
async function admit(socket: GateSocket, next: (error?: Error) => void): Promise<void> {
	try {
		const handshake = safeParse(GateHandshakeSchema, socket.handshake.auth);
		if (!handshake.success) return next(new Error('gate_protocol'));
		const session = await sessionOf(socket);
		if (!session) return next(new Error('gate_not_paired'));
		socket.data = { session, appVersion: handshake.output.appVersion };
		next();
	} catch (error) {
		log.error({ err: error }, 'a gate could not be let in');
		next(new Error('gate_unavailable'));
	}
}

function dismiss(socket: GateSocket): void {
	socket.emit('tell', { kind: 'wipe' });
	socket.disconnect(true);
}

/** Stores one showing and answers with what the server decided, after the commit. */
async function answerScan(socket: GateSocket, item: unknown): Promise<ScanAck> {
	try {
		const { deviceId } = socket.data.session;
		const outcome = await takeScans(app().database, { deviceId, items: [item] });
		if (!outcome.ok) {
			// Only who is no gate any more is told to forget everything.
			if (outcome.refusal.code === 'gate_not_paired') return { ok: false, code: 'gate_not_paired' };
			log.error({ code: outcome.refusal.code }, 'a scan was refused');
			return { ok: false, code: 'unavailable' };
		}
		return { ok: true, result: outcome.value.results[0]!, serverTime: Date.now() };
	} catch (error) {
		log.error({ err: error }, 'a scan could not be stored');
		return { ok: false, code: 'unavailable' };
	}
}

function note(socket: GateSocket, raw: unknown): void {
	const parsed = safeParse(GateConditionSchema, raw);
	const { session, appVersion } = socket.data;
	noteGate(app().database, session, { condition: parsed.success ? parsed.output : null, appVersion }).catch(
		(error: unknown) => log.warn({ err: error }, 'last contact of a gate not noted')
	);
}

function serve(socket: GateSocket): void {
	const { conferenceId, deviceId } = socket.data.session;
	void socket.join([conferenceRoom(conferenceId), deviceRoom(deviceId)]);
	countGateSocket(deviceId, 1);
	const mayAsk = allowance({ burst: 60, perSecond: 20 });
	socket.on('scan', (item, acknowledge) => {
		if (typeof acknowledge !== 'function') return;
		if (!mayAsk()) return acknowledge({ ok: false, code: 'too_many' });
		void answerScan(socket, item).then((answer) => {
			acknowledge(answer);
			if (!answer.ok && answer.code === 'gate_not_paired') dismiss(socket);
		});
	});
	socket.on('clock', (acknowledge) => {
		const receivedMs = Date.now();
		if (typeof acknowledge === 'function' && mayAsk()) acknowledge({ receivedMs, repliedMs: Date.now() });
	});
	socket.on('beat', (condition) => {
		if (mayAsk()) note(socket, condition);
	});
	socket.on('disconnect', () => countGateSocket(deviceId, -1));
}

/** Opens `/gate`: tablets at the doors, each for its own conference. The answer stops its listening. */
export function openGateChannel(io: Server): () => void {
	const gates = io.of(GATE_NAMESPACE);
	gates.use((socket, next) => void admit(socket as unknown as GateSocket, next));
	gates.on('connection', (socket) => serve(socket as unknown as GateSocket));
	const waiting = new Map<string, ReturnType<typeof setTimeout>>();
	/** Up to which revision the gates of a conference were told. */
	const toldOf = new Map<string, number>();

	/** Who should ask does so a few at a time; what is told whole goes to everybody at once, and only to who is still paired. */
	async function tellNews(conferenceId: string): Promise<void> {
		const { database } = app();
		const room = conferenceRoom(conferenceId);
		const ids = [...(gates.adapter.rooms.get(room) ?? [])];
		if (ids.length === 0) return void toldOf.delete(conferenceId);
		const news = await passageNews(database, conferenceId, toldOf.get(conferenceId));
		if (!news) return;
		toldOf.set(conferenceId, news.rev);
		if (news.tell.kind === 'passages') {
			const sockets = ids.flatMap((id) => (gates.sockets.get(id) as unknown as GateSocket) ?? []);
			const paired = await gateSessions(
				database.read,
				sockets.map(({ data }) => data.session.deviceId),
				new Date()
			);
			const others = sockets.filter(({ data }) => !paired.has(data.session.deviceId));
			gates
				.to(room)
				.except(others.map(({ id }) => id))
				.emit('tell', news.tell);
			return;
		}
		for (const [place, id] of ids.entries()) {
			const tell = () => gates.sockets.get(id)?.emit('tell', news.tell);
			const first = place - (place % TOLD_TOGETHER);
			setTimeout(tell, (first * SPREAD_MS) / ids.length).unref();
		}
	}

	function tellRev(conferenceId: string): void {
		if (waiting.has(conferenceId)) return;
		const gathering = setTimeout(() => {
			waiting.delete(conferenceId);
			tellNews(conferenceId).catch((error: unknown) => {
				// What they were not told of they ask for next time.
				toldOf.delete(conferenceId);
				log.error({ err: error }, 'gates could not be told of a revision');
			});
		}, GATHER_MS);
		gathering.unref();
		waiting.set(conferenceId, gathering);
	}

	async function tellConflict(conferenceId: string, id: string, deviceIds: readonly string[]): Promise<void> {
		const [conflict] = await conflictViews(app().database.read, conferenceId, { ids: [id] });
		if (!conflict) return;
		for (const socketId of gates.adapter.rooms.get(conferenceRoom(conferenceId)) ?? []) {
			const socket = gates.sockets.get(socketId) as unknown as GateSocket | undefined;
			if (!socket) continue;
			const now = await sessionOf(socket);
			// Settled ones are told to everybody: whoever shows one takes it away.
			const isConcerned =
				conflict.settled !== null ||
				(now !== null && (deviceIds.includes(now.deviceId) || now.operator?.role === 'supervisor'));
			if (isConcerned) socket.emit('tell', { kind: 'conflict', conflict });
		}
	}

	const stop = listen((happening) => {
		switch (happening.kind) {
			case 'roster.changed':
			case 'presence.changed':
				return tellRev(happening.conferenceId);
			case 'admission.conflict':
				void tellConflict(happening.conferenceId, happening.conflictId, happening.deviceIds).catch(
					(error: unknown) => log.error({ err: error }, 'gates could not be told of a conflict')
				);
				return;
			case 'gate.revoked':
				for (const id of gates.adapter.rooms.get(deviceRoom(happening.deviceId)) ?? []) {
					const socket = gates.sockets.get(id);
					if (socket) dismiss(socket as unknown as GateSocket);
				}
		}
	});
	const stopClosing = everyBeat(
		CLOSING_MS,
		async () => void (await closeSessions(app().database, new Date()))
	);
	return () => {
		stop();
		stopClosing();
		for (const gathering of waiting.values()) clearTimeout(gathering);
	};
}
