import type { DrawContent } from '#lib/domain/records/contents.ts';
import { m } from '#lib/paraglide/messages.js';
import { momentWords } from '#lib/words/moment.ts';
import type { Paper } from '../paper.ts';
import { drawTable } from '../paper-table.ts';
import type { PaperInput } from './paper-input.ts';

/** How lots were drawn, by whom and when, and the order of every part. */
export function drawDraw(paper: Paper, draw: DrawContent, { locale }: PaperInput): void {
	const options = { locale };
	const heading = (text: string) => paper.text('H2', text, paper.root, { face: 'bold', size: 13, after: 4 });
	const line = (text: string) => paper.text('P', text, paper.root, { size: 12, after: 3 });
	heading(m.records_draw_h_how({}, options));
	line(draw.method === 'seed' ? m.records_draw_by_seed({}, options) : m.records_draw_by_table({}, options));
	for (const { what, at, by, seedHash, reason } of draw.steps) {
		const facts = { at: momentWords(at), by };
		const told = {
			committed: m.records_draw_committed({ ...facts, hash: seedHash ?? '–' }, options),
			drawn: m.records_draw_drawn(facts, options),
			typed: m.records_draw_typed(facts, options)
		}[what];
		line(reason ? `${told} ${m.records_reason({ reason: ended(reason) }, options)}` : told);
	}
	if (draw.steps.length === 0) line(m.records_draw_no_log({}, options));
	if (draw.seedHash) line(m.records_draw_seed_hash({ hash: draw.seedHash }, options));
	if (draw.seed) {
		line(m.records_draw_seed({ seed: draw.seed }, options));
		line(m.records_draw_repeat({ round: draw.roundId }, options));
	}
	paper.y += 4;
	draw.orders.forEach(({ part, how, teams }, index) => {
		const called = part?.[locale] ?? m.records_all_parts({}, options);
		heading(m.records_draw_h_order({ part: called }, options));
		const first = draw.orders[0]!.part?.[locale] ?? '';
		if (index > 0 && how === 'same') {
			line(m.records_draw_same({ part: first }, options));
			return;
		}
		if (index > 0 && how === 'reverse') line(m.records_draw_reverse({ part: first }, options));
		const [number, code] = [46, 64];
		const rest = paper.width - number - code;
		drawTable(
			paper,
			{
				columns: [
					{ title: m.records_col_order({}, options), width: number, align: 'center' },
					{ title: m.results_col_code({}, options), width: code },
					{ title: m.results_col_team({}, options), width: rest * 0.5 },
					{ title: m.results_col_units({}, options), width: rest * 0.5 }
				],
				rows: teams.map(({ code, name, units }, place) => [String(place + 1), code, name, units.join('; ')]),
				size: 11
			},
			paper.root
		);
	});
	if (draw.isWhole) line(m.records_draw_whole({}, options));
}

/** A sentence with its end. */
export const ended = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);
