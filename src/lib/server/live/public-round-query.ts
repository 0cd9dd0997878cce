import type { Name } from '#lib/domain/shared/name.ts';
import { ID_PATTERN } from '#lib/live/id.ts';
import type { Shown } from '#lib/live/board-sync.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { publicProjection } from './public-projection.ts';
import type { Locale } from '#lib/words/figure.ts';
import { named, type Named } from '#lib/words/named.ts';

export interface PublicRound {
	readonly contest: { readonly code: string; readonly title: Name };
	readonly round: Named & { readonly id: string };
	/** Every round of the contest, in its order: clusters, then the final. */
	readonly rounds: readonly (Named & { readonly id: string })[];
	/** Null before the round has been prepared. */
	readonly shown: Shown | null;
}

/** What the board's page of a round needs, all of it public; null where there is no such round or it is not public yet. */
export async function publicRound(
	read: Tx,
	roundId: string,
	locale: Locale,
	code?: string
): Promise<PublicRound | null> {
	if (!ID_PATTERN.test(roundId)) return null;
	const found = await read.round.findUnique({
		where: { id: roundId },
		select: {
			id: true,
			name: true,
			nameEn: true,
			contest: {
				select: {
					code: true,
					titleVi: true,
					titleEn: true,
					status: true,
					rounds: {
						orderBy: [{ position: 'asc' }, { id: 'asc' }],
						select: { id: true, name: true, nameEn: true }
					}
				}
			}
		}
	});
	if (!found || found.contest.status === 'draft') return null;
	const { contest, ...round } = found;
	if (code !== undefined && contest.code !== code) return null;
	const stored = await publicProjection(read, roundId);
	return {
		contest: { code: contest.code, title: { vi: contest.titleVi, en: contest.titleEn } },
		round: { id: round.id, ...named(round, locale) },
		rounds: contest.rounds.map((one) => ({ id: one.id, ...named(one, locale) })),
		shown: stored && { version: stored.version, at: stored.at.getTime(), view: stored.view }
	};
}
