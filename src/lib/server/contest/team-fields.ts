import * as v from 'valibot';
import { MEMBER_ROLES } from '#lib/domain/contest/check-team.ts';
import { id, optionalId, optionalText, text } from './input.ts';

const birthYear = v.pipe(
	v.optional(v.nullable(v.union([v.string(), v.number()])), null),
	v.transform((value) => (value === null || value === '' ? null : Number(value))),
	v.check(
		(year) => year === null || (Number.isInteger(year) && year >= 1900 && year <= 2100),
		'contest_birth_year'
	)
);

const gender = v.pipe(
	v.optional(v.nullable(v.string()), null),
	v.transform((value) => value || null),
	v.nullable(v.picklist(['female', 'male'], 'field_invalid'))
);

export const memberFields = v.object({
	personId: optionalId,
	fullName: text(120),
	role: v.optional(v.picklist(MEMBER_ROLES, 'field_invalid'), 'member'),
	birthYear,
	gender,
	position: optionalText(200),
	phone: optionalText(40)
});
export type MemberFields = v.InferOutput<typeof memberFields>;

/** What a team is made of, whoever enters it: an organizer at the desk or a team leader through the unit's link. */
export const teamFields = {
	name: text(200),
	unitIds: v.pipe(v.array(id), v.minLength(1, 'field_required'), v.maxLength(20, 'field_too_long')),
	members: v.pipe(v.array(memberFields), v.maxLength(100, 'field_too_long')),
	modelTitle: optionalText(300),
	modelSummary: optionalText(4000),
	stageNeeds: optionalText(2000),
	contactName: optionalText(200),
	contactPhone: optionalText(40)
};
export type TeamFields = v.InferOutput<v.ObjectSchema<typeof teamFields, undefined>>;
