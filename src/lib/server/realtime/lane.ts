import type { Socket as TcpSocket } from 'node:net';
import type { Socket } from 'socket.io';

/** Sockets written in one turn of the event loop, so that no judge's acknowledgement waits behind an audience. */
const CHUNK = 200;

/** A viewer with more than this unsent gets nothing until it has caught up, and then the whole board. */
const MAX_UNSENT = 64 * 1024;

/** A minute of heartbeats that a viewer did not take: it is let go, and comes back by itself where it still lives. */
const MAX_MISSED_BEATS = 24;

/** A viewer on the lane, and the version that it was sent last. */
export interface LaneMember {
	readonly id: string;
	readonly tcp: TcpSocket;
	isOpen(): boolean;
	version: number;
	/** Heartbeats in a row that found too much unsent. */
	missedBeats: number;
	/** Its place in the dense array; -1 when it is on no lane. */
	place: number;
}

export interface Versioned {
	readonly frame: Buffer;
	readonly version: number;
}

interface WebSocketTransport {
	readonly name: string;
	readonly socket?: {
		readonly readyState: number;
		readonly extensions?: string;
		readonly _socket?: TcpSocket;
	};
}

/**
 * The viewer's TCP socket under Socket.IO and ws, or null where frames cannot simply be written to it (polling, or
 * compression). Reads what neither package promises to keep: both are pinned, and lane.test.ts runs on real sockets.
 */
export function laneMember(socket: Pick<Socket, 'id' | 'conn'>): LaneMember | null {
	const transport = socket.conn.transport as unknown as WebSocketTransport;
	const ws = transport.name === 'websocket' ? transport.socket : undefined;
	const tcp = ws?._socket;
	if (!ws || ws.extensions || typeof tcp?.write !== 'function') return null;
	// A closing WebSocket must not get another frame after its close frame.
	const isOpen = () => ws.readyState === 1 && !tcp.destroyed;
	return { id: socket.id, tcp, isOpen, version: 0, missedBeats: 0, place: -1 };
}

/**
 * Writes the same bytes to many viewers: a packet is encoded and framed once, and each viewer costs one write. Every
 * member gets each version exactly once and in order; whoever missed one gets `snapshot()` instead.
 */
export class Lane {
	readonly #members: LaneMember[] = [];
	readonly #queue: { frame: Buffer; from: number | null; to: number }[] = [];
	readonly #snapshot: () => Versioned;
	#isRunning = false;

	constructor(snapshot: () => Versioned) {
		this.#snapshot = snapshot;
	}

	get size(): number {
		return this.#members.length;
	}

	/** Adds a viewer that shows `version` already. */
	add(member: LaneMember, version: number): void {
		member.version = version;
		member.place = this.#members.push(member) - 1;
	}

	remove(member: LaneMember): void {
		const { place } = member;
		if (this.#members[place] !== member) return;
		const last = this.#members.pop()!;
		if (last !== member) {
			this.#members[place] = last;
			last.place = place;
		}
		member.place = -1;
	}

	/** The whole board for one viewer, now. */
	sendSnapshot(member: LaneMember): void {
		const { frame, version } = this.#snapshot();
		member.version = version;
		if (member.isOpen()) member.tcp.write(frame);
	}

	/** A patch from version `from` to `to`. */
	patch(frame: Buffer, from: number, to: number): void {
		this.#enqueue({ frame, from, to });
	}

	/** A heartbeat at version `version`; who has missed something gets the whole board. */
	beat(frame: Buffer, version: number): void {
		if (!this.#isRunning) this.#enqueue({ frame, from: null, to: version });
	}

	#enqueue(item: { frame: Buffer; from: number | null; to: number }): void {
		this.#queue.push(item);
		if (!this.#isRunning) {
			this.#isRunning = true;
			this.#pass(this.#members.length - 1);
		}
	}

	// From the end to the front: a removal moves the last member, which has had its turn, to the freed place, so nobody
	// is passed over; and who joins meanwhile stands behind us and came with a snapshot.
	#pass(from: number): void {
		const item = this.#queue[0]!;
		const until = Math.max(-1, from - CHUNK);
		for (let place = Math.min(from, this.#members.length - 1); place > until; place--) {
			const member = this.#members[place];
			if (member) this.#write(member, item);
		}
		if (until >= 0) {
			setImmediate(() => this.#pass(until));
			return;
		}
		this.#queue.shift();
		if (this.#queue.length > 0) setImmediate(() => this.#pass(this.#members.length - 1));
		else this.#isRunning = false;
	}

	#write(member: LaneMember, { frame, from, to }: { frame: Buffer; from: number | null; to: number }): void {
		if (member.tcp.writableLength > MAX_UNSENT) {
			if (from === null && ++member.missedBeats >= MAX_MISSED_BEATS) member.tcp.destroy();
			return;
		}
		if (from === null) {
			member.missedBeats = 0;
			if (member.version < to) this.sendSnapshot(member);
			else if (member.isOpen()) member.tcp.write(frame);
			return;
		}
		if (member.version >= to) return;
		if (member.version !== from) return this.sendSnapshot(member);
		member.version = to;
		if (member.isOpen()) member.tcp.write(frame);
	}
}
