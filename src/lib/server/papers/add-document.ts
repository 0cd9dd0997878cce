import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { conferenceScope } from '#lib/server/conference/scope.ts';
import { id } from '#lib/server/contest/input.ts';
import { documentEntries, saidOf } from './document-fields.ts';
import type { KeptFile } from './read-file.ts';
import { keepFile } from './store-file.ts';

const MOST_DOCUMENTS = 200;

/** Adds a document at the end of the list. Nobody outside the desk sees it before it is released. */
export const addDocument = (file: KeptFile) =>
	command({
		action: 'document.save',
		input: v.object({ conferenceId: id, hash: v.literal(file.hash), ...documentEntries }),
		scope: (tx, { conferenceId }) => conferenceScope(tx, conferenceId),
		async run({ tx, at, newId, audit, publish }, { conferenceId, hash, ...fields }) {
			const said = await saidOf(tx, conferenceId, fields);
			const documents = await tx.conferenceDocument.findMany({
				where: { conferenceId, removedAt: null },
				select: { position: true }
			});
			if (documents.length >= MOST_DOCUMENTS) throw new Refusal('paper_full', { most: MOST_DOCUMENTS });
			await keepFile(tx, file, at);
			const documentId = newId();
			const { fileName } = file;
			const position = Math.max(0, ...documents.map((document) => document.position)) + 1;
			await tx.conferenceDocument.create({
				data: { id: documentId, conferenceId, ...said, hash, fileName, position, createdAt: at }
			});
			audit({
				subjectKind: 'conference-document',
				subjectId: documentId,
				after: { ...said, fileName, hash, size: file.bytes.length }
			});
			publish({ kind: 'conference.changed', conferenceId });
			return { documentId };
		}
	});
