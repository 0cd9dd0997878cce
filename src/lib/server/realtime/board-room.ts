import type { Namespace, Socket } from 'socket.io';
import type { Beat, Patch, Snapshot } from '#lib/live/board-protocol.ts';
import { diff } from '#lib/live/patch.ts';
import type { StoredBoard } from '#lib/server/live/stored-board.ts';
import { metrics } from '#lib/server/metrics/metrics.ts';
import { BoardLane } from './board-lane.ts';
import { eventFrame, streamEvent } from './frame.ts';
import { laneMember, type LaneMember } from './lane.ts';

/** Everybody who looks at one projection of one round in this process, and the board that they were last sent. */
export class BoardRoom {
	readonly #namespace: Namespace;
	readonly #roundId: string;
	readonly #load: () => Promise<StoredBoard | null>;
	/** Socket.IO over WebSockets. */
	readonly #sockets: BoardLane;
	readonly #members = new Map<string, LaneMember>();
	/** Event streams over plain HTTP. */
	readonly #streams: BoardLane;
	readonly #streaming = new Map<string, LaneMember>();
	/** Viewers without a WebSocket: few, so Socket.IO's own rooms do. */
	readonly #polling = new Set<string>();
	#held: StoredBoard | null = null;
	#refreshing: Promise<void> | null = null;
	#isStale = false;
	#wasAskedFor = false;
	#atTheDoor: (() => void)[] = [];

	constructor(namespace: Namespace, roundId: string, load: () => Promise<StoredBoard | null>) {
		this.#namespace = namespace;
		this.#roundId = roundId;
		this.#load = load;
		const snapshot = () => this.#snapshot();
		this.#sockets = new BoardLane((event, message) => eventFrame(namespace.name, event, message), snapshot);
		this.#streams = new BoardLane(streamEvent, snapshot);
	}

	get size(): number {
		return this.#members.size + this.#polling.size + this.#streaming.size;
	}

	/** Whether nobody is in it and nobody has been at its door since this was asked last. */
	isForgotten(): boolean {
		const wasAskedFor = this.#wasAskedFor;
		this.#wasAskedFor = false;
		return this.size === 0 && !wasAskedFor;
	}

	/** Of the board that it holds. */
	get version(): number {
		return this.#held?.version ?? 0;
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
			const served = this.#atTheDoor;
			this.#atTheDoor = [];
			const next = await this.#load();
			if (next) this.#advance(next);
			for (const enter of served) enter();
		}
	}

	#advance(next: StoredBoard): void {
		const held = this.#held;
		if (held && next.version <= held.version) return;
		this.#held = next;
		if (!held || this.size === 0) return;
		const patch: Patch = {
			roundId: this.#roundId,
			from: held.version,
			v: next.version,
			at: next.at.getTime(),
			now: Date.now(),
			patch: diff(held.view, next.view)
		};
		this.#sockets.patch(patch);
		this.#streams.patch(patch);
		if (this.#polling.size > 0) this.#namespace.local.to(this.#pollingRoom).emit('patch', patch);
	}

	/** Says the version that everybody should be at. */
	beat(): void {
		if (!this.#held || this.size === 0) return;
		const beat: Beat = { roundId: this.#roundId, v: this.#held.version, now: Date.now() };
		this.#sockets.beat(beat);
		this.#streams.beat(beat);
		if (this.#polling.size > 0) this.#namespace.local.to(this.#pollingRoom).emit('beat', beat);
	}

	/** Holds a board that is not older than what a viewer shows. False where there is no board to see. */
	async isReadyFor(known: number | null): Promise<boolean> {
		this.#wasAskedFor = true;
		// A page rendered elsewhere, or a moment ago, may be ahead of what this process has sent.
		if (!this.#held || (known ?? 0) > this.#held.version) {
			// One reading is enough: while changes come faster than they are read, the board is never fresh for long.
			const oneReading = new Promise<void>((enter) => this.#atTheDoor.push(enter));
			await Promise.race([oneReading, this.refresh()]);
		}
		return this.#held !== null;
	}

	/** Lets a viewer in who shows `known` already. Null where there is no board to see. */
	async join(socket: Socket, known: number | null): Promise<number | null> {
		await this.isReadyFor(known);
		const held = this.#held;
		if (!held || socket.disconnected) return null;
		this.leave(socket);
		const member = laneMember(socket);
		if (member) {
			this.#members.set(socket.id, member);
			this.#sockets.add(member, held.version);
			if (known !== held.version) this.#sockets.sendSnapshot(member);
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

	/** Lets an open stream in whose viewer shows `known` already; only where the room is ready for it. */
	joinStream(member: LaneMember, known: number | null): void {
		const { version } = this.#held!;
		this.#streaming.set(member.id, member);
		this.#streams.add(member, version);
		if (known === version) return;
		this.#streams.sendSnapshot(member);
		metrics.snapshots.add();
	}

	leaveStream(member: LaneMember): void {
		this.#streams.remove(member);
		this.#streaming.delete(member.id);
	}

	/** Ends the stream that a viewer had before: of a phone whose network broke, nobody else would tell for a quarter of an hour. */
	endStream(id: string): void {
		this.#streaming.get(id)?.tcp.destroy();
	}

	endStreams(): void {
		for (const { tcp } of this.#streaming.values()) tcp.destroy();
	}

	leave(socket: Socket): void {
		const member = this.#members.get(socket.id);
		if (member) this.#sockets.remove(member);
		this.#members.delete(socket.id);
		if (this.#polling.delete(socket.id)) void socket.leave(this.#pollingRoom);
	}

	#upgrade(socket: Socket): void {
		const member = this.#polling.has(socket.id) ? laneMember(socket) : null;
		if (!member) return;
		this.leave(socket);
		this.#members.set(socket.id, member);
		this.#sockets.add(member, 0);
	}

	#snapshot(): Snapshot {
		const { version, at, view } = this.#held!;
		return { roundId: this.#roundId, v: version, at: at.getTime(), now: Date.now(), view };
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

	endStreams(): void {
		for (const room of this.#rooms.values()) room.endStreams();
	}

	/** Heartbeat of every board, each read again first: what another process wrote is found even without its message. */
	async beat(): Promise<void> {
		for (const [roundId, room] of this.#rooms) {
			if (room.isForgotten()) {
				this.#rooms.delete(roundId);
				continue;
			}
			await room.refresh();
			room.beat();
		}
	}
}
