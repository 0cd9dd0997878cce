import { difference, isSame, type Amount } from './amount.ts';
import type { Difference } from './compare.ts';
import type { Box } from './reading.ts';
import type { CountedRound, CountedTeam } from './round.ts';
import { amountAt } from './rules.ts';
import { criterionAverage } from './team-score.ts';

interface Level {
	readonly teamIds: readonly string[];
	readonly total: Amount;
}

/**
 * Holds the prizes of a decided table against the places as counted. Where people had to choose among equal teams, the
 * choice itself is theirs; it must be among exactly these teams and fill exactly these places.
 */
export function comparePrizes(rules: Box, stated: Box, round: CountedRound): Difference[] {
	rules.only('tiers', 'tiesMayExceed', 'whenExceeded', 'mayStayVacant', 'side', 'sideMayOverlapMain');
	if (stated.text('state') !== 'decided') return [];
	const found: Difference[] = [];
	const given = new Map(stated.boxes('main').map((prize) => [prize.text('key'), prize.texts('teamIds')]));
	const main = mainPrizes(rules, round, given);
	for (const prize of stated.boxes('main')) {
		const teamIds = prize.texts('teamIds');
		const counted = main.get(prize.text('key')) ?? [];
		say(found, prize.path('teamIds'), `prize ${prize.text('key')}`, teamIds, counted);
	}
	const overlaps = rules.flag('sideMayOverlapMain', true);
	const without = overlaps ? [] : [...main.values()].flat();
	rules.boxes('side').forEach((side, index) => {
		const prize = stated.boxes('side')[index];
		const best = bestOf(side, round, without);
		if (!prize || !best) return;
		const teamIds = [...new Set(prize.boxes('recipients').map((one) => one.text('teamId')))];
		const isChosen = best.length > 1 && !rules.flag('tiesMayExceed', false);
		const isRight = isChosen && teamIds.length === 1 && best.includes(teamIds[0]!);
		if (!isRight) say(found, prize.path('recipients'), `prize ${side.text('key')}`, teamIds, best);
	});
	return found;
}

function say(
	found: Difference[],
	at: string,
	what: string,
	stated: readonly string[],
	counted: readonly string[]
): void {
	const [told, meant] = [[...stated].sort().join(', '), [...counted].sort().join(', ')];
	if (told !== meant) found.push({ at, teamId: null, what, stated: told || null, counted: meant || null });
}

function mainPrizes(
	rules: Box,
	round: CountedRound,
	stated: ReadonlyMap<string, readonly string[]>
): Map<string, string[]> {
	const totals = new Map(round.teams.map(({ teamId, total }) => [teamId, total]));
	const queue = round.places.map(({ teamIds }): Level => {
		const own = teamIds.map((teamId) => totals.get(teamId)!);
		return { teamIds, total: own.reduce((least, total) => (difference(total, least) < 0 ? total : least)) };
	});
	const fewerBelow = rules.word('whenExceeded', ['fewerBelow', 'sameBelow'], 'fewerBelow') === 'fewerBelow';
	const mayExceed = rules.flag('tiesMayExceed', false);
	const prizes = new Map<string, string[]>();
	let tooMany = 0;
	for (const tier of rules.boxes('tiers')) {
		tier.only('key', 'name', 'places', 'minTotal');
		const isRest = tier.raw('places') === 'rest';
		const places = isRest ? Number.MAX_SAFE_INTEGER : tier.number('places');
		if (places === 0) continue;
		const fewer = isRest ? 0 : Math.min(tooMany, places);
		tooMany -= fewer;
		const least = tier.has('minTotal') ? amountAt(tier, 'minTotal') : null;
		const own: string[] = [];
		for (let free = places - fewer; free > 0 && queue.length > 0;) {
			const { teamIds, total } = queue[0]!;
			if (least && difference(total, least) < 0) break;
			const chosen = teamIds.filter((teamId) => stated.get(tier.text('key'))?.includes(teamId));
			if (teamIds.length <= free || mayExceed) {
				own.push(...teamIds);
				queue.shift();
			} else if (chosen.length === free) {
				own.push(...chosen);
				queue[0] = { teamIds: teamIds.filter((teamId) => !chosen.includes(teamId)), total };
			} else break;
			if (teamIds.length > free && mayExceed && fewerBelow) tooMany += teamIds.length - free;
			free = Math.max(0, free - teamIds.length);
		}
		prizes.set(tier.text('key'), own);
	}
	return prizes;
}

/** Teams with the highest score that a side prize is measured by; null where it is voted. */
function bestOf(side: Box, { teams }: CountedRound, without: readonly string[]): string[] | null {
	side.only('key', 'name', 'by', 'recipient');
	const by = side.box('by').only('kind', 'part', 'criterion');
	const kind = by.word('kind', ['partScore', 'criterionScore', 'committeeVote', 'audienceVote']);
	if (kind === 'committeeVote' || kind === 'audienceVote') return null;
	const measure = (team: CountedTeam) =>
		kind === 'partScore' ? team.parts.get(by.text('part')) : criterionAverage(team, by.text('criterion'));
	const measured = teams
		.filter(({ teamId, rank }) => rank !== null && !without.includes(teamId))
		.flatMap((team) => {
			const value = measure(team);
			return value ? [{ teamId: team.teamId, value }] : [];
		});
	const isBest = (value: Amount) => measured.every((other) => difference(other.value, value) <= 0);
	const best = measured.find(({ value }) => isBest(value));
	return best ? measured.filter(({ value }) => isSame(value, best.value)).map(({ teamId }) => teamId) : [];
}
