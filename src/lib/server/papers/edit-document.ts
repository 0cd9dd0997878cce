import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, reason, version } from '#lib/server/contest/input.ts';
import { documentEntries, saidOf } from './document-fields.ts';
import { documentScope } from './document-scope.ts';
import { documentAt } from './document-at.ts';

/** Changes what a document is called and who may read it. */
export const editDocument = command({
	action: 'document.save',
	input: v.object({ documentId: id, version, ...documentEntries }),
	scope: (tx, { documentId }) => documentScope(tx, documentId),
	async run({ tx, audit, publish }, { documentId, version: seen, ...fields }) {
		const before = await documentAt(tx, documentId, seen);
		const { conferenceId } = before;
		const said = await saidOf(tx, conferenceId, fields);
		await tx.conferenceDocument.update({
			where: { id: documentId },
			data: { ...said, version: { increment: 1 } }
		});
		const was = Object.fromEntries(Object.keys(said).map((key) => [key, before[key as keyof typeof before]]));
		audit({ subjectKind: 'conference-document', subjectId: documentId, before: was, after: said });
		publish({ kind: 'conference.changed', conferenceId });
		return { documentId };
	}
});

/** Lets its readers see a document, or takes it back from them. Who has opened it stays written down. */
export const releaseDocument = command({
	action: 'document.release',
	input: v.object({ documentId: id, version, step: v.picklist(['release', 'withdraw'], 'field_required') }),
	scope: (tx, { documentId }) => documentScope(tx, documentId),
	async run({ tx, at, audit, publish }, { documentId, version: seen, step }) {
		const { conferenceId, releasedAt } = await documentAt(tx, documentId, seen);
		if ((releasedAt !== null) === (step === 'release')) throw new Refusal('stale');
		const after = step === 'release' ? at : null;
		await tx.conferenceDocument.update({
			where: { id: documentId },
			data: { releasedAt: after, version: { increment: 1 } }
		});
		audit({
			subjectKind: 'conference-document',
			subjectId: documentId,
			before: { releasedAt },
			after: { releasedAt: after }
		});
		publish({ kind: 'conference.changed', conferenceId });
		return { documentId };
	}
});

/** Puts a document one place up or down in the list. */
export const moveDocument = command({
	action: 'document.save',
	input: v.object({ documentId: id, step: v.picklist(['up', 'down'], 'field_required') }),
	scope: (tx, { documentId }) => documentScope(tx, documentId),
	async run({ tx, audit, publish }, { documentId, step }) {
		const { conferenceId } = await tx.conferenceDocument.findUniqueOrThrow({ where: { id: documentId } });
		const order = await tx.conferenceDocument.findMany({
			where: { conferenceId, removedAt: null },
			orderBy: [{ position: 'asc' }, { id: 'asc' }],
			select: { id: true }
		});
		const from = order.findIndex((document) => document.id === documentId);
		const to = from + (step === 'up' ? -1 : 1);
		const other = order[to];
		if (!other) return { documentId };
		[order[from], order[to]] = [other, order[from]!];
		for (const [index, document] of order.entries()) {
			await tx.conferenceDocument.update({ where: { id: document.id }, data: { position: index + 1 } });
		}
		audit({
			subjectKind: 'conference-document',
			subjectId: documentId,
			before: { position: from + 1 },
			after: { position: to + 1 }
		});
		publish({ kind: 'conference.changed', conferenceId });
		return { documentId };
	}
});

/** Takes a document off the list. Its file stays as long as somebody is written down to have got it. */
export const removeDocument = command({
	action: 'document.save',
	input: v.object({ documentId: id, version, reason }),
	scope: (tx, { documentId }) => documentScope(tx, documentId),
	async run({ tx, at, audit, publish }, { documentId, version: seen, reason: why }) {
		const { conferenceId, title, hash, releasedAt } = await documentAt(tx, documentId, seen);
		await tx.conferenceDocument.update({
			where: { id: documentId },
			data: { removedAt: at, releasedAt: null, version: { increment: 1 } }
		});
		audit({
			subjectKind: 'conference-document',
			subjectId: documentId,
			before: { title, hash, releasedAt },
			after: { removedAt: at },
			reason: why
		});
		publish({ kind: 'conference.changed', conferenceId });
		return {};
	}
});
