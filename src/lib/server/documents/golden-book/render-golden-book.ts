import { printedNumber } from '#lib/domain/honours/golden-book.ts';
import { m } from '#lib/paraglide/messages.js';
import { dayWords, momentWords } from '#lib/words/moment.ts';
import { kindOf } from '../honours/roll-words.ts';
import { drawUnprintable } from '../lacking-signs.ts';
import { drawLetterhead } from '../letterhead.ts';
import { drawTable, type Column } from '../paper-table.ts';
import type { Layout, Paper, PaperFacts } from '../paper.ts';
import { drawSignatures } from '../signatures.ts';
import type { GoldenBookInput, GoldenBookLine } from './golden-book-input.ts';

const nameOf = ({ kind, year, locale }: GoldenBookInput) =>
	m.book_paper_of({ kind: kindOf(kind, locale), year: String(year) }, { locale });

export function goldenBookFacts(input: GoldenBookInput): PaperFacts {
	const { issuer, locale, at } = input;
	return {
		title: `${m.book_paper_title({}, { locale })} · ${nameOf(input)}`,
		...{ author: issuer, subject: issuer, language: locale, at: new Date(at) }
	};
}

export const goldenBookLayout = (): Layout => ({ isWide: true });

function drawLines(paper: Paper, { lines, locale }: GoldenBookInput): void {
	const o = { locale };
	const all: readonly (readonly [string, number, (line: GoldenBookLine) => string, Column['align']?])[] = [
		[m.book_paper_number({}, o), 10, ({ number }) => printedNumber(number), 'center'],
		[m.roll_column_name({}, o), 46, ({ name }) => name],
		[m.roll_column_of({}, o), 46, ({ place }) => place],
		[
			m.book_paper_decision({}, o),
			28,
			({ decision, decidedOn }) => [decision, decidedOn && dayWords(decidedOn)].filter(Boolean).join('\n')
		],
		[m.book_paper_code({}, o), 33, ({ code }) => code ?? ''],
		[m.book_paper_note({}, o), 38, ({ voided }) => (voided ? m.book_paper_void(voided, o) : '')]
	];
	const sum = all.reduce((total, [, share]) => total + share, 0);
	const columns = all.map(([title, share, , align = 'left']): Column => ({
		title,
		width: (paper.width * share) / sum,
		align
	}));
	const rows = lines.map((line) => all.map(([, , cell]) => cell(line)));
	drawTable(paper, { columns, rows, size: 11 }, paper.root);
}

/** A golden book to be bound: every number that was given, void ones too, and who keeps it. */
export function drawGoldenBook(paper: Paper, input: GoldenBookInput): void {
	const { issuer, letterhead, lines, faults, locale, at } = input;
	const o = { locale };
	drawLetterhead(paper, {
		...{ family: letterhead, host: issuer, committee: null, number: null, locale },
		at: new Date(at)
	});
	const centred = { align: 'center', after: 4 } as const;
	const title = m.book_paper_title({}, o);
	paper.text('H1', title.toLocaleUpperCase('vi'), paper.root, { ...centred, face: 'bold', size: 18 });
	paper.text('P', nameOf(input), paper.root, { ...centred, face: 'bold', size: 14, after: 10 });
	drawLines(paper, input);
	paper.y += 4;
	if (faults.length > 0) {
		paper.text('P', m.book_faults({}, o), paper.root, { face: 'bold' });
		for (const fault of faults) paper.text('P', fault, paper.root, {});
	} else {
		const voided = lines.filter((line) => line.voided !== null).length;
		const last = printedNumber(lines.at(-1)?.number ?? 0);
		const whole = m.book_paper_whole({ count: lines.length, last, voided }, o);
		paper.text('P', whole, paper.root, { face: 'italic' });
	}
	drawUnprintable(paper, input, locale);
	paper.y += 8;
	drawSignatures(paper, locale, [
		{ title: m.book_paper_kept({}, o), name: '' },
		{ title: m.book_paper_head({}, o), name: '' }
	]);
	paper.close((page, pages) => ({
		left: `${title} · ${nameOf(input)} · ${issuer} · ${momentWords(at)}`,
		right: m.results_record_page({ page, pages }, o)
	}));
}
