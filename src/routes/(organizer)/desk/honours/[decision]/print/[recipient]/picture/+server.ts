import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { renderAward } from '#lib/server/documents/awards/render-award.ts';
import { deskAward } from '#lib/server/honours/award-guard.ts';
import { awardPicture } from '#lib/server/honours/printing/award-picture.ts';
import { byHandInput, byHandOf } from '#lib/server/honours/printing/by-hand.ts';
import { toPrint } from '#lib/server/honours/printing/to-print.ts';
import { picturesOf } from '#lib/server/honours/templates/template-for.ts';
import type { RequestHandler } from './$types';

/**
 * One certificate: its file (`?pdf`), or a picture drawn from the same list as the file, with what is being set by hand in
 * the address. What does not fit is told in words, in the picture's place.
 */
export const GET: RequestHandler = async ({ params, locals, url }) => {
	const { database, config } = app();
	const { award } = await deskAward(database.read, locals.actor, params.decision, 'award.print');
	const asked = { origin: config.origin ?? url.origin, now: new Date() };
	const { one, pictures } = await database.snapshot(async (read) => {
		const print = found(await toPrint(read, award.id, asked));
		const of = found(print.recipients.find(({ id }) => id === params.recipient));
		return { one: of, pictures: await picturesOf(read, [of.template]) };
	});
	const headers = { 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' };
	if (url.searchParams.has('pdf')) {
		const bytes = await renderAward(one.template, one.facts, pictures).catch(() => null);
		if (!bytes) error(409);
		return new Response(bytes as BodyInit, {
			headers: { ...headers, 'Content-Type': 'application/pdf', 'Content-Disposition': 'inline' }
		});
	}
	const typed = v.safeParse(byHandInput, Object.fromEntries(url.searchParams));
	const isTrying = url.searchParams.has('try') && typed.success && !one.isIssued;
	const facts = isTrying ? { ...one.facts, byHand: byHandOf(typed.output) } : one.facts;
	const svg = awardPicture(one.template, facts, pictures, locals.locale);
	return new Response(svg, { headers: { ...headers, 'Content-Type': 'image/svg+xml; charset=utf-8' } });
};
