import { inVietnameseOrder } from '#lib/domain/people/vietnamese-order.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** unit: behind its link · desk: somebody at the desk · printed: read at the table where copies are handed out */
export type ReceiptHow = 'unit' | 'desk' | 'printed';

export interface Receipt {
	readonly id: string;
	readonly documentId: string;
	readonly title: string;
	readonly how: ReceiptHow;
	readonly delegationId: string | null;
	readonly unitName: string | null;
	readonly personName: string | null;
	readonly at: Date;
	/** The file has been replaced since. */
	readonly isEarlier: boolean;
}

/** Whose badge was read where a document's printed copies lie. */
async function printedCopies(
	read: Tx,
	documents: readonly { id: string; title: string; checkpointId: string | null; conferenceId: string }[]
): Promise<Receipt[]> {
	const at = documents.filter(({ checkpointId }) => checkpointId !== null);
	const [first] = at;
	if (!first) return [];
	const presences = await read.presence.findMany({
		where: { checkpointId: { in: at.map(({ checkpointId }) => checkpointId!) }, firstAt: { not: null } }
	});
	const delegates = await read.delegate.findMany({
		where: { conferenceId: first.conferenceId, personId: { in: presences.map(({ personId }) => personId) } },
		select: {
			personId: true,
			person: { select: { fullName: true } },
			delegation: { select: { id: true, unit: { select: { name: true } } } }
		}
	});
	const who = new Map(delegates.map((delegate) => [delegate.personId, delegate]));
	return at.flatMap(({ id, title, checkpointId }) =>
		presences
			.filter((presence) => presence.checkpointId === checkpointId)
			.map(({ personId, firstAt }) => ({
				id: `${id} ${personId}`,
				...{ documentId: id, title, how: 'printed' as const, isEarlier: false, at: firstAt! },
				delegationId: who.get(personId)?.delegation?.id ?? null,
				unitName: who.get(personId)?.delegation?.unit.name ?? null,
				personName: who.get(personId)?.person.fullName ?? null
			}))
	);
}

/** Who got which document when, the latest first; of one document only where `documentId` names it. */
export async function receipts(read: Tx, conferenceId: string, documentId?: string): Promise<Receipt[]> {
	const documents = await read.conferenceDocument.findMany({
		where: { conferenceId, ...(documentId && { id: documentId }) },
		select: { id: true, title: true, hash: true, checkpointId: true, conferenceId: true }
	});
	const openings = await read.documentOpening.findMany({
		where: { conferenceId, ...(documentId && { documentId }) }
	});
	const by = new Map(documents.map((document) => [document.id, document]));
	const opened = openings.flatMap((opening): Receipt[] => {
		const document = by.get(opening.documentId);
		if (!document) return [];
		const { id, delegationId, unitName, personName, at, hash } = opening;
		const how = opening.how as ReceiptHow;
		return [
			{
				...{ id, documentId: document.id, title: document.title, how, at },
				...{ delegationId, unitName, personName },
				isEarlier: hash !== document.hash
			}
		];
	});
	const printed = await printedCopies(read, documents);
	return [...opened, ...printed].sort((a, b) => b.at.getTime() - a.at.getTime());
}

/** Units that have not got a document in any way: of one that every unit may read. */
export async function unitsWithout(
	read: Tx,
	conferenceId: string,
	got: readonly Receipt[]
): Promise<string[]> {
	const delegations = await read.delegation.findMany({
		where: { conferenceId },
		select: { id: true, unit: { select: { name: true } } }
	});
	const have = new Set(got.map(({ delegationId }) => delegationId));
	return delegations
		.filter(({ id }) => !have.has(id))
		.map(({ unit }) => unit.name)
		.sort(inVietnameseOrder);
}
