import type { SpeechState } from '#lib/domain/conference/speech-state.ts';
import { m } from '#lib/paraglide/messages.js';

/** How far a speech is, on the desk, behind the unit's link and in the minutes. */
export const SPEECH_STATE_WORDS = {
	asked: m.speech_state_asked,
	promised: m.speech_state_promised,
	'text-in': m.speech_state_text_in,
	reviewed: m.speech_state_reviewed,
	'on-programme': m.speech_state_on_programme,
	given: m.speech_state_given,
	'text-only': m.speech_state_text_only,
	withdrawn: m.speech_state_withdrawn
} as const satisfies Record<SpeechState, unknown>;
