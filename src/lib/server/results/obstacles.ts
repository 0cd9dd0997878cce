import type { OpenPrize } from '#lib/domain/prizes/awarded-prizes.ts';
import type { Qualification, TieAtCut } from '#lib/domain/scoring/qualification.ts';
import type { StandingsRow, UnresolvedTie } from '#lib/domain/scoring/standings.ts';
import type { Name } from '#lib/domain/shared/name.ts';
import { prizesOf } from './prize-decisions.ts';
import { qualificationOfRound, type StageQualification } from './qualification.ts';
import type { RoundStandings } from './standings.ts';

/** What stands between a round and its publication. */
export type Obstacle =
	| { readonly kind: 'state'; readonly state: string }
	| { readonly kind: 'noTeams' }
	| { readonly kind: 'incomplete'; readonly rows: readonly StandingsRow[] }
	| { readonly kind: 'tied'; readonly tie: UnresolvedTie }
	| { readonly kind: 'tiedAtCut'; readonly tie: TieAtCut }
	| { readonly kind: 'prize'; readonly prize: PrizeToDecide };

/** A prize that people have to decide on. */
export interface PrizeToDecide {
	readonly key: string;
	readonly name: Name;
	readonly isSide: boolean;
	readonly open: OpenPrize;
}

/** How far the qualification may be told when this round is published: of the stage once all its other rounds are out. */
export interface ToldQualification {
	readonly scope: 'round' | 'stage';
	readonly qualification: Qualification;
}

/** Null while the rules look across clusters and another round is not out: naming teams now would give its result away. */
export function toldQualification(of: StageQualification, roundId: string): ToldQualification | null {
	if (of.stage.qualification.kind === 'none') return null;
	const othersAreOut = of.rounds.every(({ round }) => round.id === roundId || round.state === 'published');
	if (othersAreOut) return { scope: 'stage', qualification: of.qualification };
	const qualification = qualificationOfRound(of, roundId);
	return qualification && { scope: 'round', qualification };
}

/** Everything that must be settled before the round may be published, all at once. */
export function obstaclesTo(round: RoundStandings, of: StageQualification): Obstacle[] {
	const { standings } = round;
	const incomplete = standings.rows.filter((row) => row.status === 'competing' && !row.isComplete);
	const told = toldQualification(of, round.round.id);
	const settledByRound = new Set(standings.unresolved.flatMap(({ teamIds }) => teamIds));
	const atCut = (told?.qualification.tiesAtCut ?? []).filter(
		({ teamIds }) => !teamIds.every((teamId) => settledByRound.has(teamId))
	);
	return [
		...(round.round.state === 'verified' ? [] : [{ kind: 'state' as const, state: round.round.state }]),
		...(standings.rows.length === 0 ? [{ kind: 'noTeams' as const }] : []),
		...(incomplete.length > 0 ? [{ kind: 'incomplete' as const, rows: incomplete }] : []),
		...standings.unresolved.map((tie) => ({ kind: 'tied' as const, tie })),
		...atCut.map((tie) => ({ kind: 'tiedAtCut' as const, tie })),
		...openPrizes(round).map((prize) => ({ kind: 'prize' as const, prize }))
	];
}

/** Prizes that wait for a choice, a vote or a name; a tie that the ladder left to people is an obstacle of its own. */
function openPrizes(round: RoundStandings): PrizeToDecide[] {
	const { main, side } = prizesOf(round);
	const asked = (isSide: boolean) => (prize: Pick<(typeof main)[number], 'key' | 'name' | 'open'>) =>
		prize.open === null || prize.open.needs === 'ladder'
			? []
			: [{ key: prize.key, name: prize.name, isSide, open: prize.open }];
	return [...main.flatMap(asked(false)), ...side.flatMap(asked(true))];
}
