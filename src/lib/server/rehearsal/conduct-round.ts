import { scoredParts } from '#lib/domain/contest/part.ts';
import { callStage } from '#lib/server/contest/stage-call.ts';
import { closeRound } from '#lib/server/contest/round-close.ts';
import { verifyRound } from '#lib/server/contest/round-verify.ts';
import { enterGiven } from '#lib/server/judging/enter-given.ts';
import { recordTime } from '#lib/server/judging/record-time.ts';
import { publishResult } from '#lib/server/results/publish.ts';
import { recordDecision } from '#lib/server/results/record-decision.ts';
import { standingsOf } from '#lib/server/results/standings.ts';
import { chance, markAround } from './chance.ts';
import { asRehearsal, waitFor, type Conductor } from './conductor.ts';

const TURN_MS = 6000;
/** After this the next team is called although a judge still ponders: real stages do not wait for ever. */
const PATIENCE_MS = 26_000;

interface Round {
	readonly id: string;
	readonly name: string;
}

async function finalBallots(conductor: Conductor, roundId: string, teamId: string): Promise<boolean> {
	const { rows } = (await standingsOf(conductor.database.read, roundId)).standings;
	const row = rows.find((one) => one.teamId === teamId);
	return row ? !row.missing.some(({ kind }) => kind === 'ballot') : true;
}

/** What the desk does for a team: quiz score and times, as a secretary and a timekeeper would enter them. */
async function keyIn(conductor: Conductor, round: Round, teamId: string): Promise<void> {
	const { stage } = await standingsOf(conductor.database.read, round.id);
	const random = chance(`${round.id}${teamId}desk`);
	for (const { path, part } of scoredParts(stage.parts)) {
		if (part.kind === 'given') {
			const value = markAround({ min: part.min, max: part.scale, step: part.step }, 0.55 + random() * 0.45);
			await asRehearsal(conductor.database, enterGiven, { roundId: round.id, teamId, partKey: path, value });
		}
		if (part.timeLimit) {
			const durationMs = Math.round(part.timeLimit.seconds * 1000 * (0.85 + random() * 0.17));
			await asRehearsal(conductor.database, recordTime, {
				roundId: round.id,
				teamId,
				partKey: path,
				durationMs
			});
		}
	}
}

async function turn(conductor: Conductor, round: Round, teamId: string, partKey: string): Promise<void> {
	await asRehearsal(conductor.database, callStage, { roundId: round.id, teamId, partKey });
	await waitFor(conductor, TURN_MS);
	await keyIn(conductor, round, teamId);
	for (let waited = 0; waited < PATIENCE_MS; waited += 1000) {
		if (await finalBallots(conductor, round.id, teamId)) return;
		await waitFor(conductor, 1000);
	}
}

/** Ties that the rules leave to people: in a rehearsal a vote is taken by chance, and the record says so. */
async function settleTies(conductor: Conductor, round: Round): Promise<void> {
	for (;;) {
		const { standings, stage, round: found } = await standingsOf(conductor.database.read, round.id);
		const tie = standings.unresolved[0];
		if (!tie) return;
		if (tie.needs === 'timing') throw new Error('a time was not recorded');
		const random = chance(tie.teamIds.join());
		const order = [...tie.teamIds].sort(() => random() - 0.5);
		await asRehearsal(conductor.database, recordDecision, {
			contestId: found.contestId,
			stageKey: stage.key,
			roundId: round.id,
			kind: tie.needs === 'drawOfLots' ? 'lots' : 'committee-vote',
			order: tie.needs === 'drawOfLots' ? order : order.map((teamId) => [teamId]),
			reason: 'Diễn tập: kết quả biểu quyết được lấy ngẫu nhiên',
			secondBy: 'Diễn tập'
		});
	}
}

/** Calls every turn of a round in its drawn order, waits for the ballots, closes, verifies and publishes. */
export async function conductRound(conductor: Conductor, round: Round): Promise<void> {
	const { database } = conductor;
	const turns = await database.read.performance.findMany({
		where: { roundId: round.id },
		orderBy: { position: 'asc' },
		include: { team: { select: { name: true } } }
	});
	for (const { teamId, partKey, team, position } of turns) {
		conductor.tell(`${round.name}: ${position}. ${team.name}`);
		await turn(conductor, round, teamId, partKey);
	}
	await asRehearsal(database, callStage, { roundId: round.id, teamId: null });
	while (
		!(await Promise.all(turns.map(({ teamId }) => finalBallots(conductor, round.id, teamId)))).every(Boolean)
	) {
		await waitFor(conductor, 1000);
	}
	await asRehearsal(database, closeRound, { roundId: round.id });
	await settleTies(conductor, round);
	await asRehearsal(database, verifyRound, { roundId: round.id });
	await waitFor(conductor, 3000);
	const { version, code } = await asRehearsal(database, publishResult, { roundId: round.id });
	conductor.tell(`${round.name}: công bố kết quả lần ${version}, mã ${code}`);
}
