import type { Database } from '#lib/server/db/client.ts';
import type { Locale } from '#lib/words/figure.ts';
import { named } from '#lib/words/named.ts';
import { tabletStanding } from './tablet-standing.ts';
import { teamQuiz } from './team-quiz.ts';

/** What a team's own page begins with. */
export async function teamPage(
	database: Database,
	token: string | null | undefined,
	locale: Locale,
	now = new Date(),
	/** Kept on the tablet for a reload without network: by then any question is an old one. */
	{ isKept = false }: { isKept?: boolean } = {}
) {
	const { read } = database;
	const standing = await tabletStanding(read, token, now);
	if (standing.state !== 'live') return { tablet: standing };
	const { actor, tookOver } = standing;
	const { tabletId, roundId, name: team } = actor;
	const round = await read.round.findUniqueOrThrow({
		where: { id: roundId },
		select: { name: true, nameEn: true, contest: { select: { titleVi: true, titleEn: true } } }
	});
	return {
		tablet: { state: 'live' as const, tabletId, roundId, team, tookOver },
		round: named(round, locale),
		contest: locale === 'en' ? round.contest.titleEn : round.contest.titleVi,
		quiz: isKept ? null : await teamQuiz(read, actor, now.getTime())
	};
}
