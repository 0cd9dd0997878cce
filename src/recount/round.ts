import type { Amount } from './amount.ts';
import { difference } from './amount.ts';
import { ladderValues, placesOf, type Contender, type Place } from './ladder.ts';
import { comparedByRanks } from './judges-ranks.ts';
import type { StageRules } from './rules.ts';
import type { RoundSheet } from './sheet.ts';
import { scoreTeam, type TeamScore } from './team-score.ts';

/** One team in the counted result of a round. */
export interface CountedTeam extends TeamScore {
	/** Null: a guest, incomplete, or not competing. */
	readonly rank: number | null;
	readonly isShared: boolean;
	readonly values: readonly (Amount | null)[];
}

export interface CountedRound {
	readonly roundId: string;
	readonly stageKey: string;
	readonly clusterId: string | null;
	readonly judgeIds: readonly string[];
	/** Placed teams by place, then guests by total, then those without a total by status. */
	readonly teams: readonly CountedTeam[];
	readonly places: readonly Place[];
	/** Every competing team has its total and no tie waits for people. */
	readonly isFinal: boolean;
}

/** Counts a round anew from its rules and its sheet. */
export function countRound(stage: StageRules, sheet: RoundSheet): CountedRound {
	const scored = sheet.teams.map((team) => {
		const score = scoreTeam(stage, sheet, team);
		return { ...score, values: score.compared ? ladderValues(stage, sheet, score) : [] };
	});
	const byPoints = stage.placing.by === 'points';
	const ranked = byPoints ? new Map() : comparedByRanks(stage, sheet, scored);
	const scores = scored.map((score): typeof score => {
		const own = ranked.get(score.teamId);
		return own ? { ...score, compared: own.compared, missing: [...score.missing, ...own.missing] } : score;
	});
	const contenders = scores.flatMap(({ teamId, compared, values, isGuest }): Contender[] =>
		compared && !isGuest ? [{ teamId, compared, values }] : []
	);
	const places = placesOf(contenders, stage.ladder, sheet.people, { lowestFirst: !byPoints });
	const teams = scores.map((score): CountedTeam => {
		const place = places.find(({ teamIds }) => teamIds.includes(score.teamId));
		return { ...score, rank: place?.rank ?? null, isShared: (place?.teamIds.length ?? 0) > 1 };
	});
	return {
		roundId: sheet.roundId,
		stageKey: stage.key,
		clusterId: sheet.clusterId,
		judgeIds: sheet.judges.map(({ id }) => id).sort(),
		teams: teams.sort(inOrder),
		places,
		isFinal:
			teams.every(({ status, compared }) => status !== 'competing' || compared !== null) &&
			places.every(({ needs }) => needs === null)
	};
}

const AFTER = ['competing', 'absent', 'withdrawn', 'disqualified'];

function inOrder(a: CountedTeam, b: CountedTeam): number {
	const byId = a.teamId < b.teamId ? -1 : 1;
	if (a.rank !== null && b.rank !== null) return a.rank - b.rank || byId;
	if (a.rank !== null || b.rank !== null) return a.rank === null ? 1 : -1;
	if (a.compared && b.compared) return difference(b.compared, a.compared) || byId;
	if (a.compared || b.compared) return a.compared ? -1 : 1;
	return AFTER.indexOf(a.status) - AFTER.indexOf(b.status) || byId;
}
