import { app } from '#lib/server/app.ts';
import { auditChoices, auditPage, type AuditFilter } from '#lib/server/audit/audit-query.ts';
import { verifyAuditChain } from '#lib/server/audit/verify-chain.ts';
import { allow, allowAnywhere } from '#lib/server/auth/guard.ts';
import { reachOf } from '#lib/server/auth/reach.ts';
import type { Actions, PageServerLoad } from './$types';

const FILTERS = [
	'contestId',
	'conferenceId',
	'actorId',
	'action',
	'subjectKind',
	'subjectId',
	'from',
	'to'
] as const;

export const load: PageServerLoad = async ({ locals: { actor, locale }, url }) => {
	allowAnywhere(actor, 'audit.read');
	const { read } = app().database;
	const reach = await reachOf(read, actor, 'audit.read');
	const filter: Record<string, string> = {};
	for (const name of FILTERS) {
		const value = url.searchParams.get(name);
		if (value) filter[name] = value.slice(0, 100);
	}
	const before = Math.trunc(Number(url.searchParams.get('before'))) || undefined;
	const choices = await auditChoices(read, reach);
	const titled = ({ id, code, titleVi, titleEn }: (typeof choices.contests)[number]) => ({
		id,
		title: `${code} · ${locale === 'en' ? titleEn : titleVi}`
	});
	return {
		filter,
		...(await auditPage(read, reach, { ...filter, before } as AuditFilter)),
		choices: {
			...choices,
			contests: choices.contests.map(titled),
			conferences: choices.conferences.map(titled)
		},
		mayCheck: reach.everywhere
	};
};

export const actions: Actions = {
	check: async ({ locals }) => {
		allow(locals.actor, 'audit.read', {});
		return { chain: await verifyAuditChain(app().database.read) };
	}
};
