import type { DropReason, PartBallot, PartScore, Tally } from '#lib/domain/scoring/derivation.ts';
import { unequalPanels } from '#lib/domain/scoring/unequal-panels.ts';
import { m } from '#lib/paraglide/messages.js';
import { stepLines } from './derivation-steps.ts';
import type { Words } from './derivation-words.ts';
import { figure, listed } from './figure.ts';

/** Who did not mark, and why. */
export function ballotLines(part: PartScore, words: Words): string[] {
	const { locale } = words;
	const named = (standing: PartBallot['standing']) =>
		part.ballots
			.filter((ballot) => ballot.standing === standing)
			.map((ballot) => words.judge(ballot.judgeId));
	const conflict = named('conflict');
	// A judge who marked other teams: the panels of this part are not equal, and the record says so.
	const unequal = unequalPanels(words.source.standings).filter(({ partKey }) => partKey === part.partKey);
	const isUneven = ({ judgeId }: PartBallot) => unequal.some((one) => one.judgeId === judgeId);
	const away = part.ballots.filter(({ standing }) => standing === 'absent');
	const absent = away.filter((one) => !isUneven(one)).map(({ judgeId }) => words.judge(judgeId));
	const absentHere = away.filter(isUneven).map(({ judgeId }) => words.judge(judgeId));
	const uncalled = named('notCalled');
	return [
		...(conflict.length > 0
			? [m.results_why_conflict({ judges: listed(conflict, locale) }, { locale })]
			: []),
		...(absent.length > 0 ? [m.results_why_absent({ judges: listed(absent, locale) }, { locale })] : []),
		...(absentHere.length > 0
			? [m.results_why_absent_here({ judges: listed(absentHere, locale) }, { locale })]
			: []),
		...(uncalled.length > 0
			? [m.results_why_third_not_needed({ judges: listed(uncalled, locale) }, { locale })]
			: [])
	];
}

/** What each judge gave, what was dropped and why, and what came of it. */
export function tallyLines(part: PartScore, words: Words): string[] {
	return part.tallies.flatMap((tally) => {
		const lines = [...figureLines(tally, part, words), ...stepLines(tally.steps, words)];
		if (tally.criterionKey === null) return lines;
		return [`${words.rules.at(tally.criterionKey)}: ${lines.join(' ')}`];
	});
}

/** The same without the marks. */
export function tallyStepLines(part: PartScore, words: Words): string[] {
	return part.tallies.flatMap((tally) => {
		const lines = stepLines(tally.steps, words);
		return tally.criterionKey === null
			? lines
			: lines.map((line) => `${words.rules.at(tally.criterionKey!)}: ${line}`);
	});
}

function figureLines(tally: Tally, part: PartScore, words: Words): string[] {
	const { locale } = words;
	const kept = tally.figures.filter(({ dropped }) => dropped === null);
	const dropped = tally.figures.filter((one) => one.dropped !== null);
	const spoken = ({ judgeId, value }: Tally['figures'][number]) =>
		`${beforeFigure(words.judge(judgeId))} ${figure(value, locale)}${tally.criterionKey === null ? marksOf(judgeId, part, words) : ''}`;
	const lines = [m.results_why_counted({ marks: kept.map(spoken).join('; ') }, { locale })];
	if (dropped.length > 0) {
		const marks = dropped.map((one) => `${spoken(one)}, ${dropReason(one.dropped!, words)}`).join('; ');
		lines.push(m.results_why_dropped({ marks }, { locale }));
	}
	return lines;
}

/** Why a figure did not count. */
export function dropReason(reason: DropReason, { locale }: Pick<Words, 'locale'>): string {
	switch (reason) {
		case 'trimmedHigh':
			return m.results_why_highest({}, { locale });
		case 'trimmedLow':
			return m.results_why_lowest({}, { locale });
		case 'outlier':
			return m.results_why_outlier({}, { locale });
		case 'notClosest':
			return m.results_why_not_closest({}, { locale });
		case 'lowerOfEqual':
			return m.results_why_lower_of_equal({}, { locale });
		case 'notCalled':
			return m.results_why_not_called({}, { locale });
		case 'overruled':
			return m.results_why_overruled({}, { locale });
	}
}

/** ' (8 + 5,5 × 2)': the criteria behind a judge's sum, where there is more than one. */
function marksOf(judgeId: string, part: PartScore, { locale, rules }: Words): string {
	const marks = part.ballots.find((ballot) => ballot.judgeId === judgeId)?.marks ?? [];
	if (marks.length < 2) return '';
	const terms = marks.map(({ criterionKey, value }) => {
		const coefficient = rules.criterion(criterionKey)?.coefficient ?? '1';
		return figure(value, locale) + (Number(coefficient) === 1 ? '' : ` × ${figure(coefficient, locale)}`);
	});
	return ` (${terms.join(' + ')})`;
}

/** 'GK1 7', but 'Giám khảo 1: 7': a number or a name of several words would run into the figure. */
function beforeFigure(judge: string): string {
	return judge.includes(' ') ? `${judge}:` : judge;
}
