import { actorId } from '#lib/domain/access/actor.ts';
import type { ContestPackage, PackageRound } from '#lib/domain/contest/package/package.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { ID_PATTERN } from '#lib/live/id.ts';
import type { Context } from '#lib/server/command/command.ts';
import { absentFrom, turnsOf, type PackedTurn } from './package-round.ts';

/** What was made of a package so far: its ids to ours. */
export interface Imported {
	readonly contestId: string;
	readonly rulesVersionId: string;
	readonly pkg: ContestPackage;
	/** `stage cluster` to our id. */
	readonly clusters: ReadonlyMap<string, string>;
	readonly judges: ReadonlyMap<string, string>;
	readonly teams: ReadonlyMap<string, string>;
}

/** Writes one round; one that was marked is closed, so that nobody marks on by mistake. */
export async function importRound(
	context: Context,
	imported: Imported,
	round: PackageRound,
	index: number
): Promise<void> {
	const { tx, at } = context;
	const { contestId, clusters, teams, pkg } = imported;
	const stage = pkg.rules.stages.find(({ key }) => key === round.stageKey)!;
	const cluster = pkg.clusters.find(({ id }) => id === round.clusterId);
	const isFree =
		ID_PATTERN.test(round.id) &&
		!(await tx.round.findUnique({ where: { id: round.id }, select: { id: true } }));
	const roundId = isFree ? round.id : context.newId();
	const keepsIds = isFree && round.entrants.every(({ teamId }) => teams.get(teamId) === teamId);
	const wasMarked = round.marks.length > 0 || round.givenScores.length > 0;
	await tx.round.create({
		data: {
			id: roundId,
			contestId,
			stageKey: round.stageKey,
			clusterId: round.clusterId ? clusters.get(`${round.stageKey} ${round.clusterId}`)! : null,
			name: cluster ? `${stage.name.vi} · ${cluster.name.vi}` : stage.name.vi,
			nameEn: !cluster
				? stage.name.en
				: cluster.name.en === cluster.name.vi
					? null
					: `${stage.name.en} · ${cluster.name.en}`,
			position: index + 1,
			state: wasMarked ? 'closed' : 'configured',
			...(wasMarked ? { rulesVersionId: imported.rulesVersionId, openedAt: at, closedAt: at } : {}),
			...drawOf(round, keepsIds, teams)
		}
	});
	const turns = turnsOf(stage, round);
	const first = turns.filter(({ partKey }) => partKey === turns[0]?.partKey);
	const placeOf = (teamId: string) => first.find((turn) => turn.teamId === teamId)?.position ?? 0;
	await tx.entry.createMany({
		data: round.entrants.map(({ teamId, status }) => ({
			id: context.newId(),
			roundId,
			teamId: teams.get(teamId)!,
			position: placeOf(teamId),
			status
		}))
	});
	const competing = new Set(
		round.entrants.filter(({ status }) => status === 'competing').map(({ teamId }) => teamId)
	);
	await tx.performance.createMany({
		data: turns.map(({ teamId, ...turn }) => ({
			id: context.newId(),
			roundId,
			teamId: teams.get(teamId)!,
			...turn,
			status: !competing.has(teamId) ? 'missed' : wasMarked ? 'performed' : 'waiting'
		}))
	});
	const seats = await importPanel(context, imported, {
		round,
		roundId,
		turns,
		path: `rounds[${index}].absences`
	});
	await importSheet(context, imported, { round, roundId, seats, turns });
}

/** A draw from a seed stays one only where round and teams keep their ids, because these are what is shuffled. */
function drawOf(round: PackageRound, keepsIds: boolean, teams: ReadonlyMap<string, string>) {
	const { draw } = round;
	if (!draw || draw.orders.length === 0) return {};
	const orders = draw.orders.map(({ partKey, teamIds }) => [partKey, teamIds.map((id) => teams.get(id)!)]);
	const drawOrder = JSON.stringify(Object.fromEntries(orders));
	if (draw.method === 'seed' && draw.seed !== null && keepsIds) {
		return { drawState: 'drawn', seed: draw.seed, seedHash: draw.commitment, drawOrder };
	}
	return { drawState: 'typed', drawOrder };
}

interface RoundRows {
	readonly round: PackageRound;
	readonly roundId: string;
	readonly turns: readonly PackedTurn[];
}

async function importPanel(
	{ tx, newId }: Context,
	{ judges }: Imported,
	{ round, roundId, turns, path }: RoundRows & { readonly path: string }
): Promise<Map<string, string>> {
	const seats = new Map(round.panel.map(({ judgeId }) => [judgeId, newId()]));
	await tx.panelSeat.createMany({
		data: round.panel.map(({ judgeId, isChair, kind }, index) => ({
			id: seats.get(judgeId)!,
			roundId,
			personId: judges.get(judgeId)!,
			role: isChair ? 'chair' : 'judge',
			label: `GK${index + 1}`,
			speciality: kind,
			position: index + 1,
			absentFrom: absentFrom(round, judgeId, turns, path),
			absenceScope: round.absences.find((absence) => absence.judgeId === judgeId)?.scope ?? null
		}))
	});
	return seats;
}

