import { Refusal } from '#lib/server/command/refusal.ts';
import type { Database } from '#lib/server/db/client.ts';
import { certificateFile, OtherFile } from '../issue/certificate-file.ts';
import { factsOf } from '../proof/proven-fields.ts';

/** A certificate's issued file, made anew. Refuses where there is no such certificate, or other bytes come out. */
export async function issuedFile(database: Database, id: string) {
	const row = await database.read.awardCertificate.findUnique({ where: { id } });
	if (!row) throw new Refusal('not_found');
	try {
		return {
			bytes: await certificateFile(database.read, { ...row, facts: factsOf(row) }),
			...{ hash: row.fileHash, code: row.code }
		};
	} catch (error) {
		if (error instanceof OtherFile) throw new Refusal('proof_file_differs');
		throw error;
	}
}
