import { m } from '#lib/paraglide/messages.js';
import { dayWords, momentWords } from '#lib/words/moment.ts';
import { drawUnprintable } from '../lacking-signs.ts';
import { drawLetterhead } from '../letterhead.ts';
import { drawTable } from '../paper-table.ts';
import type { Paper, PaperFacts } from '../paper.ts';
import type { ProgrammeInput } from './programme-input.ts';

export function programmeFacts({ conference, locale, at }: ProgrammeInput): PaperFacts {
	return {
		title: `${m.programme_title({}, { locale })} · ${conference.title}`,
		author: conference.host,
		subject: conference.title,
		language: locale,
		at: new Date(at)
	};
}

/** The programme as everybody was given it, a table a day: what and when, by whom, and the speeches in their order. */
export function drawProgramme(paper: Paper, input: ProgrammeInput): void {
	const { conference, locale, number, days } = input;
	const o = { locale };
	const at = new Date(input.at);
	const version = m.programme_paper_version({ number }, o);
	drawLetterhead(paper, {
		...{ family: input.family, host: conference.host, number: version, at, locale },
		committee: m.delegation_letter_committee({}, o)
	});
	const centred = { align: 'center' } as const;
	paper.text('H1', m.programme_title({}, o).toLocaleUpperCase('vi'), paper.root, {
		...{ ...centred, face: 'bold', size: 15, after: 4 }
	});
	paper.text('P', conference.title, paper.root, { ...centred, face: 'bold', size: 13, after: 4 });
	if (conference.venue) {
		paper.text('P', conference.venue, paper.root, { ...centred, face: 'italic', size: 12, after: 10 });
	}
	for (const { day, items } of days) {
		paper.text('H2', dayWords(day), paper.root, { face: 'bold', size: 13, after: 5 });
		drawTable(
			paper,
			{
				columns: [
					{ title: m.programme_paper_time({}, o), width: paper.width * 0.2, align: 'center' },
					{ title: m.programme_paper_what({}, o), width: paper.width * 0.5 },
					{ title: m.programme_field_owner({}, o), width: paper.width * 0.3 }
				],
				rows: items.map(({ time, title, owner, room, speeches }) => [
					time,
					[room === null ? title : `${title} (${room})`, ...speeches.map((speech) => `– ${speech}`)].join(
						'\n'
					),
					owner ?? ''
				]),
				size: 12
			},
			paper.root
		);
		paper.y += 10;
	}
	drawUnprintable(paper, input, locale);
	paper.close((page, pages) => ({
		left: `${version} · ${momentWords(input.at)}`,
		right: m.results_record_page({ page, pages }, o),
		...(conference.isInvented ? { under: m.app_invented({}, o) } : {})
	}));
}