async function importSheet(
	{ tx, at, actor, newId }: Context,
	{ contestId, teams }: Imported,
	{ round, roundId, seats, turns }: RoundRows & { readonly seats: ReadonlyMap<string, string> }
): Promise<void> {
	const by = actorId(actor);
	const isWhole = turns[0]?.partKey === '*';
	const ballots = new Map<
		string,
		{ teamId: string; seatId: string; partKey: string; marks: Record<string, string> }
	>();
	for (const { teamId, judgeId, criterionKey, value } of round.marks) {
		const partKey = isWhole ? '*' : criterionKey.split('.')[0]!;
		const key = `${teamId} ${judgeId} ${partKey}`;
		const ballot = ballots.get(key) ?? {
			teamId: teams.get(teamId)!,
			seatId: seats.get(judgeId)!,
			partKey,
			marks: {}
		};
		ballot.marks[criterionKey] = value;
		ballots.set(key, ballot);
	}
	await tx.mark.createMany({
		data: round.marks.map(({ teamId, judgeId, criterionKey, value }) => ({
			id: newId(),
			roundId,
			teamId: teams.get(teamId)!,
			seatId: seats.get(judgeId)!,
			criterion: criterionKey,
			value,
			source: 'desk',
			at
		}))
	});
	await tx.ballot.createMany({
		data: [...ballots.values()].map(({ marks, ...ballot }) => ({
			id: newId(),
			roundId,
			...ballot,
			state: 'final',
			marks: JSON.stringify(marks),
			finalAt: at,
			source: 'desk'
		}))
	});
	await tx.givenScore.createMany({
		data: round.givenScores.map((score) => ({
			id: newId(),
			roundId,
			...score,
			teamId: teams.get(score.teamId)!,
			by,
			at
		}))
	});
	await tx.stageTime.createMany({
		data: round.timings.map((timing) => ({
			id: newId(),
			roundId,
			...timing,
			teamId: teams.get(timing.teamId)!,
			by,
			at
		}))
	});
	for (const { id, teamId, partKey, typeKey, points, reason } of round.deductions) {
		const isFree =
			ID_PATTERN.test(id) && !(await tx.deduction.findUnique({ where: { id }, select: { id: true } }));
		await tx.deduction.create({
			data: {
				id: isFree ? id : newId(),
				roundId,
				teamId: teams.get(teamId)!,
				partKey,
				kind: typeKey,
				points: points ?? '',
				reason,
				issuedBy: by,
				at
			}
		});
	}
	const decided = [
		...round.lots.map(({ order }) => ({
			kind: 'lots',
			body: { order: order.map((id) => teams.get(id)!) },
			reason: ''
		})),
		...round.votes.map(({ order, reason, ballots }) => ({
			kind: 'committee-vote',
			body: {
				order: order.map((group) => group.map((id) => teams.get(id)!)),
				...(ballots
					? { ballots: ballots.map((one) => ({ ...one, teamId: one.teamId && teams.get(one.teamId)! })) }
					: {})
			},
			reason
		}))
	];
	await tx.decision.createMany({
		data: decided.map(({ kind, body, reason }) => ({
			id: newId(),
			contestId,
			roundId,
			stageKey: round.stageKey,
			kind,
			json: JSON.stringify(body),
			reason,
			by,
			at
		}))
	});
}

/** What people decided about a stage as a whole; what a round decided for itself is already in the round. */
export async function importDecisions(context: Context, { contestId, pkg, teams }: Imported): Promise<void> {
	const { tx, at, actor, newId } = context;
	const ours = (ids: readonly string[]) => ids.map((id) => teams.get(id)!);
	for (const { stageKey, choice, cutDecisions, withdrawals, lots, votes } of pkg.decisions) {
		const rounds = pkg.rounds.filter((round) => round.stageKey === stageKey);
		const inRounds = new Set(
			rounds.flatMap((round) => [...round.lots, ...round.votes].map((one) => canonicalJson(one)))
		);
		const rows = [
			...(choice
				? [
						{
							kind: 'committee-choice',
							body: { teamIds: ours(choice.teamIds), reserves: ours(choice.reserves) },
							reason: choice.reason
						}
					]
				: []),
			...cutDecisions.map(({ contenders, admitted, reason }) => ({
				kind: 'tie-at-cut',
				body: { contenders: ours(contenders), admitted: ours(admitted) },
				reason
			})),
			...lots
				.filter((one) => !inRounds.has(canonicalJson(one)))
				.map(({ order }) => ({ kind: 'lots', body: { order: ours(order) }, reason: '' })),
			...votes
				.filter((one) => !inRounds.has(canonicalJson(one)))
				.map(({ order, reason }) => ({ kind: 'committee-vote', body: { order: order.map(ours) }, reason }))
		];
		await tx.decision.createMany({
			data: rows.map(({ kind, body, reason }) => ({
				id: newId(),
				contestId,
				stageKey,
				kind,
				json: JSON.stringify(body),
				reason,
				by: actorId(actor),
				at
			}))
		});
		for (const { teamId, reason } of withdrawals) {
			await tx.team.update({
				where: { id: teams.get(teamId)! },
				data: { withdrawnAt: at, withdrawnReason: reason }
			});
		}
	}
}
