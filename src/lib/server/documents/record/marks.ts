import type { PartBallot, PartScore } from '#lib/domain/scoring/derivation.ts';
import type { StandingsRow } from '#lib/domain/scoring/standings.ts';
import { m } from '#lib/paraglide/messages.js';
import { calculationLines, totalLines } from '#lib/words/derivation.ts';
import { dropReason } from '#lib/words/derivation-ballots.ts';
import { figure } from '#lib/words/figure.ts';
import { pointsWords } from '#lib/words/points.ts';
import { ruleNames, type RuleNames } from '#lib/words/rule-names.ts';
import { statusWords } from '#lib/words/result.ts';
import type { Paper, Part } from '../paper.ts';
import { drawTable, type Column } from '../paper-table.ts';
import type { RecordInput } from './record-input.ts';

/** Every mark of every judge, team by team in the order of performance, with the way from there to the total. */
export function drawMarks(paper: Paper, input: RecordInput): void {
	const { result, locale } = input;
	const options = { locale };
	const names = ruleNames(result.stage, locale);
	paper.y += 4;
	paper.text('H2', m.results_record_h_marks({}, options), paper.root, { face: 'bold', after: 2 });
	paper.text('P', m.results_record_marks_note({}, options), paper.root, { face: 'italic', size: 11 });
	const rows = new Map(result.standings.rows.map((row) => [row.teamId, row]));
	const teams = [...result.teams].sort((a, b) => a.position - b.position || (a.code < b.code ? -1 : 1));
	teams.forEach((team, index) => {
		const row = rows.get(team.id);
		if (!row) return;
		const section = paper.part('Sect');
		const status = statusWords(row, locale);
		const title = `${index + 1}. ${team.name}${status ? ` (${status})` : ''}`;
		paper.text('H3', title, section, { face: 'bold', size: 12, after: 3 });
		for (const part of row.parts) drawPart(paper, part, section, input, names);
		drawTotal(paper, row, section, input);
		section.end();
	});
}

function drawPart(paper: Paper, part: PartScore, section: Part, input: RecordInput, names: RuleNames): void {
	const { result, locale } = input;
	const score = part.score ? `: ${pointsWords(part.score.shown, locale)}` : '';
	paper.room(70);
	paper.text('P', `${names.at(part.partKey)}${score}`, section, { face: 'bold', size: 11, after: 2 });
	for (const sub of part.parts) drawPart(paper, sub, section, input, names);
	if (part.kind === 'judged') drawTable(paper, marksOf(paper, part, input, names), section);
	const lines = calculationLines(part, result, locale);
	if (lines.length > 0) paper.text('P', lines.join(' '), section, { size: 10, after: 5 });
}

function marksOf(paper: Paper, part: PartScore, { result, locale }: RecordInput, names: RuleNames) {
	const options = { locale };
	const rule = names.part(part.partKey);
	const criteria = rule?.kind === 'judged' ? rule.criteria.map(({ key }) => `${part.partKey}.${key}`) : [];
	const judges = new Map(result.sheet.judges.map(({ id, name }) => [id, name]));
	const dropped = new Map(
		part.tallies.flatMap((tally) =>
			tally.figures.flatMap(({ judgeId, dropped: why }) =>
				why === null ? [] : [[`${judgeId} ${tally.criterionKey ?? ''}`, why] as const]
			)
		)
	);
	const note = (ballot: PartBallot): string => {
		switch (ballot.standing) {
			case 'conflict':
				return m.results_record_conflict({}, options);
			case 'absent':
				return m.results_record_absent({}, options);
			case 'incomplete':
				return m.results_record_incomplete({}, options);
			case 'notCalled':
				return dropReason('notCalled', { locale });
			case 'counted': {
				const why = dropped.get(`${ballot.judgeId} `);
				return why ? dropReason(why, { locale }) : '';
			}
		}
	};
	const row = (ballot: PartBallot): string[] => {
		const isOut = ballot.standing !== 'counted' || dropped.has(`${ballot.judgeId} `);
		const marks = new Map(ballot.marks.map(({ criterionKey, value }) => [criterionKey, value]));
		const shown = (value: string | null | undefined, out: boolean) => {
			if (value === null || value === undefined) return '–';
			return out ? `(${figure(value, locale)})` : figure(value, locale);
		};
		return [
			judges.get(ballot.judgeId) ?? ballot.judgeId,
			...criteria.map((path) => shown(marks.get(path), isOut || dropped.has(`${ballot.judgeId} ${path}`))),
			shown(ballot.value ?? ballot.sum, isOut),
			note(ballot)
		];
	};
	const [judge, sum, notes] = [58, 48, 110];
	const width = (paper.width - judge - sum - notes) / Math.max(1, criteria.length);
	const columns: Column[] = [
		{ title: m.results_col_judge({}, options), width: judge },
		...criteria.map((path): Column => ({ title: names.at(path), width, align: 'right' })),
		{ title: m.results_col_sum({}, options), width: sum, align: 'right' },
		{ title: m.results_record_note_col({}, options), width: notes }
	];
	const order = new Map(result.panel.map(({ id }, index) => [id, index]));
	const ballots = [...part.ballots].sort((a, b) => (order.get(a.judgeId) ?? 0) - (order.get(b.judgeId) ?? 0));
	return { columns, rows: ballots.map(row), size: 10 };
}

function drawTotal(paper: Paper, row: StandingsRow, section: Part, { result, locale }: RecordInput): void {
	const lines = totalLines(row, result, locale);
	if (row.total)
		lines.push(m.results_record_total_line({ total: pointsWords(row.total.shown, locale) }, { locale }));
	if (lines.length > 0) paper.text('P', lines.join(' '), section, { face: 'bold', size: 11, after: 10 });
}
