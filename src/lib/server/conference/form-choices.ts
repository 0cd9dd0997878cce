import type { Actor } from '#lib/domain/access/actor.ts';
import { dayInVietnam } from '#lib/domain/shared/day.ts';
import { contestsToCopy } from '#lib/server/contest/contest-query.ts';
import { unitChoice } from '#lib/server/contest/team-query.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { Locale } from '#lib/words/figure.ts';

/** What the form of a conference offers: host units, and contests whose final it may hold. */
export async function conferenceFormChoices(
	read: Tx,
	{ actor, locale }: { readonly actor: Actor; readonly locale: Locale },
	chosenUnits: readonly string[] = []
) {
	const [units, contests] = await Promise.all([
		unitChoice(read, dayInVietnam(new Date()), chosenUnits),
		contestsToCopy(read, actor)
	]);
	return {
		units,
		contests: contests.map(({ id, code, titleVi, titleEn }) => ({
			id,
			title: `${code} · ${locale === 'en' ? titleEn : titleVi}`
		}))
	};
}
