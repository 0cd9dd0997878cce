import { io, type Socket } from 'socket.io-client';
import {
	GATE_NAMESPACE,
	GATE_PROTOCOL,
	type BundleAnswer,
	type GateCondition,
	type GateItem,
	type GateOperatorView,
	type GateTell,
	type ScanAck,
	type SyncAnswer
} from '#lib/live/gate-protocol.ts';

interface Hears {
	told(tell: GateTell): void;
	/** A socket opened or was lost. */
	state(isOpen: boolean): void;
	/** The server does not know this tablet any more. */
	unpaired(): void;
}

/** Somebody found by name. */
export interface Found {
	readonly delegateId: string;
	readonly name: string;
	readonly unit: string;
	readonly role: string;
	readonly seat: string | null;
	readonly birthYear: number | null;
	readonly phoneEnd: string | null;
}

/** A "no" of the server, in words. */
export class GateRefused extends Error {}

const ANSWER_MS = 8_000;
/** A batch of 500 over a thin line. */
const SYNC_MS = 30_000;

/** The way of a gate's tablet to the server: a socket for what is asked now, HTTP for what can wait. */
export interface GateLine {
	readonly isOpen: boolean;
	/** Never resolves before the server has stored it; throws where no answer came. */
	scan(item: GateItem): Promise<ScanAck>;
	clock(): Promise<{ receivedMs: number; repliedMs: number }>;
	beat(condition: GateCondition): void;
	sync(items: readonly GateItem[], condition: GateCondition): Promise<SyncAnswer>;
	bundle(since: number | null): Promise<BundleAnswer>;
	/** `since`: where the shift began without network, by the server's clock. */
	signIn(operatorId: string, pin: string, since?: number): Promise<GateOperatorView>;
	/** Names of who is inside, where the roster holds none. */
	inside(checkpointId: string): Promise<Readonly<Record<string, string>>>;
	signOut(): Promise<void>;
	search(query: string): Promise<readonly Found[]>;
	settle(conflict: string, resolution: string, reason: string): Promise<void>;
	close(): void;
}

export function openGateLine(appVersion: string, hears: Hears): GateLine {
	const socket: Socket = io(GATE_NAMESPACE, {
		path: '/live',
		auth: { protocol: GATE_PROTOCOL, appVersion },
		reconnectionDelay: 400,
		reconnectionDelayMax: 4_000,
		timeout: 8_000
	});
	socket.on('connect', () => hears.state(true));
	socket.on('disconnect', () => hears.state(false));
	socket.on('connect_error', ({ message }) => {
		hears.state(false);
		if (message === 'gate_not_paired') hears.unpaired();
		else if (message === 'gate_unavailable') setTimeout(() => socket.connect(), 2_000);
	});
	socket.on('tell', (tell: GateTell) => hears.told(tell));
	const gone = () => socket.disconnect();
	// A connection that the system has not yet noticed to be dead would be believed for half a minute.
	const back = () => socket.disconnect().connect();
	addEventListener('offline', gone);
	addEventListener('online', back);

	async function http<T>(path: string, init: RequestInit = {}, patienceMs = ANSWER_MS): Promise<T> {
		const response = await fetch(`/api/gate/${path}`, {
			...init,
			headers: { 'content-type': 'application/json' },
			signal: AbortSignal.timeout(patienceMs)
		});
		if (response.status === 401) {
			hears.unpaired();
			throw new Error('not paired');
		}
		const body = (await response.json().catch(() => null)) as { text?: string } | null;
		if (!response.ok) {
			if (body?.text) throw new GateRefused(body.text);
			throw new Error(`HTTP ${response.status}`);
		}
		return body as T;
	}
	const post = (value: unknown): RequestInit => ({ method: 'POST', body: JSON.stringify(value) });

	return {
		get isOpen() {
			return socket.connected;
		},
		scan: (item) => socket.timeout(ANSWER_MS).emitWithAck('scan', item) as Promise<ScanAck>,
		clock: () =>
			socket.connected
				? (socket.timeout(ANSWER_MS).emitWithAck('clock') as Promise<{
						receivedMs: number;
						repliedMs: number;
					}>)
				: http('clock'),
		beat: (condition) => void socket.emit('beat', condition),
		sync: (items, condition) => http('scans', post({ items, condition }), SYNC_MS),
		bundle: (since) => http(since === null ? 'bundle' : `bundle?since=${since}`, {}, SYNC_MS),
		signIn: async (operatorId, pin, since) =>
			(await http<{ operator: GateOperatorView }>('shift', post({ operatorId, pin, since }))).operator,
		inside: async (checkpointId) =>
			(await http<{ names: Record<string, string> }>(`inside?checkpoint=${encodeURIComponent(checkpointId)}`))
				.names,
		signOut: () => http('shift', { method: 'DELETE' }),
		search: async (query) => (await http<{ found: Found[] }>(`search?q=${encodeURIComponent(query)}`)).found,
		settle: (conflict, resolution, reason) => http('settle', post({ conflict, resolution, reason })),
		close: () => {
			removeEventListener('offline', gone);
			removeEventListener('online', back);
			socket.close();
		}
	};
}
