import { ABSENCE_CHOICES } from '#lib/domain/contest/panel.ts';
import type { AbsenceScope } from '#lib/domain/scoring/judge-exclusion.ts';
import type { RanksUnder } from '#lib/domain/scoring/ranks-under-both.ts';
import { ranksUnderBoth } from '#lib/domain/scoring/ranks-under-both.ts';
import type { RoundFacts } from '#lib/server/judging/round-facts.ts';
import { absenceExclusions } from '#lib/server/results/exclusions.ts';
import type { RoundStandings } from '#lib/server/results/standings.ts';
import type { SheetFacts } from './sheet-states.ts';

export interface PlaceUnder {
	readonly rank: number | null;
	readonly isShared: boolean;
	/** As the board would show it. */
	readonly total: string | null;
}

/** The places under each choice, side by side. */
export interface BothPlaces {
	readonly rows: readonly {
		readonly teamId: string;
		readonly laterTeams: PlaceUnder;
		readonly round: PlaceUnder;
		readonly isMoved: boolean;
	}[];
	/** The teams that this judge would be missing from, while others keep the marks. */
	readonly unequal: readonly (readonly string[])[];
}

export interface AbsencePreview {
	readonly seatId: string;
	readonly from: number;
	readonly teams: readonly {
		readonly teamId: string;
		readonly judgesLeft: number;
		readonly alreadyIn: boolean;
	}[];
	/** What may be decided under these rules. */
	readonly choices: readonly AbsenceScope[];
	/** Null for a judge who is still blind: places tell what others gave. */
	readonly both: BothPlaces | null;
}

/** What an absence from a turn on would do; null when nothing sensible is asked. */
export function absencePreview(
	asked: { readonly seatId: string | null; readonly from: number | null },
	facts: RoundFacts,
	states: readonly SheetFacts[],
	{ stage, sheet }: Pick<RoundStandings, 'stage' | 'sheet'>,
	isBlind: boolean
): AbsencePreview | null {
	const seat = asked.seatId === null ? undefined : facts.seats.get(asked.seatId);
	const { from } = asked;
	if (!seat?.isJudge || from === null || !Number.isInteger(from) || from < 1) return null;
	const leaving = { personId: '', person: { unitId: null }, absenceScope: null };
	const away = absenceExclusions([{ ...leaving, id: seat.id, absentFrom: from }], facts.turns);
	const competing = [...facts.teams.values()].filter(({ isCompeting }) => isCompeting).map(({ id }) => id);
	const hit = new Set(away.flatMap(({ teamId }) => (teamId === null ? competing : [teamId])));
	const choices = ABSENCE_CHOICES[stage.panel.absence];
	const isOpen = choices.length > 1 && from > 1 && !isBlind;
	const both = isOpen ? ranksUnderBoth(stage, sheet, seat.id, away) : null;
	return {
		seatId: seat.id,
		from,
		teams: competing.filter((id) => hit.has(id)).map((id) => teamWithout(id, seat.id, states)),
		choices,
		both: both && {
			rows: both.laterTeams.standings.rows.map(({ teamId }) => ({
				teamId,
				laterTeams: placeOf(both.laterTeams, teamId),
				round: placeOf(both.round, teamId),
				isMoved: both.moved.includes(teamId)
			})),
			// Parts in one turn leave out the same teams: said once.
			unequal: both.laterTeams.unequal
				.filter(({ judgeId }) => judgeId === seat.id)
				.map(({ without }) => without)
				.filter((one, index, all) => all.findIndex((other) => `${other}` === `${one}`) === index)
		}
	};
}

function teamWithout(teamId: string, seatId: string, states: readonly SheetFacts[]) {
	const ofTeam = states.filter((one) => one.teamId === teamId);
	const left = ofTeam.filter(
		(one) => one.seatId !== seatId && !['absent', 'conflict', 'notTheirs', 'notCompeting'].includes(one.state)
	);
	return {
		teamId,
		judgesLeft: new Set(left.map((one) => one.seatId)).size,
		alreadyIn: ofTeam.some((one) => one.seatId === seatId && one.state === 'final')
	};
}

function placeOf({ standings }: RanksUnder, teamId: string): PlaceUnder {
	const row = standings.rows.find((candidate) => candidate.teamId === teamId)!;
	return { rank: row.rank, isShared: row.isShared, total: row.total?.shown ?? null };
}
