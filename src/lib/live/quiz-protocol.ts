import type { AskedState } from '#lib/domain/quiz/question-clock.ts';
import type { BankKind } from '#lib/domain/quiz/question.ts';
import type { Name } from '#lib/domain/shared/name.ts';

export const QUIZ_NAMESPACE = '/quiz';

/** The question that the hall sees. Nothing of a question that was not shown yet, and no answer before it is revealed. */
export interface QuestionShown {
	readonly askedId: string;
	readonly kind: BankKind;
	readonly partName: Name;
	/** Whose question it is; null: all teams'. */
	readonly teamName: string | null;
	readonly position: number;
	readonly count: number;
	/** Number of its packet. */
	readonly number: number;
	readonly state: AskedState;
	readonly text: string;
	readonly options: readonly string[];
	/** Of the time that runs, when the server answered; null where none runs. */
	readonly leftMs: number | null;
	readonly wholeMs: number | null;
	/** Index of the right option once it is revealed. */
	readonly answer: number | null;
}

export interface StageQuiz {
	readonly roundId: string;
	readonly shown: QuestionShown | null;
	/** Teams that were right; null before the answer is revealed, and wherever the public board tells nothing. */
	readonly right: readonly string[] | null;
	/** Published hashes of the banks drawn from. */
	readonly commitments: readonly string[];
}

export interface TeamQuiz {
	readonly roundId: string;
	readonly team: string;
	readonly shown: QuestionShown | null;
	/** Null where this team has nothing to press: another team's question, boards, a situation. */
	readonly own: {
		readonly choice: number | null;
		readonly mayChoose: boolean;
		/** By the rules the first choice cannot be changed. */
		readonly firstStands: boolean;
		/** What was chosen stands. */
		readonly isLocked: boolean;
		/** Once it is revealed. */
		readonly wasRight: boolean | null;
	} | null;
}

/** Why a tablet answers no more: another one was taken into use, the desk took it back, its day is over. */
export type TabletEnd = 'replaced' | 'revoked' | 'ended';

/** What a team's tablet is told when it asks over HTTP. */
export type TeamLook =
	| { readonly state: 'none' }
	| { readonly state: 'over'; readonly why: TabletEnd; readonly team: string }
	| { readonly state: 'live'; readonly quiz: TeamQuiz | null };

/** What a team's tablet hears of a choice that it sent. */
export type ChoiceTaken =
	/** Committed; `at` by the server's clock. */
	| { readonly ok: true; readonly at: string }
	/** `isFinal`: sending it again changes nothing. */
	| {
			readonly ok: false;
			readonly code: string;
			readonly text: string;
			readonly isFinal: boolean;
			readonly lateMs: number | null;
	  };

export const QUIZ_VIEWERS = ['stage', 'team'] as const;
export type QuizViewer = (typeof QUIZ_VIEWERS)[number];

export interface FromQuizViewer {
	/** What is shown now; from then on the viewer hears of every change. A team's tablet is known by its cookie. */
	look(
		message: { readonly roundId: string; readonly as: QuizViewer },
		answer: (view: StageQuiz | TeamQuiz | null) => void
	): void;
	/** For the desk: hears also that a team answered, not what. */
	watch(message: { readonly roundId: string }, answer: (isWatching: boolean) => void): void;
}

export interface ToQuizViewer {
	changed(message: { readonly roundId: string }): void;
}
