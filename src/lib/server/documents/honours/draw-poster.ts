import { m } from '#lib/paraglide/messages.js';
import { mm, type Layout, type Paper, type PaperFacts } from '../paper.ts';
import { fitted } from './poster-layout.ts';
import { drawOrnament, drawPosterFrame, GOLD, RED } from './poster-frame.ts';
import type { RollDecision, RollEntry, RollPosterInput } from './roll-input.ts';
import { acrossOf, commonOf, countOf, decisionOf, groupOf, kindOf, yearsTogether } from './roll-words.ts';

export function rollPosterFacts({ event, decisions, locale, at }: RollPosterInput): PaperFacts {
	const title = m.roll_title({}, { locale });
	return {
		title: [title, event].filter(Boolean).join(' · '),
		author: decisions[0]?.issuer ?? '',
		subject: event ?? title,
		language: locale,
		at: new Date(at)
	};
}

/** How much larger an A3 sheet is than an A4 one, along a side. */
const scaleOf = (size: 'A4' | 'A3'): number => (size === 'A3' ? Math.SQRT2 : 1);

export const rollPosterLayout = ({ size }: RollPosterInput): Layout => ({ size, margin: 22 * scaleOf(size) });

/** Type in points for a sheet; everything grows or shrinks together. */
function typeOf(size: 'A4' | 'A3', scale: number, columns: 2 | 3 = 2) {
	const by = scaleOf(size) * scale;
	return { columns, heading: 13 * by, line: 11 * by, name: 14 * by, place: 11 * by, gap: 5 * by };
}
type Type = ReturnType<typeof typeOf>;

interface Block {
	readonly entries: readonly RollEntry[];
	/** Whether what for stands in a heading already. */
	readonly isSaid: boolean;
}

const whatFor = ({ isSaid }: Block, { prize, achievement }: RollEntry): string =>
	[prize, isSaid ? '' : achievement].filter(Boolean).join('. ');

const linesOf = (block: Block, entry: RollEntry, type: Type) =>
	[
		{ text: entry.name, face: 'bold', size: type.name },
		{ text: entry.place, face: 'regular', size: type.place },
		{ text: whatFor(block, entry), face: 'italic', size: type.place }
	].filter(({ text }) => text !== '') as {
		text: string;
		face: 'bold' | 'regular' | 'italic';
		size: number;
	}[];

/** Few names stand one below the other, some more in two columns. */
const columnsFor = ({ columns }: Type, entries: readonly RollEntry[]): number =>
	Math.min(columns, Math.ceil(entries.length / 3));

function heightsOf(paper: Paper, block: Block, type: Type, width: number): number[] {
	return block.entries.map(
		(entry) =>
			linesOf(block, entry, type).reduce((all, { text, face, size }) => {
				return all + paper.heightOf(text, { face, size, width });
			}, 0) + type.gap
	);
}

const columnWidth = (paper: Paper, columns: number) => (paper.width - (columns - 1) * mm(6)) / columns;

const headings = ({ decision, locale }: { decision: RollDecision; locale: 'vi' | 'en' }) => ({
	kind: kindOf(decision.kind, locale).toLocaleUpperCase('vi'),
	issuer: decision.issuer,
	number: decisionOf(decision, locale)
});

const achievementOf = ({ achievement }: RollEntry): string => achievement;

/** How high everything is below the title, with everything on one page. */
function wholeHeight(paper: Paper, { decisions, locale }: RollPosterInput, type: Type): number {
	const line = (text: string, size: number, face: 'bold' | 'italic' = 'bold') =>
		paper.heightOf(text, { face, size });
	return decisions.reduce((total, decision) => {
		const { kind, issuer, number } = headings({ decision, locale });
		const common = commonOf(decision.groups, achievementOf);
		const saying = (what: string | null) => (what ? line(what, type.line, 'italic') + type.gap : 0);
		const head =
			line(kind, type.heading * 1.25) + line(issuer, type.line) + line(number, type.line, 'italic');
		const groups = decision.groups.map((group) => {
			const { entries } = group;
			const ofGroup = common.ofGroup(group);
			const title = type.heading * 1.3 + type.gap * 2 + saying(ofGroup);
			if (!entries) return title;
			const columns = columnsFor(type, entries);
			const isSaid = common.ofAll !== null || ofGroup !== null;
			const heights = heightsOf(paper, { entries, isSaid }, type, columnWidth(paper, columns));
			return title + fitted(heights, 0, columns, Infinity).height;
		});
		return (
			total + head + saying(common.ofAll) + groups.reduce((all, height) => all + height, 0) + type.gap * 5
		);
	}, 0);
}

