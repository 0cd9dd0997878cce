import { isForEverybody } from '#lib/domain/conference/document-readers.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { asReadable, readableBy, readersOf } from './readers-query.ts';

const LISTED = {
	file: { select: { type: true, size: true } },
	zone: { select: { code: true, name: true } },
	category: { select: { name: true } },
	checkpoint: { select: { name: true } }
} as const;
const ORDER = [{ position: 'asc' as const }, { id: 'asc' as const }];

/** All documents of a conference for its desk, in their order, with how many units have got each. */
export async function documentsOnDesk(read: Tx, conferenceId: string) {
	const [documents, got] = await Promise.all([
		read.conferenceDocument.findMany({
			where: { conferenceId, removedAt: null },
			include: LISTED,
			orderBy: ORDER
		}),
		read.documentOpening.findMany({
			where: { conferenceId, delegationId: { not: null } },
			select: { documentId: true, delegationId: true },
			distinct: ['documentId', 'delegationId']
		})
	]);
	return documents.map(({ file, ...document }) => ({
		...document,
		...file,
		units: got.filter(({ documentId }) => documentId === document.id).length
	}));
}
export type DeskDocument = Awaited<ReturnType<typeof documentsOnDesk>>[number];

/** One document for its desk; null where it is another conference's or was taken away. */
export async function documentOnDesk(read: Tx, conferenceId: string, documentId: string) {
	const document = await read.conferenceDocument.findUnique({ where: { id: documentId }, include: LISTED });
	if (!document || document.conferenceId !== conferenceId || document.removedAt) return null;
	const { file, ...rest } = document;
	return { ...rest, ...file };
}

/** What forms about documents let choose. */
export async function documentChoices(read: Tx, conferenceId: string) {
	const [categories, zones, checkpoints] = await Promise.all([
		read.delegateCategory.findMany({
			where: { conferenceId },
			orderBy: { position: 'asc' },
			select: { id: true, name: true }
		}),
		read.conferenceZone.findMany({
			where: { conferenceId },
			orderBy: { code: 'asc' },
			select: { id: true, name: true }
		}),
		read.checkpoint.findMany({
			where: { conferenceId, removedAt: null, policy: 'log' },
			orderBy: { position: 'asc' },
			select: { id: true, name: true }
		})
	]);
	return { categories, zones, checkpoints };
}

/** What a unit may read behind its link, and who of it; `got` where it has been opened. */
export async function documentsOfUnit(read: Tx, conferenceId: string, delegationId: string) {
	const [documents, people, got] = await Promise.all([
		read.conferenceDocument.findMany({
			where: { conferenceId, removedAt: null, releasedAt: { not: null } },
			include: LISTED,
			orderBy: ORDER
		}),
		readersOf(read, delegationId),
		read.documentOpening.findMany({
			where: { delegationId },
			select: { documentId: true, hash: true, at: true },
			orderBy: { at: 'asc' }
		})
	]);
	return documents.flatMap((document) => {
		const readers = readableBy(document, people);
		if (!readers) return [];
		const { id, title, titleEn, item, isClosed, fileName, hash, file } = document;
		const opened = got.findLast((opening) => opening.documentId === id && opening.hash === hash);
		return [
			{
				...{ id, title, titleEn, item, isClosed, fileName, type: file.type, size: file.size },
				readers: readers.map(({ id: delegateId, name }) => ({ id: delegateId, name })),
				gotAt: opened?.at ?? null
			}
		];
	});
}
export type UnitDocument = Awaited<ReturnType<typeof documentsOfUnit>>[number];

/** The documents that everybody may read, for a conference's public page. */
export async function publicDocuments(read: Tx, conferenceId: string) {
	const documents = await read.conferenceDocument.findMany({
		where: { conferenceId, removedAt: null, releasedAt: { not: null }, readers: 'public', isClosed: false },
		include: LISTED,
		orderBy: ORDER
	});
	return documents.map(({ id, title, titleEn, item, fileName, hash, file }) => ({
		...{ id, title, titleEn, item, fileName, hash, ...file }
	}));
}
export type PublicDocument = Awaited<ReturnType<typeof publicDocuments>>[number];

/** One public document of a conference that is no draft; null where nobody outside may read it. */
export async function publicDocument(read: Tx, code: string, documentId: string) {
	const document = await read.conferenceDocument.findUnique({
		where: { id: documentId },
		include: { ...LISTED, conference: { select: { code: true, status: true } } }
	});
	if (!document || document.removedAt || document.conference.code !== code) return null;
	if (document.conference.status === 'draft' || !isForEverybody(asReadable(document))) return null;
	return document;
}
