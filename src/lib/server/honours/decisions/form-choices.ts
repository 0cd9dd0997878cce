import type { Actor } from '#lib/domain/access/actor.ts';
import { conferencesWithin, contestsWithin, reachOf } from '#lib/server/auth/reach.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { Locale } from '#lib/words/figure.ts';
import { issuersFor } from '../issuers/issuer-query.ts';

interface Asking {
	readonly actor: Actor;
	readonly locale: Locale;
}

/** What the form of a decision offers; `chosen` stays to be chosen though it is out of use. */
export async function decisionChoices(
	read: Tx,
	{ actor, locale }: Asking,
	chosen: { readonly issuerId?: string } = {}
) {
	const reach = await reachOf(read, actor, 'award.save');
	const select = { id: true, code: true, titleVi: true, titleEn: true } as const;
	const orderBy = { createdAt: 'desc' } as const;
	const [issuers, contests, conferences] = await Promise.all([
		issuersFor(read, actor, 'award.save'),
		read.contest.findMany({ where: contestsWithin(reach), select, orderBy }),
		read.conference.findMany({ where: conferencesWithin(reach), select, orderBy })
	]);
	const titled = (list: typeof contests) =>
		list.map(({ id, code, titleVi, titleEn }) => ({
			id,
			title: `${code} · ${locale === 'en' ? titleEn : titleVi}`
		}));
	return {
		issuers: issuers
			.filter(({ id, archivedAt }) => archivedAt === null || id === chosen.issuerId)
			.map(({ id, name }) => ({ id, name })),
		contests: titled(contests),
		conferences: titled(conferences)
	};
}
