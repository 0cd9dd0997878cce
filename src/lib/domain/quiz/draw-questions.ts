import { drawOrder } from '#lib/domain/contest/draw.ts';
import { byCodeUnit } from '#lib/domain/shared/order.ts';

/** Stands for all teams of a round, where they answer the same questions. */
export const ALL_TEAMS = '*';

/** What is drawn: questions of one bank for one part of one round. */
export interface QuestionDrawSubject {
	readonly roundId: string;
	/** Path of the part or sub-part. */
	readonly partKey: string;
}

export interface QuestionsWanted {
	/** Numbers that are left: the bank's without those drawn before. */
	readonly numbers: readonly number[];
	/** Ids of the teams that draw, or `*` alone. */
	readonly drawers: readonly string[];
	readonly each: number;
}

/**
 * Which questions each drawer gets from this seed, whatever order numbers and drawers come in; null where too few are left.
 * The numbers are brought into the order of `drawOrder` with partKey + '#questions', the drawers into the order of their ids'
 * code units; the first drawer gets the first `each` numbers, the next one the following. A number or drawer given twice is a
 * RangeError.
 */
export function drawQuestions(
	seed: string,
	{ roundId, partKey }: QuestionDrawSubject,
	{ numbers, drawers, each }: QuestionsWanted
): ReadonlyMap<string, readonly number[]> | null {
	if (new Set(drawers).size < drawers.length) throw new RangeError('a drawer is in the draw twice');
	const order = drawOrder(seed, { roundId, partKey: `${partKey}#questions` }, numbers.map(String)).map(
		Number
	);
	if (order.length < drawers.length * each) return null;
	const sorted = [...drawers].sort(byCodeUnit);
	return new Map(sorted.map((id, index) => [id, order.slice(index * each, (index + 1) * each)]));
}
