/** What a letter's text may name, as it is typed in either language between braces. */
export const LETTER_PLACES = {
	unit: { vi: 'đơn vị', en: 'unit' },
	contact: { vi: 'người liên hệ', en: 'contact' },
	conference: { vi: 'hội nghị', en: 'conference' },
	days: { vi: 'ngày họp', en: 'days' },
	venue: { vi: 'địa điểm', en: 'venue' },
	deadline: { vi: 'hạn', en: 'deadline' },
	quota: { vi: 'số đại biểu', en: 'quota' },
	named: { vi: 'đã báo', en: 'named' },
	link: { vi: 'đường dẫn', en: 'link' }
} as const;
export type LetterPlace = keyof typeof LETTER_PLACES;

const PLACE = /\{([^{}\n]{1,40})\}/g;

function placeOf(name: string): LetterPlace | null {
	const wanted = name.normalize('NFC').trim().toLowerCase();
	const found = Object.entries(LETTER_PLACES).find(([, { vi, en }]) => wanted === vi || wanted === en);
	return found ? (found[0] as LetterPlace) : null;
}

/** Names between braces that mean nothing: they would arrive as they stand. */
export function unknownPlaces(text: string): string[] {
	return [...text.matchAll(PLACE)].flatMap(([whole, name]) => (placeOf(name!) ? [] : [whole]));
}

/** Whether a text names a place. */
export const names = (text: string, place: LetterPlace): boolean =>
	[...text.matchAll(PLACE)].some(([, name]) => placeOf(name!) === place);

/** The text with what its places stand for. What is put in is not looked through again. */
export function filledText(text: string, values: Readonly<Record<LetterPlace, string>>): string {
	return text.replace(PLACE, (whole, name: string) => {
		const place = placeOf(name);
		return place ? values[place] : whole;
	});
}
