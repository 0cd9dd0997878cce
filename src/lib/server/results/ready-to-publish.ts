import type { PublishedResult } from '#lib/domain/results/published-result.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { obstaclesTo, type Obstacle } from './obstacles.ts';
import { qualificationOf } from './qualification.ts';
import { differingFromLog } from './recount.ts';
import { resultContent } from './result-content.ts';
import type { RoundStandings } from './standings.ts';

function refuse(obstacle: Obstacle, names: ReadonlyMap<string, string>): never {
	const teams = (ids: readonly string[]) => ids.map((id) => names.get(id) ?? id).join(', ');
	switch (obstacle.kind) {
		case 'state':
			throw new Refusal('results_not_verified');
		case 'noTeams':
			throw new Refusal('results_no_teams');
		case 'incomplete':
			throw new Refusal('results_incomplete', { teams: teams(obstacle.rows.map(({ teamId }) => teamId)) });
		case 'tied':
			throw new Refusal('results_tied', { teams: teams(obstacle.tie.teamIds) });
		case 'tiedAtCut':
			throw new Refusal('results_tied_at_cut', { teams: teams(obstacle.tie.teamIds) });
		case 'prize':
			throw new Refusal('results_prize_open', { prize: obstacle.prize.name.vi });
	}
}

async function assertRecount(tx: Tx, { sheet, teams, round }: RoundStandings): Promise<void> {
	const differing = await differingFromLog(tx, round.id, sheet.marks);
	if (differing.length === 0) return;
	const named = teams.filter(({ id }) => differing.includes(id)).map(({ name }) => name);
	throw new Refusal('results_recount_differs', { teams: named.join(', ') });
}

/**
 * The next version of a round's result as it would be published at `at`; nothing is written. Refuses with the first thing
 * that stands in the way, and where a further version gives no reason.
 */
export async function readyToPublish(tx: Tx, roundId: string, reason: string, at: Date) {
	const found = await tx.round.findUniqueOrThrow({ where: { id: roundId } });
	const of = await qualificationOf(tx, found.contestId, found.stageKey);
	const round = of.rounds.find((one) => one.round.id === roundId)!;
	const obstacle = obstaclesTo(round, of)[0];
	if (obstacle) {
		const rounds = of.rounds.flatMap(({ teams }) => teams);
		refuse(obstacle, new Map(rounds.map(({ id, name }) => [id, name])));
	}
	await assertRecount(tx, round);
	const last = await tx.resultVersion.findFirst({ where: { roundId }, orderBy: { version: 'desc' } });
	const version = (last?.version ?? 0) + 1;
	if (version > 1 && reason === '') {
		throw new Refusal('results_reason_needed', { version }, [{ field: 'reason', code: 'field_required' }]);
	}
	const { content: told, panel } = await resultContent(tx, round, of, {
		version,
		reason: reason || null,
		at,
		before: last && { ...last, result: JSON.parse(last.json) as PublishedResult }
	});
	return { found, of, round, last, version, told, panel };
}
