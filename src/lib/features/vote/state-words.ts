import type { VoteState } from '#lib/domain/vote/vote-state.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Tone } from '#lib/ui/tone.ts';

/** A vote's state as a mark at the desk. */
export function voteStateWords(state: VoteState, isRecorded: boolean): { tone: Tone; label: string } {
	switch (state) {
		case 'draft':
			return { tone: 'neutral', label: m.vote_state_draft() };
		case 'open':
			return { tone: 'live', label: m.vote_state_open() };
		case 'closed':
			return { tone: 'warning', label: m.vote_state_closed() };
		case 'counted':
			return isRecorded
				? { tone: 'success', label: m.vote_state_recorded() }
				: { tone: 'warning', label: m.vote_state_counted() };
		case 'abandoned':
			return { tone: 'neutral', label: m.vote_state_abandoned() };
	}
}
