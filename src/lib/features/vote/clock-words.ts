import { getLocale } from '#lib/paraglide/runtime.js';

/** '19:45:30' in Vietnam, whatever the device is set to. */
export function clockWords(at: number | Date): string {
	return new Intl.DateTimeFormat(getLocale(), {
		timeZone: 'Asia/Ho_Chi_Minh',
		hour: '2-digit',
		minute: '2-digit',
		second: '2-digit',
		hourCycle: 'h23'
	}).format(at);
}
