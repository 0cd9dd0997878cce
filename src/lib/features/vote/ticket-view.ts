import type { PublicVote } from '#lib/live/vote-protocol.ts';
import type { RefusalWords } from '#lib/words/refusal.ts';

interface VoteCandidate {
	readonly teamId: string;
	readonly name: string;
	readonly units: readonly string[];
	/** In the order of performance. */
	readonly position: number;
}

/** What the holder of a ticket sees. */
export interface TicketView {
	readonly view: PublicVote;
	readonly contest: { readonly code: string; readonly title: string; readonly isInvented: boolean };
	readonly round: { readonly id: string; readonly name: string; readonly lang?: string };
	readonly mayChange: boolean;
	readonly isWatched: boolean;
	/** 0: this ticket has not voted. */
	readonly revision: number;
	/** The round's result is published. */
	readonly isOut: boolean;
	readonly candidates: readonly VoteCandidate[];
	/** Of this page's form: sent twice it is one vote. */
	readonly press: string;
}

/** What the server said to the last form. */
export interface TicketAnswer {
	readonly refused: RefusalWords | null;
	readonly chosen: string | null;
	readonly cast: 'received' | 'changed' | 'again' | null;
}
