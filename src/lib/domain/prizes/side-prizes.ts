import type { Prizes, SidePrize } from '#lib/domain/contest/prizes.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import type { Standings, StandingsRow } from '#lib/domain/scoring/standings.ts';
import { criterionScore } from '#lib/domain/scoring/tie-steps/criterion-score.ts';
import { partScore } from '#lib/domain/scoring/tie-steps/part-score.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { exactText, type Exact } from '#lib/domain/shared/exact.ts';
import { sortedBy } from '#lib/domain/shared/order.ts';
import type { MainPrize, PrizeNeed, PrizeRecipient, SideAward, SidePrizeDecision } from './awarded-prizes.ts';

interface Round {
	readonly stage: Stage;
	readonly standings: Standings;
	readonly main: readonly MainPrize[];
	readonly decisions: readonly SidePrizeDecision[];
}

type Answer = Pick<SideAward, 'recipients' | 'score' | 'open' | 'isWaiting'>;

const WAITING: Answer = { recipients: [], score: null, open: null, isWaiting: true };

/**
 * The side prizes. One that is measured goes to the highest score among the ranked teams, by the same measure as the
 * tie ladder's step of that name; one that is voted needs the recorded vote.
 */
export function sidePrizes(round: Round): SideAward[] {
	const { prizes } = round.stage;
	const hasMain = new Set(round.main.flatMap(({ teamIds }) => teamIds));
	const mayHaveOne = ({ teamId }: StandingsRow) => prizes.sideMayOverlapMain || !hasMain.has(teamId);
	const isMainOpen = round.main.some(({ open, isWaiting }) => open !== null || isWaiting);
	return prizes.side.map((prize) => {
		const head = { key: prize.key, name: prize.name, by: prize.by.kind, recipient: prize.recipient };
		if (isMainOpen && !prizes.sideMayOverlapMain) return { ...head, ...WAITING };
		return {
			...head,
			...(prize.by.kind === 'committeeVote' || prize.by.kind === 'audienceVote'
				? voted(prize, round, mayHaveOne)
				: measured(prize, round, mayHaveOne))
		};
	});
}

const open = (needs: PrizeNeed, teamIds: readonly string[], places: number): Answer => ({
	...WAITING,
	isWaiting: false,
	open: { needs, teamIds, places }
});

const given = (recipients: readonly PrizeRecipient[], score: Exact | null): Answer => ({
	recipients: sortedBy(recipients, canonicalJson),
	score: score && exactText(score),
	open: null,
	isWaiting: false
});

function voted(prize: SidePrize, round: Round, mayHaveOne: (row: StandingsRow) => boolean): Answer {
	const { prizes } = round.stage;
	const eligible = new Set(
		round.standings.rows
			.filter((row) => row.status === 'competing' && !row.isGuest && mayHaveOne(row))
			.map(({ teamId }) => teamId)
	);
	const recipients = decided(
		prize,
		round,
		(named) => named.every(({ teamId }) => eligible.has(teamId)) && fitsNumber(named.length, prizes)
	);
	return recipients ? given(recipients, null) : open('vote', [], 1);
}

function fitsNumber(recipients: number, { tiesMayExceed, mayStayVacant }: Prizes): boolean {
	if (recipients === 0) return mayStayVacant;
	return recipients === 1 || tiesMayExceed;
}

function measured(prize: SidePrize, round: Round, mayHaveOne: (row: StandingsRow) => boolean): Answer {
	const { stage, standings } = round;
	if (standings.rows.some((row) => row.status === 'competing' && !row.isComplete)) return WAITING;
	const scores = standings.rows
		.filter((row) => row.rank !== null && mayHaveOne(row))
		.flatMap((row) => {
			const value = measure(prize, stage, row);
			return value ? [{ teamId: row.teamId, value }] : [];
		});
	const best = scores.reduce<Exact | null>((most, { value }) => {
		return most === null || value.compare(most) > 0 ? value : most;
	}, null);
	if (best === null) return given([], null);
	const equal = scores.filter(({ value }) => value.equals(best)).map(({ teamId }) => teamId);
	const isOne = equal.length === 1 || stage.prizes.tiesMayExceed;
	if (isOne && prize.recipient === 'team') {
		return given(
			equal.map((teamId) => ({ teamId, person: null })),
			best
		);
	}
	const recipients = decided(prize, round, (named) => {
		const teams = new Set(named.map(({ teamId }) => teamId));
		if (![...teams].every((teamId) => equal.includes(teamId)) || named.length !== teams.size) return false;
		return isOne ? teams.size === equal.length : teams.size === 1;
	});
	if (recipients) return given(recipients, best);
	return open(isOne ? 'person' : 'choice', sortedBy(equal, String), isOne ? equal.length : 1);
}

function measure({ by }: SidePrize, stage: Stage, { parts }: StandingsRow): Exact | null {
	const evidence = { parts, rules: stage.parts, chairId: null, durationMs: () => undefined };
	if (by.kind === 'partScore') return partScore({ by: 'partScore', part: by.part }, evidence);
	if (by.kind !== 'criterionScore') return null;
	return criterionScore({ by: 'criterionScore', criterion: by.criterion }, evidence);
}

/** What people recorded for this prize, as far as it still fits; records that disagree count as none. */
function decided(
	prize: SidePrize,
	{ decisions }: Round,
	fits: (named: readonly PrizeRecipient[]) => boolean
): readonly PrizeRecipient[] | null {
	const fitting = decisions.filter(
		({ prizeKey, recipients }) =>
			prizeKey === prize.key &&
			recipients.every(({ person }) => (person !== null) === (prize.recipient === 'person')) &&
			fits(recipients)
	);
	const orders = new Set(fitting.map(({ recipients }) => canonicalJson(sortedBy(recipients, canonicalJson))));
	return orders.size === 1 ? fitting[0]!.recipients : null;
}
