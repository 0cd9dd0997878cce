import type { Stage } from '#lib/domain/contest/rules.ts';
import type { AwardedPrizes, PrizeNeed } from '#lib/domain/prizes/awarded-prizes.ts';
import type { ResultQualification, ResultTeam } from '#lib/domain/results/published-result.ts';
import type { TieAtCut } from '#lib/domain/scoring/qualification.ts';
import type { Standings, TieNeed } from '#lib/domain/scoring/standings.ts';
import type { Name } from '#lib/domain/shared/name.ts';
import { caller } from './caller.ts';
import type { CeremonyOptions } from './ceremony-options.ts';
import type { CeremonyStep } from './ceremony-step.ts';
import { mainSteps } from './main-steps.ts';
import { placesSteps } from './places-steps.ts';
import { sideSteps } from './side-steps.ts';

/** What a ceremony is built from: the result as it would be published. */
export interface CeremonyFacts {
	readonly stage: Stage;
	readonly standings: Standings;
	readonly prizes: AwardedPrizes;
	readonly teams: readonly ResultTeam[];
	readonly qualification: ResultQualification | null;
}

/** What has to be settled before anybody may be called to the stage. */
export type CeremonyObstacle =
	| { readonly kind: 'noTeams' }
	| { readonly kind: 'incomplete'; readonly teamIds: readonly string[] }
	| {
			readonly kind: 'tied';
			readonly rank: number;
			readonly teamIds: readonly string[];
			readonly needs: TieNeed;
	  }
	| {
			readonly kind: 'tiedAtCut';
			readonly rank: number;
			readonly teamIds: readonly string[];
			readonly needs: TieAtCut['needs'];
	  }
	/** `needs` null: it waits for what is open above it. */
	| {
			readonly kind: 'prize';
			readonly prizeKey: string;
			readonly name: Name;
			readonly needs: PrizeNeed | null;
	  };

export type CeremonyPlan =
	| { readonly kind: 'steps'; readonly steps: readonly CeremonyStep[] }
	| { readonly kind: 'blocked'; readonly by: readonly CeremonyObstacle[] };

/**
 * What is said at the announcement of a result, in order: from the lowest prize up, or all prizes at once where the rules
 * say so. Every prize is told exactly once; nothing is reckoned here. While anything is open there are no steps at all.
 */
export function ceremonySteps(facts: CeremonyFacts, options: CeremonyOptions): CeremonyPlan {
	const by = obstacles(facts);
	if (by.length > 0) return { kind: 'blocked', by };
	const call = caller(facts, options);
	const side = sideSteps(facts, options, call);
	const main =
		facts.prizes.state !== 'none'
			? mainSteps(facts, options, { call, before: side.before })
			: placesSteps(facts, call);
	return {
		kind: 'steps',
		steps: [{ kind: 'opening' }, ...side.first, ...main, ...throughStep(facts, call), { kind: 'closing' }]
	};
}

function obstacles({ standings, prizes, qualification }: CeremonyFacts): CeremonyObstacle[] {
	const incomplete = standings.rows.filter((row) => row.status === 'competing' && !row.isComplete);
	const tied = new Set(standings.unresolved.flatMap(({ teamIds }) => teamIds));
	const atCut = (qualification?.tiesAtCut ?? []).filter(
		({ teamIds }) => !teamIds.every((id) => tied.has(id))
	);
	const open = [...prizes.main, ...prizes.side].filter((prize) => prize.open !== null || prize.isWaiting);
	return [
		...(standings.rows.length === 0 ? [{ kind: 'noTeams' as const }] : []),
		...(incomplete.length > 0
			? [{ kind: 'incomplete' as const, teamIds: incomplete.map(({ teamId }) => teamId) }]
			: []),
		...standings.unresolved.map((tie) => ({ kind: 'tied' as const, ...tie })),
		...atCut.map(({ rank, teamIds, needs }) => ({ kind: 'tiedAtCut' as const, rank, teamIds, needs })),
		...open.map(({ key, name, open: asked }) => ({
			kind: 'prize' as const,
			prizeKey: key,
			name,
			needs: asked?.needs ?? null
		}))
	];
}

/** Who goes on; left out while that is not decided, or nobody is to go on. */
function throughStep({ qualification }: CeremonyFacts, call: ReturnType<typeof caller>): CeremonyStep[] {
	if (qualification?.state !== 'decided' || qualification.through.length === 0) return [];
	const { toStage, through } = qualification;
	return [{ kind: 'through', toStage, called: call(through, { hasTotal: false }) }];
}
