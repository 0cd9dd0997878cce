/** One ticket's vote in the box. */
export interface CastBallot {
	readonly teamId: string;
	/** Grows by one with each change of mind. */
	readonly revision: number;
	/** Of the form that it came with. */
	readonly press: string;
}

export interface AskedBallot {
	readonly teamId: string;
	readonly press: string;
	/** The revision that whoever asks has seen; 0: none yet. */
	readonly after: number;
}

type Casting =
	| { readonly kind: 'received' | 'changed'; readonly ballot: CastBallot }
	/** The same form once more: it is in the box already. */
	| { readonly kind: 'again' }
	| { readonly kind: 'refused'; readonly code: 'vote_used' | 'vote_replayed' | 'vote_stale' };

/**
 * What becomes of a ticket's vote. The same form counts once however often it arrives, and never after a newer one: a message
 * that was held up does not bring back an earlier choice.
 */
export function cast(held: CastBallot | null, asked: AskedBallot, mayChange: boolean): Casting {
	const { teamId, press } = asked;
	if (held === null) {
		if (asked.after !== 0) return { kind: 'refused', code: 'vote_stale' };
		return { kind: 'received', ballot: { teamId, press, revision: 1 } };
	}
	if (held.press === press) {
		return held.teamId === teamId ? { kind: 'again' } : { kind: 'refused', code: 'vote_replayed' };
	}
	if (!mayChange) return { kind: 'refused', code: 'vote_used' };
	if (asked.after !== held.revision) return { kind: 'refused', code: 'vote_stale' };
	return { kind: 'changed', ballot: { teamId, press, revision: held.revision + 1 } };
}
