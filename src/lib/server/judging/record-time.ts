import { actorId } from '#lib/domain/access/actor.ts';
import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalText } from '#lib/server/contest/input.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import { partAt } from './part-at.ts';
import { roundChanged, roundIn, teamIn } from './round-in.ts';

const DAY_MS = 86_400_000;

/**
 * time.record: how long a team was on stage for a part, in milliseconds. The penalty is proposed from it, never taken. Where
 * the clock measured another time, that one stays beside it and a reason is asked; the clock's own time takes it back.
 */
export const recordTime = command({
	action: 'time.record',
	input: v.object({
		roundId: id,
		teamId: id,
		partKey: v.pipe(v.string(), v.maxLength(82)),
		durationMs: v.pipe(
			v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,8}$/, 'field_invalid'))], 'field_invalid'),
			v.transform(Number),
			v.integer('field_invalid'),
			v.minValue(0, 'field_invalid'),
			v.maxValue(DAY_MS, 'field_invalid')
		),
		reason: optionalText(500)
	}),
	scope: (tx, { roundId }) => roundScope(tx, roundId),
	async run(context, { roundId, teamId, partKey, durationMs, reason: typed }) {
		const { tx, actor, at, newId, audit } = context;
		const round = await roundIn(tx, roundId, ['open', 'closed']);
		teamIn(round, teamId);
		if (!partAt(round.facts.stage, partKey)) throw new Refusal('judging_unknown_part');
		const key = { roundId_teamId_partKey: { roundId, teamId, partKey } };
		const before = await tx.stageTime.findUnique({ where: key });
		const differs = before !== null && before.measuredMs !== null && before.measuredMs !== durationMs;
		if (differs && (typed ?? '').length < 5) {
			throw new Refusal('invalid', {}, [{ field: 'reason', code: 'timing_reason_required' }]);
		}
		const reason = differs ? typed : null;
		const by = actorId(actor);
		const written = await tx.stageTime.upsert({
			where: key,
			create: { id: newId(), roundId, teamId, partKey, durationMs, by, at },
			update: { durationMs, by, at, reason }
		});
		audit({
			subjectKind: 'stage-time',
			subjectId: written.id,
			before: before ? { durationMs: before.durationMs } : undefined,
			after: { teamId, partKey, durationMs, ...(differs && { measuredMs: before.measuredMs }) },
			...(reason && { reason })
		});
		await roundChanged(context, round.live);
		return { durationMs };
	}
});
