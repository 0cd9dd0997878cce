import { lightTimes } from '#lib/domain/timing/lights.ts';
import { clockState, readClock, type Moment } from '#lib/domain/timing/stage-clock.ts';
import type { ClockShown, ClockView } from '#lib/live/clock-protocol.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { timedParts } from '#lib/server/desk/times-query.ts';
import { partAt } from '#lib/server/judging/part-at.ts';
import { factsOf, liveRound } from '#lib/server/judging/round-facts.ts';
import { attemptOf } from './attempt-of.ts';
import { lastMark } from './last-mark.ts';
import { serverMoment } from './moment.ts';

/** The turn on stage with its clocks as they show at this moment; null where there is no such round or no rules yet. */
export async function clockView(
	read: Tx,
	roundId: string,
	now: () => Moment = serverMoment
): Promise<ClockView | null> {
	const live = await read.round.findUnique({ where: { id: roundId }, select: liveRound });
	if (!live?.rulesVersionId) return null;
	const { onStageTeamId: teamId, onStagePartKey: partKey } = live;
	if (!teamId || !partKey) return { roundId, turn: null, clocks: [], serverTime: Date.now() };
	const { stage, teams } = await factsOf(read, live);
	const attempt = await attemptOf(read, roundId, teamId, partKey);
	const parts = timedParts(stage, partKey);
	const marks: Awaited<ReturnType<typeof lastMark>>[] = [];
	for (const part of parts) {
		marks.push(await lastMark(read, { roundId, teamId, partKey: part.path, attempt }));
	}
	// Read after everything that takes time: what is shown is what the clock says when the answer leaves.
	const moment = now();
	const clocks = parts.map(({ path, name, minMs }, index): ClockShown => {
		const last = marks[index] ?? null;
		const { elapsedMs, origin } = readClock(last, moment);
		const lights = lightTimes(partAt(stage, path)!);
		return { path, name, minMs, lights, elapsedMs, origin, state: clockState(last), seq: last?.seq ?? 0 };
	});
	const turn = { teamId, teamName: teams.get(teamId)?.name ?? '', partKey, attempt };
	return { roundId, turn, clocks, serverTime: moment.wallMs };
}
