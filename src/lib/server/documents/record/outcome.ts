import type { ResultDecision } from '#lib/domain/results/published-result.ts';
import { m } from '#lib/paraglide/messages.js';
import { cellText, deductionsTable, prizesTable, standingsTable } from '#lib/server/results/export/tables.ts';
import { changeWords } from '#lib/words/changes.ts';
import { tieLinesOf } from '#lib/words/derivation.ts';
import { listed } from '#lib/words/figure.ts';
import { outcomeWords, reserveLines, statusWords } from '#lib/words/result.ts';
import type { Paper } from '../paper.ts';
import { drawTable, type Column } from '../paper-table.ts';
import type { RecordInput } from './record-input.ts';

const heading = { face: 'bold', size: 13, after: 4 } as const;

/** Standings, who goes through, ties and decisions, deductions. */
export function drawOutcome(paper: Paper, input: RecordInput): void {
	const options = { locale: input.locale };
	paper.y += 6;
	drawChanges(paper, input);
	paper.text('H2', m.results_record_h_standings({}, options), paper.root, heading);
	drawStandings(paper, input);
	paper.text('H2', m.results_record_h_prizes({}, options), paper.root, heading);
	drawPrizes(paper, input);
	paper.text('H2', m.results_record_h_through({}, options), paper.root, heading);
	drawQualification(paper, input);
	paper.text('H2', m.results_record_h_ties({}, options), paper.root, heading);
	drawTies(paper, input);
	paper.text('H2', m.results_record_h_deductions({}, options), paper.root, heading);
	drawDeductions(paper, input);
}

/** What this version says otherwise than the one before it. */
function drawChanges(paper: Paper, { result, locale }: RecordInput): void {
	const { changes, teams, qualification } = result;
	if (!changes) return;
	const options = { locale };
	const names = new Map([...teams, ...(qualification?.teams ?? [])].map(({ id, name }) => [id, name]));
	const { places, prizes, through } = changeWords(changes, names, locale);
	const title = m.records_result_h_changes({ version: changes.from.version }, options);
	paper.text('H2', title, paper.root, heading);
	const lines = [...places, ...prizes, ...through];
	if (lines.length === 0) paper.text('P', m.correction_no_change({}, options));
	for (const line of lines) paper.text('P', line, paper.root, { size: 12, indent: 24, after: 2 });
	paper.y += 4;
}

function drawStandings(paper: Paper, { result, locale }: RecordInput): void {
	const options = { locale };
	const table = standingsTable(result, locale);
	const parts = result.stage.parts.length;
	// The spreadsheet's columns: place, shared, number, team, units, the parts, total, status, outcome.
	const titles = table.head.slice(5, 5 + parts);
	const figures = Math.min(64, 200 / (parts + 1));
	const rank = 38;
	const note = 84;
	const columns: Column[] = [
		{ title: table.head[0]!, width: rank, align: 'center' },
		{ title: table.head[3]!, width: paper.width - rank - note - figures * (parts + 1) },
		...titles.map((title): Column => ({ title, width: figures, align: 'right' })),
		{ title: m.results_col_total({}, options), width: figures, align: 'right' },
		{ title: m.results_record_note_col({}, options), width: note }
	];
	const rows = result.standings.rows.map((row, index) => {
		const cells = table.rows[index]!.map((cell) => cellText(cell, locale));
		const place = row.rank === null ? '–' : `${row.isShared ? '=' : ''}${row.rank}`;
		const notes = [statusWords(row, locale), outcomeWords(result.qualification, row.teamId, locale)];
		return [place, cells[3]!, ...cells.slice(5, 6 + parts), notes.filter((text) => text !== null).join('; ')];
	});
	drawTable(
		paper,
		{
			columns,
			rows,
			strong: new Set(
				rows.map((_, index) => index).filter((index) => result.standings.rows[index]!.rank === 1)
			)
		},
		paper.root
	);
}

function drawPrizes(paper: Paper, { result, locale }: RecordInput): void {
	const { rows } = prizesTable(result, locale);
	if (rows.length === 0) {
		paper.text('P', m.results_prizes_none({}, { locale }));
		return;
	}
	for (const [prize, recipients, notes] of rows.map((row) => row.map((cell) => cellText(cell, locale)))) {
		const line = recipients
			? m.results_record_prize_line({ prize: prize!, recipients }, { locale })
			: m.results_record_prize_nobody({ prize: prize! }, { locale });
		paper.text('P', [line, notes].filter(Boolean).join(' '), paper.root, { indent: 24, after: 2 });
	}
	paper.y += 4;
}

