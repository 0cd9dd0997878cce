import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import {
	CLOCK_PRESSES,
	clockState,
	LATE_PRESS_MS,
	pressClock as press
} from '#lib/domain/timing/stage-clock.ts';
import type { Moment } from '#lib/domain/timing/stage-clock.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id } from '#lib/server/contest/input.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import { partAt } from '#lib/server/judging/part-at.ts';
import { roundIn, teamIn } from '#lib/server/judging/round-in.ts';
import { attemptOf } from './attempt-of.ts';
import { lastMark } from './last-mark.ts';
import { serverMoment } from './moment.ts';
import { keepMeasured } from './keep-measured.ts';

const DAY_MS = 86_400_000;
const MOST_MS = 2_147_483_647;
const optional = <Schema extends v.GenericSchema>(schema: Schema) => v.optional(v.nullable(schema), null);

const input = v.object({
	roundId: id,
	/** Made on the tablet before it is sent: the same press again changes nothing. */
	pressId: id,
	teamId: id,
	partKey: v.pipe(v.string(), v.maxLength(82)),
	kind: v.picklist(CLOCK_PRESSES, 'field_invalid'),
	/** Of the turn that the tablet showed. */
	attempt: v.pipe(v.number(), v.integer(), v.minValue(1)),
	/** How long the press waited on the tablet, by its monotonic clock. */
	waitedMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(DAY_MS)), 0),
	/** Evidence: milliseconds since 1970 on the tablet's clock, and that clock minus the server's. */
	deviceTime: optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4_102_444_800_000))),
	clockOffsetMs: optional(v.pipe(v.number(), v.integer(), v.minValue(-MOST_MS), v.maxValue(MOST_MS)))
});

/** `pressClock` by another clock than this process's own: for tests of restarts and of clocks that jump. */
export const pressClockBy = (now: () => Moment) =>
	command({
		action: 'time.record',
		input,
		scope: (tx, { roundId }) => roundScope(tx, roundId),
		async run({ tx, actor, newId, audit, publish, scope }, asked) {
			const { roundId, pressId, teamId, partKey, kind, attempt, waitedMs } = asked;
			const arrived = now();
			const round = await roundIn(tx, roundId, ['open', 'closed']);
			teamIn(round, teamId);
			if (!partAt(round.facts.stage, partKey)) throw new Refusal('judging_unknown_part');
			const known = await tx.clockEvent.findUnique({ where: { id: pressId } });
			if (known) {
				const isSame = known.teamId === teamId && known.partKey === partKey && known.kind === kind;
				if (!isSame || known.roundId !== roundId) throw new Refusal('key_reused');
				return { seq: known.seq, elapsedMs: known.elapsedMs, origin: known.origin };
			}
			if (attempt !== (await attemptOf(tx, roundId, teamId, partKey))) {
				throw new Refusal('timing_other_attempt');
			}
			const place = { roundId, teamId, partKey, attempt };
			const last = await lastMark(tx, place);
			const answer = press(last, kind, arrived, waitedMs);
			if (!answer.ok) {
				const code =
					answer.why === 'already' ? `timing_already_${answer.state}` : `timing_is_${answer.state}`;
				throw new Refusal(code, { by: last?.byName ?? '' });
			}
			const isLate = waitedMs > LATE_PRESS_MS;
			if (kind === 'start' && !isLate && round.live.onStageTeamId !== teamId) {
				throw new Refusal('timing_not_on_stage');
			}
			const { mark } = answer;
			const by = actorId(actor);
			const byName = 'name' in actor ? actor.name : by;
			const written = await tx.clockEvent.create({
				data: {
					...place,
					id: pressId,
					kind,
					elapsedMs: mark.elapsedMs,
					wallMs: mark.wallElapsedMs,
					origin: mark.origin,
					run: mark.at.run,
					monotonicMs: BigInt(mark.at.monotonicMs),
					waitedMs,
					deviceId: actor.kind === 'device' ? actor.deviceId : null,
					deviceTime: asked.deviceTime === null ? null : new Date(asked.deviceTime),
					clockOffsetMs: asked.clockOffsetMs,
					by,
					byName,
					at: new Date(mark.at.wallMs)
				}
			});
			const { elapsedMs, wallElapsedMs, origin } = mark;
			audit({
				subjectKind: 'stage-clock',
				subjectId: pressId,
				before: { state: clockState(last) },
				after: { ...place, kind, elapsedMs, wallElapsedMs, origin, waitedMs, deviceTime: asked.deviceTime }
			});
			if (kind === 'stop')
				await keepMeasured({ tx, newId }, place, mark, { by, at: new Date(arrived.wallMs) });
			if (kind === 'reset')
				await tx.stageTime.deleteMany({ where: { roundId, teamId, partKey, reason: null } });
			publish({ kind: 'clock.changed', contestId: scope.contestId!, roundId });
			if (kind === 'stop' || kind === 'reset') {
				await tx.round.update({ where: { id: roundId }, data: { version: { increment: 1 } } });
				publish({ kind: 'round.changed', contestId: scope.contestId!, roundId });
			}
			return { seq: written.seq, elapsedMs, origin };
		}
	});

/**
 * time.record: the timekeeper starts, pauses, goes on, stops or resets the clock of a team's part. Counted by the server's
 * monotonic clock; the stop records the time, from which the rules propose a penalty. A second press that the clock
 * already followed is refused with who was first.
 */
export const pressClock = pressClockBy(serverMoment);
