import type { AwardedPrizes, MainPrize, OpenPrize, SideAward } from '#lib/domain/prizes/awarded-prizes.ts';
import { m } from '#lib/paraglide/messages.js';
import { figure, listed, type Locale } from './figure.ts';

/** A prize in words: who gets it, and what is to be said about it. */
export interface PrizeWords {
	readonly key: string;
	readonly name: string;
	readonly teamIds: readonly string[];
	/** Teams, or 'person (team)'. */
	readonly recipients: readonly string[];
	readonly notes: readonly string[];
	/** Somebody still has to decide. */
	readonly isOpen: boolean;
}

export type TeamNames = ReadonlyMap<string, string>;

/** All prizes in words, main prizes first. */
export function prizeWords(prizes: AwardedPrizes, teams: TeamNames, locale: Locale) {
	return {
		main: prizes.main.map((prize) => mainWords(prize, teams, locale)),
		side: prizes.side.map((prize) => sideWords(prize, teams, locale))
	};
}

/** 'Giải Nhất; Trang phục đẹp nhất': what one team gets, a person's prize with the name. */
export function prizesOfTeam(prizes: AwardedPrizes | undefined, teamId: string, locale: Locale): string[] {
	if (!prizes) return [];
	const main = prizes.main.filter(({ teamIds }) => teamIds.includes(teamId)).map(({ name }) => name[locale]);
	const side = prizes.side.flatMap(({ name, recipients }) =>
		recipients
			.filter((one) => one.teamId === teamId)
			.map(({ person }) => (person ? `${name[locale]} (${person.name})` : name[locale]))
	);
	return [...main, ...side];
}

const called = (teams: TeamNames, id: string) => teams.get(id) ?? id;

function mainWords(prize: MainPrize, teams: TeamNames, locale: Locale): PrizeWords {
	const o = { locale };
	const { vacant, takenByTie, open, isWaiting } = prize;
	const over = prize.places === 'rest' ? 0 : prize.teamIds.length + vacant + takenByTie - prize.places;
	const notes = [
		over > 0 &&
			!open &&
			!isWaiting &&
			m.results_prize_exceeded({ places: prize.places, given: prize.teamIds.length }, o),
		takenByTie > 0 && m.results_prize_taken({ count: takenByTie }, o),
		vacant > 0 && m.results_prize_vacant({ count: vacant }, o),
		open && openWords(open, teams, locale),
		isWaiting && m.results_prize_waiting({}, o)
	];
	return {
		key: prize.key,
		name: prize.name[locale],
		teamIds: prize.teamIds,
		recipients: prize.teamIds.map((id) => called(teams, id)),
		notes: notes.filter((note) => typeof note === 'string'),
		isOpen: open !== null || isWaiting
	};
}

function sideWords(prize: SideAward, teams: TeamNames, locale: Locale): PrizeWords {
	const o = { locale };
	const { recipients, score, open, isWaiting } = prize;
	const notes = [
		score !== null && m.results_prize_score({ score: figure(score, locale) }, o),
		prize.by === 'committeeVote' && recipients.length > 0 && m.results_prize_by_committee({}, o),
		prize.by === 'audienceVote' && recipients.length > 0 && m.results_prize_by_audience({}, o),
		recipients.length === 0 && !open && !isWaiting && m.results_prize_not_given({}, o),
		open && openWords(open, teams, locale),
		isWaiting && m.results_prize_waiting({}, o)
	];
	return {
		key: prize.key,
		name: prize.name[locale],
		teamIds: recipients.map(({ teamId }) => teamId),
		recipients: recipients.map(({ teamId, person }) =>
			person ? `${person.name} (${called(teams, teamId)})` : called(teams, teamId)
		),
		notes: notes.filter((note) => typeof note === 'string'),
		isOpen: open !== null || isWaiting
	};
}

/** What an open prize waits for, as a sentence. */
export function openWords({ needs, teamIds, places }: OpenPrize, teams: TeamNames, locale: Locale): string {
	const o = { locale };
	const named = listed(
		teamIds.map((id) => called(teams, id)),
		locale
	);
	switch (needs) {
		case 'ladder':
			return m.results_prize_needs_ladder({ teams: named }, o);
		case 'choice':
			return m.results_prize_needs_choice({ teams: named, places }, o);
		case 'vote':
			return m.results_prize_needs_vote({}, o);
		case 'person':
			return m.results_prize_needs_person({ teams: named }, o);
	}
}
