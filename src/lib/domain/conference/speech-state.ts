/**
 * From the call to a unit to the end of the day. text-in: a text lies there to be reviewed · on-programme: read out at a
 * point · text-only: goes into the proceedings unread.
 */
export const SPEECH_STATES = [
	'asked',
	'promised',
	'text-in',
	'reviewed',
	'on-programme',
	'given',
	'text-only',
	'withdrawn'
] as const;
export type SpeechState = (typeof SPEECH_STATES)[number];

/** promise, send: by the unit · accept, send-back: the review · place, take-off, text-only, withdraw, restore: by the desk · give, ungive: by the clock. */
export const SPEECH_STEPS = [
	'promise',
	'send',
	'accept',
	'send-back',
	'place',
	'take-off',
	'text-only',
	'withdraw',
	'restore',
	'give',
	'ungive'
] as const;
export type SpeechStep = (typeof SPEECH_STEPS)[number];

/** Steps that say why. */
export const REASONED_STEPS: readonly SpeechStep[] = ['send-back', 'withdraw'];

const BEFORE: readonly SpeechState[] = ['asked', 'promised', 'text-in', 'reviewed'];

const LEADS: Readonly<
	Record<SpeechStep, { readonly from: readonly SpeechState[]; readonly to: SpeechState }>
> = {
	promise: { from: ['asked'], to: 'promised' },
	// A better text after the review is reviewed again.
	send: { from: BEFORE, to: 'text-in' },
	accept: { from: ['text-in'], to: 'reviewed' },
	'send-back': { from: ['text-in', 'reviewed'], to: 'promised' },
	place: { from: [...BEFORE, 'text-only', 'on-programme'], to: 'on-programme' },
	'take-off': { from: ['on-programme'], to: 'reviewed' },
	'text-only': { from: [...BEFORE, 'on-programme'], to: 'text-only' },
	withdraw: { from: [...BEFORE, 'on-programme', 'text-only'], to: 'withdrawn' },
	restore: { from: ['withdrawn'], to: 'asked' },
	give: { from: ['on-programme'], to: 'given' },
	ungive: { from: ['given'], to: 'on-programme' }
};

/** What a speech becomes by a step; null where the step makes no sense now. What was taken off goes back to where its text stands. */
export function speechAfter(
	from: SpeechState,
	step: SpeechStep,
	text: { readonly isThere: boolean; readonly isReviewed: boolean }
): SpeechState | null {
	const lead = LEADS[step];
	if (!lead.from.includes(from)) return null;
	if (step !== 'take-off' && step !== 'restore') return lead.to;
	if (!text.isThere) return step === 'restore' ? 'asked' : 'promised';
	return text.isReviewed ? 'reviewed' : 'text-in';
}

export function speechSteps(from: SpeechState): SpeechStep[] {
	return SPEECH_STEPS.filter((step) => LEADS[step].from.includes(from));
}

/** Whether the unit may still write it behind its link. */
export const isWithUnit = (state: SpeechState): boolean => BEFORE.includes(state);
