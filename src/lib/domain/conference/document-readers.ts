export const DOCUMENT_READERS = ['public', 'delegates', 'category', 'zone'] as const;
export type DocumentReaders = (typeof DOCUMENT_READERS)[number];

export interface ReadableDocument {
	readonly readers: DocumentReaders;
	readonly categoryId: string | null;
	/** Number of the zone, as categories name it; null where none is asked for. */
	readonly zoneCode: number | null;
	readonly isReleased: boolean;
	readonly isClosed: boolean;
}

export interface ReaderCategory {
	readonly id: string;
	/** Numbers of the zones that it opens. */
	readonly zones: readonly number[];
}

/** Whether delegates of these categories may read a document. What is not released is nobody's outside the desk. */
export function mayRead(document: ReadableDocument, categories: readonly ReaderCategory[]): boolean {
	if (!document.isReleased) return false;
	switch (document.readers) {
		case 'public':
		case 'delegates':
			return true;
		case 'category':
			return categories.some(({ id }) => id === document.categoryId);
		case 'zone':
			return categories.some(({ zones }) => document.zoneCode !== null && zones.includes(document.zoneCode));
	}
}

/** Whether anybody at all may read it, without a link. A closed document is never public. */
export const isForEverybody = ({ readers, isReleased, isClosed }: ReadableDocument): boolean =>
	isReleased && !isClosed && readers === 'public';
