import * as v from 'valibot';
import { names, unknownPlaces } from '#lib/domain/mail/letter-text.ts';
import { isOneLine } from '#lib/domain/mail/mail-address.ts';
import { id, text, ticked } from '#lib/server/contest/input.ts';

export const LETTER_KINDS = ['invitation', 'link', 'reminder'] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];
/** own: the unit's link, made anew · public: the conference's page · none */
export const LETTER_LINKS = ['own', 'public', 'none'] as const;
export type LetterLink = (typeof LETTER_LINKS)[number];

const places = v.check((value: string) => unknownPlaces(value).length === 0, 'mail_place');

/** What a letter says, as the desk writes it, and which units it is for. */
export const LetterInput = v.pipe(
	v.object({
		conferenceId: id,
		kind: v.picklist(LETTER_KINDS, 'field_required'),
		link: v.optional(v.picklist(LETTER_LINKS, 'field_required'), 'none'),
		attaches: ticked,
		locale: v.optional(v.picklist(['vi', 'en']), 'vi'),
		subject: v.pipe(text(200), v.check(isOneLine, 'mail_one_line'), places),
		body: v.pipe(
			text(10_000),
			v.transform((value) => value.replace(/\r\n?/g, '\n')),
			// eslint-disable-next-line no-control-regex
			v.check((value) => !/[\u0000-\u0008\u000b-\u001f\u007f]/.test(value), 'field_invalid'),
			places
		),
		delegationIds: v.pipe(
			v.optional(v.array(id), []),
			v.minLength(1, 'delegation_choose_units'),
			v.maxLength(2000, 'field_too_long')
		),
		/** Also to those who have had one of this kind. */
		again: ticked,
		/** Where the installation is reached: links begin with it. */
		origin: v.pipe(v.string(), v.maxLength(300), v.regex(/^https?:\/\/[^\s/]+$/, 'field_invalid'))
	}),
	v.forward(
		v.partialCheck(
			[['body'], ['link']],
			({ body, link }) => link === 'none' || names(body, 'link'),
			'mail_link_unsaid'
		),
		['body']
	),
	v.forward(
		v.partialCheck(
			[['body'], ['link']],
			({ body, link }) => link !== 'none' || !names(body, 'link'),
			'mail_link_none'
		),
		['body']
	),
	v.forward(
		v.partialCheck(
			[['attaches'], ['link']],
			({ attaches, link }) => !attaches || link !== 'none',
			'mail_attaches_link'
		),
		['attaches']
	)
);
