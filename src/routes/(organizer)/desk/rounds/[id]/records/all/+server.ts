import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { app } from '#lib/server/app.ts';
import { atDesk } from '#lib/server/desk/at-desk.ts';
import { roundDesk } from '#lib/server/desk/round-desk.ts';
import { printPapers } from '#lib/server/documents/print-record.ts';
import { printAsked, writeDownPrints } from '#lib/server/records/print-asked.ts';
import { papersToPrint } from '#lib/server/records/printables.ts';
import { printingStream } from '#lib/server/records/printing-stream.ts';
import { roundPapers } from '#lib/server/records/round-papers.ts';
import { papersSeen } from '#lib/server/records/seen.ts';
import { nameOf } from '#lib/words/named.ts';
import type { RequestHandler } from './$types';

const TYPES = { pdf: 'application/pdf', zip: 'application/zip' } as const;

/**
 * Every paper of a round in one file (`?form=pdf` or `zip`). With `?progress` the answer is a stream that tells how many are
 * done before the file itself; leaving it stops the printing, and nothing is written down as printed.
 */
export const GET: RequestHandler = async ({ params, locals, url }) => {
	const { database } = app();
	const actor = atDesk(locals);
	const { round } = await roundDesk(database.read, actor, params.id, 'record.print');
	const form = url.searchParams.get('form') === 'zip' ? 'zip' : 'pdf';
	const asked = printAsked(url);
	const papers = await database.snapshot(async (read) => {
		const { may } = await papersSeen(read, actor, round.id);
		return papersToPrint(read, await roundPapers(read, round.id), asked, may);
	});
	if (papers.length === 0) error(404, m.records_all_none({}, { locale: locals.locale }));
	const called = nameOf(round, asked.locale);
	const job = {
		papers: papers.map(({ printable }) => printable),
		form,
		title: m.records_all_title({ round: called }, { locale: asked.locale }),
		at: asked.now.toISOString()
	} as const;
	const done = () => writeDownPrints({ actor, requestId: locals.requestId }, round.id, papers);
	const file = `${round.contest.code}-bien-ban.${form}`;
	if (url.searchParams.has('progress')) {
		return new Response(printingStream(job, file, done), {
			headers: { 'Content-Type': 'application/octet-stream', 'Cache-Control': 'private, no-store' }
		});
	}
	const bytes = await printPapers(job);
	await done();
	return new Response(bytes as BodyInit, {
		headers: {
			'Content-Type': TYPES[form],
			'Content-Disposition': `attachment; filename="${file}"`,
			'Cache-Control': 'private, no-store'
		}
	});
};
