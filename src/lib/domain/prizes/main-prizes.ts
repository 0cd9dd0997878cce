import type { PrizeTier, Prizes } from '#lib/domain/contest/prizes.ts';
import { sameTeams } from '#lib/domain/scoring/cut.ts';
import type { Standings } from '#lib/domain/scoring/standings.ts';
import { exact, type ExactText } from '#lib/domain/shared/exact.ts';
import type { MainPrize, PrizeNeed, PrizeTieDecision } from './awarded-prizes.ts';

/** Teams that share a place and have no main prize yet. */
interface Level {
	readonly teamIds: readonly string[];
	/** The lowest of theirs: by judges' ranks a place may be shared with different totals, and all must reach what is asked. */
	readonly total: ExactText;
	/** The ladder waits for people: their order may still change. */
	readonly isOpen: boolean;
}

function levels({ rows, unresolved }: Standings): Level[] {
	const ranks = [...new Set(rows.flatMap(({ rank }) => rank ?? []))].sort((a, b) => a - b);
	return ranks.map((rank) => {
		const level = rows.filter((row) => row.rank === rank);
		const open = unresolved.some((tie) => tie.rank === rank);
		return {
			teamIds: level.map(({ teamId }) => teamId),
			total: level
				.map(({ total }) => total!.exact)
				.reduce((least, total) => (exact(total).compare(exact(least)) < 0 ? total : least)),
			isOpen: open && level.length > 1
		};
	});
}

/**
 * Goes down the table and the places together. A prize that a total does not reach stays vacant, and the team is next for
 * the prize below. Everything below a prize that is open waits.
 */
export function mainPrizes(
	rules: Prizes,
	standings: Standings,
	decisions: readonly PrizeTieDecision[]
): MainPrize[] {
	const queue = levels(standings);
	let above = 0;
	let isWaiting = false;
	return rules.tiers
		.filter(({ places }) => places !== 0)
		.map((tier) => {
			const head = { key: tier.key, name: tier.name, places: tier.places };
			const none = { ...head, teamIds: [], vacant: 0, takenByTie: 0, open: null, isWaiting };
			if (isWaiting) return none;
			const takenByTie = tier.places === 'rest' ? 0 : Math.min(above, tier.places);
			above -= takenByTie;
			const given = give(tier, takenByTie, { rules, queue, decisions });
			above += rules.whenExceeded === 'sameBelow' ? 0 : given.exceededBy;
			isWaiting = given.open !== null;
			const { teamIds, vacant, open } = given;
			return { ...none, teamIds, vacant, takenByTie, open };
		});
}

interface Giving {
	readonly rules: Prizes;
	/** Best first; what a prize takes is taken off. */
	readonly queue: Level[];
	readonly decisions: readonly PrizeTieDecision[];
}

function give(tier: PrizeTier, taken: number, { rules, queue, decisions }: Giving) {
	const teamIds: string[] = [];
	let free = tier.places === 'rest' ? Infinity : tier.places - taken;
	const answer = (exceededBy = 0) => {
		const vacant = tier.places === 'rest' ? 0 : free;
		return { teamIds, vacant, exceededBy, open: null };
	};
	while (free > 0 && queue.length > 0) {
		const level = queue[0]!;
		if (tier.minTotal !== null && exact(level.total).compare(exact(tier.minTotal)) < 0) break;
		if (level.teamIds.length <= free) {
			teamIds.push(...level.teamIds);
			free -= level.teamIds.length;
			queue.shift();
			continue;
		}
		const open = (needs: PrizeNeed) => ({
			...answer(),
			vacant: 0,
			open: { needs, teamIds: level.teamIds, places: free }
		});
		if (level.isOpen) return open('ladder');
		if (rules.tiesMayExceed) {
			const exceededBy = level.teamIds.length - free;
			teamIds.push(...level.teamIds);
			queue.shift();
			free = 0;
			return answer(exceededBy);
		}
		const admitted = choice(tier.key, level.teamIds, free, decisions);
		if (!admitted) return open('choice');
		teamIds.push(...level.teamIds.filter((id) => admitted.includes(id)));
		queue[0] = { ...level, teamIds: level.teamIds.filter((id) => !admitted.includes(id)) };
		free = 0;
	}
	return answer();
}

/** A choice counts for exactly these teams and places; two that disagree count as none. */
function choice(
	prizeKey: string,
	contenders: readonly string[],
	places: number,
	decisions: readonly PrizeTieDecision[]
): readonly string[] | null {
	const fitting = decisions.filter(
		(one) =>
			one.prizeKey === prizeKey &&
			sameTeams(one.contenders, contenders) &&
			new Set(one.admitted).size === places &&
			one.admitted.length === places &&
			one.admitted.every((id) => contenders.includes(id))
	);
	const first = fitting[0];
	if (!first || !fitting.every(({ admitted }) => sameTeams(admitted, first.admitted))) return null;
	return first.admitted;
}
