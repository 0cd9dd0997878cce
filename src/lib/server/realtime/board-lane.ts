import type { Beat, Patch, Snapshot } from '#lib/live/board-protocol.ts';
import { Lane, type LaneMember, type Versioned } from './lane.ts';

export type Encode = (event: 'snapshot' | 'patch' | 'beat', message: Snapshot | Patch | Beat) => Buffer;

/** The viewers who are written to in one and the same way, and each message encoded for them once. */
export class BoardLane {
	readonly #encode: Encode;
	readonly #lane: Lane;
	readonly #snapshot: () => Snapshot;
	#encoded: Versioned | null = null;

	constructor(encode: Encode, snapshot: () => Snapshot) {
		this.#encode = encode;
		this.#snapshot = snapshot;
		this.#lane = new Lane(() => this.#encodedSnapshot());
	}

	/** Adds a viewer that shows `version` already. */
	add(member: LaneMember, version: number): void {
		this.#lane.add(member, version);
	}

	remove(member: LaneMember): void {
		this.#lane.remove(member);
	}

	sendSnapshot(member: LaneMember): void {
		this.#lane.sendSnapshot(member);
	}

	patch(patch: Patch): void {
		if (this.#lane.size > 0) this.#lane.patch(this.#encode('patch', patch), patch.from, patch.v);
	}

	beat(beat: Beat): void {
		if (this.#lane.size > 0) this.#lane.beat(this.#encode('beat', beat), beat.v);
	}

	/** Encoded once per version: two thousand phones that reconnect cost two thousand writes. */
	#encodedSnapshot(): Versioned {
		const { v } = this.#snapshot();
		if (this.#encoded?.version !== v) {
			this.#encoded = { frame: this.#encode('snapshot', this.#snapshot()), version: v };
		}
		return this.#encoded;
	}
}
