import type { Name } from '#lib/domain/shared/name.ts';

/** A team, or a person of it, as it is called to the stage. */
export interface Called {
	readonly teamId: string;
	readonly team: string;
	readonly units: readonly string[];
	readonly person: string | null;
	/** Decimal text as shown on boards; null where totals are not told, or there is none. */
	readonly total: string | null;
}

export interface PrizeCalled {
	readonly key: string;
	readonly name: Name;
}

/**
 * One thing that the presenter says, with everything that screens need for it and nothing of what comes later: no number
 * of steps, no number of teams still to be called.
 */
export type CeremonyStep =
	| { readonly kind: 'opening' }
	| {
			readonly kind: 'prize';
			readonly prize: PrizeCalled;
			readonly isSide: boolean;
			/** The best prize of the table. */
			readonly isBest: boolean;
			/** Those who share a place are called in one breath, in the order of performance. */
			readonly called: readonly Called[];
			/** Called for the same prize in the steps before. */
			readonly already: readonly Called[];
	  }
	/** Prizes that nobody gets; `places` null: a side prize. */
	| { readonly kind: 'vacant'; readonly prize: PrizeCalled; readonly places: number | null }
	/** Prizes not given because teams that share a place got the better prize, told after that. */
	| { readonly kind: 'taken'; readonly prize: PrizeCalled; readonly places: number }
	/** All main prizes at once, best first, where the rules want them so. */
	| {
			readonly kind: 'table';
			readonly prizes: readonly {
				readonly prize: PrizeCalled;
				readonly called: readonly Called[];
				readonly vacant: number;
				readonly taken: number;
			}[];
	  }
	/** Where the rules give no prizes and send nobody on: the places themselves. */
	| {
			readonly kind: 'places';
			readonly places: readonly { readonly rank: number; readonly called: readonly Called[] }[];
	  }
	| { readonly kind: 'through'; readonly toStage: Name | null; readonly called: readonly Called[] }
	/** The last one: with it the result is published. */
	| { readonly kind: 'closing' };
