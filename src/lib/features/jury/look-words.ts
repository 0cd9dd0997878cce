import type { LookReason } from '#lib/domain/judging/second-look.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/words/figure.ts';
import { pointsWords } from '#lib/words/points.ts';

/** Why a mark is worth a question, as a sentence. */
export function lookReasonWords(
	reason: LookReason,
	value: string,
	teamNames: Readonly<Record<string, string>>,
	locale: Locale
): string {
	const given = pointsWords(value, locale);
	switch (reason.kind) {
		case 'farFromPanel':
			return m.desk_jury_why_panel({ usual: pointsWords(reason.usual, locale) });
		case 'farFromOwn':
			return m.desk_jury_why_own({ usual: pointsWords(reason.usual, locale) });
		case 'transposed':
			return m.desk_jury_why_transposed({ meant: pointsWords(reason.meant, locale), value: given });
		case 'factorTen':
			return m.desk_jury_why_factor_ten({ meant: pointsWords(reason.meant, locale), value: given });
		case 'otherTeam':
			return m.desk_jury_why_other_team({ team: teamNames[reason.teamId] ?? reason.teamId });
	}
}
