import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import { TIME_DEDUCTIONS } from '#lib/domain/contest/deduction-type.ts';
import { exact, exactText } from '#lib/domain/shared/exact.ts';
import { timeProposed } from '#lib/domain/timing/time-proposed.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalText } from '#lib/server/contest/input.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import { partAt } from '#lib/server/judging/part-at.ts';
import { roundChanged, roundIn, teamIn } from '#lib/server/judging/round-in.ts';
import { typedPoints } from '#lib/server/judging/typed-mark.ts';

const DAY_MS = 86_400_000;
const field = (name: string, code: string) => new Refusal('invalid', {}, [{ field: name, code }]);

/**
 * deduction.add for time: a person confirms what the rules propose for the time on record (`durationMs`, as shown), or sets
 * other points with a reason, also 0. What was proposed stays beside what was confirmed. A penalty confirmed earlier for the
 * same part is voided by it. Nothing happens where the time has changed meanwhile.
 */
export const confirmPenalty = command({
	action: 'deduction.add',
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
		points: typedPoints,
		reason: optionalText(500)
	}),
	scope: (tx, { roundId }) => roundScope(tx, roundId),
	async run(context, { roundId, teamId, partKey, durationMs, points: typed, reason }) {
		const { tx, actor, at, newId, audit } = context;
		const round = await roundIn(tx, roundId, ['open', 'closed']);
		teamIn(round, teamId);
		const part = partAt(round.facts.stage, partKey);
		if (!part) throw new Refusal('judging_unknown_part');
		const time = await tx.stageTime.findUnique({
			where: { roundId_teamId_partKey: { roundId, teamId, partKey } }
		});
		if (!time) throw new Refusal('timing_no_time');
		if (time.durationMs !== durationMs) throw new Refusal('timing_time_changed');
		const standing = await tx.deduction.findMany({
			where: { roundId, teamId, partKey, voidedAt: null, kind: { in: [...TIME_DEDUCTIONS] } }
		});
		const proposal = timeProposed(part, durationMs);
		const kind = proposal?.kind ?? standing[0]?.kind;
		if (!kind) throw new Refusal('timing_nothing_proposed');
		const proposed = proposal?.points ?? '0';
		const points = pointsTyped(typed);
		if (points !== proposed && (reason ?? '').length < 5) throw field('reason', 'timing_reason_required');
		const by = actorId(actor);
		for (const { id: deductionId, points: before } of standing) {
			await tx.deduction.update({
				where: { id: deductionId },
				data: { voidedAt: at, voidedBy: by, voidReason: reason ?? '' }
			});
			audit({
				subjectKind: 'deduction',
				subjectId: deductionId,
				before: { teamId, partKey, kind, points: before },
				after: { voidedAt: at },
				...(reason && { reason })
			});
		}
		const deductionId = newId();
		const row = { roundId, teamId, partKey, kind, points, proposed, durationMs, reason: reason ?? '' };
		await tx.deduction.create({ data: { id: deductionId, ...row, issuedBy: by, at } });
		audit({
			subjectKind: 'deduction',
			subjectId: deductionId,
			after: { teamId, partKey, kind, points, proposed, durationMs },
			...(reason && { reason })
		});
		await roundChanged(context, round.live);
		return { deductionId, points, proposed };
	}
});

function pointsTyped(typed: string | null): string {
	if (typed === null) throw field('points', 'field_required');
	if (!/^(0|[1-9]\d{0,8})(\.\d{1,9})?$/.test(typed)) throw field('points', 'judging_not_a_mark');
	return exactText(exact(typed));
}
