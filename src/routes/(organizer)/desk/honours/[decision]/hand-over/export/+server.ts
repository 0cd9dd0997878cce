import { error } from '@sveltejs/kit';
import { stateMark } from '#lib/features/award-hand-over/hand-over-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { app } from '#lib/server/app.ts';
import { deskAward } from '#lib/server/honours/award-guard.ts';
import { handOverOfDecision } from '#lib/server/honours/hand-over/hand-over-query.ts';
import { handOverTable } from '#lib/server/honours/hand-over/hand-over-table.ts';
import { csv } from '#lib/server/results/export/csv.ts';
import { xlsxAnswer } from '#lib/server/results/export/xlsx-answer.ts';
import type { RequestHandler } from './$types';

/** The outcome of a hand-over as a workbook or as text: `?as=xlsx|csv`. */
export const GET: RequestHandler = async ({ params, locals, url }) => {
	const { read } = app().database;
	const { award } = await deskAward(read, locals.actor, params.decision);
	const as = url.searchParams.get('as');
	if (as !== 'xlsx' && as !== 'csv') error(404);
	const view = await handOverOfDecision(read, award.id, { actor: locals.actor, now: new Date() });
	const table = handOverTable(view, {
		name: m.handover_title(),
		head: [
			...[m.handover_col_group(), m.handover_tray(), m.handover_presenter(), m.handover_list_number()],
			...[m.handover_recipient(), m.handover_col_place(), m.handover_list_what(), m.handover_col_code()],
			...[m.handover_col_state(), m.handover_col_receiver(), m.handover_col_at(), m.handover_col_by()]
		],
		state: (person) => stateMark(person).label
	});
	const name = 'ket-qua-trao-tang';
	if (as === 'xlsx') return xlsxAnswer([table], name);
	return new Response(csv(table, locals.locale), {
		headers: {
			'Content-Type': 'text/csv; charset=utf-8',
			'Content-Disposition': `attachment; filename="${name}.csv"`,
			'Cache-Control': 'private, no-store'
		}
	});
};
