import * as v from 'valibot';
import { DELEGATE_ROLES } from '#lib/domain/conference/delegation.ts';
import { isMailAddress } from '#lib/domain/mail/mail-address.ts';
import { optionalId, optionalText, whole } from '#lib/server/contest/input.ts';
import { OptionalText } from '#lib/server/people/fields.ts';

const emptyAsNull = (value: string | number | null) => (value === '' ? null : value);

export const optionalWhole = (least: number, most: number, code = 'field_invalid') =>
	v.pipe(
		v.optional(v.nullable(v.union([v.string(), v.number()])), null),
		v.transform(emptyAsNull),
		v.check(
			(value) =>
				value === null ||
				(Number.isInteger(Number(value)) && Number(value) >= least && Number(value) <= most),
			code
		),
		v.transform((value) => (value === null ? null : Number(value)))
	);

const phone = v.pipe(
	OptionalText(30),
	v.nullable(v.pipe(v.string(), v.regex(/^[+\d][\d .()/-]{5,}$/, 'people_phone')))
);

/** Who somebody is, as it is typed; a name is needed where nobody on the lists is chosen. */
export const personEntries = {
	fullName: OptionalText(120),
	birthYear: optionalWhole(1900, 2100, 'people_birth_year'),
	phone
};

/** What somebody is at the conference. */
export const delegateEntries = {
	categoryId: optionalId,
	title: OptionalText(200),
	role: v.optional(v.picklist(DELEGATE_ROLES, 'field_required'), 'member'),
	deputyOrder: optionalWhole(1, 99),
	note: optionalText(500)
};

export const contactEntries = {
	contactName: OptionalText(120),
	contactPhone: phone,
	contactEmail: v.pipe(
		OptionalText(200),
		v.nullable(v.pipe(v.string(), v.check(isMailAddress, 'people_email')))
	),
	note: optionalText(500)
};

export const quota = whole(1, 500);
