import { m } from '#lib/paraglide/messages.js';
import { momentWords } from '#lib/words/moment.ts';
import { nameOf } from '#lib/words/named.ts';
import { drawLetterhead, letterheadOf } from '../letterhead.ts';
import type { Paper } from '../paper.ts';
import type { PaperInput } from './paper-input.ts';
import { paperTitle } from './titles.ts';

/** Letterhead, title, of what it is, and by which rules. */
export function drawOpening(paper: Paper, input: PaperInput): void {
	const { head, locale, content, at, published } = input;
	const { contest, round, rules } = head;
	const options = { locale };
	drawLetterhead(paper, {
		family: letterheadOf(contest.hostKind),
		host: contest.host,
		at: new Date(at),
		locale
	});
	const centred = (text: string, size: number, face: 'bold' | 'italic', after = 2) =>
		paper.text('P', text, paper.root, { align: 'center', face, size, after });
	const { title, about } = paperTitle(content, locale);
	paper.text('H1', title, paper.root, { align: 'center', face: 'bold', size: 16, after: 2 });
	if (about) centred(about, 13, 'bold');
	centred(nameOf(round, locale), 13, 'bold');
	centred(contest.title[locale], 13, 'bold');
	if (published) {
		centred(m.records_of_version({ version: published.version, at: momentWords(at) }, options), 12, 'italic');
	} else if (input.isDraft) {
		centred(m.records_draft_line({ at: momentWords(at) }, options), 12, 'italic');
	}
	paper.y += 6;
	const line = (text: string) => paper.text('P', text, paper.root, { size: 12, after: 2 });
	if (contest.isInvented) line(m.results_invented({}, options));
	if (content.kind !== 'draw' && round.openedAt) {
		const from = momentWords(round.openedAt);
		line(
			round.closedAt
				? m.results_record_time({ from, to: momentWords(round.closedAt) }, options)
				: m.results_record_time_from({ from }, options)
		);
	}
	const venue = round.venue ?? contest.venue;
	if (venue) line(m.results_record_venue({ venue }, options));
	line(m.results_record_rules({ version: rules.version, hash: rules.hash }, options));
	paper.y += 4;
}
