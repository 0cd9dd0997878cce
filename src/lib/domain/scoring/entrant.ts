/** Absent (did not come on), withdrawn and disqualified are statuses and never scores of zero. */
export const ENTRANT_STATUSES = ['competing', 'absent', 'withdrawn', 'disqualified'] as const;
export type EntrantStatus = (typeof ENTRANT_STATUSES)[number];

/** A team in a round. A guest is scored, takes no place, and the others close up. */
export interface Entrant {
	readonly id: string;
	readonly name: string;
	readonly status: EntrantStatus;
	readonly isGuest: boolean;
}
