import * as v from 'valibot';
import { SESSION_SOURCES } from '#lib/domain/conference/programme-sessions.ts';
import { isDay } from '#lib/domain/shared/day.ts';
import { CONTEST_STATUSES, contestCode } from '#lib/server/contest/contest-fields.ts';
import { id, optionalId, optionalText, text, whole } from '#lib/server/contest/input.ts';
import { momentRead } from '#lib/words/moment-typed.ts';

export const CONFERENCE_KINDS = [
	'mid-term-review',
	'final-review',
	'training',
	'dialogue',
	'contest-day'
] as const;
export const CONFERENCE_STATUSES = CONTEST_STATUSES;
/** A mistyped year is the usual reason for more. */
export const LONGEST_DAYS = 31;

const day = v.pipe(v.string('field_required'), v.trim(), v.check(isDay, 'conference_day_required'));

/** A share in percent; empty becomes null. */
const optionalPercent = v.pipe(
	v.optional(v.nullable(v.union([v.string(), v.number()])), null),
	v.transform((value) => (value === '' ? null : value)),
	v.nullable(whole(1, 100))
);

/** A moment as a form types it, in Hanoi time; empty becomes null. */
export const optionalMoment = v.pipe(
	v.optional(v.nullable(v.string()), null),
	v.transform((value) => value?.trim() || null),
	v.check((value) => value === null || momentRead(value) !== null, 'field_invalid'),
	v.transform((value) => (value === null ? null : momentRead(value)))
);

export const conferenceEntries = {
	code: contestCode,
	titleVi: text(300),
	titleEn: optionalText(300),
	kind: v.picklist(CONFERENCE_KINDS, 'field_required'),
	hostUnitId: id,
	contestId: optionalId,
	plan: optionalText(200),
	occasion: optionalText(500),
	venue: optionalText(300),
	startsOn: day,
	endsOn: day,
	quorumPercent: optionalPercent,
	presencePercent: optionalPercent,
	sessionsFrom: v.optional(v.picklist(SESSION_SOURCES, 'field_required'), 'entrances'),
	namesUntil: optionalMoment
};

export const conferenceDaysInOrder = ({ startsOn, endsOn }: { startsOn: string; endsOn: string }): boolean =>
	startsOn <= endsOn;

export const isShortEnough = ({ startsOn, endsOn }: { startsOn: string; endsOn: string }): boolean =>
	(Date.parse(endsOn) - Date.parse(startsOn)) / 86_400_000 < LONGEST_DAYS;
