import { m } from '#lib/paraglide/messages.js';
import { momentWords } from '#lib/words/moment.ts';
import { drawUnprintable } from '../lacking-signs.ts';
import { drawTable } from '../paper-table.ts';
import { mm, type Paper, type PaperFacts } from '../paper.ts';
import type { StageListInput, StageListLine } from './stage-list-input.ts';

/** Read aloud in half-light, and ticked by hand. */
const SIZE = 14;
const ROW_MM = 15;

export function stageListFacts({ title, host, award, locale, at }: StageListInput): PaperFacts {
	return {
		title: `${m.handover_list_title({}, { locale })} · ${title}`,
		author: host,
		subject: award,
		language: locale,
		at: new Date(at)
	};
}

function drawLines(
	paper: Paper,
	{ locale }: StageListInput,
	lines: readonly StageListLine[],
	from: number | null
) {
	const o = { locale };
	const tick = mm(20);
	const rest = paper.width - mm(14) - mm(24) - tick;
	drawTable(
		paper,
		{
			columns: [
				{ title: m.handover_list_order({}, o), width: mm(14), align: 'center' },
				{ title: m.handover_list_number({}, o), width: mm(24), align: 'center' },
				{ title: m.handover_list_who({}, o), width: rest * 0.56 },
				{ title: m.handover_list_what({}, o), width: rest * 0.44 },
				{ title: m.handover_list_tick({}, o), width: tick, align: 'center' }
			],
			rows: lines.map(({ name, place, what, number }, index) => [
				from === null ? '' : String(from + index),
				number ?? '',
				[name, place].filter(Boolean).join('\n'),
				what ?? '',
				''
			]),
			size: SIZE,
			rowHeight: mm(ROW_MM)
		},
		paper.root
	);
}

/** Who goes up when: a table a group, with its tray and presenter above it, and a box to tick for each. */
export function drawStageList(paper: Paper, input: StageListInput): void {
	const { locale, groups, apart, revoked } = input;
	const o = { locale };
	const at = momentWords(input.at);
	const made = m.handover_list_at({ at }, o);
	const centred = { align: 'center' } as const;
	paper.text('P', input.host, paper.root, { ...centred, size: 12, after: 4 });
	paper.text('H1', m.handover_list_title({}, o).toLocaleUpperCase('vi'), paper.root, {
		...{ ...centred, face: 'bold', size: 17, after: 4 }
	});
	paper.text('P', input.title, paper.root, { ...centred, face: 'bold', size: 14, after: 2 });
	paper.text('P', input.award, paper.root, { ...centred, size: 13, after: 10 });
	let from = 1;
	for (const { group, tray, presenter, members } of groups) {
		// Who reads it aloud turns no page within a group, where it fits on one.
		const whole = mm(30 + ROW_MM * members.length);
		paper.room(whole < paper.bottom - mm(20) ? whole : mm(60));
		paper.text('H2', m.handover_list_group({ group, count: members.length }, o), paper.root, {
			...{ face: 'bold', size: 16, after: 2 }
		});
		const said = [
			tray && m.handover_tray_of({ tray }, o),
			m.handover_presenter_of({ presenter: presenter ?? '…'.repeat(20) }, o)
		];
		paper.text('P', said.filter(Boolean).join(' · '), paper.root, { face: 'bold', size: SIZE, after: 5 });
		drawLines(paper, input, members, from);
		from += members.length;
		paper.y += 8;
	}
	for (const [title, lines] of [
		[m.handover_list_apart({}, o), apart],
		[m.handover_list_revoked({}, o), revoked]
	] as const) {
		if (lines.length === 0) continue;
		paper.text('H2', title, paper.root, { face: 'bold', size: 16, after: 5 });
		drawLines(paper, input, lines, null);
		paper.y += 8;
	}
	drawUnprintable(paper, input, locale);
	paper.close((page, pages) => ({
		left: `${input.title} · ${made}`,
		right: m.results_record_page({ page, pages }, o),
		...(input.isInvented ? { under: m.app_invented({}, o) } : {})
	}));
}
