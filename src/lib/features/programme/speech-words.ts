import type { SpeechState } from '#lib/domain/conference/speech-state.ts';
import type { LightTimes } from '#lib/domain/timing/lights.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Tone } from '#lib/ui/tone.ts';

export const SPEECH_TONES: Readonly<Record<SpeechState, Tone>> = {
	asked: 'neutral',
	promised: 'info',
	'text-in': 'warning',
	reviewed: 'success',
	'on-programme': 'success',
	given: 'success',
	'text-only': 'neutral',
	withdrawn: 'error'
};

export const SPEECH_STEP_WORDS: Readonly<Record<string, () => string>> = {
	accept: m.speech_step_accept,
	'send-back': m.speech_step_send_back,
	'take-off': m.speech_step_take_off,
	'text-only': m.speech_step_text_only,
	withdraw: m.speech_step_withdraw,
	restore: m.speech_step_restore
};

export const SPEECH_PRESS_WORDS: Readonly<Record<string, () => string>> = {
	start: m.speech_clock_start,
	pause: m.speech_clock_pause,
	resume: m.speech_clock_resume,
	stop: m.speech_clock_stop,
	reset: m.speech_clock_reset
};

/** Amber in the last minute, of a short speech in its last fifth; red from the end on. Nobody is cut off by a clock. */
export function speechLights(minutes: number): LightTimes {
	const limitMs = minutes * 60_000;
	return { warnAtMs: [limitMs - Math.min(60_000, limitMs / 5)], limitMs, stopAtMs: null };
}
