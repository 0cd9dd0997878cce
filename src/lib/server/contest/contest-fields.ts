import * as v from 'valibot';
import { id, optionalDay, optionalText, text, ticked } from './input.ts';

export const CONTEST_LEVELS = ['province', 'district', 'commune', 'grassroots'] as const;
export const CONTEST_STATUSES = ['draft', 'announced', 'running', 'finished', 'archived'] as const;

/** What stands in the contest's address and on its papers: HN-DVK-2024. */
export const contestCode = v.pipe(
	v.string('field_required'),
	v.trim(),
	v.toUpperCase(),
	v.minLength(1, 'field_required'),
	v.maxLength(40, 'field_too_long'),
	v.regex(/^[A-Z0-9](?:[A-Z0-9-]*[A-Z0-9])?$/, 'contest_code_grammar')
);

export const contestEntries = {
	code: contestCode,
	titleVi: text(300),
	titleEn: optionalText(300),
	hostUnitId: id,
	level: v.picklist(CONTEST_LEVELS, 'field_invalid'),
	plan: optionalText(200),
	occasion: optionalText(500),
	venue: optionalText(300),
	startsOn: optionalDay,
	endsOn: optionalDay,
	publishNeedsTwo: ticked
};

export const daysInOrder = (days: { startsOn: string | null; endsOn: string | null }): boolean =>
	!days.startsOn || !days.endsOn || days.startsOn <= days.endsOn;
