import type { SummaryContent } from '#lib/domain/records/contents.ts';
import type { DerivationStep, PartBallot, PartScore } from '#lib/domain/scoring/derivation.ts';
import type { StandingsRow } from '#lib/domain/scoring/standings.ts';
import { exact, exactText, sum } from '#lib/domain/shared/exact.ts';
import { m } from '#lib/paraglide/messages.js';
import { cellText, deductionsTable } from '#lib/server/results/export/tables.ts';
import { tieLinesOf } from '#lib/words/derivation.ts';
import { measureName } from '#lib/words/derivation-place.ts';
import { figure, listed } from '#lib/words/figure.ts';
import { pointsWords } from '#lib/words/points.ts';
import { statusWords } from '#lib/words/result.ts';
import { ruleNames, type RuleNames } from '#lib/words/rule-names.ts';
import type { Layout, Paper } from '../paper.ts';
import { drawTable, type Column } from '../paper-table.ts';
import type { PaperInput } from './paper-input.ts';

type Locale = 'vi' | 'en';
const MOST_ON_A4 = 9;
const heading = { face: 'bold', size: 13, after: 3 } as const;

/** Across the sheet; on A3 where so many judges or parts would not fit side by side on A4. */
export function summaryLayout({ sheet, stage }: SummaryContent): Layout {
	const isLarge = sheet.judges.length > MOST_ON_A4 || stage.parts.length > MOST_ON_A4;
	return { isWide: true, ...(isLarge && { size: 'A3' as const }) };
}

/** Teams by judges: what each gave, what counted, what was taken off, total and place, and what separated equal teams. */
export function drawSummary(paper: Paper, summary: SummaryContent, { locale }: PaperInput): void {
	const options = { locale };
	const names = ruleNames(summary.stage, locale);
	const rows = inOrder(summary);
	paper.text('H2', m.records_summary_h_total({}, options), paper.root, heading);
	drawTotals(paper, summary, rows, names, locale);
	paper.text('H2', m.records_summary_h_parts({}, options), paper.root, heading);
	paper.text('P', m.records_summary_legend({}, options), paper.root, { face: 'italic', size: 11, after: 6 });
	const parts = rows[0]?.row.parts.flatMap((part) => [...part.parts, part]) ?? [];
	for (const { partKey, kind } of parts) drawPart(paper, summary, { partKey, kind }, rows, names, locale);
	paper.text('H2', m.records_summary_h_ties({}, options), paper.root, heading);
	drawTies(paper, summary, locale);
	paper.text('H2', m.records_summary_h_deductions({}, options), paper.root, heading);
	drawDeductions(paper, summary, locale);
}

interface SummaryRow {
	readonly row: StandingsRow;
	readonly number: string;
	readonly name: string;
}

/** In the order of performance, as the jury kept its own lists. */
function inOrder({ teams, standings }: SummaryContent): SummaryRow[] {
	const rows = new Map(standings.rows.map((row) => [row.teamId, row]));
	return [...teams]
		.sort((a, b) => a.position - b.position || (a.code < b.code ? -1 : 1))
		.flatMap(({ id, name, position }) => {
			const row = rows.get(id);
			return row ? [{ row, number: position > 0 ? String(position) : '–', name }] : [];
		});
}

function takenOff(steps: readonly DerivationStep[], locale: Locale): string {
	const points = steps.flatMap((step) => (step.kind === 'deducted' ? [exact(step.points)] : []));
	const off = points.length > 0 ? figure(exactText(sum(points)), locale) : '';
	const isVoided = steps.some(({ kind }) => kind === 'voided');
	return [off, isVoided ? m.records_summary_voided({}, { locale }) : ''].filter(Boolean).join('; ') || '–';
}

const scoreOf = (part: PartScore | undefined, locale: Locale) =>
	part?.score ? pointsWords(part.score.shown, locale) : '–';

