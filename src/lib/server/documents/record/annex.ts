import { m } from '#lib/paraglide/messages.js';
import { whyThisPlace, type WhyPart } from '#lib/words/derivation.ts';
import { statusWords } from '#lib/words/result.ts';
import type { Paper, Part } from '../paper.ts';
import type { RecordInput } from './record-input.ts';

const STEP = 12;
const INNERMOST = 3;

/** "Why this place?" of every team in the order of the result: the same sentences as on the result's page. */
export function drawAnnex(paper: Paper, { result, locale }: RecordInput): void {
	const options = { locale };
	// On a page of its own, behind the signatures.
	paper.room(paper.bottom);
	paper.text('H2', m.results_record_h_why({}, options), paper.root, { face: 'bold', after: 2 });
	paper.text('P', m.results_record_why_note({}, options), paper.root, { face: 'italic', size: 11 });
	const teams = new Map(result.teams.map((team) => [team.id, team]));
	for (const row of result.standings.rows) {
		const section = paper.part('Sect');
		const status = statusWords(row, locale);
		const name = teams.get(row.teamId)?.name ?? row.teamId;
		paper.text('H3', `${name}${status ? ` (${status})` : ''}`, section, {
			face: 'bold',
			size: 12,
			after: 3
		});
		const why = whyThisPlace(row, result, locale);
		lines(paper, section, why.place, 0);
		headed(paper, section, m.results_why_tie({}, options), why.tie);
		for (const part of why.parts) drawPart(paper, section, part, 0);
		headed(paper, section, m.results_why_total({}, options), why.total);
		section.end();
		paper.y += 8;
	}
}

function lines(paper: Paper, section: Part, said: readonly string[], depth: number): void {
	const shift = STEP * Math.min(depth, INNERMOST);
	const style = { size: 10.5, x: paper.left + shift, width: paper.width - shift, after: 2 };
	for (const line of said) paper.text('P', line, section, style);
}

function head(paper: Paper, section: Part, title: string, depth: number): void {
	const shift = STEP * Math.min(depth, INNERMOST);
	paper.room(34);
	const style = {
		face: 'bold',
		size: 10.5,
		x: paper.left + shift,
		width: paper.width - shift,
		after: 1
	} as const;
	paper.text('P', title, section, style);
}

function headed(paper: Paper, section: Part, title: string, said: readonly string[]): void {
	if (said.length === 0) return;
	head(paper, section, title, 0);
	lines(paper, section, said, 1);
}

function drawPart(paper: Paper, section: Part, part: WhyPart, depth: number): void {
	head(paper, section, part.title, depth);
	lines(paper, section, part.lines, depth + 1);
	for (const sub of part.parts) drawPart(paper, section, sub, depth + 1);
}
