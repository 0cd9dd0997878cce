// Vietnam has had one time zone without summer time since 1975; Intl would give server and browser different texts
// wherever their data differ.
const VIETNAM_MS = 7 * 3600_000;

/** 2024-10-15T07:05Z → 15/10/2024 14:05, Hanoi time, in both languages of the product. */
export function momentWords(at: Date | string): string {
	const there = new Date(new Date(at).getTime() + VIETNAM_MS).toISOString();
	return `${dayWords(there.slice(0, 10))} ${there.slice(11, 16)}`;
}

/** YYYY-MM-DD → dd/MM/yyyy. */
export function dayWords(day: string): string {
	const [year, month, date] = day.split('-');
	return `${date}/${month}/${year}`;
}
