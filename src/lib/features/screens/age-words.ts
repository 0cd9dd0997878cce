import { m } from '#lib/paraglide/messages.js';
import { age } from '#lib/ui/elapsed.ts';

/** '35 giây', '2 phút'. */
export function ageWords(ms: number): string {
	const { unit, count } = age(ms);
	return { seconds: m.ui_age_seconds, minutes: m.ui_age_minutes, hours: m.ui_age_hours }[unit]({ count });
}
