import { m } from '#lib/paraglide/messages.js';
import { Paper } from '../paper.ts';
import { drawClosing } from './closing.ts';
import { drawMarks } from './marks.ts';
import { drawOpening } from './opening.ts';
import { drawOutcome } from './outcome.ts';
import type { RecordInput } from './record-input.ts';

/** The official record of a published result as a tagged PDF; the same input gives the same bytes. */
export async function renderRecord(input: RecordInput): Promise<Uint8Array> {
	const { result, hash, locale } = input;
	const { contest, round, version } = result;
	const title = `${m.results_record({}, { locale })} · ${round.name} · ${contest.title[locale]}`;
	const paper = new Paper({
		title,
		author: contest.host,
		subject: m.results_record_about({ round: round.name }, { locale }),
		language: locale,
		at: new Date(result.publishedAt)
	});
	drawOpening(paper, input);
	drawOutcome(paper, input);
	drawMarks(paper, input);
	drawClosing(paper, input);
	return paper.finish((page, pages) => ({
		left: m.results_record_footer(
			{ contest: contest.code, round: round.name, version, hash: hash.slice(0, 16) },
			{ locale }
		),
		right: m.results_record_page({ page, pages }, { locale })
	}));
}
