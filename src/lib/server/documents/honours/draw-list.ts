import { printedNumber } from '#lib/domain/honours/golden-book.ts';
import { m } from '#lib/paraglide/messages.js';
import { drawUnprintable } from '../lacking-signs.ts';
import { drawLetterhead } from '../letterhead.ts';
import { drawTable, type Column } from '../paper-table.ts';
import { mm, type Paper, type PaperFacts } from '../paper.ts';
import type { RollEntry, RollListInput } from './roll-input.ts';
import {
	acrossOf,
	commonOf,
	countOf,
	decisionOf,
	groupOf,
	kindOf,
	listTitle,
	yearsTogether
} from './roll-words.ts';

export function rollListFacts({ decision, event, locale, at }: RollListInput): PaperFacts {
	return {
		title: listTitle(decision, locale),
		author: decision.issuer,
		subject: [decisionOf(decision, locale), event].filter(Boolean).join(' · '),
		language: locale,
		at: new Date(at)
	};
}

const ROMAN = ['I', 'II', 'III'];

/** Prize and what for, as one cell. */
const forWhat = ({ prize, achievement }: RollEntry): string =>
	[prize, achievement].filter(Boolean).join('. ');

type Cell = (entry: RollEntry, index: number) => string;

/** The columns that there is something to say in; a number of the golden book only where one was given. */
function columnsOf(paper: Paper, entries: readonly RollEntry[], locale: 'vi' | 'en', isSaid: boolean) {
	const o = { locale };
	const all: readonly (readonly [
		title: string,
		share: number,
		cell: Cell,
		isThere: boolean,
		align?: Column['align']
	])[] = [
		[m.roll_column_place({}, o), 8, (_, index) => String(index + 1), true, 'center'],
		[m.roll_column_name({}, o), 34, ({ name }) => name, true],
		[m.roll_column_of({}, o), 36, ({ place }) => place, entries.some(({ place }) => place !== '')],
		[m.roll_column_for({}, o), 38, forWhat, !isSaid && entries.some((entry) => forWhat(entry) !== '')],
		[
			m.roll_column_number({}, o),
			13,
			({ number }) => (number === null ? '' : printedNumber(number)),
			entries.some(({ number }) => number !== null),
			'center'
		]
	];
	const shown = all.filter(([, , , isThere]) => isThere);
	const sum = shown.reduce((total, [, share]) => total + share, 0);
	const columns = shown.map(([title, share, , , align = 'left']): Column => ({
		title,
		width: (paper.width * share) / sum,
		align
	}));
	return { columns, cells: shown.map(([, , cell]) => cell) };
}

/** How many there are, and who signs: never parted, so that no signature stands on a page alone. */
function drawClosing(paper: Paper, { decision, locale }: RollListInput): void {
	const { groups, signerTitle, signerName } = decision;
	const total = groups.map(({ subject, count }) => countOf(subject, count, locale)).join(', ');
	const width = paper.width / 2;
	const style = { face: 'bold', size: 13, width, align: 'center', x: paper.left + width, after: 0 } as const;
	const office = signerTitle.split('\n').filter(Boolean);
	paper.room(mm(40) + 18 * (office.length + 3));
	paper.text('P', m.roll_list_total({ total }, { locale }), paper.root, {
		...{ face: 'italic', size: 12, after: 14 }
	});
	for (const line of office) paper.text('P', line, paper.root, style);
	paper.y += mm(28);
	if (signerName) paper.text('P', signerName, paper.root, style);
}

/** The annex of a decision: whom it honours, in its order, under its letterhead, with its signer. */
export function drawRollList(paper: Paper, input: RollListInput): void {
	const { decision, event, locale, mark, at } = input;
	const o = { locale };
	drawLetterhead(paper, {
		...{ family: decision.letterhead, host: decision.issuer, committee: null, number: null, locale },
		at: new Date(at)
	});
	const title = listTitle(decision, locale);
	const centred = { align: 'center', after: 3 } as const;
	const kind = kindOf(decision.kind, locale);
	const heading = title.replace(kind, kind.replaceAll(' ', '\u00a0')).toLocaleUpperCase('vi');
	paper.text('H1', heading, paper.root, { ...centred, face: 'bold', size: 14 });
	if (event) paper.text('P', yearsTogether(event), paper.root, { ...centred, face: 'bold', size: 13 });
	const of = { decision: decisionOf(decision, locale, mark === 'draft'), issuer: decision.issuer };
	paper.text('P', `(${m.roll_list_with(of, o)})`, paper.root, { ...centred, face: 'italic', after: 4 });
	paper.artifact(() => {
		const middle = paper.left + paper.width / 2;
		paper.doc
			.moveTo(middle - mm(18), paper.y)
			.lineTo(middle + mm(18), paper.y)
			.lineWidth(0.7)
			.strokeColor('black')
			.stroke();
	});
	paper.y += 10;
	const common = commonOf(decision.groups, forWhat);
	const said = (what: string | null, align: 'center' | 'left') => {
		if (what) paper.text('P', yearsTogether(m.roll_for({ what }, o)), paper.root, { align, after: 8 });
	};
	said(common.ofAll, 'center');
	decision.groups.forEach((group, index) => {
		const { subject, count, entries } = group;
		if (decision.groups.length > 1) {
			const words = `${ROMAN[index]}. ${groupOf(subject, locale)} (${count})`;
			paper.text('H2', words, paper.root, { face: 'bold', size: 13, after: 5 });
		}
		if (!entries) return paper.text('P', countOf(subject, count, locale), paper.root, { after: 8 });
		const ofGroup = common.ofGroup(group);
		said(ofGroup, 'left');
		const isSaid = common.ofAll !== null || ofGroup !== null;
		const { columns, cells } = columnsOf(paper, entries, locale, isSaid);
		const rows = entries.map((entry, place) => cells.map((cell) => cell(entry, place)));
		drawTable(paper, { columns, rows, size: 11 }, paper.root);
		paper.y += 4;
	});
	drawUnprintable(paper, input, locale);
	drawClosing(paper, input);
	paper.close((page, pages) => ({
		left: [decision.number, title].filter(Boolean).join(' · '),
		right: m.results_record_page({ page, pages }, o),
		...acrossOf(mark, locale)
	}));
}
