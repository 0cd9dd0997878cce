export const LETTER_STATES = [
	'waiting',
	'sending',
	'sent',
	'refused',
	'failed',
	'unknown',
	'cancelled'
] as const;
export type LetterState = (typeof LETTER_STATES)[number];

/** Its unit has such a letter, may have it, or will. */
export const HAD_STATES: LetterState[] = ['waiting', 'sending', 'sent', 'unknown'];

/** It has come to an end in which a person may send it again. */
export const mayGoAgain = (state: LetterState): boolean =>
	['refused', 'failed', 'unknown', 'cancelled'].includes(state);
