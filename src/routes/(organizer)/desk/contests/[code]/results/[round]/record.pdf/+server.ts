import { error } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { execute } from '#lib/server/command/execute.ts';
import { deskRound } from '#lib/server/contest/contest-guard.ts';
import { printRecord } from '#lib/server/documents/print-record.ts';
import { logPrints } from '#lib/server/records/log-print.ts';
import { publishedResult, publishedVersions } from '#lib/server/results/published-query.ts';
import { recordInput } from '#lib/server/results/record-input.ts';
import { versionAsked } from '#lib/server/results/version-asked.ts';
import type { RequestHandler } from './$types';

/** The record names the panel and is signed by hand: for the desk, not for everybody. */
export const GET: RequestHandler = async ({ params, locals, url }) => {
	const { database, config } = app();
	const { contest, round } = await deskRound(
		database.read,
		locals.actor,
		params.code,
		params.round,
		'sheet.read'
	);
	const stored = found(await publishedResult(database.read, contest.code, round.id, versionAsked(url)));
	const [newest] = await publishedVersions(database.read, contest.code, round.id);
	const bytes = await printRecord(recordInput(stored, config.origin ?? url.origin, newest));
	const logged = await execute(database, logPrints, {
		actor: locals.actor,
		input: {
			roundId: round.id,
			papers: [{ kind: 'record', version: stored.version, hash: stored.hash }]
		},
		requestId: locals.requestId
	});
	if (!logged.ok) error(403);
	const name = `bien-ban-${contest.code}-${round.id.slice(-6)}-v${stored.version}.pdf`;
	return new Response(bytes as BodyInit, {
		headers: {
			'Content-Type': 'application/pdf',
			'Content-Disposition': `inline; filename="${name}"`,
			'Cache-Control': 'private, no-store'
		}
	});
};
