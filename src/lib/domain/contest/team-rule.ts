import * as v from 'valibot';
import { NameSchema } from '#lib/domain/shared/name.ts';
import { count } from './text.ts';

/** Who may enter: members on stage, reserves, supporters, units behind a team, and conditions in words. A person is in one team only. */
export const TeamRuleSchema = v.strictObject({
	members: v.optional(v.strictObject({ min: count(1), max: count(1) }), { min: 1, max: 30 }),
	maxReserves: v.optional(count(0), 0),
	maxSupporters: v.optional(count(0), 0),
	unitsPerTeam: v.optional(v.strictObject({ min: count(1), max: count(1) }), { min: 1, max: 5 }),
	maxTeamsPerUnit: v.optional(count(1), 2),
	mustPresentModel: v.optional(v.boolean(), false),
	conditions: v.optional(v.pipe(v.array(NameSchema), v.readonly()), [])
});
export type TeamRule = Readonly<v.InferOutput<typeof TeamRuleSchema>>;
