import type { PublicBoardPolicy } from '#lib/domain/contest/visibility.ts';
import type { EntrantStatus } from '#lib/domain/scoring/entrant.ts';
import type { Name } from '#lib/domain/shared/name.ts';

/** Grows when a board's shape changes: a page that was loaded before an update then loads itself again. */
export const BOARD_FORMAT = 2;

export const PROJECTIONS = ['official', 'public'] as const;
export type ProjectionKind = (typeof PROJECTIONS)[number];

export const ROUND_STATES = ['configured', 'open', 'closed', 'verified', 'published'] as const;
export type RoundState = (typeof ROUND_STATES)[number];

/** Where a team is in the run of show. */
export const TURNS = ['waiting', 'held', 'onStage', 'between', 'performed'] as const;
export type Turn = (typeof TURNS)[number];

/** Who is up, and with what: `*` where a team shows all its parts in one turn. */
export interface Call {
	readonly teamId: string;
	readonly partKey: string;
}

export interface BoardRow {
	readonly teamId: string;
	readonly name: string;
	/** Order of performance; 0 until drawn. */
	readonly order: number;
	readonly status: EntrantStatus;
	readonly isGuest: boolean;
	readonly turn: Turn;
	/** Null: not scored, a guest, or not competing. */
	readonly rank: number | null;
	/** shared: the rules give both the place · open: people still have to settle it. */
	readonly tie: 'none' | 'shared' | 'open';
	/** Decimal text with a point, as many places as are shown; null while it does not exist or does not show. */
	readonly total: string | null;
	/** One for each of the board's parts. */
	readonly parts: readonly (string | null)[];
	readonly isComplete: boolean;
}

/** What a board shows, as plain JSON. */
export interface BoardView {
	readonly format: number;
	readonly projection: ProjectionKind;
	readonly contest: { readonly code: string; readonly title: Name; readonly isInvented: boolean };
	readonly round: {
		readonly id: string;
		readonly name: string;
		readonly nameEn?: string | null;
		readonly stage: Name;
		readonly cluster: string | null;
		readonly state: RoundState;
	};
	readonly rules: { readonly version: number; readonly hash: string };
	readonly policy: PublicBoardPolicy;
	/** provisional: may still change · final: the published version `version`. */
	readonly result: { readonly kind: 'provisional' } | { readonly kind: 'final'; readonly version: number };
	/** Standing still since a moment (milliseconds), with the points of so many teams; null where it follows the round. */
	readonly frozen: { readonly since: number; readonly teams: number } | null;
	/** False while the rules keep all scores from the public. */
	readonly showsScores: boolean;
	readonly parts: readonly { readonly key: string; readonly name: Name }[];
	readonly onStage: Call | null;
	readonly next: Call | null;
	readonly counts: {
		/** Teams that compete, guests included. */
		readonly teams: number;
		readonly performed: number;
		/** Teams whose total is on this board. */
		readonly shown: number;
	};
	/** In the order of the board; see `inBoardOrder`. */
	readonly rows: readonly BoardRow[];
}

const AFTER_PLACES: Readonly<Record<EntrantStatus, number>> = {
	competing: 2,
	absent: 3,
	withdrawn: 4,
	disqualified: 5
};

/** Ranked teams, guests with a score, teams still to be scored, then those who are out. */
function section(row: BoardRow): number {
	if (row.rank !== null) return 0;
	if (row.status === 'competing' && row.total !== null) return 1;
	return AFTER_PLACES[row.status];
}

/** The order of a board follows from its rows alone, so a patch need not carry it. Within one place, order of performance. */
export function inBoardOrder(a: BoardRow, b: BoardRow): number {
	return (
		section(a) - section(b) ||
		(a.rank ?? 0) - (b.rank ?? 0) ||
		a.order - b.order ||
		(a.teamId < b.teamId ? -1 : a.teamId > b.teamId ? 1 : 0)
	);
}
