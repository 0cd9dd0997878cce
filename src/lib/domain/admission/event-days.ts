import { dayInVietnam } from '#lib/domain/shared/day.ts';

/** A day as YYYY-MM-DD, in Asia/Ho_Chi_Minh: the country has one time and has not changed it since 1975. */
export type Day = string;

/** The bits of a bitmap with which a credential holds on these of the event's days (0 is the first); every day is 0. */
export function dayBits(places: readonly number[]): number {
	return places.reduce((bits, place) => {
		if (!Number.isInteger(place) || place < 0 || place > 7) throw new RangeError(`no bit for day ${place}`);
		return bits | (1 << place);
	}, 0);
}

/** Whether a bitmap lets in at this instant. A day that is none of the event's is good only for "every day". */
export function isGoodToday(bits: number, days: readonly Day[], at: Date): boolean {
	if (bits === 0) return true;
	const place = days.indexOf(dayInVietnam(at));
	return place >= 0 && place < 8 && (bits & (1 << place)) !== 0;
}

/** The days that a bitmap names, for "thẻ có giá trị ngày …". */
export function daysOf(bits: number, days: readonly Day[]): Day[] {
	return days.filter((_, place) => bits === 0 || (place < 8 && (bits & (1 << place)) !== 0));
}
