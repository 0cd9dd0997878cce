import * as v from 'valibot';
import { PROGRAMME_KINDS } from '#lib/domain/conference/programme.ts';
import { isDay } from '#lib/domain/shared/day.ts';
import { id, optionalText, text, ticked, whole } from '#lib/server/contest/input.ts';

/** A day is the most that one point can last. */
export const MOST_MINUTES = 720;
/** What a programme of a long conference comes to, and a page can still show. */
export const MOST_ITEMS = 500;

export const day = v.pipe(v.string('field_required'), v.trim(), v.check(isDay, 'conference_day_required'));

/** 07:30, as a time input sends it. */
export const time = v.pipe(
	v.string('field_required'),
	v.trim(),
	v.regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, 'programme_time_required'),
	v.transform((value) => value.slice(0, 5))
);

export const itemEntries = {
	hallId: id,
	kind: v.picklist(PROGRAMME_KINDS, 'field_required'),
	title: text(300),
	titleEn: optionalText(300),
	owner: optionalText(200),
	day,
	time,
	minutes: whole(1, MOST_MINUTES),
	noteMc: optionalText(2000),
	noteTechnician: optionalText(1000),
	isSession: ticked
};

/** The moment of a day and a time in Vietnam. */
export const momentOf = (onDay: string, at: string): Date => new Date(`${onDay}T${at}:00+07:00`);