function drawQualification(paper: Paper, { result, locale }: RecordInput): void {
	const options = { locale };
	const { qualification, stage } = result;
	if (stage.qualification.kind === 'none') {
		paper.text('P', m.results_record_last_stage({}, options));
		return;
	}
	if (!qualification || qualification.state !== 'decided') {
		paper.text('P', m.results_record_undecided({}, options));
		return;
	}
	const names = new Map(qualification.teams.map((team) => [team.id, team]));
	const called = (id: string) => {
		const team = names.get(id);
		return team?.cluster && qualification.scope === 'stage'
			? `${team.name} (${team.cluster})`
			: (team?.name ?? id);
	};
	qualification.through.forEach((id, index) =>
		paper.text(
			'P',
			m.results_record_through_line({ number: index + 1, team: called(id) }, options),
			paper.root,
			{ indent: 24, after: 2 }
		)
	);
	for (const line of reserveLines(qualification, locale))
		paper.text('P', line, paper.root, { size: 12, after: 2 });
	paper.y += 4;
}

function drawTies(paper: Paper, { result, locale }: RecordInput): void {
	const options = { locale };
	const names = new Map(
		[...result.teams, ...(result.qualification?.teams ?? [])].map(({ id, name }) => [id, name])
	);
	const decisions = result.decisions.filter(({ order }) => order.flat().every((id) => names.has(id)));
	if (result.standings.ties.length === 0 && decisions.length === 0) {
		paper.text('P', m.results_record_none({}, options));
		return;
	}
	for (const tie of result.standings.ties) {
		const teams = listed(
			tie.teamIds.map((id) => names.get(id) ?? id),
			locale
		);
		paper.text('P', m.results_record_tie_at({ teams }, options), paper.root, { after: 2 });
		for (const line of tieLinesOf(tie, result, locale))
			paper.text('P', line, paper.root, { size: 12, indent: 24, after: 2 });
	}
	for (const decision of decisions)
		paper.text('P', decisionLine(decision, result, names, locale), paper.root, { after: 3 });
	paper.y += 4;
}

function decisionLine(
	{ kind, prizeKey, order, reason, secondBy }: ResultDecision,
	{ prizes }: RecordInput['result'],
	names: ReadonlyMap<string, string>,
	locale: 'vi' | 'en'
): string {
	const options = { locale };
	const sentence = /[.!?…]$/.test(reason) ? reason : `${reason}.`;
	const prize = [...(prizes?.main ?? []), ...(prizes?.side ?? [])].find(({ key }) => key === prizeKey);
	const facts = {
		prize: prize?.name[locale] ?? '',
		order:
			order
				.map((group) => group.map((id) => names.get(id) ?? id).join(' = '))
				.join(prizeKey === undefined ? ' > ' : ', ') || m.results_prize_not_given({}, options),
		reason: sentence,
		second: secondBy ?? '–'
	};
	switch (kind) {
		case 'lots':
			return m.results_record_decision_lots(facts, options);
		case 'tie-at-cut':
			return m.results_record_decision_cut(facts, options);
		case 'committee-choice':
			return m.results_record_decision_choice(facts, options);
		case 'prize-tie':
			return m.results_record_decision_prize_tie(facts, options);
		case 'side-prize':
			return m.results_record_decision_side_prize(facts, options);
		case 'withdrawal':
			return m.results_record_decision_withdrawal(facts, options);
		default:
			return m.results_record_decision_vote(facts, options);
	}
}

function drawDeductions(paper: Paper, { result, locale }: RecordInput): void {
	const { head, rows } = deductionsTable(result, locale);
	if (rows.length === 0) {
		paper.text('P', m.results_record_none({}, { locale }));
		return;
	}
	const widths = [120, 88, 100, 40];
	const columns = head.map((title, index): Column => ({
		title,
		width: widths[index] ?? paper.width - 348,
		align: index === 3 ? 'right' : 'left'
	}));
	drawTable(
		paper,
		{ columns, rows: rows.map((row) => row.map((cell) => cellText(cell, locale))) },
		paper.root
	);
}
