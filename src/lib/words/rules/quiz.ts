import type { QuizRule, SituationRule } from '#lib/domain/contest/quiz-rule.ts';
import { m } from '#lib/paraglide/messages.js';
import { durationWords, pointsWords, type Locale } from '../points.ts';

type Entry = readonly [string, string | null | undefined | false];

/** How a quiz is held and counted, sentence by sentence. */
export function quizEntries(quiz: QuizRule | undefined, locale: Locale): Entry[] {
	if (!quiz) return [];
	const o = { locale };
	const each = pointsWords(quiz.pointsEach, locale);
	const negative = pointsWords(quiz.negative, locale);
	const time = durationWords(quiz.answerSeconds, locale);
	const isTablet = quiz.input === 'tablet';
	return [
		['quiz.items', m.quiz_words_items({ items: quiz.items, each, time }, o)],
		['quiz.negative', quiz.negative !== '0' && m.quiz_words_negative({ negative }, o)],
		['quiz.input', isTablet ? m.quiz_words_tablet({}, o) : m.quiz_words_board({}, o)],
		[
			'quiz.lock',
			isTablet &&
				(quiz.lock === 'firstChoice' ? m.quiz_words_lock_first({}, o) : m.quiz_words_lock_time({}, o))
		],
		['quiz.turn', quiz.turn === 'eachTeam' ? m.quiz_words_each_team({}, o) : m.quiz_words_all_teams({}, o)],
		['quiz.noRepeat', noRepeatWords(quiz.noRepeat, locale)]
	];
}

/** How situations are drawn and how long a team has. */
export function situationEntries(rule: SituationRule | undefined, locale: Locale): Entry[] {
	if (!rule) return [];
	const o = { locale };
	const answer = durationWords(rule.answerSeconds, locale);
	return [
		['situations.perTeam', m.quiz_words_per_team({ count: rule.perTeam }, o)],
		[
			'situations.time',
			rule.consultSeconds === null
				? m.quiz_words_answer({ answer }, o)
				: m.quiz_words_consult_answer({ consult: durationWords(rule.consultSeconds, locale), answer }, o)
		],
		['situations.noRepeat', noRepeatWords(rule.noRepeat, locale)]
	];
}

function noRepeatWords(within: QuizRule['noRepeat'], locale: Locale): string {
	return within === 'contest'
		? m.quiz_words_no_repeat_contest({}, { locale })
		: m.quiz_words_no_repeat_stage({}, { locale });
}
