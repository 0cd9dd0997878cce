import type { Fields } from './desk-form.ts';

const TYPED = /^(?:(\d{1,2})[:h])?(\d{1,3})[:'p](\d{1,2})(?:[.,](\d{1,3}))?$/i;

/** '5:12', '5:12,4' or '1:02:09' in milliseconds; null for anything else. */
export function typedTime(typed: string): number | null {
	const found = TYPED.exec(typed.replace(/\s/g, ''));
	if (!found) return null;
	const [, hours = '0', minutes = '0', seconds = '0', fraction = '0'] = found;
	if (Number(seconds) > 59) return null;
	return (
		(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'))
	);
}

/** The milliseconds that the clock measured, or what was typed in their place. */
export function timeFields({ typed, measuredMs, ...fields }: Fields): Fields {
	const measured = typeof measuredMs === 'string' && measuredMs !== '' ? Number(measuredMs) : null;
	return {
		...fields,
		durationMs: measured ?? typedTime(typeof typed === 'string' ? typed : '') ?? 'unreadable'
	};
}
