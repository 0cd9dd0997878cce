import type { PaperName } from '#lib/domain/records/paper-name.ts';
import type { PrintStanding } from '#lib/domain/records/printed-paper.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from './figure.ts';
import { momentWords } from './moment.ts';

/** What every paper of a round is called in a list. */
export function paperTitles(
	panel: readonly { readonly id: string; readonly label: string; readonly name: string }[],
	teams: readonly { readonly id: string; readonly name: string }[],
	locale: Locale
): (name: PaperName) => string {
	const options = { locale };
	return ({ kind, subject }) => {
		switch (kind) {
			case 'draw':
				return m.records_kind_draw({}, options);
			case 'timing':
				return m.records_kind_timing({}, options);
			case 'summary':
				return m.records_kind_summary({}, options);
			case 'record':
				return m.records_kind_record({}, options);
			case 'judge': {
				const seat = panel.find(({ id }) => id === subject);
				const judge = seat ? `${seat.label} ${seat.name}` : '–';
				return m.records_sheet_of_judge({ judge }, options);
			}
			case 'team': {
				const team = teams.find(({ id }) => id === subject)?.name ?? '–';
				return m.records_sheet_of_team({ team }, options);
			}
		}
	};
}

interface Printed {
	readonly name: PaperName;
	readonly version: number;
	readonly isDraft: boolean;
	readonly by: string;
	readonly at: Date;
	readonly standing: PrintStanding;
}

/** Which paper left the desk, with whom and when, and what is wrong with it. */
export function printedWords(print: Printed, title: string, locale: Locale): string {
	const { version, by: name, at, standing, isDraft } = print;
	const options = { locale };
	const facts = { version, name, at: momentWords(at) };
	if (print.name.kind === 'record') {
		return standing === 'list'
			? m.correction_printed_through(facts, options)
			: m.correction_printed_line(facts, options);
	}
	const paper = isDraft
		? m.records_printed_draft({ paper: title }, options)
		: version > 0
			? m.records_printed_version({ paper: title, version }, options)
			: title;
	return m.records_printed_line({ ...facts, paper, why: standingWords(standing, locale) }, options);
}

/** What a printed paper is worth now. */
export function standingWords(standing: PrintStanding, locale: Locale): string {
	const options = { locale };
	switch (standing) {
		case 'holds':
			return m.records_standing_holds({}, options);
		case 'draft':
			return m.records_standing_draft({}, options);
		case 'replaced':
			return m.records_standing_replaced({}, options);
		case 'list':
			return m.records_standing_list({}, options);
		case 'differs':
			return m.records_standing_differs({}, options);
		case 'changing':
			return m.records_standing_changing({}, options);
		case 'withdrawn':
			return m.records_standing_withdrawn({}, options);
	}
}
