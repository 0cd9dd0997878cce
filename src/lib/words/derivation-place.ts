import type { TieStep } from '#lib/domain/contest/tie-ladder.ts';
import type { Separation, StandingsRow, Tie, TieStepOutcome } from '#lib/domain/scoring/standings.ts';
import { exact, exactText, type ExactText } from '#lib/domain/shared/exact.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Words } from './derivation-words.ts';
import { figure, listed } from './figure.ts';
import { pointsWords } from './points.ts';
import { rankingLines } from './derivation-ranking.ts';

/** Where a team stands, and what puts it behind the one above and before the one below. */
export function placeLines(row: StandingsRow, words: Words): string[] {
	const { locale } = words;
	const total = row.total ? pointsWords(row.total.shown, locale) : '';
	switch (row.status) {
		case 'absent':
			return [m.results_why_status_absent({}, { locale })];
		case 'withdrawn':
			return [m.results_why_status_withdrawn({}, { locale })];
		case 'disqualified':
			return [m.results_why_status_disqualified({}, { locale })];
		case 'competing':
			break;
	}
	if (!row.isComplete) return [m.results_why_incomplete({}, { locale })];
	if (row.isGuest) return [m.results_why_guest({ total }, { locale })];
	const lines = [headline(row, total, words), ...rankingLines(row, words)];
	if (row.above) lines.push(separationLine(row.above, 'behind', words));
	if (row.below) lines.push(separationLine(row.below, 'before', words));
	return lines;
}

function headline(row: StandingsRow, total: string, words: Words): string {
	const { locale, source } = words;
	const rank = row.rank ?? 0;
	const beside = source.standings.rows.filter((other) => other.rank === rank && other.teamId !== row.teamId);
	if (beside.length === 0) {
		return row.ranking
			? m.results_why_rank_judges({ rank, total }, { locale })
			: m.results_why_rank({ rank, total }, { locale });
	}
	const teams = listed(
		beside.map(({ teamId }) => words.team(teamId)),
		locale
	);
	const isOpen = source.standings.unresolved.some(({ teamIds }) => teamIds.includes(row.teamId));
	if (row.ranking && !isOpen) return m.results_why_rank_judges_shared({ rank, total, teams }, { locale });
	return isOpen
		? m.results_why_rank_open({ rank, total, teams }, { locale })
		: m.results_why_rank_shared({ rank, total, teams }, { locale });
}

function separationLine(separation: Separation, side: 'behind' | 'before', words: Words): string {
	const { locale } = words;
	const options = { locale };
	const team = words.team(separation.teamId);
	const level = levelWords(words);
	if (separation.by === 'total') {
		const figures = { team, own: figure(separation.own!, locale), other: figure(separation.other!, locale) };
		return side === 'behind'
			? m.results_why_behind_total(figures, options)
			: m.results_why_before_total(figures, options);
	}
	if (separation.by === 'rankSum') {
		const figures = { team, own: figure(separation.own!, locale), other: figure(separation.other!, locale) };
		return side === 'behind'
			? m.results_why_behind_rankSum(figures, options)
			: m.results_why_before_rankSum(figures, options);
	}
	if (separation.by === 'majority') {
		return side === 'behind'
			? m.results_why_behind_majority({ team }, options)
			: m.results_why_before_majority({ team }, options);
	}
	if (separation.by === 'shared' || separation.by === 'sharedPlace') return level.beside({ team }, options);
	if (separation.by === 'unresolved') return level.unresolved({ team }, options);
	const step = words.source.stage.tieLadder[separation.stepIndex!]!;
	const number = separation.stepIndex! + 1;
	const measure = measureName(step, words);
	if (separation.own === null || separation.other === null) {
		const facts = { team, number, measure };
		return level.decided[side](facts, options);
	}
	const facts = {
		team,
		number,
		measure,
		own: stepValue(step, separation.own, words),
		other: stepValue(step, separation.other, words)
	};
	return level.step[side](facts, options);
}

/** Teams are level on points, or by the judges' ranks where those place them. */
const LEVEL_ON_POINTS = {
	tie: m.results_tie_of,
	beside: m.results_why_beside,
	unresolved: m.results_why_unresolved,
	decided: { behind: m.results_why_behind_decided, before: m.results_why_before_decided },
	step: { behind: m.results_why_behind_step, before: m.results_why_before_step }
};
const LEVEL_BY_RANKS = {
	tie: m.results_tie_of_ranks,
	beside: m.results_why_beside_ranks,
	unresolved: m.results_why_unresolved_ranks,
	decided: { behind: m.results_why_behind_decided_ranks, before: m.results_why_before_decided_ranks },
	step: { behind: m.results_why_behind_step_ranks, before: m.results_why_before_step_ranks }
};

