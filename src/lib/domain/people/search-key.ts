/** What a search looks in and for: lower case, no diacritics, `đ` as `d`, single spaces. */
export function searchKey(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/đ/g, 'd')
		.replace(/\s+/gu, ' ')
		.trim();
}

/** The words that must all occur in a search key; wildcards of SQL's LIKE are no letters of a name. */
export function searchWords(query: string): string[] {
	return searchKey(query)
		.replace(/[%_\\]/g, ' ')
		.split(' ')
		.filter((word) => word !== '')
		.slice(0, 8);
}
