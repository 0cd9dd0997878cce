import type { Stage } from '#lib/domain/contest/rules.ts';
import { awardPrizes } from '#lib/domain/prizes/award-prizes.ts';
import type { AwardedPrizes } from '#lib/domain/prizes/awarded-prizes.ts';
import { tabulate } from '#lib/domain/scoring/tabulate.ts';
import { placed, sampleField, type FieldTeam } from './sample-field.ts';
import { sampleSheet } from './sample-round.ts';

export interface PrizesExample {
	readonly teams: ReadonlyMap<string, string>;
	readonly prizes: AwardedPrizes;
	/** The same teams, but the last one with the first prize and the next one are level. */
	readonly tie: { readonly teams: readonly string[]; readonly prizes: AwardedPrizes } | null;
}

/** A longer list is no example any more. */
const MOST_TEAMS = 20;

/** Who gets which prize, of a few invented teams that are placed by these rules, and what a tie across a prize leads to. */
export function prizesExample(stage: Stage, called: (letter: string) => string): PrizesExample | null {
	const { tiers } = stage.prizes;
	const counted = tiers.reduce((all, { places }) => all + (places === 'rest' ? 1 : places), 0);
	const size = Math.max(4, counted + 1);
	if (size > MOST_TEAMS) return null;
	const field = sampleField(1, size, called);
	const inOrder = field.toSorted((a, b) => a.order - b.order);
	const first = tiers[0]?.places;
	const last = typeof first === 'number' ? inOrder[first - 1] : undefined;
	const next = typeof first === 'number' ? inOrder[first] : undefined;
	return {
		teams: new Map(field.map(({ id, name }) => [id, name])),
		prizes: awarded(stage, field),
		tie:
			last && next
				? {
						teams: [last.name, next.name].sort(),
						prizes: awarded(
							stage,
							field.map((team) => (team === next ? { ...team, order: last.order } : team))
						)
					}
				: null
	};
}

function awarded(stage: Stage, field: readonly FieldTeam[]): AwardedPrizes {
	const teams = field.map((team) => ({ ...team, ...placed(stage, team.order, field.length) }));
	return awardPrizes(stage, tabulate(stage, sampleSheet(stage, teams)));
}
