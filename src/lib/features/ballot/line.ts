import { io, type Socket } from 'socket.io-client';
import {
	JUDGE_NAMESPACE,
	JUDGE_PROTOCOL,
	type Answer,
	type Ask,
	type JudgeRefusal,
	type Tell
} from '#lib/live/judge-protocol.ts';

export type LineState = 'online' | 'reconnecting' | 'offline';

interface Hears {
	told(tell: Tell): void;
	state(state: LineState): void;
	/** The server does not let this tablet in. */
	turnedAway(code: JudgeRefusal): void;
}

/** The way to the server: a socket, and HTTP where sockets do not get through. */
export interface Line {
	/** Proof of the PIN, handed over with every connection from now on. */
	wake: string | null;
	/** A socket is open: what is asked now is answered at once or not at all. */
	readonly isOpen: boolean;
	/** Throws where no answer came: whether it was heard is then unknown, and the same must be sent again. */
	ask(ask: Ask): Promise<Answer>;
	/** Connects anew, with or without the proof. */
	renew(): void;
	close(): void;
}

const ANSWER_MS = 8_000;
/** After so long without a socket, asks go over HTTP. */
const PATIENCE_MS = 6_000;

export function openLine(appVersion: string, hears: Hears): Line {
	const auth = { protocol: JUDGE_PROTOCOL, appVersion, wake: null as string | null };
	const socket: Socket = io(JUDGE_NAMESPACE, {
		path: '/live',
		auth: (give) => give(auth),
		reconnectionDelay: 400,
		reconnectionDelayMax: 4_000,
		timeout: 8_000
	});
	let lostAt = Date.now();
	socket.on('connect', () => hears.state('online'));
	socket.on('disconnect', (reason) => {
		lostAt = Date.now();
		if (reason !== 'io client disconnect') hears.state(navigator.onLine ? 'reconnecting' : 'offline');
	});
	socket.on('connect_error', ({ message }) => {
		hears.state(navigator.onLine ? 'reconnecting' : 'offline');
		if (message === 'judging_not_paired' || message === 'judging_protocol') hears.turnedAway(message);
		// A refusal ends Socket.IO's own trying; a server that could not look is asked again.
		else if (message === 'judging_unavailable') setTimeout(() => socket.connect(), 2_000);
	});
	socket.on('tell', (tell: Tell) => hears.told(tell));

	const offline = () => hears.state('offline');
	const back = () => {
		hears.state('reconnecting');
		// A connection that the system has not yet noticed to be dead would be believed for half a minute.
		socket.disconnect().connect();
	};
	addEventListener('offline', offline);
	addEventListener('online', back);

	async function overHttp(ask: Ask): Promise<Answer> {
		const response = await fetch('/api/judge/marks', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ wake: auth.wake, ask }),
			signal: AbortSignal.timeout(ANSWER_MS)
		});
		if (!response.ok) throw new Error(`HTTP ${response.status}`);
		return (await response.json()) as Answer;
	}

	return {
		get wake() {
			return auth.wake;
		},
		set wake(proof) {
			auth.wake = proof;
		},
		get isOpen() {
			return socket.connected;
		},
		async ask(ask) {
			if (socket.connected) return (await socket.timeout(ANSWER_MS).emitWithAck('ask', ask)) as Answer;
			if (!navigator.onLine || Date.now() - lostAt < PATIENCE_MS) throw new Error('no connection');
			return overHttp(ask);
		},
		renew: () => void socket.disconnect().connect(),
		close: () => {
			removeEventListener('offline', offline);
			removeEventListener('online', back);
			socket.close();
		}
	};
}
