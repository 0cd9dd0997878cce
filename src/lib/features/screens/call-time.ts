import { momentWords } from '#lib/words/moment.ts';

/** Time of day in Hanoi; with the day where it is not today. */
export function callTimeWords(at: number, now: number = Date.now()): string {
	const [day, clock] = momentWords(new Date(at)).split(' ') as [string, string];
	return momentWords(new Date(now)).startsWith(day) ? clock : `${clock}, ${day.slice(0, 5)}`;
}