/** The largest type with which everything stands on one page; the smallest that is read from two steps away, if none does. */
function fittingType(paper: Paper, input: RollPosterInput): Type {
	const room = paper.bottom - paper.y;
	const smallest = input.size === 'A3' ? 0.55 : 0.75;
	for (let scale = 1.7; scale > smallest; scale -= 0.08) {
		for (const columns of input.size === 'A3' ? ([2, 3] as const) : ([2] as const)) {
			const type = typeOf(input.size, scale, columns);
			if (wholeHeight(paper, input, type) <= room) return type;
		}
	}
	return typeOf(input.size, smallest, input.size === 'A3' ? 3 : 2);
}

function drawEntries(paper: Paper, block: Block, type: Type): void {
	const columns = columnsFor(type, block.entries);
	const width = columnWidth(paper, columns);
	const heights = heightsOf(paper, block, type, width);
	let from = 0;
	while (from < heights.length) {
		paper.room(heights[from]!);
		const fit = fitted(heights, from, columns, paper.bottom - paper.y);
		const top = paper.y;
		const list = paper.part('L');
		fit.columns.forEach((indices, column) => {
			let y = top;
			for (const index of indices) {
				const entry = block.entries[index]!;
				const item = paper.part('LI', list);
				for (const { text, face, size } of linesOf(block, entry, type)) {
					const at = y;
					const part = paper.part('LBody', item);
					const x = paper.left + column * (width + mm(6));
					part.add(() => paper.put(text, x, at, { face, size, width, align: 'center' }));
					part.end();
					y += paper.heightOf(text, { face, size, width });
				}
				item.end();
				y += type.gap;
			}
		});
		list.end();
		paper.y = top + fit.height;
		from += fit.columns.flat().length;
	}
}

function drawDecision(paper: Paper, decision: RollDecision, input: RollPosterInput, type: Type): void {
	const { locale } = input;
	const { kind, issuer, number } = headings({ decision, locale });
	const centred = { align: 'center', after: 2 } as const;
	paper.text('H2', kind, paper.root, { ...centred, face: 'bold', size: type.heading * 1.25, colour: RED });
	paper.text('P', issuer, paper.root, { ...centred, face: 'bold', size: type.line });
	paper.text('P', number, paper.root, { ...centred, face: 'italic', size: type.line });
	const common = commonOf(decision.groups, achievementOf);
	const saying = (what: string | null) => {
		if (!what) return;
		paper.text('P', yearsTogether(what), paper.root, {
			...centred,
			face: 'italic',
			size: type.line,
			after: type.gap
		});
	};
	saying(common.ofAll);
	for (const group of decision.groups) {
		const { subject, count, entries } = group;
		paper.y += type.gap;
		const words = entries
			? `${groupOf(subject, locale)} (${count})`.toLocaleUpperCase('vi')
			: countOf(subject, count, locale);
		const style = { ...centred, face: 'bold', size: type.heading, colour: GOLD, after: type.gap } as const;
		paper.text('H3', words, paper.root, style);
		if (!entries) continue;
		const ofGroup = common.ofGroup(group);
		saying(ofGroup);
		drawEntries(paper, { entries, isSaid: common.ofAll !== null || ofGroup !== null }, type);
	}
	paper.y += type.gap * 3;
}

/** The board of honour: framed in red and gold, as large as everybody fits on one page, if they do. */
export function drawRollPoster(paper: Paper, input: RollPosterInput): void {
	const { decisions, event, locale, mark, size } = input;
	const by = scaleOf(size);
	const o = { locale };
	const centred = { align: 'center', after: 4 * by } as const;
	if (event) paper.text('P', yearsTogether(event), paper.root, { ...centred, face: 'bold', size: 15 * by });
	const title = m.roll_title({}, o).toLocaleUpperCase('vi');
	paper.text('H1', title, paper.root, { ...centred, face: 'bold', size: 34 * by, colour: RED });
	drawOrnament(paper, by);
	const type = fittingType(paper, input);
	for (const decision of decisions) drawDecision(paper, decision, input, type);
	paper.close((page, pages) => ({
		left: '',
		right: pages > 1 ? m.results_record_page({ page, pages }, o) : '',
		...acrossOf(mark, locale),
		around: () => drawPosterFrame(paper, by)
	}));
}