function levelWords(words: Words) {
	return words.source.standings.rows.some((row) => row.ranking) ? LEVEL_BY_RANKS : LEVEL_ON_POINTS;
}

/** What a step of the ladder looks at: 'điểm phần Tiểu phẩm'. */
export function measureName(step: TieStep, { locale, rules }: Pick<Words, 'locale' | 'rules'>): string {
	const options = { locale };
	const within = 'at' in step && step.at !== null ? rules.at(step.at) : null;
	const inside = (text: string) =>
		within ? m.results_measure_within({ measure: text, part: within }, options) : text;
	switch (step.by) {
		case 'partScore':
			return m.results_measure_part({ part: rules.at(step.part) }, options);
		case 'criterionScore':
			return m.results_measure_criterion({ criterion: rules.at(step.criterion) }, options);
		case 'countOfMark':
			return inside(m.results_measure_count({ mark: figure(step.mark, locale) }, options));
		case 'judgesNonZero':
			return inside(m.results_measure_nonzero({}, options));
		case 'chairMark':
			return inside(m.results_measure_chair({}, options));
		case 'leastOvertime':
			return inside(m.results_measure_overtime({}, options));
		case 'drawOfLots':
			return m.results_measure_lots({}, options);
		case 'committeeVote':
			return m.results_measure_vote({}, options);
		case 'sharedPlace':
			return m.results_measure_shared({}, options);
	}
}

/** What a team has at a step of the ladder, as people read it. */
export function stepValue(step: TieStep, value: ExactText, { locale }: Pick<Words, 'locale'>): string {
	// Overtime is measured in milliseconds and read in seconds.
	if (step.by === 'leastOvertime') {
		const seconds = figure(exactText(exact(value).div(exact(1000))), locale);
		return m.results_seconds({ seconds }, { locale });
	}
	return figure(value, locale);
}

/** What the ladder compared, step by step, for the teams that had the same total. */
export function tieLines(row: StandingsRow, words: Words): string[] {
	const tie = words.source.standings.ties.find(({ teamIds }) => teamIds.includes(row.teamId));
	if (!tie) return [];
	const { locale } = words;
	const teams = listed(
		tie.teamIds.map((id) => words.team(id)),
		locale
	);
	return [
		levelWords(words).tie({ teams }, { locale }),
		...tie.steps.filter(({ among }) => among.includes(row.teamId)).map((step) => outcomeLine(step, words))
	];
}

/** The whole tie, for the record: every step with every team's value. */
export function wholeTieLines(tie: Tie, words: Words): string[] {
	return tie.steps.map((step) => outcomeLine(step, words));
}

function outcomeLine(outcome: TieStepOutcome, words: Words): string {
	const { locale } = words;
	const step = words.source.stage.tieLadder[outcome.index]!;
	const facts = {
		number: outcome.index + 1,
		measure: measureName(step, words),
		values: valuesOf(outcome, step, words)
	};
	switch (outcome.outcome) {
		case 'separated':
			return facts.values === ''
				? m.results_tie_decided({ ...facts, order: orderOf(outcome, words) }, { locale })
				: m.results_tie_separated(facts, { locale });
		case 'equal':
			return m.results_tie_equal(facts, { locale });
		case 'notApplicable':
			return m.results_tie_not_applicable(facts, { locale });
		case 'shared':
			return m.results_tie_shared(facts, { locale });
		case 'needs':
			return outcome.needs === 'timing'
				? m.results_tie_needs_timing(facts, { locale })
				: m.results_tie_needs_people(facts, { locale });
	}
}

function valuesOf(outcome: TieStepOutcome, step: TieStep, words: Words): string {
	if (outcome.values.some(({ value }) => value === null)) return '';
	return outcome.values
		.map(({ teamId, value }) => `${words.team(teamId)} ${stepValue(step, value!, words)}`)
		.join('; ');
}

function orderOf(outcome: TieStepOutcome, words: Words): string {
	return outcome.groups.map((group) => group.map((id) => words.team(id)).join(' = ')).join(' > ');
}
