import { m } from '#lib/paraglide/messages.js';
import type { Tone } from '#lib/ui/tone.ts';

/** How far a ceremony is, in words and in a tone. */
export function ceremonyStateWords(
	ceremony: { readonly state: string; readonly isConfirmed: boolean } | null
): { readonly label: string; readonly tone: Tone } {
	switch (ceremony?.state) {
		case undefined:
		case 'replaced':
			return { label: m.ceremony_state_none(), tone: 'neutral' };
		case 'rehearsal':
			return { label: m.ceremony_state_rehearsal(), tone: 'warning' };
		case 'live':
			return { label: m.ceremony_state_live(), tone: 'live' };
		case 'ended':
			return { label: m.ceremony_state_ended(), tone: 'success' };
		default:
			return ceremony?.isConfirmed
				? { label: m.ceremony_state_confirmed(), tone: 'success' }
				: { label: m.ceremony_state_built(), tone: 'info' };
	}
}
