import { m } from '#lib/paraglide/messages.js';
import { momentWords } from '#lib/words/moment.ts';
import { nameOf } from '#lib/words/named.ts';
import { Paper } from '../paper.ts';
import { drawAnnex } from './annex.ts';
import { drawClosing } from './closing.ts';
import { drawMarks } from './marks.ts';
import { drawOpening } from './opening.ts';
import { drawOutcome } from './outcome.ts';
import type { RecordInput } from './record-input.ts';

/** What the window's title and the document's own data say of a record. */
export function recordFacts({ result, locale }: RecordInput) {
	const { contest, round } = result;
	const called = nameOf(round, locale);
	return {
		title: `${m.results_record({}, { locale })} · ${called} · ${contest.title[locale]}`,
		author: contest.host,
		subject: m.results_record_about({ round: called }, { locale }),
		language: locale,
		at: new Date(result.publishedAt)
	};
}

/** The official record onto the pages of `paper`, with the lines at its feet. */
export function drawRecord(paper: Paper, input: RecordInput): void {
	const { result, hash, locale, replacedBy } = input;
	const { contest, round, rules, version } = result;
	drawOpening(paper, input);
	drawOutcome(paper, input);
	drawMarks(paper, input);
	drawClosing(paper, input);
	drawAnnex(paper, input);
	const top =
		replacedBy &&
		m.correction_record_void(
			{ version: replacedBy.version, at: momentWords(new Date(replacedBy.publishedAt)) },
			{ locale }
		);
	const left = [contest.code, nameOf(round, locale), m.records_of_version_short({ version }, { locale })];
	paper.close((page, pages) => ({
		...(top && { top }),
		left: left.join(' · '),
		under: m.records_footer({ rules: rules.hash.slice(0, 16), data: hash.slice(0, 16) }, { locale }),
		right: m.results_record_page({ page, pages }, { locale })
	}));
}

/** The official record of a published result as a tagged PDF; the same input gives the same bytes. */
export async function renderRecord(input: RecordInput): Promise<Uint8Array> {
	const paper = new Paper(recordFacts(input));
	drawRecord(paper, input);
	return paper.finish();
}
