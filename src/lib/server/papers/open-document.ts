import * as v from 'valibot';
import type { Actor } from '#lib/domain/access/actor.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { fieldRefusal, Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalId } from '#lib/server/contest/input.ts';
import { documentScope } from './document-scope.ts';
import { readableBy, readersOf, type ReadDocument } from './readers-query.ts';

type Unit = Extract<Actor, { kind: 'delegation' }>;

async function openedByUnit(
	{ tx, at, newId, audit, publish }: Context,
	document: ReadDocument,
	actor: Unit,
	delegateId: string | null
): Promise<void> {
	const { delegationId, conferenceId } = actor;
	const delegation = await tx.delegation.findUniqueOrThrow({ where: { id: delegationId } });
	if (!delegation.linkHash || delegation.linkRevokedAt) throw new Refusal('delegation_link_dead');
	const people = await readersOf(tx, delegationId);
	const readers = document.conferenceId === conferenceId ? readableBy(document, people) : null;
	// Whoever may not read it does not learn that it is there.
	if (!readers) throw new Refusal('not_found');
	const who = readers.find((person) => person.id === delegateId);
	if (delegateId ? !who : document.isClosed) {
		throw fieldRefusal('delegateId', 'paper_who');
	}
	const got = { documentId: document.id, delegationId, delegateId, hash: document.hash };
	if (!document.isClosed && (await tx.documentOpening.findFirst({ where: got }))) return;
	const openingId = newId();
	const called = { unitName: actor.name, personName: who?.name ?? null };
	await tx.documentOpening.create({
		data: { id: openingId, conferenceId, how: 'unit', ...got, ...called, at }
	});
	audit({ subjectKind: 'conference-document', subjectId: document.id, after: { opened: called } });
	publish({ kind: 'conference.changed', conferenceId });
}

/**
 * Gives a document's file to whoever may read it, and writes down that they got it: every time where it is closed, else the first time
 * of each file. A closed document asks which delegate opens it.
 */
export const openDocument = command({
	action: 'document.open',
	input: v.object({ documentId: id, delegateId: optionalId }),
	scope: async (tx, { documentId }, actor) => ({
		...(await documentScope(tx, documentId)),
		...(actor.kind === 'delegation' && { delegationId: actor.delegationId })
	}),
	async run(context, { documentId, delegateId }) {
		const { tx, at, newId, actor, audit } = context;
		const document = await tx.conferenceDocument.findUniqueOrThrow({
			where: { id: documentId },
			include: { zone: { select: { code: true } } }
		});
		const { conferenceId, hash, fileName, isClosed } = document;
		if (actor.kind === 'delegation') await openedByUnit(context, document, actor, delegateId);
		else if (isClosed) {
			const personName = 'name' in actor ? actor.name : null;
			await tx.documentOpening.create({
				data: { id: newId(), conferenceId, documentId, how: 'desk', personName, hash, at }
			});
			audit({
				subjectKind: 'conference-document',
				subjectId: documentId,
				after: { opened: { personName } }
			});
		}
		return { hash, fileName, isClosed };
	}
});
