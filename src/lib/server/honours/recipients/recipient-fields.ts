import * as v from 'valibot';
import { SUBJECT_KINDS } from '#lib/domain/honours/award-kind.ts';
import type { WordingField, Words } from '#lib/domain/honours/wording.ts';
import { optionalText, text } from '#lib/server/contest/input.ts';

/** The longest that each of a recipient's words may be. */
export const WORD_LENGTHS: Readonly<Record<WordingField, number>> = {
	honorific: 40,
	name: 300,
	position: 200,
	unit: 300,
	locality: 300,
	achievement: 600,
	event: 300,
	prize: 150,
	part: 150,
	team: 200,
	period: 100
};

const { name, ...others } = WORD_LENGTHS;

/** What the desk types of a recipient. */
export const recipientEntries = {
	subject: v.picklist(SUBJECT_KINDS, 'field_required'),
	name: text(name),
	honorific: optionalText(others.honorific),
	position: optionalText(others.position),
	unit: optionalText(others.unit),
	locality: optionalText(others.locality),
	achievement: optionalText(others.achievement),
	event: optionalText(others.event),
	prize: optionalText(others.prize),
	part: optionalText(others.part),
	team: optionalText(others.team),
	period: optionalText(others.period)
};

/** Only the words that there are. */
export const wordsOf = (typed: Readonly<Partial<Record<WordingField, string | null>>>): Words =>
	Object.fromEntries(Object.entries(typed).filter(([, value]) => value));
