import { m } from '#lib/paraglide/messages.js';
import { missingSigns } from '../fonts.ts';
import { mm, type Paper } from '../paper.ts';
import { drawTable } from '../paper-table.ts';
import { drawSignatures, type Signature } from '../signatures.ts';
import { drawVerification } from '../verification.ts';
import type { PaperInput } from './paper-input.ts';

/** Who signs, and how anybody finds out whether it is genuine. */
export function drawClosing(paper: Paper, input: PaperInput): void {
	const { content, locale, hash, published } = input;
	const options = { locale };
	const missing = missingSigns(JSON.stringify(content) + JSON.stringify(input.head));
	if (missing.length > 0) {
		paper.text('P', m.results_record_missing_signs({ signs: missing.join(' ') }, options), paper.root, {
			size: 11
		});
	}
	paper.y += 6;
	if (content.kind === 'draw') drawRepresentatives(paper, input);
	const lines = signers(input, paper.width > WIDE ? 4 : 3);
	// The first line is signed under the words that close the paper; they stay together.
	paper.room(mm(58));
	paper.text('P', m.records_close({}, options), paper.root, { size: 12, after: 8 });
	for (const line of lines) drawSignatures(paper, locale, line);
	if (published) {
		drawVerification(paper, { ...published, locale });
	} else {
		paper.text('P', m.records_data_hash({ hash }, options), paper.root, { size: 10 });
	}
}

/** In points: pages that lie across have room for four signatures side by side. */
const WIDE = 600;

function signers({ content, head, locale }: PaperInput, perLine: number): (Signature | null)[][] {
	const options = { locale };
	const named = (role: string) => head.panel.filter((seat) => seat.role === role).map(({ name }) => name);
	const only = (names: readonly string[]) => (names.length === 1 ? names[0]! : '');
	const secretary = {
		title: m.results_record_sign_secretary({}, options),
		name: only(named('secretary'))
	};
	const chair = { title: m.results_record_sign_chair({}, options), name: only(named('chair')) };
	const committee = { title: m.results_record_sign_committee({}, options), name: '' };
	switch (content.kind) {
		case 'draw':
			return [[secretary, committee]];
		case 'timing': {
			const timekeeper = { title: m.records_sign_timekeeper({}, options), name: only(named('timekeeper')) };
			return [[timekeeper, secretary]];
		}
		case 'judge':
			return [[secretary, { title: m.records_sign_judge({}, options), name: content.seat.name }]];
		case 'team':
			return [...judgeLines(content.seats, locale, perLine), [secretary, chair]];
		case 'summary': {
			const judges = head.panel.filter(({ role }) => role === 'judge');
			return [[secretary, chair], ...judgeLines(judges, locale, perLine)];
		}
	}
}

function judgeLines(
	judges: readonly { readonly name: string; readonly label: string }[],
	locale: 'vi' | 'en',
	perLine: number
): (Signature | null)[][] {
	const blocks = judges.map(({ name, label }) => ({
		title: m.records_sign_judge_of({ label }, { locale }),
		name
	}));
	const lines: (Signature | null)[][] = [];
	for (let start = 0; start < blocks.length; start += perLine) {
		const line: (Signature | null)[] = blocks.slice(start, start + perLine);
		while (line.length < perLine) line.push(null);
		lines.push(line);
	}
	return lines;
}

/** Everybody who drew signs for the team. */
function drawRepresentatives(paper: Paper, { content, locale }: PaperInput): void {
	if (content.kind !== 'draw') return;
	const options = { locale };
	const teams = content.orders[0]?.teams ?? [];
	paper.text('H2', m.records_draw_representatives({}, options), paper.root, {
		face: 'bold',
		size: 13,
		after: 4
	});
	const [number, sign] = [30, 110];
	const rest = paper.width - number - sign;
	drawTable(
		paper,
		{
			columns: [
				{ title: m.records_col_number({}, options), width: number, align: 'center' },
				{ title: m.results_col_team({}, options), width: rest * 0.52 },
				{ title: m.records_col_representative({}, options), width: rest * 0.48 },
				{ title: m.records_col_signature({}, options), width: sign }
			],
			rows: teams.map(({ name }, index) => [String(index + 1), name, '', '']),
			size: 11,
			rowHeight: mm(11)
		},
		paper.root
	);
}
