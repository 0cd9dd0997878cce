import { describe, expect, it } from 'vitest';
import { isWithUnit, SPEECH_STATES, speechAfter, speechSteps } from './speech-state.ts';

const none = { isThere: false, isReviewed: false };
const sent = { isThere: true, isReviewed: false };
const reviewed = { isThere: true, isReviewed: true };

describe('a speech', () => {
	it('may take these steps, and no others', () => {
		expect(Object.fromEntries(SPEECH_STATES.map((state) => [state, speechSteps(state).join(' ')]))).toEqual({
			asked: 'promise send place text-only withdraw',
			promised: 'send place text-only withdraw',
			'text-in': 'send accept send-back place text-only withdraw',
			reviewed: 'send send-back place text-only withdraw',
			'on-programme': 'place take-off text-only withdraw give',
			given: 'ungive',
			'text-only': 'place withdraw',
			withdrawn: 'restore'
		});
	});

	it('goes from the call over the review to the rostrum', () => {
		expect(speechAfter('asked', 'promise', none)).toBe('promised');
		expect(speechAfter('promised', 'send', none)).toBe('text-in');
		expect(speechAfter('text-in', 'send-back', sent)).toBe('promised');
		expect(speechAfter('text-in', 'accept', sent)).toBe('reviewed');
		expect(speechAfter('reviewed', 'send', reviewed)).toBe('text-in');
		expect(speechAfter('reviewed', 'place', reviewed)).toBe('on-programme');
		expect(speechAfter('on-programme', 'give', reviewed)).toBe('given');
		expect(speechAfter('given', 'withdraw', reviewed)).toBeNull();
	});

	it('goes back to where its text stands', () => {
		expect(speechAfter('on-programme', 'take-off', none)).toBe('promised');
		expect(speechAfter('on-programme', 'take-off', sent)).toBe('text-in');
		expect(speechAfter('on-programme', 'take-off', reviewed)).toBe('reviewed');
		expect(speechAfter('withdrawn', 'restore', none)).toBe('asked');
		expect(speechAfter('withdrawn', 'restore', reviewed)).toBe('reviewed');
	});

	it('is written by its unit until the desk has placed it', () => {
		expect(SPEECH_STATES.filter(isWithUnit)).toEqual(['asked', 'promised', 'text-in', 'reviewed']);
	});
});
