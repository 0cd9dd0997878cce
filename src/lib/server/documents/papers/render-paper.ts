import { m } from '#lib/paraglide/messages.js';
import { momentWords } from '#lib/words/moment.ts';
import { nameOf } from '#lib/words/named.ts';
import type { Layout, Paper, PageLines } from '../paper.ts';
import { drawClosing } from './closing.ts';
import { drawDraw } from './draw.ts';
import { drawOpening } from './opening.ts';
import type { PaperInput } from './paper-input.ts';
import { drawSheets, isWideSheet } from './sheets.ts';
import { drawSummary, summaryLayout } from './summary.ts';
import { drawTiming } from './timing.ts';
import { paperLine } from './titles.ts';

export function paperLayout({ content }: PaperInput): Layout {
	switch (content.kind) {
		case 'draw':
			return {};
		case 'timing':
			return { isWide: true };
		case 'judge':
		case 'team':
			return { isWide: isWideSheet(content) };
		case 'summary':
			return summaryLayout(content);
	}
}

/** What the window's title and the document's own data say of a paper. */
export function paperFacts({ content, head, locale, at }: PaperInput) {
	const about = nameOf(head.round, locale);
	return {
		title: `${paperLine(content, locale)} · ${about} · ${head.contest.title[locale]}`,
		author: head.contest.host,
		subject: about,
		language: locale,
		at: new Date(at)
	};
}

/** One paper onto the pages of `paper`, from its letterhead to the lines at its feet. */
export function drawPaper(paper: Paper, input: PaperInput): void {
	drawOpening(paper, input);
	const { content } = input;
	if (content.kind === 'draw') drawDraw(paper, content, input);
	else if (content.kind === 'timing') drawTiming(paper, content, input);
	else if (content.kind === 'summary') drawSummary(paper, content, input);
	else drawSheets(paper, content, input);
	drawClosing(paper, input);
	paper.close(feet(input));
}

function feet({ head, content, hash, isDraft, locale, published, replacedBy }: PaperInput) {
	const options = { locale };
	const left = [head.contest.code, nameOf(head.round, locale), paperLine(content, locale)].join(' · ');
	const hashes = m.records_footer(
		{ rules: head.rules.hash.slice(0, 16), data: (published?.hash ?? hash).slice(0, 16) },
		options
	);
	const draft = isDraft ? m.records_draft({}, options) : undefined;
	const top = replacedBy
		? m.correction_record_void(
				{ version: replacedBy.version, at: momentWords(replacedBy.publishedAt) },
				options
			)
		: draft;
	return (page: number, pages: number): PageLines => ({
		left,
		under: hashes,
		right: m.results_record_page({ page, pages }, options),
		...(top && { top }),
		...(draft && { across: draft })
	});
}
