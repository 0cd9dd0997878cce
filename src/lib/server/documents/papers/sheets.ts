import type { JudgeContent, SheetContent, SheetPart, TeamContent } from '#lib/domain/records/contents.ts';
import { m } from '#lib/paraglide/messages.js';
import { figure } from '#lib/words/figure.ts';
import { momentWords } from '#lib/words/moment.ts';
import { pointsWords } from '#lib/words/points.ts';
import type { Paper } from '../paper.ts';
import { drawTable, type Column } from '../paper-table.ts';
import { ended } from './draw.ts';
import type { PaperInput } from './paper-input.ts';

type Sheets = JudgeContent | TeamContent;

/** Whose row it is: a team on a judge's paper, a judge on a team's. */
interface Row {
	readonly number: string;
	readonly name: string;
	readonly sheet: SheetContent;
}

/** A sheet is laid across where its criteria would not fit side by side. */
export const isWideSheet = ({ parts }: Sheets): boolean => parts.some(({ criteria }) => criteria.length > 5);

export function drawSheets(paper: Paper, content: Sheets, { locale }: PaperInput): void {
	const options = { locale };
	const rows = rowsOf(content);
	const whose = content.kind === 'judge' ? m.results_col_team({}, options) : m.results_col_judge({}, options);
	if (content.parts.length === 0) paper.text('P', m.records_sheet_nothing({}, options));
	for (const part of content.parts) {
		paper.text('H2', part.name[locale], paper.root, { face: 'bold', size: 13, after: 3 });
		drawTable(paper, marksOf(paper, part, rows, whose, locale), paper.root);
		paper.y += 4;
	}
	drawHandedIn(paper, rows, whose, locale);
	drawChanges(paper, content, rows, locale);
}

function rowsOf(content: Sheets): Row[] {
	if (content.kind === 'judge') {
		const teams = new Map(content.teams.map((team) => [team.id, team]));
		return content.sheets.map((sheet) => {
			const team = teams.get(sheet.teamId)!;
			return { number: team.position > 0 ? String(team.position) : '–', name: team.name, sheet };
		});
	}
	const seats = new Map(content.seats.map((seat) => [seat.id, seat]));
	return content.sheets.map((sheet, index) => {
		const { label, name } = seats.get(sheet.seatId)!;
		return { number: String(index + 1), name: `${name} (${label})`, sheet };
	});
}

function marksOf(
	paper: Paper,
	part: SheetPart,
	rows: readonly Row[],
	whose: string,
	locale: 'vi' | 'en'
): { columns: Column[]; rows: string[][]; size: number } {
	const options = { locale };
	const [number, total] = [28, 50];
	const criteria = part.criteria.length;
	const name = Math.max(120, Math.min(190, paper.width - number - total - criteria * 62));
	const width = (paper.width - number - total - name) / criteria;
	const most = ({ max, coefficient }: SheetPart['criteria'][number]) =>
		coefficient === '1'
			? m.records_sheet_most({ max: pointsWords(max, locale) }, options)
			: m.records_sheet_most_times(
					{ max: pointsWords(max, locale), times: pointsWords(coefficient, locale) },
					options
				);
	const value = ({ standing, marks }: SheetContent, path: string) => {
		const mark = marks[path];
		if (mark !== undefined) return figure(mark, locale);
		return standing === 'marks' ? '' : '–';
	};
	return {
		columns: [
			{ title: m.records_col_number({}, options), width: number, align: 'center' },
			{ title: whose, width: name },
			...part.criteria.map((one): Column => ({
				title: `${one.name[locale]} ${most(one)}`,
				width,
				align: 'right'
			})),
			{ title: m.results_col_sum({}, options), width: total, align: 'right' }
		],
		rows: rows.map((row) => {
			const sum = row.sheet.sums[part.path];
			const note = standingNote(row.sheet, locale);
			return [
				row.number,
				note ? `${row.name} – ${note}` : row.name,
				...part.criteria.map(({ path }) => value(row.sheet, path)),
				sum == null || Object.keys(row.sheet.marks).length === 0 ? '–' : figure(sum, locale)
			];
		}),
		size: 10
	};
}

function standingNote({ standing }: SheetContent, locale: 'vi' | 'en'): string {
	const options = { locale };
	switch (standing) {
		case 'conflict':
			return m.results_record_conflict({}, options);
		case 'absent':
			return m.results_record_absent({}, options);
		case 'notCompeting':
			return m.records_sheet_not_marked({}, options);
		case 'marks':
			return '';
	}
}

function sourceWords(source: string, keyedBy: readonly string[], locale: 'vi' | 'en'): string {
	const options = { locale };
	if (source === 'paper') {
		return keyedBy.length > 0
			? m.records_source_paper_by({ people: keyedBy.join(', ') }, options)
			: m.records_source_paper({}, options);
	}
	return source === 'desk' ? m.records_source_desk({}, options) : m.records_source_tablet({}, options);
}

function drawHandedIn(paper: Paper, rows: readonly Row[], whose: string, locale: 'vi' | 'en'): void {
	const options = { locale };
	const lines = rows.flatMap(({ number, name, sheet }) =>
		sheet.standing === 'marks'
			? sheet.handedIn.map(({ part, finalAt, source, keyedBy }) => [
					number,
					part ? `${name}: ${part[locale]}` : name,
					finalAt ? momentWords(finalAt) : m.records_sheet_not_in({}, options),
					finalAt ? sourceWords(source, keyedBy, locale) : '–'
				])
			: []
	);
	if (lines.length === 0) return;
	paper.text('H2', m.records_sheet_h_handed_in({}, options), paper.root, {
		face: 'bold',
		size: 13,
		after: 3
	});
	const [number, at] = [28, 104];
	const rest = paper.width - number - at;
	drawTable(
		paper,
		{
			columns: [
				{ title: m.records_col_number({}, options), width: number, align: 'center' },
				{ title: whose, width: rest * 0.55 },
				{ title: m.records_col_handed_in({}, options), width: at, align: 'center' },
				{ title: m.records_col_source({}, options), width: rest * 0.45 }
			],
			rows: lines,
			size: 10
		},
		paper.root
	);
	paper.y += 4;
}

function drawChanges(paper: Paper, content: Sheets, rows: readonly Row[], locale: 'vi' | 'en'): void {
	const options = { locale };
	paper.text('H2', m.records_sheet_h_changes({}, options), paper.root, { face: 'bold', size: 13, after: 3 });
	const names = new Map(
		content.parts.flatMap(({ criteria }) => criteria.map(({ path, name }) => [path, name[locale]] as const))
	);
	const told = rows.flatMap(({ name, sheet }) =>
		sheet.changes.map(({ at, by, second, reason, marks }) => {
			const facts = { name, at: momentWords(at), by, reason: ended(reason) };
			const opened = second
				? m.records_sheet_changed_two({ ...facts, second }, options)
				: m.records_sheet_changed({ ...facts }, options);
			const shown = (value: string | null) => (value === null ? '–' : figure(value, locale));
			const moved = marks
				.filter(({ path }) => names.has(path))
				.map(({ path, before, after }) => `${names.get(path)}: ${shown(before)} → ${shown(after)}`);
			return moved.length > 0 ? `${opened} ${moved.join('; ')}.` : opened;
		})
	);
	if (told.length === 0) paper.text('P', m.results_record_none({}, options), paper.root, { size: 12 });
	for (const line of told) paper.text('P', line, paper.root, { size: 11, after: 3 });
}
