import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { id, version } from '#lib/server/contest/input.ts';
import { documentAt } from './document-at.ts';
import { documentScope } from './document-scope.ts';
import type { KeptFile } from './read-file.ts';
import { keepFile } from './store-file.ts';

/** Gives a document another file. Receipts tell which one somebody got; the earlier one is kept with them. */
export const replaceFile = (file: KeptFile) =>
	command({
		action: 'document.save',
		input: v.object({ documentId: id, version, hash: v.literal(file.hash) }),
		scope: (tx, { documentId }) => documentScope(tx, documentId),
		async run({ tx, at, audit, publish }, { documentId, version: seen, hash }) {
			const before = await documentAt(tx, documentId, seen);
			await keepFile(tx, file, at);
			const { fileName } = file;
			await tx.conferenceDocument.update({
				where: { id: documentId },
				data: { hash, fileName, version: { increment: 1 } }
			});
			audit({
				subjectKind: 'conference-document',
				subjectId: documentId,
				before: { hash: before.hash, fileName: before.fileName },
				after: { hash, fileName, size: file.bytes.length }
			});
			publish({ kind: 'conference.changed', conferenceId: before.conferenceId });
			return { documentId };
		}
	});
