import type { QuestionStep } from '#lib/domain/asking/question-step.ts';
import { m } from '#lib/paraglide/messages.js';

interface Asker {
	readonly unitName: string | null;
	readonly personName?: string | null;
}

/** Who asked, as they said; of one without a name that they did not. */
export const askerWords = ({ unitName, personName }: Asker): string =>
	unitName ? [personName, unitName].filter(Boolean).join(', ') : m.asking_unnamed();

interface Judged {
	readonly status: string;
	readonly answeredHow: string | null;
	readonly isCurrent: boolean;
}

export function statusWord({ status, answeredHow, isCurrent }: Judged): string {
	if (isCurrent) return m.asking_state_current();
	if (status === 'answered') {
		return answeredHow === 'live' ? m.asking_state_live() : m.asking_state_written();
	}
	const words: Readonly<Record<string, () => string>> = {
		waiting: m.asking_state_waiting,
		approved: m.asking_state_approved,
		refused: m.asking_state_refused,
		merged: m.asking_state_merged
	};
	return words[status]?.() ?? status;
}

const STEP: Readonly<Record<QuestionStep, () => string>> = {
	approve: m.asking_approve,
	refuse: m.asking_refuse,
	merge: m.asking_merge,
	call: m.asking_call,
	'answer-live': m.asking_answered_live,
	answer: m.asking_answer,
	back: m.asking_back
};
export const stepWord = (step: QuestionStep): string => STEP[step]();
