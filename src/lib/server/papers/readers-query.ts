import {
	mayRead,
	type DocumentReaders,
	type ReaderCategory
} from '#lib/domain/conference/document-readers.ts';
import type { Tx } from '#lib/server/db/client.ts';

export interface ReadDocument {
	readonly id: string;
	readonly conferenceId: string;
	readonly readers: string;
	readonly categoryId: string | null;
	readonly zone: { readonly code: number } | null;
	readonly isClosed: boolean;
	readonly hash: string;
	readonly releasedAt: Date | null;
}

export interface UnitReader {
	readonly id: string;
	readonly name: string;
	readonly category: ReaderCategory;
}

/** The people of a delegation who may read for it, as far as they come. */
export async function readersOf(read: Tx, delegationId: string): Promise<UnitReader[]> {
	const delegates = await read.delegate.findMany({
		where: { delegationId, status: { notIn: ['substituted', 'excused'] } },
		select: {
			id: true,
			person: { select: { fullName: true, sortKey: true } },
			category: { select: { id: true, zones: true } }
		}
	});
	return delegates
		.sort((a, b) => (a.person.sortKey < b.person.sortKey ? -1 : 1))
		.map(({ id, person, category }) => ({
			id,
			name: person.fullName,
			category: { id: category.id, zones: JSON.parse(category.zones) as number[] }
		}));
}

export const asReadable = (document: ReadDocument) => ({
	readers: document.readers as DocumentReaders,
	categoryId: document.categoryId,
	zoneCode: document.zone?.code ?? null,
	isReleased: document.releasedAt !== null,
	isClosed: document.isClosed
});

/** Who of a unit may read a document; null where the unit as a whole may not. */
export function readableBy(document: ReadDocument, people: readonly UnitReader[]): UnitReader[] | null {
	const readable = asReadable(document);
	if (
		!mayRead(
			readable,
			people.map(({ category }) => category)
		)
	)
		return null;
	return people.filter(({ category }) => mayRead(readable, [category]));
}
