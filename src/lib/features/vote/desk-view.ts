import type { VoteState } from '#lib/domain/vote/vote-state.ts';
import type { PublicVote } from '#lib/live/vote-protocol.ts';

interface NamedTeam {
	readonly teamId: string;
	readonly name: string;
}

interface TicketBatch {
	readonly batchId: string;
	readonly first: number;
	readonly last: number;
	readonly label: string | null;
	readonly isReissue: boolean;
	readonly issuedAt: Date;
	readonly issued: number;
	readonly used: number;
	readonly voided: number;
}

/** One vote as its desk shows it. */
export interface DeskVoteView extends Omit<PublicVote, 'state'> {
	readonly state: VoteState;
	readonly prizeName: string;
	readonly prizeKey: string;
	readonly standing: string;
	readonly mayChange: boolean;
	readonly showsReceived: boolean;
	readonly isWatched: boolean;
	readonly reason: string | null;
	readonly openedAt: Date | null;
	readonly openedBy: string | null;
	readonly closedAt: Date | null;
	readonly countedAt: Date | null;
	readonly countedBy: string | null;
	readonly isRecorded: boolean;
	readonly chosen: readonly string[];
	readonly teams: readonly (NamedTeam & { readonly position: number; readonly mayStand: boolean })[];
	/** Null: not for these eyes, or not yet. */
	readonly counts: readonly (NamedTeam & { readonly votes: number; readonly mayWin: boolean })[] | null;
	readonly outcome: {
		readonly kind: 'decided' | 'tie' | 'none';
		readonly teams: readonly NamedTeam[];
	} | null;
	readonly mayShare: boolean;
	readonly tickets: {
		readonly batches: readonly TicketBatch[];
		readonly valid: number;
		readonly voided: readonly { readonly number: number; readonly at: Date; readonly reason: string }[];
	};
}
