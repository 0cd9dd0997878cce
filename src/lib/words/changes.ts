import type { PlaceChange, PrizeChange, ResultChanges, Standing } from '#lib/domain/results/difference.ts';
import type { PrizeRecipient } from '#lib/domain/prizes/awarded-prizes.ts';
import { m } from '#lib/paraglide/messages.js';
import { listed, type Locale } from './figure.ts';
import { pointsWords } from './points.ts';
import { statusName } from './result.ts';

/** What a version says otherwise than the one before, as sentences in three groups; empty groups changed nothing. */
export interface ChangeWords {
	readonly places: readonly string[];
	readonly prizes: readonly string[];
	readonly through: readonly string[];
}

export function changeWords(
	{ places, prizes, through }: ResultChanges,
	names: ReadonlyMap<string, string>,
	locale: Locale
): ChangeWords {
	const o = { locale };
	const team = (id: string) => names.get(id) ?? id;
	const teams = (ids: readonly string[]) => listed(ids.map(team), locale);
	return {
		places: places.map((change) => placeLine(change, team, locale)),
		prizes: prizes.flatMap((change) => prizeLines(change, team, locale)),
		through: [
			...(through.added.length > 0 ? [m.correction_added({ teams: teams(through.added) }, o)] : []),
			...(through.removed.length > 0 ? [m.correction_removed({ teams: teams(through.removed) }, o)] : [])
		]
	};
}

function placeLine({ teamId, before, after }: PlaceChange, team: (id: string) => string, locale: Locale) {
	const facts = { team: team(teamId), before: stood(before, locale), after: stood(after, locale) };
	return m.results_change_line(facts, { locale });
}

function stood(row: Standing | null, locale: Locale): string {
	if (!row) return '–';
	if (row.status !== 'competing') return statusName(row.status, locale);
	if (row.rank === null || !row.total) return m.results_change_no_place({}, { locale });
	return m.results_change_place({ rank: row.rank, total: pointsWords(row.total.shown, locale) }, { locale });
}

function prizeLines({ name, lost, won }: PrizeChange, team: (id: string) => string, locale: Locale) {
	const called = (all: readonly PrizeRecipient[]) =>
		listed(
			all.map(({ teamId, person }) => (person ? `${person.name} (${team(teamId)})` : team(teamId))),
			locale
		);
	const prize = name[locale];
	return [
		...(lost.length > 0 ? [m.correction_lost({ prize, who: called(lost) }, { locale })] : []),
		...(won.length > 0 ? [m.correction_won({ prize, who: called(won) }, { locale })] : [])
	];
}
