import { mayAnywhere } from '#lib/domain/access/policy.ts';
import { AWARD_KINDS } from '#lib/domain/honours/award-kind.ts';
import { DECISION_STATES } from '#lib/domain/honours/decision-steps.ts';
import { app } from '#lib/server/app.ts';
import { allowAnywhere } from '#lib/server/auth/guard.ts';
import { decisionsFor } from '#lib/server/honours/decisions/decision-query.ts';
import { issuersFor } from '#lib/server/honours/issuers/issuer-query.ts';
import type { PageServerLoad } from './$types';

const one = <T extends string>(known: readonly T[], asked: string | null): T | null =>
	known.find((value) => value === asked) ?? null;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor, locale } = locals;
	allowAnywhere(actor, 'award.read');
	const { read } = app().database;
	const filter = {
		state: one(DECISION_STATES, url.searchParams.get('state')),
		kind: one(AWARD_KINDS, url.searchParams.get('kind')),
		query: url.searchParams.get('q') ?? ''
	};
	const issuers = await issuersFor(read, actor, 'award.read');
	return {
		filter,
		isFiltered: filter.state !== null || filter.kind !== null || filter.query !== '',
		kinds: AWARD_KINDS,
		states: DECISION_STATES,
		hasIssuer: issuers.some(({ archivedAt }) => archivedAt === null),
		maySaveIssuer: mayAnywhere(actor, 'issuer.save'),
		decisions: await decisionsFor(read, actor, locale, filter)
	};
};