function drawTotals(
	paper: Paper,
	{ stage, standings }: SummaryContent,
	rows: readonly SummaryRow[],
	names: RuleNames,
	locale: Locale
): void {
	const options = { locale };
	const ranked = standings.rows.some(({ ranking }) => ranking);
	const note = (row: StandingsRow) =>
		[statusWords(row, locale), row.isShared ? m.records_summary_shared({}, options) : null, separated(row)]
			.filter((text) => text !== null)
			.join('; ');
	const separated = (row: StandingsRow): string | null => {
		const step = [row.above, row.below].find((one) => one != null && one.stepIndex !== null);
		if (!step || step.stepIndex === null) return null;
		const measure = measureName(stage.tieLadder[step.stepIndex]!, { locale, rules: names });
		return m.records_summary_separated({ number: step.stepIndex + 1, measure }, options);
	};
	const [number, off, ranks, total, place, notes] = [30, 52, 56, 58, 44, 130];
	const parts = stage.parts.length;
	const rest = paper.width - number - off - (ranked ? ranks : 0) - total - place - notes;
	const width = Math.min(78, (rest - 150) / parts);
	const columns: Column[] = [
		{ title: m.records_col_number({}, options), width: number, align: 'center' },
		{ title: m.results_col_team({}, options), width: rest - width * parts },
		...stage.parts.map(({ key }): Column => ({ title: names.at(key), width, align: 'right' })),
		{ title: m.records_col_off_total({}, options), width: off, align: 'right' },
		...(ranked ? [{ title: m.records_col_ranks({}, options), width: ranks, align: 'right' as const }] : []),
		{ title: m.results_col_total({}, options), width: total, align: 'right' },
		{ title: m.results_col_rank({}, options), width: place, align: 'center' },
		{ title: m.results_record_note_col({}, options), width: notes }
	];
	const cells = rows.map(({ row, number: at, name }) => {
		const scores = new Map(row.parts.map((part) => [part.partKey, part]));
		return [
			at,
			name,
			...stage.parts.map(({ key }) => scoreOf(scores.get(key), locale)),
			takenOff(row.steps, locale),
			...(ranked ? [row.ranking ? figure(row.ranking.value, locale) : '–'] : []),
			row.total ? pointsWords(row.total.shown, locale) : '–',
			row.rank === null ? '–' : `${row.isShared ? '=' : ''}${row.rank}`,
			note(row)
		];
	});
	const strong = new Set(rows.flatMap(({ row }, index) => (row.rank === 1 ? [index] : [])));
	drawTable(paper, { columns, rows: cells, size: 10, strong }, paper.root);
	paper.y += 4;
}

function drawPart(
	paper: Paper,
	{ sheet }: SummaryContent,
	{ partKey, kind }: Pick<PartScore, 'partKey' | 'kind'>,
	rows: readonly SummaryRow[],
	names: RuleNames,
	locale: Locale
): void {
	const options = { locale };
	const found = new Map(
		rows.map(({ row }) => [
			row.teamId,
			row.parts.flatMap((part) => [part, ...part.parts]).find((part) => part.partKey === partKey)
		])
	);
	// Judges whose kind does not mark this part have no column.
	const judges = sheet.judges.filter(({ id }) =>
		[...found.values()].some((part) => part?.ballots.some(({ judgeId }) => judgeId === id))
	);
	const subs = kind === 'compound' ? ([...found.values()][0]?.parts.map((part) => part.partKey) ?? []) : [];
	const middle =
		kind === 'judged'
			? judges.map(({ id, name }) => ({ key: id, title: name }))
			: subs.map((key) => ({ key, title: names.at(key) }));
	const [number, made, off, score] = [30, kind === 'compound' ? 0 : 62, 52, 62];
	const rest = paper.width - number - made - off - score;
	const width = middle.length === 0 ? 0 : Math.min(78, (rest - 150) / middle.length);
	const columns: Column[] = [
		{ title: m.records_col_number({}, options), width: number, align: 'center' },
		{ title: m.results_col_team({}, options), width: rest - width * middle.length },
		...middle.map(({ title }): Column => ({ title, width, align: 'right' })),
		...(made > 0
			? [
					{
						title: kind === 'given' ? m.records_col_measured({}, options) : m.records_col_made({}, options),
						width: made,
						align: 'right' as const
					}
				]
			: []),
		{ title: m.records_col_off({}, options), width: off, align: 'right' },
		{ title: m.records_col_part_score({}, options), width: score, align: 'right' }
	];
	const cells = rows.map(({ row, number: at, name }) => {
		const part = found.get(row.teamId);
		const inner = middle.map(({ key }) =>
			kind === 'judged'
				? judgeCell(part, key, locale)
				: scoreOf(
						part?.parts.find((sub) => sub.partKey === key),
						locale
					)
		);
		return [
			at,
			name,
			...inner,
			...(made > 0 ? [madeOf(part, locale)] : []),
			part ? takenOff(part.steps, locale) : '–',
			scoreOf(part, locale)
		];
	});
	paper.text('H3', names.at(partKey), paper.root, { face: 'bold', size: 12, after: 3 });
	drawTable(paper, { columns, rows: cells, size: middle.length > 7 ? 9 : 10 }, paper.root);
	paper.y += 4;
}

