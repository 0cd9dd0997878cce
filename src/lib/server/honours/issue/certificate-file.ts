import type { CertificateFacts } from '#lib/domain/honours/certificate-facts.ts';
import { sha256Hex } from '#lib/domain/shared/sha256.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { printAwards } from '#lib/server/documents/print-record.ts';
import { picturesOf } from '../templates/template-for.ts';
import { templateOf } from '../templates/stored-template.ts';

/** The issued file was made by other code than today's, or its rows were changed: what came out is not what was issued. */
export class OtherFile extends Error {}

interface Made {
	readonly facts: CertificateFacts;
	readonly fileHash: string;
	readonly templateId: string;
}

/** A certificate's file, made anew from what was kept of it: the bytes that were issued, or none at all. */
export async function certificateFile(read: Tx, { facts, fileHash, templateId }: Made): Promise<Uint8Array> {
	const template = templateOf(
		await read.certificateTemplate.findUniqueOrThrow({ where: { id: templateId } })
	);
	const { bytes } = await printAwards({
		pictures: await picturesOf(read, [template]),
		awards: [{ id: facts.id, fileName: facts.code, pack: '', template, facts }],
		form: 'single',
		way: { onBlank: false, calibration: null, aSheet: 1 },
		...{ title: facts.code, at: `${facts.decidedOn}T05:00:00Z` }
	});
	if (sha256Hex(bytes) !== fileHash) throw new OtherFile(facts.code);
	return bytes;
}
