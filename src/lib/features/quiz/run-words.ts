import type { AskedState, AskedStep } from '#lib/domain/quiz/question-clock.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { Tone } from '#lib/ui/tone.ts';
import { durationWords } from '#lib/words/points.ts';

const STATES: Readonly<Record<AskedState, { tone: Tone; word: () => string }>> = {
	sealed: { tone: 'neutral', word: m.quiz_desk_state_sealed },
	shown: { tone: 'info', word: m.quiz_desk_state_shown },
	consulting: { tone: 'live', word: m.quiz_desk_state_consulting },
	answering: { tone: 'live', word: m.quiz_desk_state_answering },
	closed: { tone: 'warning', word: m.quiz_desk_state_closed },
	revealed: { tone: 'success', word: m.quiz_desk_state_revealed }
};
export const askedState = (state: AskedState): { tone: Tone; label: string } => ({
	tone: STATES[state].tone,
	label: STATES[state].word()
});

interface Times {
	readonly consultSeconds: number | null;
	readonly answerSeconds: number;
}

/** What the button of a step says. */
export function stepWords(step: AskedStep, { consultSeconds, answerSeconds }: Times): string {
	const time = (seconds: number) => durationWords(seconds, getLocale());
	switch (step) {
		case 'show':
			return m.quiz_desk_show();
		case 'consult':
			return m.quiz_desk_consult({ time: time(consultSeconds ?? 0) });
		case 'start':
			return m.quiz_desk_start({ time: time(answerSeconds) });
		case 'close':
			return m.quiz_desk_close();
		case 'reveal':
			return m.quiz_desk_reveal();
	}
}
