import type { Namespace, Server, Socket } from 'socket.io';
import { safeParse } from 'valibot';
import {
	AskSchema,
	HandshakeSchema,
	JUDGE_NAMESPACE,
	type Answer,
	type Condition,
	type Tell
} from '#lib/live/judge-protocol.ts';
import { app } from '#lib/server/app.ts';
import { DEVICE_COOKIE, deviceActor } from '#lib/server/auth/device-actor.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { answerTablet, isAwake, ownView, type TabletSession } from '#lib/server/judging/answer-tablet.ts';
import { countSocket, isConnected, noteSeen, setWriter, writerOf } from '#lib/server/judging/presence.ts';
import { factsOf, liveRound } from '#lib/server/judging/round-facts.ts';
import type { TabletActor } from '#lib/server/judging/store-marks.ts';
import { log } from '#lib/server/log.ts';
import { announce, listen } from './bus.ts';
import { cookieOf } from './cookie.ts';

interface Tablet {
	readonly session: TabletSession & { readonly actor: TabletActor };
	readonly appVersion: string;
	/** As last told, until it is noted. */
	condition: Condition | null;
	hasTold: boolean;
	seenAt: number;
	asking: number;
}
type TabletSocket = Socket<
	{ ask: (ask: unknown, acknowledge: (answer: Answer) => void) => void },
	{ tell: (tell: Tell) => void },
	Record<string, never>,
	{ tablet: Tablet }
>;

/** More asks than this at once come from no judge's hand. */
const ASKS_AT_ONCE = 40;
const SEEN_EVERY_MS = 30_000;
const BLINK_MS = 20_000;
/** A burst of changes is told once. */
const GATHER_MS = 120;

const seatRoom = (seatId: string) => `seat:${seatId}`;
const roundRoom = (roundId: string) => `round:${roundId}`;
const deviceRoom = (deviceId: string) => `device:${deviceId}`;
const refused = (code: 'too_many' | 'judging_not_paired'): Answer => ({
	kind: 'refused',
	code,
	serverTime: Date.now()
});

/** Lets in only paired tablets; run again at every reconnect, so that a revoked cookie opens nothing. */
async function admit(socket: TabletSocket, next: (error?: Error) => void): Promise<void> {
	try {
		const handshake = safeParse(HandshakeSchema, socket.handshake.auth);
		if (!handshake.success) return next(new Error('judging_protocol'));
		const token = cookieOf(socket.handshake.headers.cookie, DEVICE_COOKIE);
		const actor = token ? await deviceActor(app().database.read, token, new Date()) : null;
		if (actor?.kind !== 'device') return next(new Error('judging_not_paired'));
		const { wake, appVersion } = handshake.output;
		socket.data.tablet = {
			session: { actor, wake },
			appVersion,
			condition: null,
			hasTold: false,
			seenAt: 0,
			asking: 0
		};
		next();
	} catch (error) {
		log.error({ err: error }, 'a tablet could not be let in');
		next(new Error('judging_unavailable'));
	}
}

function giveUp({ data }: TabletSocket): void {
	const { contestId, seatId, deviceId } = data.tablet.session.actor;
	if (writerOf(seatId) === deviceId) announce([{ kind: 'seat.taken', contestId, seatId, deviceId: null }]);
}

/** Tells one tablet what its seat sees now, or that it sleeps. */
async function tellView(socket: TabletSocket): Promise<void> {
	const { database } = app();
	const { session } = socket.data.tablet;
	try {
		const awake = await isAwake(database, session.actor, session.wake);
		const { contestId, seatId, deviceId } = session.actor;
		// The first one that is awake has the sheet; every other one of this judge only shows it until it takes over.
		if (awake && !writerOf(seatId)) announce([{ kind: 'seat.taken', contestId, seatId, deviceId }]);
		if (!awake && writerOf(seatId) === deviceId) giveUp(socket);
		const serverTime = Date.now();
		if (awake)
			socket.emit('tell', { kind: 'view', view: await ownView(database, session.actor), serverTime });
		else socket.emit('tell', { kind: 'asleep', serverTime });
	} catch (error) {
		if (error instanceof Refusal) dismiss(socket);
		else log.error({ err: error }, 'a tablet could not be told what changed');
	}
}

function dismiss(socket: TabletSocket): void {
	socket.emit('tell', { kind: 'revoked', serverTime: Date.now() });
	socket.disconnect(true);
}

