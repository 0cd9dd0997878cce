import { obstaclesTo, type Obstacle } from '#lib/server/results/obstacles.ts';
import { qualificationOf } from '#lib/server/results/qualification.ts';
import { recordDecision } from '#lib/server/results/record-decision.ts';
import { recordSidePrize } from '#lib/server/results/record-side-prize.ts';
import { settlePrizeTie } from '#lib/server/results/settle-prize-tie.ts';
import type { RoundStandings } from '#lib/server/results/standings.ts';
import { chance } from './chance.ts';
import { asRehearsal, type Conductor } from './conductor.ts';

const SAID = {
	reason: 'Diễn tập: kết quả biểu quyết được lấy ngẫu nhiên',
	secondBy: 'Diễn tập'
} as const;

type Named = (teamIds: readonly string[]) => string[];

/** Teams in an order of chance that follows from their codes and the seed alone. */
function mixedUp(seed: string, { teams }: RoundStandings): Named {
	const codes = new Map(teams.map(({ id, code }) => [id, code]));
	return (teamIds) =>
		teamIds
			.map((id) => ({ id, at: chance(`${seed} tie ${codes.get(id) ?? id}`)() }))
			.sort((a, b) => a.at - b.at)
			.map(({ id }) => id);
}

async function settle(
	conductor: Conductor,
	round: RoundStandings,
	obstacle: Obstacle,
	mixed: Named
): Promise<void> {
	const { database } = conductor;
	const { contestId, id: roundId, stageKey } = round.round;
	const base = { contestId, stageKey, ...SAID };
	switch (obstacle.kind) {
		case 'tied': {
			if (obstacle.tie.needs === 'timing') throw new Error('a time was not recorded');
			const order = mixed(obstacle.tie.teamIds);
			await asRehearsal(database, recordDecision, {
				...base,
				roundId,
				...(obstacle.tie.needs === 'drawOfLots'
					? { kind: 'lots', order }
					: { kind: 'committee-vote', order: order.map((teamId) => [teamId]) })
			});
			return;
		}
		case 'tiedAtCut': {
			const { tie } = obstacle;
			const order = mixed(tie.teamIds);
			const decided =
				tie.needs === 'drawOfLots'
					? { kind: 'lots', roundId: null, order }
					: tie.needs === 'committeeVote'
						? { kind: 'committee-vote', roundId: null, order: order.map((teamId) => [teamId]) }
						: { kind: 'tie-at-cut', contenders: order, admitted: order.slice(0, tie.places) };
			await asRehearsal(database, recordDecision, { ...base, ...decided });
			return;
		}
		case 'prize':
			return settlePrize(conductor, round, obstacle.prize, mixed);
		default:
			throw new Error(`nothing can be decided about ${obstacle.kind}`);
	}
}

async function settlePrize(
	{ database }: Conductor,
	{ round }: RoundStandings,
	{ key: prizeKey, open, isSide }: Extract<Obstacle, { kind: 'prize' }>['prize'],
	mixed: Named
): Promise<void> {
	const roundId = round.id;
	if (!isSide && open.needs === 'choice') {
		const contenders = mixed(open.teamIds);
		const admitted = contenders.slice(0, open.places);
		await asRehearsal(database, settlePrizeTie, { ...SAID, roundId, prizeKey, contenders, admitted });
		return;
	}
	const chosen = mixed(open.teamIds).slice(0, open.places);
	const recipients: { teamId: string; personId: string | null }[] = [];
	// A vote leaves it vacant: a rehearsal invents no audience.
	for (const teamId of open.needs === 'vote' ? [] : chosen) {
		const member =
			open.needs === 'person'
				? await database.read.teamMember.findFirst({ where: { teamId }, orderBy: { position: 'asc' } })
				: null;
		if (open.needs !== 'person' || member) recipients.push({ teamId, personId: member?.personId ?? null });
	}
	await asRehearsal(database, recordSidePrize, { ...SAID, roundId, prizeKey, recipients });
}

/** Ties and choices that the rules leave to people: in a rehearsal taken by chance, and the record says so. */
export async function settleAll(conductor: Conductor, roundId: string): Promise<void> {
	for (let rest = 200; rest > 0; rest--) {
		const { contestId, stageKey } = await conductor.database.read.round.findUniqueOrThrow({
			where: { id: roundId },
			select: { contestId: true, stageKey: true }
		});
		const of = await qualificationOf(conductor.database.read, contestId, stageKey);
		const round = of.rounds.find((one) => one.round.id === roundId)!;
		const obstacle = obstaclesTo(round, of).find(({ kind }) => kind !== 'state');
		if (!obstacle) return;
		await settle(conductor, round, obstacle, mixedUp(conductor.seed, round));
	}
	throw new Error('there is no end of questions');
}
