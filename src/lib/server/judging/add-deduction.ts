import { actorId } from '#lib/domain/access/actor.ts';
import * as v from 'valibot';
import { TIME_DEDUCTIONS } from '#lib/domain/contest/deduction-type.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import { exact, exactText } from '#lib/domain/shared/exact.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalText, reason } from '#lib/server/contest/input.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import { partAt } from './part-at.ts';
import { roundChanged, roundIn, teamIn } from './round-in.ts';
import { typedPoints } from './typed-mark.ts';

const field = (name: string, code: string, params = {}) =>
	new Refusal('invalid', {}, [{ field: name, code, params }]);

function typedAbove0(typed: string | null): string {
	if (typed === null) throw field('points', 'field_required');
	if (!/^(0|[1-9]\d{0,8})(\.\d{1,9})?$/.test(typed)) throw field('points', 'judging_not_a_mark');
	const points = exact(typed);
	if (points.compare(0) <= 0) throw field('points', 'judging_deduction_zero');
	return exactText(points);
}

/** The points to store for a deduction of this kind; empty where the kind itself says what happens. */
function pointsOf(stage: Stage, kind: string, typed: string | null): string {
	if ((TIME_DEDUCTIONS as readonly string[]).includes(kind)) return typedAbove0(typed);
	const effect = stage.deductions.find(({ key }) => key === kind)?.effect;
	if (!effect) throw field('kind', 'judging_unknown_deduction');
	if (effect.kind === 'fixed') return effect.points;
	if (effect.kind === 'voidPart' || effect.kind === 'disqualify') return '';
	const points = typedAbove0(typed);
	if (exact(points).compare(exact(effect.max)) > 0) {
		throw field('points', 'judging_deduction_above', { max: effect.max });
	}
	return points;
}

interface Asked {
	readonly kind: string;
	readonly partKey: string | null;
	readonly points: string | null;
}

/** A deduction as the rules allow it, with the points to store. Refuses, field by field, what they do not. */
export function deductionAsked(stage: Stage, { kind, partKey, points: typed }: Asked) {
	const points = pointsOf(stage, kind, typed);
	const isOfTotal = stage.deductions.find(({ key }) => key === kind)?.scope === 'total';
	if (isOfTotal && partKey !== null) throw field('partKey', 'judging_deduction_total');
	if (!isOfTotal && partKey === null) throw field('partKey', 'field_required');
	if (partKey !== null && !partAt(stage, partKey)) throw field('partKey', 'judging_unknown_part');
	return { kind, partKey, points };
}

/**
 * deduction.add: points off by a type of the rules, or for time, confirmed by a person with a reason. A type of scope
 * 'part', and time, needs the path of a part or sub-part; a type of scope 'total' takes none.
 */
export const addDeduction = command({
	action: 'deduction.add',
	input: v.object({
		roundId: id,
		teamId: id,
		kind: v.pipe(v.string(), v.maxLength(40)),
		partKey: optionalText(82),
		points: typedPoints,
		reason
	}),
	scope: (tx, { roundId }) => roundScope(tx, roundId),
	async run(context, { roundId, teamId, kind, partKey, points: typed, reason }) {
		const { tx, actor, at, newId, audit } = context;
		const round = await roundIn(tx, roundId, ['open', 'closed']);
		teamIn(round, teamId);
		const { points } = deductionAsked(round.facts.stage, { kind, partKey, points: typed });
		const deductionId = newId();
		const issuedBy = actorId(actor);
		const deduction = { id: deductionId, roundId, teamId, partKey, kind, points, reason, issuedBy, at };
		await tx.deduction.create({ data: deduction });
		const after = { teamId, partKey, kind, points };
		audit({ subjectKind: 'deduction', subjectId: deductionId, after, reason });
		await roundChanged(context, round.live);
		return { deductionId, points };
	}
});