function seen(socket: TabletSocket, isNews = false): void {
	const { tablet } = socket.data;
	if (!isNews && Date.now() - tablet.seenAt < SEEN_EVERY_MS) return;
	tablet.seenAt = Date.now();
	const { actor } = tablet.session;
	noteSeen(app().database, actor, tablet.appVersion, tablet.condition)
		.then(() => {
			const { contestId, deviceId } = actor;
			if (tablet.condition) announce([{ kind: 'device.changed', contestId, deviceId }]);
			tablet.condition = null;
		})
		.catch((error: unknown) => log.warn({ err: error }, 'last contact of a tablet not noted'));
}

/** What a tablet says of itself; the first of a connection is noted at once, the others with its next last contact. */
function beat(socket: TabletSocket, ask: unknown): void {
	const parsed = safeParse(AskSchema, ask);
	if (!parsed.success || parsed.output.kind !== 'beat' || !parsed.output.condition) return;
	const { tablet } = socket.data;
	const isFirst = !tablet.hasTold;
	tablet.hasTold = true;
	tablet.condition = parsed.output.condition;
	seen(socket, isFirst);
}

function serve(socket: TabletSocket): void {
	const { tablet } = socket.data;
	const { seatId, roundId, deviceId, contestId } = tablet.session.actor;
	void socket.join([seatRoom(seatId), roundRoom(roundId), deviceRoom(deviceId)]);
	countSocket(deviceId, 1);
	seen(socket);
	announce([{ kind: 'device.changed', contestId, deviceId }]);
	void tellView(socket);
	socket.on('ask', async (ask, acknowledge) => {
		if (typeof acknowledge !== 'function') return;
		if (tablet.asking >= ASKS_AT_ONCE) return acknowledge(refused('too_many'));
		tablet.asking++;
		const answer = await answerTablet(app().database, tablet.session, ask);
		tablet.asking--;
		acknowledge(answer);
		if (answer.kind === 'refused' && answer.code === 'judging_not_paired') dismiss(socket);
		else if (answer.kind === 'beat') beat(socket, ask);
		else seen(socket);
	});
	socket.on('disconnect', () => {
		countSocket(deviceId, -1);
		// A network that blinks must not hand the sheet to a tablet that lies beside.
		setTimeout(() => isConnected(deviceId) || giveUp(socket), BLINK_MS).unref();
		announce([{ kind: 'device.changed', contestId, deviceId }]);
	});
}

/** Whether a sheet that is handed in changes what the other judges of the round see. */
async function showsOthers(roundId: string): Promise<boolean> {
	const { read } = app().database;
	try {
		const live = await read.round.findUnique({ where: { id: roundId }, select: liveRound });
		return live !== null && (await factsOf(read, live)).stage.visibility.judgesSeeOthersAfterFinal;
	} catch (error) {
		log.error({ err: error }, 'other judges could not be told of a sheet');
		return false;
	}
}

/** Tells the tablets in a room what they see now, once for many changes in a row. */
function teller(tablets: Namespace): (room: string) => void {
	const waiting = new Set<string>();
	return (room) => {
		if (waiting.has(room)) return;
		waiting.add(room);
		setTimeout(() => {
			waiting.delete(room);
			const ids = tablets.adapter.rooms.get(room) ?? [];
			for (const id of ids) {
				const socket = tablets.sockets.get(id);
				if (socket) void tellView(socket as unknown as TabletSocket);
			}
		}, GATHER_MS).unref();
	};
}

/** Opens `/judge`: tablets of the panel, each for its own seat. The answer stops its listening. */
export function openJudgeChannel(io: Server): () => void {
	const tablets = io.of(JUDGE_NAMESPACE);
	tablets.use((socket, next) => void admit(socket as unknown as TabletSocket, next));
	tablets.on('connection', (socket) => serve(socket as unknown as TabletSocket));
	const tell = teller(tablets);
	return listen((happening) => {
		switch (happening.kind) {
			case 'round.changed':
			case 'stage.changed':
				return tell(roundRoom(happening.roundId));
			case 'ballot.changed':
				tell(seatRoom(happening.seatId));
				if (!happening.isDraft)
					void showsOthers(happening.roundId).then((does) => does && tell(roundRoom(happening.roundId)));
				return;
			case 'seat.taken':
				if (setWriter(happening.seatId, happening.deviceId)) tell(seatRoom(happening.seatId));
				return;
			case 'device.revoked':
				for (const id of tablets.adapter.rooms.get(deviceRoom(happening.deviceId)) ?? []) {
					const socket = tablets.sockets.get(id);
					if (socket) dismiss(socket as unknown as TabletSocket);
				}
		}
	});
}
