import type { BoardView } from './board.ts';
import type { BoardPatch } from './patch.ts';

/** Anybody's boards, and the boards of desk and jury: two namespaces, two sets of rooms, two stored projections. */
export const BOARD_NAMESPACE = '/board';
export const DESK_NAMESPACE = '/desk';

/** Public boards as event streams: `GET /live/boards/ROUND?version=12`, followed by the same messages as the sockets'. */
export const BOARD_STREAM = '/live/boards/';

/** How often a board says its version when nothing changes, so that a silent gap is found. */
export const BEAT_MS = 2500;

export interface Join {
	readonly roundId: string;
	/** What the page shows already; null for nothing. */
	readonly version: number | null;
}

export const JOIN_REFUSALS = ['invalid', 'unknown', 'forbidden', 'too_many'] as const;
export type Joined =
	| { readonly ok: true; readonly version: number }
	| { readonly ok: false; readonly code: (typeof JOIN_REFUSALS)[number] };

/** The whole board: the answer to a join with an older version, and to whoever missed a patch. */
export interface Snapshot {
	readonly roundId: string;
	readonly v: number;
	/** When this version was written, and the server's clock now; milliseconds. */
	readonly at: number;
	readonly now: number;
	readonly view: BoardView;
}

/** From version `from` to `v`: of use only to who shows exactly `from`. */
export interface Patch {
	readonly roundId: string;
	readonly from: number;
	readonly v: number;
	readonly at: number;
	readonly now: number;
	readonly patch: BoardPatch;
}

export interface Beat {
	readonly roundId: string;
	readonly v: number;
	readonly now: number;
}

/** The first event of a stream: the version that the viewer has or gets next, and the name by which it ends this stream when it comes again. */
export interface StreamJoined extends Beat {
	readonly stream: string;
}

export interface ToViewer {
	snapshot(message: Snapshot): void;
	patch(message: Patch): void;
	beat(message: Beat): void;
}

export interface FromViewer {
	join(message: Join, answer: (joined: Joined) => void): void;
}

/** What the desk hears besides its board: ids, by which it reads again what it may read. */
export type DeskNews =
	| {
			readonly kind: 'ballot.changed';
			readonly roundId: string;
			readonly teamId: string;
			readonly seatId: string;
	  }
	| { readonly kind: 'round.changed' | 'stage.changed' | 'result.published'; readonly roundId: string }
	| {
			readonly kind: 'device.changed' | 'device.revoked';
			readonly contestId: string;
			readonly deviceId: string;
	  }
	| { readonly kind: 'screen.changed'; readonly contestId: string };

export interface ToDesk extends ToViewer {
	news(message: DeskNews): void;
}

export interface FromDesk extends FromViewer {
	/** Hears the news of a round without its board. */
	watch(message: { readonly roundId: string }, answer: (joined: Joined) => void): void;
}
