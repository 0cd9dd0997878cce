import { awardPrizes } from '#lib/domain/prizes/award-prizes.ts';
import type { PrizeQuestion, PrizeVote } from '#lib/features/results/prize-view.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { Locale } from '#lib/words/figure.ts';
import type { PrizeToDecide } from './obstacles.ts';
import type { RoundStandings } from './standings.ts';

/** The people of each team, for prizes that go to a person. */
export type Rosters = ReadonlyMap<string, readonly { readonly id: string; readonly name: string }[]>;

export async function rostersOf(read: Tx, round: RoundStandings): Promise<Rosters> {
	if (!round.stage.prizes.side.some(({ recipient }) => recipient === 'person')) return new Map();
	const members = await read.teamMember.findMany({
		where: { teamId: { in: round.teams.map(({ id }) => id) } },
		orderBy: [{ teamId: 'asc' }, { position: 'asc' }],
		select: { teamId: true, person: { select: { id: true, fullName: true } } }
	});
	const rosters = new Map<string, { id: string; name: string }[]>();
	for (const { teamId, person } of members) {
		const others = rosters.get(teamId) ?? [];
		rosters.set(teamId, [...others, { id: person.id, name: person.fullName }]);
	}
	return rosters;
}

interface Asking {
	readonly round: RoundStandings;
	readonly rosters: Rosters;
	/** By the prize's key. */
	readonly votes: ReadonlyMap<string, PrizeVote>;
}

/** Who may be named for a prize, as the desk's form offers them. */
export function prizeQuestion(prize: PrizeToDecide, { round, rosters, votes }: Asking): PrizeQuestion {
	const { prizes } = round.stage;
	const rule = prizes.side.find(({ key }) => prize.isSide && key === prize.key);
	const isVote = prize.open.needs === 'vote';
	const teamIds = isVote ? eligibleTeams(round) : prize.open.teamIds;
	const name = (id: string) => round.teams.find((team) => team.id === id)?.name ?? id;
	const persons = (teamId: string) =>
		(rosters.get(teamId) ?? []).map((person) => ({
			value: `${teamId}:${person.id}`,
			label: `${person.name} · ${name(teamId)}`
		}));
	const options = rule?.recipient === 'person' ? persons : (id: string) => [{ value: id, label: name(id) }];
	const isEach = prize.open.needs === 'person';
	return {
		kind: prize.isSide ? 'side-prize' : 'prize-tie',
		prizeKey: prize.key,
		places: prize.open.places,
		mayBeShared: isVote && prizes.tiesMayExceed,
		mayStayVacant: isVote && prizes.mayStayVacant,
		teamIds,
		audience:
			rule?.by.kind === 'audienceVote' && rule.recipient === 'team'
				? { now: votes.get(prize.key) ?? null }
				: null,
		groups: isEach
			? teamIds.map((id) => ({ label: name(id), options: options(id) }))
			: [{ label: null, options: teamIds.flatMap(options) }]
	};
}

/** Teams that a voted side prize may go to. */
export function eligibleTeams(round: RoundStandings): string[] {
	const { prizes } = round.stage;
	const { main } = awardPrizes(round.stage, round.standings, { ...round.prizeDecisions, side: [] });
	const hasMain = new Set(main.flatMap(({ teamIds }) => teamIds));
	const competing = new Set(
		round.standings.rows
			.filter((row) => row.status === 'competing' && !row.isGuest)
			.map(({ teamId }) => teamId)
	);
	return round.teams
		.map(({ id }) => id)
		.filter((id) => competing.has(id) && (prizes.sideMayOverlapMain || !hasMain.has(id)));
}

/** Prizes that people have decided: what was asked, so that it can be recorded once more. */
export function settledPrizes({ round, rosters, votes }: Asking, locale: Locale) {
	const { ties, side } = round.prizeDecisions;
	const without = (key: string) =>
		awardPrizes(round.stage, round.standings, {
			ties: ties.filter(({ prizeKey }) => prizeKey !== key),
			side: side.filter(({ prizeKey }) => prizeKey !== key)
		});
	const keys = { false: ties.map(({ prizeKey }) => prizeKey), true: side.map(({ prizeKey }) => prizeKey) };
	return [false, true].flatMap((isSide) =>
		[...new Set(keys[isSide ? 'true' : 'false'])].flatMap((key) => {
			const now = awardPrizes(round.stage, round.standings, { ties, side });
			const list = (of: typeof now) => (isSide ? of.side : of.main);
			const isSettled = list(now).some((prize) => prize.key === key && prize.open === null);
			const asked = list(without(key)).find((prize) => prize.key === key);
			if (!isSettled || !asked?.open || asked.open.needs === 'ladder') return [];
			const prize = { key, name: asked.name, isSide, open: asked.open };
			return [{ name: asked.name[locale], question: prizeQuestion(prize, { round, rosters, votes }) }];
		})
	);
}
