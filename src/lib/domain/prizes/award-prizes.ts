import type { Stage } from '#lib/domain/contest/rules.ts';
import type { Standings } from '#lib/domain/scoring/standings.ts';
import type { AwardedPrizes, MainPrize, PrizeDecisions } from './awarded-prizes.ts';
import { mainPrizes } from './main-prizes.ts';
import { sidePrizes } from './side-prizes.ts';

export const NO_PRIZE_DECISIONS: PrizeDecisions = { ties: [], side: [] };

/**
 * The prizes of a round by the table of its rules: a pure function of rules, standings and what people decided, the same
 * bytes whatever order they come in. Guests and teams without a place get none. Nobody else decides prizes: pages, record,
 * exports, ceremony and certificates read what this gave when the result was published.
 */
export function awardPrizes(
	stage: Stage,
	standings: Standings,
	decisions: PrizeDecisions = NO_PRIZE_DECISIONS
): AwardedPrizes {
	const { prizes } = stage;
	const isComplete = standings.rows.every((row) => row.status !== 'competing' || row.isComplete);
	const main = isComplete ? mainPrizes(prizes, standings, decisions.ties) : waiting(stage);
	const side = sidePrizes({ stage, standings, main, decisions: decisions.side });
	const all = [...main, ...side];
	const isOpen = all.some((prize) => prize.open !== null || prize.isWaiting);
	if (all.length === 0) return { state: 'none', main, side };
	return { state: !isComplete ? 'incomplete' : isOpen ? 'open' : 'decided', main, side };
}

function waiting({ prizes }: Stage): MainPrize[] {
	return prizes.tiers
		.filter(({ places }) => places !== 0)
		.map(({ key, name, places }) => ({
			key,
			name,
			places,
			teamIds: [],
			vacant: 0,
			takenByTie: 0,
			open: null,
			isWaiting: true
		}));
}
