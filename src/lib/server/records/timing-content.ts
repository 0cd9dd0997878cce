import { clockRun, type Pressed } from '#lib/domain/records/clock-run.ts';
import type { PaperTeam, TimingContent, TimingRow } from '#lib/domain/records/contents.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { recordedTimes, timedParts } from '#lib/server/desk/times-query.ts';
import { partAt } from '#lib/server/judging/part-at.ts';
import { voidedAttempts } from '#lib/server/timing/attempt-record.ts';

/** How long everybody was on stage; null where nothing was timed yet. */
export async function timingContent(
	read: Tx,
	roundId: string,
	stage: Stage,
	teams: readonly PaperTeam[]
): Promise<TimingContent | null> {
	const events = await read.clockEvent.findMany({ where: { roundId }, orderBy: { seq: 'asc' } });
	const times = await recordedTimes(read, roundId, stage);
	const voided = await voidedAttempts(read, roundId);
	if (events.length + times.length + voided.length === 0) return null;
	const turns = await read.performance.findMany({
		where: { roundId },
		select: { teamId: true, partKey: true, attempt: true }
	});
	const attemptOf = (teamId: string, path: string) =>
		Math.max(
			1,
			...turns
				.filter((turn) => turn.teamId === teamId && ['*', path.split('.')[0]].includes(turn.partKey))
				.map(({ attempt }) => attempt)
		);
	const pressed = Map.groupBy(events, (event) => `${event.teamId} ${event.partKey} ${event.attempt}`);
	const timed = new Map(times.map((time) => [`${time.teamId} ${time.path}`, time]));
	const nameOf = (path: string) => partAt(stage, path)?.name ?? { vi: path, en: path };
	return {
		kind: 'timing',
		parts: timedParts(stage).map(({ path, name, limitMs, minMs }) => ({
			path,
			name,
			limitMs,
			minMs,
			rows: teams.map((team): TimingRow => {
				const attempt = attemptOf(team.id, path);
				const presses = (pressed.get(`${team.id} ${path} ${attempt}`) ?? []).map(({ kind, at }) => ({
					kind,
					at: at.toISOString()
				})) as Pressed[];
				const time = timed.get(`${team.id} ${path}`);
				const run = clockRun(presses);
				return {
					// Whoever is disqualified later was on stage all the same.
					team: run || time || team.status === 'disqualified' ? { ...team, status: 'competing' } : team,
					attempt,
					run,
					durationMs: time?.durationMs ?? null,
					measuredMs: time?.measuredMs ?? null,
					origin: time?.origin ?? null,
					reason: time?.reason ?? null,
					by: time?.by ?? null,
					proposed: time?.proposal
						? { kind: time.proposal.kind, excessMs: time.proposal.excessMs, points: time.proposal.points }
						: null,
					taken: time?.taken
						? {
								kind: time.taken.kind,
								points: time.taken.points,
								by: time.taken.by,
								reason: time.taken.reason
							}
						: null
				};
			})
		})),
		voided: voided.map(({ teamId, partKey, attempt, reason, by, at, record }) => ({
			team: teams.find(({ id }) => id === teamId)?.name ?? teamId,
			part: partKey === '*' ? null : nameOf(partKey),
			attempt,
			times: record.times.map((time) => ({ part: nameOf(time.partKey), durationMs: time.durationMs })),
			reason,
			by,
			at: at.toISOString()
		}))
	};
}
