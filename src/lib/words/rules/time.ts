import type { Part, SubPart } from '#lib/domain/contest/part.ts';
import type { TimePenalty } from '#lib/domain/contest/time-limit.ts';
import { m } from '#lib/paraglide/messages.js';
import { durationWords, pointsWords, type Locale } from '../points.ts';

type Entry = readonly [string, string | null | undefined | false];

export function timeEntries(part: Part | SubPart, locale: Locale): Entry[] {
	const limit = part.timeLimit;
	if (!limit) return [];
	const o = { locale };
	const time = (seconds: number) => durationWords(seconds, locale);
	const whole = limit.minSeconds
		? m.rules_time_between({ minimum: time(limit.minSeconds), limit: time(limit.seconds) }, o)
		: m.rules_time_limit({ limit: time(limit.seconds) }, o);
	const times = limit.warnAtSeconds.map((at) => time(Math.max(0, limit.seconds - at))).join(', ');
	return [
		['timeLimit', whole],
		['timeLimit.warn', times !== '' && m.rules_time_warn({ times }, o)],
		[
			'timeLimit.consult',
			limit.consultSeconds !== null && m.rules_time_consult({ time: time(limit.consultSeconds) }, o)
		]
	];
}

export function penaltyEntries(part: Part | SubPart, locale: Locale): Entry[] {
	const words = (penalty: TimePenalty | null, kind: 'over' | 'under') =>
		penalty ? penaltyWords(penalty, kind, locale) : [];
	const entries: Entry[] = [
		...words(part.overtime, 'over').map((text, index) => [`overtime.${index}`, text] as const),
		...words(part.undertime, 'under').map((text, index) => [`undertime.${index}`, text] as const)
	];
	if (entries.length > 0) entries.push(['penalty', m.rules_penalty_confirmed({}, { locale })]);
	return entries;
}

/** What a penalty for too long or too short a performance says, sentence by sentence. */
export function penaltyWords(penalty: TimePenalty, kind: 'over' | 'under', locale: Locale): string[] {
	const o = { locale };
	const time = (seconds: number) => durationWords(seconds, locale);
	const points = (text: string) => pointsWords(text, locale);
	if (penalty.kind === 'stepped') {
		const rows = penalty.steps.map((step) => {
			const excess =
				kind === 'over'
					? m.rules_penalty_at({ time: time(step.seconds) }, o)
					: m.rules_penalty_under({ time: time(step.seconds) }, o);
			const params = { excess, points: points(step.points) };
			const row =
				penalty.boundary === 'at'
					? m.rules_penalty_step_at(params, o)
					: m.rules_penalty_step_after(params, o);
			return step.stopsPart ? `${row} ${m.rules_penalty_stops({}, o)}` : row;
		});
		return penalty.steps.length > 1 ? [...rows, m.rules_penalty_not_added({}, o)] : rows;
	}
	const params = { unit: time(penalty.unitSeconds), points: points(penalty.points) };
	const each = {
		over: { completed: m.rules_penalty_over_completed, started: m.rules_penalty_over_started },
		under: { completed: m.rules_penalty_under_completed, started: m.rules_penalty_under_started }
	};
	const words = [each[kind][penalty.count](params, o)];
	if (penalty.graceSeconds > 0) {
		const grace = { grace: time(penalty.graceSeconds) };
		words.push(
			penalty.countFrom === 'limit'
				? m.rules_penalty_grace_limit(grace, o)
				: m.rules_penalty_grace_grace(grace, o)
		);
	}
	if (penalty.cap !== null) words.push(m.rules_penalty_cap({ points: points(penalty.cap) }, o));
	if (penalty.stopsAfterSeconds !== null) {
		words.push(m.rules_penalty_stops_after({ time: time(penalty.stopsAfterSeconds) }, o));
	}
	return words;
}
