import { letterOf } from '#lib/domain/quiz/question.ts';
import type { QuestionShown, TeamQuiz } from '#lib/live/quiz-protocol.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/words/figure.ts';
import type { Refused } from './choice-journal.ts';
import type { Standing } from './team-tablet.svelte.ts';

/** What a team reads under the options: how it stands, and what to do. */
export interface Said {
	readonly tone: 'info' | 'success' | 'warning' | 'error';
	readonly title: string;
	readonly todo?: string;
}

interface Known {
	readonly shown: QuestionShown;
	readonly own: TeamQuiz['own'];
	readonly team: string;
	readonly choice: number | null;
	readonly standing: Standing;
	readonly refused: Refused | null;
	readonly mayChoose: boolean;
	/** Of the time that runs. */
	readonly leftMs: number | null;
}

/** Tenths of a second, rounded up: nobody was 0.0 seconds late. */
export function secondsLate(lateMs: number, locale: Locale): string {
	const tenths = Math.max(1, Math.ceil(lateMs / 100)) / 10;
	return tenths.toLocaleString(locale === 'vi' ? 'vi-VN' : 'en-GB', { minimumFractionDigits: 1 });
}

function refusedWords({ lateMs, text, choice }: Refused, locale: Locale): Said {
	const letter = letterOf(choice.choice);
	if (lateMs === null) return { tone: 'error', title: m.team_say_refused({ letter }), todo: text };
	return {
		tone: 'error',
		title: m.team_say_late({ letter, seconds: secondsLate(lateMs, locale) }),
		todo: m.team_say_late_todo()
	};
}

function notOurs({ shown, team }: Known): Said {
	if (shown.teamName !== null && shown.teamName !== team) {
		return { tone: 'info', title: m.team_other_team({ team: shown.teamName }) };
	}
	return { tone: 'info', title: shown.kind === 'situation' ? m.team_spoken() : m.team_boards() };
}

/** How it stands with a team's answer. Says that it was received only once the server has said so. */
export function said(known: Known, locale: Locale): Said {
	const { shown, own, choice, standing, refused, mayChoose, leftMs } = known;
	if (!own) return notOurs(known);
	const letter = choice === null ? '' : letterOf(choice);
	if (standing === 'unsent') {
		return { tone: 'warning', title: m.team_say_unsent({ letter }), todo: m.team_say_unsent_todo() };
	}
	if (shown.state === 'revealed') {
		const right = shown.answer === null ? '' : m.team_say_right_is({ letter: letterOf(shown.answer) });
		if (own.wasRight) return { tone: 'success', title: m.team_say_right(), todo: right };
		const title = own.choice === null ? m.team_say_no_answer() : m.team_say_wrong();
		return { tone: 'error', title, todo: right };
	}
	if (refused) return refusedWords(refused, locale);
	if (standing === 'sending') return { tone: 'info', title: m.team_say_sending({ letter }) };
	if (shown.state === 'shown') return { tone: 'info', title: m.team_say_read() };
	if (shown.state === 'consulting') {
		const isUp = leftMs !== null && leftMs <= 0;
		return { tone: 'info', title: isUp ? m.team_say_consult_up() : m.team_say_consult() };
	}
	if (standing === 'received') {
		const todo = mayChoose
			? m.team_say_may_change()
			: shown.state === 'answering' && own.firstStands
				? m.team_say_stands()
				: m.team_say_closed();
		return { tone: 'success', title: m.team_say_received({ letter }), todo };
	}
	if (mayChoose) {
		return { tone: 'info', title: own.firstStands ? m.team_say_choose_lock() : m.team_say_choose() };
	}
	return { tone: 'warning', title: m.team_say_closed_none() };
}
