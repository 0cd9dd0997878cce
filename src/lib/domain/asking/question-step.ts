export type QuestionStatus = 'waiting' | 'approved' | 'answered' | 'refused' | 'merged';
export const QUESTION_STEPS = [
	'approve',
	'refuse',
	'merge',
	'call',
	'answer-live',
	'answer',
	'back'
] as const;
export type QuestionStep = (typeof QUESTION_STEPS)[number];

/** What may be done with a question as it stands; `call` puts it before the hall. */
const STEPS: Readonly<Record<QuestionStatus, Partial<Record<QuestionStep, QuestionStatus>>>> = {
	waiting: { approve: 'approved', refuse: 'refused', merge: 'merged', answer: 'answered' },
	approved: {
		...{ refuse: 'refused', merge: 'merged', call: 'approved' },
		...{ 'answer-live': 'answered', answer: 'answered', back: 'waiting' }
	},
	answered: { answer: 'answered', back: 'approved' },
	refused: { back: 'waiting' },
	merged: { back: 'waiting' }
};

/** The status after a step; null where it may not be taken. */
export const statusAfter = (from: QuestionStatus, step: QuestionStep): QuestionStatus | null =>
	STEPS[from][step] ?? null;

/** The steps that may be taken. */
export const stepsFrom = (from: QuestionStatus): QuestionStep[] =>
	QUESTION_STEPS.filter((step) => STEPS[from][step] !== undefined);
