import type { ConfirmedTime, Deduction } from '#lib/domain/scoring/deduction.ts';
import { m } from '#lib/paraglide/messages.js';
import { durationWords, pointsWords, type Locale } from './points.ts';
import { timeWords } from './time-words.ts';

/** Why a deduction was made: how far off the time was, what was proposed and who confirmed what, and the desk's own words. */
export function deductionReason({ typeKey, points, reason, time }: Deduction, locale: Locale): string {
	const words = time ? timeReason(time, typeKey, points ?? '0', locale) : '';
	return [words, reason.trim()].filter(Boolean).join('; ');
}

function timeReason(
	{ excessMs, proposed, by }: ConfirmedTime,
	typeKey: string,
	points: string,
	locale: Locale
) {
	const excess = excessMs % 1000 === 0 ? durationWords(excessMs / 1000, locale) : timeWords(excessMs, locale);
	const facts = {
		excess,
		proposed: pointsWords(proposed, locale),
		points: pointsWords(points, locale),
		by
	};
	return typeKey === 'undertime'
		? m.timing_why_under(facts, { locale })
		: m.timing_why_over(facts, { locale });
}
