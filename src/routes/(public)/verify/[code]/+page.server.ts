import { error } from '@sveltejs/kit';
import { readPublicCode } from '#lib/domain/results/public-code.ts';
import { app } from '#lib/server/app.ts';
import { rateLimit } from '#lib/server/auth/rate.ts';
import { resultByCode } from '#lib/server/results/published-query.ts';
import type { PageServerLoad } from './$types';
import { nameOf } from '#lib/words/named.ts';

// A person checks a handful of papers; whoever tries codes by the hundred has to wait.
const lookUps = rateLimit({ allowed: 60, windowMs: 60_000 });

export const load: PageServerLoad = async ({ params, locals, getClientAddress, setHeaders }) => {
	setHeaders({ 'X-Robots-Tag': 'noindex', 'Cache-Control': 'no-store' });
	const seconds = lookUps.take(getClientAddress(), Date.now());
	if (seconds > 0) {
		setHeaders({ 'Retry-After': String(seconds) });
		error(429, { message: 'too many', retryAfterSeconds: seconds });
	}
	const code = readPublicCode(params.code);
	const found = code && (await resultByCode(app().database.read, code));
	if (!found) return { kind: 'unknown' as const, typed: params.code.slice(0, 40) };
	const { contest, round, rules, newest, teams, version, publishedAt, hash, reason } = found;
	return {
		kind: 'genuine' as const,
		code: found.code,
		version,
		publishedAt,
		hash,
		reason,
		rules,
		teams,
		newest: {
			version: newest.version,
			code: newest.code,
			publishedAt: newest.publishedAt,
			reason: newest.reason
		},
		contest: {
			code: contest.code,
			title: contest.title[locals.locale],
			host: contest.host,
			isInvented: contest.isInvented
		},
		round: { id: round.id, name: nameOf(round, locals.locale) }
	};
};
