import type { SentencePart, Standing } from '#lib/domain/conference/attendance.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from './points.ts';
import { pointsWords } from './points.ts';

/** '93.5' → '93,5'; a whole share is told without decimals. */
export const percentWords = (percent: string, locale: Locale): string =>
	pointsWords(percent.replace(/\.0$/, ''), locale);

/** "Có mặt 215/230 đại biểu (93,5 %), vắng có lý do 9, không lý do 6". */
export function attendanceSentence(parts: readonly SentencePart[], locale: Locale): string {
	const o = { locale };
	const clauses: string[] = [];
	const absent: string[] = [];
	for (const part of parts) {
		if (part.part === 'present') {
			const { came, expected, percent } = part;
			clauses.push(
				percent === null
					? m.attendance_say_nobody({}, o)
					: m.attendance_say_present({ came, expected, percent: percentWords(percent, locale) }, o)
			);
		} else if (part.part === 'excused') absent.push(m.attendance_say_excused({ count: part.count }, o));
		else if (part.part === 'unexcused') {
			const say = absent.length > 0 ? m.attendance_say_unexcused : m.attendance_say_unexcused_alone;
			absent.push(say({ count: part.count }, o));
		} else clauses.push(m.attendance_say_awaited({ count: part.count }, o));
	}
	if (absent.length > 0) clauses.splice(1, 0, m.attendance_say_absent({ reasons: absent.join(', ') }, o));
	return clauses.join(', ');
}

/** What somebody counts as, in a table's cell. */
export function standingWords(
	line: { readonly standing: Standing; readonly isLate: boolean; readonly hasLeft: boolean },
	locale?: Locale
): string {
	const o = locale ? { locale } : {};
	if (line.standing === 'came') {
		const more = [
			...(line.isLate ? [m.attendance_late({}, o)] : []),
			...(line.hasLeft ? [m.attendance_left({}, o)] : [])
		];
		return [m.attendance_came({}, o), ...more.map((word) => word.toLocaleLowerCase('vi'))].join(', ');
	}
	if (line.standing === 'excused') return m.attendance_excused({}, o);
	if (line.standing === 'absent') return m.attendance_absent({}, o);
	return m.attendance_awaited({}, o);
}
