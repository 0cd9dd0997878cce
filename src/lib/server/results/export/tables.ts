import { scoredParts } from '#lib/domain/contest/part.ts';
import type { ResultContent } from '#lib/domain/results/published-result.ts';
import type { PartScore } from '#lib/domain/scoring/derivation.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/words/figure.ts';
import { figure } from '#lib/words/figure.ts';
import { pointsWords } from '#lib/words/points.ts';
import { withJudgesInWords } from '#lib/words/judge-names.ts';
import { prizesOfTeam, prizeWords } from '#lib/words/prizes.ts';
import { outcomeWords, statusWords } from '#lib/words/result.ts';
import { ruleNames } from '#lib/words/rule-names.ts';
import { nameOf } from '#lib/words/named.ts';

/** A cell: text, or a number with the decimals that it is shown with. */
export type Cell = string | { readonly number: string } | null;

export interface Table {
	readonly name: string;
	readonly head: readonly string[];
	readonly rows: readonly (readonly Cell[])[];
}

function allParts(parts: readonly PartScore[]): PartScore[] {
	return parts.flatMap((part) => [part, ...part.parts]);
}

/** The standings as a table: what page, spreadsheet and text file show alike. */
export function standingsTable(content: ResultContent, locale: Locale): Table {
	const options = { locale };
	const names = ruleNames(content.stage, locale);
	const teams = new Map(content.teams.map((team) => [team.id, team]));
	const paths = content.stage.parts.map(({ key }) => key);
	return {
		name: m.results_standings({}, options),
		head: [
			m.results_col_rank({}, options),
			m.results_col_shared({}, options),
			m.results_col_code({}, options),
			m.results_col_team({}, options),
			m.results_col_units({}, options),
			...paths.map((path) => names.at(path)),
			m.results_col_total({}, options),
			m.results_col_status({}, options),
			m.results_col_outcome({}, options),
			m.results_col_prizes({}, options)
		],
		rows: content.standings.rows.map((row) => {
			const team = teams.get(row.teamId);
			const scores = new Map(allParts(row.parts).map((part) => [part.partKey, part.score]));
			return [
				row.rank === null ? null : { number: String(row.rank) },
				row.isShared ? m.results_yes({}, options) : null,
				team?.code ?? null,
				team?.name ?? row.teamId,
				team?.units.join('; ') ?? null,
				...paths.map((path): Cell => {
					const score = scores.get(path);
					return score ? { number: score.shown } : null;
				}),
				row.total && { number: row.total.shown },
				statusWords(row, locale),
				outcomeWords(content.qualification, row.teamId, locale),
				prizesOfTeam(content.prizes, row.teamId, locale).join('; ') || null
			];
		})
	};
}

/** Every prize with who gets it; one row a prize, also where it stays vacant. */
export function prizesTable({ prizes, teams }: ResultContent, locale: Locale): Table {
	const options = { locale };
	const names = new Map(teams.map(({ id, name }) => [id, name]));
	const words = prizes ? prizeWords(prizes, names, locale) : { main: [], side: [] };
	return {
		name: m.results_h_prizes({}, options),
		head: [
			m.results_col_prize({}, options),
			m.results_col_recipients({}, options),
			m.results_note({}, options)
		],
		rows: [...words.main, ...words.side].map(({ name, recipients, notes }) => [
			name,
			recipients.join('; ') || null,
			notes.join(' ') || null
		])
	};
}

/** Every mark of every judge, one row a team and judge: what the record prints, for whoever counts again. */
export function marksTable(published: ResultContent, locale: Locale): Table {
	const content = withJudgesInWords(published, locale);
	const options = { locale };
	const names = ruleNames(content.stage, locale);
	const criteria = scoredParts(content.stage.parts).flatMap(({ path, part }) =>
		part.kind === 'judged' ? part.criteria.map(({ key }) => ({ part: path, path: `${path}.${key}` })) : []
	);
	const marks = new Map(
		content.sheet.marks.map((mark) => [`${mark.teamId} ${mark.judgeId} ${mark.criterionKey}`, mark.value])
	);
	return {
		name: m.results_all_marks({}, options),
		head: [
			m.results_col_team({}, options),
			m.results_col_judge({}, options),
			...criteria.map(({ part, path }) => `${names.at(part)}: ${names.at(path)}`)
		],
		rows: content.teams.flatMap((team) =>
			content.sheet.judges.map((judge) => [
				team.name,
				judge.name,
				...criteria.map(({ path }): Cell => {
					const value = marks.get(`${team.id} ${judge.id} ${path}`);
					return value === undefined ? null : { number: value };
				})
			])
		)
	};
}

export function deductionsTable(
	content: Pick<ResultContent, 'stage' | 'teams' | 'sheet'>,
	locale: Locale
): Table {
	const options = { locale };
	const names = ruleNames(content.stage, locale);
	const teams = new Map(content.teams.map(({ id, name }) => [id, name]));
	return {
		name: m.results_deductions({}, options),
		head: [
			m.results_col_team({}, options),
			m.results_col_part({}, options),
			m.results_col_kind({}, options),
			m.results_col_points({}, options),
			m.results_col_reason({}, options)
		],
		rows: content.sheet.deductions.map(({ teamId, partKey, typeKey, points, reason }) => [
			teams.get(teamId) ?? teamId,
			partKey === null ? m.results_whole_round({}, options) : names.at(partKey),
			names.deduction(typeKey),
			points === null ? null : { number: points },
			reason
		])
	};
}

/** What the tables belong to, and how anybody can check them. */
export function factsTable(
	content: ResultContent,
	proof: { readonly hash: string; readonly code: string },
	locale: Locale
): Table {
	const options = { locale };
	return {
		name: m.results_facts({}, options),
		head: [m.results_fact({}, options), m.results_value({}, options)],
		rows: [
			[m.results_contest({}, options), content.contest.title[locale]],
			[m.results_round({}, options), nameOf(content.round, locale)],
			[m.results_version({}, options), String(content.version)],
			[m.results_published_at({}, options), content.publishedAt],
			[m.results_rules_hash({}, options), content.rules.hash],
			[m.results_result_hash({}, options), proof.hash],
			[m.results_code({}, options), proof.code],
			...(content.reason ? [[m.results_reason({}, options), content.reason]] : []),
			...(content.contest.isInvented ? [[m.results_note({}, options), m.results_invented({}, options)]] : [])
		]
	};
}

export function cellText(cell: Cell, locale: Locale): string {
	if (cell === null) return '';
	return typeof cell === 'string'
		? cell
		: /[/]/.test(cell.number)
			? figure(cell.number, locale)
			: pointsWords(cell.number, locale);
}
