import * as v from 'valibot';
import type { Stage } from '#lib/domain/contest/rules.ts';
import { count, KeySchema } from '#lib/domain/contest/text.ts';

/** How people want a result told; what is told, and in which order prizes come, follows from the rules. */
export const CeremonyOptionsSchema = v.strictObject({
	/** Main prizes all of whose teams are named in one step; the teams of the others come one place at a time. */
	together: v.pipe(v.array(KeySchema), v.readonly()),
	/** Side prizes that come right before a main prize; those not named here follow the opening. */
	sideBefore: v.pipe(v.array(v.strictObject({ side: KeySchema, before: KeySchema })), v.readonly()),
	/** Whether a team's total is shown with its main prize. */
	showsTotals: v.boolean(),
	/** Hundredths of the screens' height left free below for people who stand in front of them. */
	freeBelow: count(0, 60)
});
export type CeremonyOptions = Readonly<v.InferOutput<typeof CeremonyOptionsSchema>>;

/** What a ceremony does unless somebody wants it otherwise: the lowest of several prizes is given to all its teams at once. */
export function usualOptions({ prizes }: Stage): CeremonyOptions {
	const tiers = prizes.tiers.filter(({ places }) => places !== 0);
	const lowest = tiers.at(-1);
	const isGroup = tiers.length > 1 && lowest !== undefined && lowest.places !== 1;
	return { together: isGroup ? [lowest.key] : [], sideBefore: [], showsTotals: true, freeBelow: 0 };
}
