import type { Stage } from '#lib/domain/contest/rules.ts';
import { sortedBy } from '#lib/domain/shared/order.ts';
import type { AbsenceScope } from './judge-exclusion.ts';
import type { RoundSheet } from './round-sheet.ts';
import type { Standings } from './standings.ts';
import { tabulate } from './tabulate.ts';
import type { UnequalPanel } from './unequal-panels.ts';
import { unequalPanels } from './unequal-panels.ts';

/** A turn that the judge is away from: null team, all teams; null part, all parts. */
export interface AwayFrom {
	readonly teamId: string | null;
	readonly partKey: string | null;
}

export interface RanksUnder {
	readonly scope: AbsenceScope;
	readonly standings: Standings;
	/** The inequality that this choice leaves; none when all teams have the same panel. */
	readonly unequal: readonly UnequalPanel[];
}

/** The standings under each choice, before one is made. */
export interface RanksUnderBoth {
	readonly laterTeams: RanksUnder;
	readonly round: RanksUnder;
	/** Teams whose place or completeness depends on the choice, by id. */
	readonly moved: readonly string[];
}

/**
 * What the places are when a judge who is away from these turns is dropped from the later teams only, and what when from all
 * teams of the round. What the sheet says of this judge's absence so far is replaced; conflicts of interest stay.
 */
export function ranksUnderBoth(
	stage: Stage,
	sheet: RoundSheet,
	judgeId: string,
	away: readonly AwayFrom[]
): RanksUnderBoth {
	const others = sheet.exclusions.filter(
		(exclusion) => exclusion.judgeId !== judgeId || exclusion.cause !== 'absent'
	);
	const under = (scope: AbsenceScope): RanksUnder => {
		const own = away.map(({ teamId, partKey }) => ({
			judgeId,
			teamId,
			partKey,
			cause: 'absent' as const,
			scope
		}));
		const standings = tabulate(stage, { ...sheet, exclusions: [...others, ...own] });
		return { scope, standings, unequal: unequalPanels(standings) };
	};
	const [laterTeams, round] = [under('laterTeams'), under('round')];
	const rankIn = ({ standings }: RanksUnder, teamId: string) => {
		const row = standings.rows.find((candidate) => candidate.teamId === teamId)!;
		return `${row.rank} ${row.isShared} ${row.isComplete}`;
	};
	const moved = sortedBy(sheet.entrants, (entrant) => entrant.id)
		.map(({ id }) => id)
		.filter((id) => rankIn(laterTeams, id) !== rankIn(round, id));
	return { laterTeams, round, moved };
}
