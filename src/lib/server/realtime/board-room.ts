import type { Namespace, Socket } from 'socket.io';
import type { Beat, Patch, Snapshot } from '#lib/live/board-protocol.ts';
import { diff } from '#lib/live/patch.ts';
import type { StoredBoard } from '#lib/server/live/stored-board.ts';
import { metrics } from '#lib/server/metrics/metrics.ts';
import { eventFrame } from './frame.ts';
import { Lane, laneMember, type LaneMember, type Versioned } from './lane.ts';

/** Everybody who looks at one projection of one round in this process, and the board that they were last sent. */
export class BoardRoom {
	readonly #namespace: Namespace;
	readonly #roundId: string;
	readonly #load: () => Promise<StoredBoard | null>;
	readonly #lane: Lane;
	readonly #members = new Map<string, LaneMember>();
	/** Viewers without a WebSocket: few, so Socket.IO's own rooms do. */
	readonly #polling = new Set<string>();
	#held: StoredBoard | null = null;
	#encoded: Versioned | null = null;
	#refreshing: Promise<void> | null = null;
	#isStale = false;

	constructor(namespace: Namespace, roundId: string, load: () => Promise<StoredBoard | null>) {
		this.#namespace = namespace;
		this.#roundId = roundId;
		this.#load = load;
		this.#lane = new Lane(() => this.#encodedSnapshot());
	}

	get size(): number {
		return this.#members.size + this.#polling.size;
	}

	get #pollingRoom(): string {
		return `polling:${this.#roundId}`;
	}

	/** Reads the board again and sends what changed. Never two at a time; asked for meanwhile, once more afterwards. */
	refresh(): Promise<void> {
		this.#isStale = true;
		this.#refreshing ??= this.#refreshUntilFresh().finally(() => {
			this.#refreshing = null;
		});
		return this.#refreshing;
	}

	async #refreshUntilFresh(): Promise<void> {
		while (this.#isStale) {
			this.#isStale = false;
			const next = await this.#load();
			if (next) this.#advance(next);
		}
	}

	#advance(next: StoredBoard): void {
		const held = this.#held;
		if (held && next.version <= held.version) return;
		this.#held = next;
		this.#encoded = null;
		if (!held || this.size === 0) return;
		const patch: Patch = {
			roundId: this.#roundId,
			from: held.version,
			v: next.version,
			at: next.at.getTime(),
			now: Date.now(),
			patch: diff(held.view, next.view)
		};
		this.#lane.patch(eventFrame(this.#namespace.name, 'patch', patch), held.version, next.version);
		if (this.#polling.size > 0) this.#namespace.local.to(this.#pollingRoom).emit('patch', patch);
	}

	/** Says the version that everybody should be at. */
	beat(): void {
		if (!this.#held || this.size === 0) return;
		const beat: Beat = { roundId: this.#roundId, v: this.#held.version, now: Date.now() };
		this.#lane.beat(eventFrame(this.#namespace.name, 'beat', beat), beat.v);
		if (this.#polling.size > 0) this.#namespace.local.to(this.#pollingRoom).emit('beat', beat);
	}

	/** Lets a viewer in who shows `known` already. Null where there is no board to see. */
	async join(socket: Socket, known: number | null): Promise<number | null> {
		// A page rendered elsewhere, or a moment ago, may be ahead of what this process has sent.
		if (!this.#held || (known ?? 0) > this.#held.version) await this.refresh();
		const held = this.#held;
		if (!held || socket.disconnected) return null;
		this.leave(socket);
		const member = laneMember(socket);
		if (member) {
			this.#members.set(socket.id, member);
			this.#lane.add(member, held.version);
			if (known !== held.version) this.#lane.sendSnapshot(member);
		} else {
			this.#polling.add(socket.id);
			await socket.join(this.#pollingRoom);
			if (known !== held.version) socket.emit('snapshot', this.#snapshot());
			// From here on it can take frames; what it missed in between, the next heartbeat finds.
			socket.conn.once('upgrade', () => this.#upgrade(socket));
		}
		if (known !== held.version) metrics.snapshots.add();
		return held.version;
	}

	leave(socket: Socket): void {
		const member = this.#members.get(socket.id);
		if (member) this.#lane.remove(member);
		this.#members.delete(socket.id);
		if (this.#polling.delete(socket.id)) void socket.leave(this.#pollingRoom);
	}

	#upgrade(socket: Socket): void {
		const member = this.#polling.has(socket.id) ? laneMember(socket) : null;
		if (!member) return;
		this.leave(socket);
		this.#members.set(socket.id, member);
		this.#lane.add(member, 0);
	}

	#snapshot(): Snapshot {
		const { version, at, view } = this.#held!;
		return { roundId: this.#roundId, v: version, at: at.getTime(), now: Date.now(), view };
	}

	/** Encoded once per version: two thousand phones that reconnect cost two thousand writes. */
	#encodedSnapshot(): Versioned {
		return (this.#encoded ??= {
			frame: eventFrame(this.#namespace.name, 'snapshot', this.#snapshot()),
			version: this.#held!.version
		});
	}
}

/** The rooms of one namespace, by round; empty ones are forgotten. */
export class BoardRooms {
	readonly #rooms = new Map<string, BoardRoom>();
	readonly #open: (roundId: string) => BoardRoom;

	constructor(open: (roundId: string) => BoardRoom) {
		this.#open = open;
	}

	of(roundId: string): BoardRoom {
		let room = this.#rooms.get(roundId);
		if (!room) this.#rooms.set(roundId, (room = this.#open(roundId)));
		return room;
	}

	/** The room, where somebody is in it. */
	existing(roundId: string): BoardRoom | undefined {
		return this.#rooms.get(roundId);
	}

	leave(socket: Socket): void {
		for (const room of this.#rooms.values()) room.leave(socket);
	}

	/** Heartbeat of every board, each read again first: what another process wrote is found even without its message. */
	async beat(): Promise<void> {
		for (const [roundId, room] of this.#rooms) {
			if (room.size === 0) {
				this.#rooms.delete(roundId);
				continue;
			}
			await room.refresh();
			room.beat();
		}
	}
}
