import { error } from '@sveltejs/kit';
import { paperNamed } from '#lib/domain/records/paper-name.ts';
import { m } from '#lib/paraglide/messages.js';
import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { atDesk } from '#lib/server/desk/at-desk.ts';
import { roundDesk } from '#lib/server/desk/round-desk.ts';
import { printPapers } from '#lib/server/documents/print-record.ts';
import { printAsked, writeDownPrints } from '#lib/server/records/print-asked.ts';
import { paperToPrint } from '#lib/server/records/printables.ts';
import { roundPapers } from '#lib/server/records/round-papers.ts';
import { papersSeen } from '#lib/server/records/seen.ts';
import { versionAsked } from '#lib/server/results/version-asked.ts';
import type { RequestHandler } from './$types';

/** One paper of a round. Whoever takes it is written down with it. */
export const GET: RequestHandler = async ({ params, locals, url }) => {
	const { database } = app();
	const actor = atDesk(locals);
	const { round } = await roundDesk(database.read, actor, params.id, 'record.print');
	const name = found(paperNamed(params.paper));
	const asked = printAsked(url);
	const version = versionAsked(url);
	const { isSeen, paper } = await database.snapshot(async (read) => ({
		isSeen: (await papersSeen(read, actor, round.id)).may(name),
		paper: await paperToPrint(read, await roundPapers(read, round.id), name, asked, version)
	}));
	if (!isSeen) error(403, m.records_blind_refused({}, { locale: locals.locale }));
	if (!paper) error(404, m.records_no_such({}, { locale: locals.locale }));
	const { printable } = paper;
	const bytes = await printPapers({
		papers: [printable],
		form: 'pdf',
		title: '',
		at: asked.now.toISOString()
	});
	await writeDownPrints({ actor, requestId: locals.requestId }, round.id, [paper]);
	const file = `${round.contest.code}-${printable.fileName}.pdf`;
	return new Response(bytes as BodyInit, {
		headers: {
			'Content-Type': 'application/pdf',
			'Content-Disposition': `inline; filename="${file}"`,
			'Cache-Control': 'private, no-store'
		}
	});
};
