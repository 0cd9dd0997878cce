import { scoredParts } from '#lib/domain/contest/part.ts';
import type { NoRepeatWithin, QuizRule } from '#lib/domain/contest/quiz-rule.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import type { BankKind } from '#lib/domain/quiz/question.ts';
import type { Name } from '#lib/domain/shared/name.ts';
import { Refusal } from '#lib/server/command/refusal.ts';

/** A part of a stage for which questions are drawn. */
export interface QuizPart {
	readonly path: string;
	readonly name: Name;
	readonly kind: BankKind;
	/** How many questions a team, or all teams together, have to draw. */
	readonly each: number;
	/** Whether all teams of a round get the same questions. */
	readonly isShared: boolean;
	readonly consultSeconds: number | null;
	readonly answerSeconds: number;
	readonly noRepeat: NoRepeatWithin;
	/** Null for situations, which judges mark. */
	readonly quiz: QuizRule | null;
	readonly min: string;
	readonly scale: string;
}

/** The parts of a stage for which questions are drawn, in the order of the rules. */
export function quizParts(stage: Stage): QuizPart[] {
	return scoredParts(stage.parts).flatMap(({ path, part }): QuizPart[] => {
		const { name, scale } = part;
		if (part.kind === 'given') {
			if (!part.quiz) return [];
			const { items: each, answerSeconds, noRepeat, turn } = part.quiz;
			const times = { consultSeconds: null, answerSeconds, noRepeat };
			const isShared = turn === 'allTeams';
			return [
				{ path, name, kind: 'choice', each, isShared, ...times, quiz: part.quiz, min: part.min, scale }
			];
		}
		if (!part.situations) return [];
		const { perTeam: each, consultSeconds, answerSeconds, noRepeat } = part.situations;
		const times = { consultSeconds, answerSeconds, noRepeat };
		return [{ path, name, kind: 'situation', each, isShared: false, ...times, quiz: null, min: '0', scale }];
	});
}

export function quizPartAt(stage: Stage, path: string): QuizPart {
	const part = quizParts(stage).find((known) => known.path === path);
	if (!part) throw new Refusal('quiz_not_drawn_part');
	return part;
}
