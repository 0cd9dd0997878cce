import type { PRIZE_RECIPIENTS, SidePrize } from '#lib/domain/contest/prizes.ts';
import type { ExactText } from '#lib/domain/shared/exact.ts';
import type { Name } from '#lib/domain/shared/name.ts';

/** Who gets a side prize: a team, or a person of a team. */
export interface PrizeRecipient {
	readonly teamId: string;
	/** `id` null: a person whom the contest's lists do not have. */
	readonly person: { readonly id: string | null; readonly name: string } | null;
}

/** People's choice among exactly the teams that share a place across the end of a prize: who still gets it. */
export interface PrizeTieDecision {
	readonly prizeKey: string;
	readonly contenders: readonly string[];
	readonly admitted: readonly string[];
}

/** What a committee or an audience voted, or which of several equal teams and which person a measured prize goes to. */
export interface SidePrizeDecision {
	readonly prizeKey: string;
	/** Empty: the prize stays vacant. */
	readonly recipients: readonly PrizeRecipient[];
}

export interface PrizeDecisions {
	readonly ties: readonly PrizeTieDecision[];
	readonly side: readonly SidePrizeDecision[];
}

/**
 * What a prize waits for. ladder: a tie that the ladder leaves to people · choice: which of teams that share a place ·
 * vote: the committee's or the audience's · person: the team is known, the person is not.
 */
export const PRIZE_NEEDS = ['ladder', 'choice', 'vote', 'person'] as const;
export type PrizeNeed = (typeof PRIZE_NEEDS)[number];

export interface OpenPrize {
	readonly needs: PrizeNeed;
	/** Those who may get it; empty where it is open to every team. */
	readonly teamIds: readonly string[];
	/** How many of them will. */
	readonly places: number;
}

interface Awarded {
	readonly key: string;
	readonly name: Name;
	/** Null: nothing has to be decided. An open prize blocks publication. */
	readonly open: OpenPrize | null;
	/** What is not known yet above it, or in the standings, decides it. */
	readonly isWaiting: boolean;
}

/** One prize of the table, such as two second prizes. */
export interface MainPrize extends Awarded {
	readonly places: number | 'rest';
	/** In the order of places. */
	readonly teamIds: readonly string[];
	/** Places of it that nobody got. */
	readonly vacant: number;
	/** Places of it that went to teams sharing a better prize: two first prizes, no second. */
	readonly takenByTie: number;
}

export interface SideAward extends Awarded {
	readonly by: SidePrize['by']['kind'];
	readonly recipient: (typeof PRIZE_RECIPIENTS)[number];
	readonly recipients: readonly PrizeRecipient[];
	/** The score that it was won with; null where it was voted. */
	readonly score: ExactText | null;
}

/** none: the rules give no prizes · incomplete: marks are missing · open: people have to decide · decided. */
export const PRIZE_STATES = ['none', 'incomplete', 'open', 'decided'] as const;

/** All prizes of a round: what the pages, the record, the exports, the ceremony and certificates read. */
export interface AwardedPrizes {
	readonly state: (typeof PRIZE_STATES)[number];
	readonly main: readonly MainPrize[];
	readonly side: readonly SideAward[];
}