/** What the judges' marks came to before the coefficient and deductions. */
function madeOf(part: PartScore | undefined, locale: Locale): string {
	if (!part) return '–';
	const given = part.steps.find((step) => step.kind === 'given');
	if (given) return figure(given.value, locale);
	if (!part.isComplete || part.tallies.length === 0) return '–';
	return figure(exactText(sum(part.tallies.map(({ value }) => exact(value)))), locale);
}

function judgeCell(part: PartScore | undefined, judgeId: string, locale: Locale): string {
	const options = { locale };
	const ballot = part?.ballots.find((one) => one.judgeId === judgeId);
	if (!part || !ballot) return '–';
	const value = ballot.value ?? ballot.sum;
	const out: Partial<Record<PartBallot['standing'], string>> = {
		conflict: m.records_mark_conflict({}, options),
		absent: m.records_mark_absent({}, options),
		incomplete: m.records_mark_missing({}, options)
	};
	const why = out[ballot.standing];
	if (why !== undefined || value === null) return why ?? '–';
	const shown = figure(value, locale);
	const dropped = part.tallies.filter(({ figures }) =>
		figures.some((one) => one.judgeId === judgeId && one.dropped !== null)
	);
	if (ballot.standing === 'notCalled' || dropped.some(({ criterionKey }) => criterionKey === null)) {
		return `(${shown})`;
	}
	return dropped.length > 0 ? `${shown}*` : shown;
}

function drawTies(paper: Paper, summary: SummaryContent, locale: Locale): void {
	const options = { locale };
	const names = new Map(summary.teams.map(({ id, name }) => [id, name]));
	const { ties } = summary.standings;
	if (ties.length === 0) paper.text('P', m.results_record_none({}, options), paper.root, { size: 12 });
	for (const tie of ties) {
		const teams = listed(
			tie.teamIds.map((id) => names.get(id) ?? id),
			locale
		);
		paper.text('P', m.results_record_tie_at({ teams }, options), paper.root, { size: 12, after: 2 });
		for (const line of tieLinesOf(tie, summary, locale))
			paper.text('P', line, paper.root, { size: 11, indent: 24, after: 2 });
	}
	paper.y += 4;
}

function drawDeductions(paper: Paper, summary: SummaryContent, locale: Locale): void {
	const { head, rows } = deductionsTable(summary, locale);
	if (rows.length === 0) {
		paper.text('P', m.results_record_none({}, { locale }), paper.root, { size: 12 });
		return;
	}
	const widths = [170, 120, 120, 52];
	const taken = widths.reduce((total, one) => total + one, 0);
	const columns = head.map((title, index): Column => ({
		title,
		width: widths[index] ?? paper.width - taken,
		align: index === 3 ? 'right' : 'left'
	}));
	drawTable(
		paper,
		{ columns, rows: rows.map((row) => row.map((cell) => cellText(cell, locale))), size: 10 },
		paper.root
	);
}
