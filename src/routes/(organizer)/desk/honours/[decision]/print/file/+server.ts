import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { app } from '#lib/server/app.ts';
import { execute } from '#lib/server/command/execute.ts';
import { printAwards } from '#lib/server/documents/print-record.ts';
import { deskAward } from '#lib/server/honours/award-guard.ts';
import { awardJob, printAsked } from '#lib/server/honours/printing/award-job.ts';
import { awardStream } from '#lib/server/honours/printing/award-stream.ts';
import { logAwardPrints } from '#lib/server/honours/printing/log-prints.ts';
import { toPrint } from '#lib/server/honours/printing/to-print.ts';
import { plainName } from '#lib/server/records/file-name.ts';
import type { RequestHandler } from './$types';

/**
 * A decision's certificates in one file, as single files or in packs. With `?progress` the answer is a stream that tells how
 * far it is and who could not be printed, before the file itself; leaving it stops the printing.
 */
export const GET: RequestHandler = async ({ params, locals, url }) => {
	const { database, config } = app();
	const { actor, requestId, locale } = locals;
	const { award } = await deskAward(database.read, actor, params.decision, 'award.print');
	const asked = printAsked(url);
	const now = new Date();
	const job = await database.snapshot(async (read) => {
		const print = await toPrint(read, award.id, { origin: config.origin ?? url.origin, now });
		return print && awardJob(read, print, asked, now);
	});
	if (!job) error(404, m.papers_award_nobody({}, { locale }));
	const printed = async (failed: readonly string[]) => {
		const recipientIds = job.awards.map(({ id }) => id).filter((id) => !failed.includes(id));
		if (recipientIds.length === 0) return;
		const input = { awardId: award.id, recipientIds, form: asked.form };
		const logged = await execute(database, logAwardPrints, { actor, input, requestId });
		if (!logged.ok) error(403, 'forbidden');
	};
	const ending = asked.form === 'pdf' ? 'pdf' : 'zip';
	const file = `${plainName(award.number ?? award.title).slice(0, 60) || 'giay'}.${ending}`;
	const headers = { 'Cache-Control': 'private, no-store' };
	if (url.searchParams.has('progress')) {
		const type = { 'Content-Type': 'application/octet-stream' };
		return new Response(awardStream(job, file, printed), { headers: { ...headers, ...type } });
	}
	const { bytes, failed } = await printAwards(job);
	if (bytes.length === 0) error(409, m.papers_award_none_fits({}, { locale }));
	await printed(failed.map(({ id }) => id));
	return new Response(bytes as BodyInit, {
		headers: {
			...headers,
			'Content-Type': `application/${ending}`,
			'Content-Disposition': `attachment; filename="${file}"`
		}
	});
};
