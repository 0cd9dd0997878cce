import { createHmac, randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { Actor } from '#lib/domain/access/actor.ts';
import { masterKey } from '#lib/server/admission/master-key.ts';
import { execute, type Outcome } from '#lib/server/command/execute.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Database } from '#lib/server/db/client.ts';
import { picturesOf } from '../templates/template-for.ts';
import { hashesOf } from './issue-certificates.ts';
import { replaceCertificate, replacementFields, replacementOf } from './replace-certificate.ts';

const Asked = v.object(replacementFields);
type Replaced = { readonly certificate: string; readonly code: string };

interface By {
	readonly actor: Actor;
	readonly origin: string;
	readonly key?: string | undefined;
	readonly requestId?: string | undefined;
}

const NO_HASH = '0'.repeat(64);

/** The same for a press that is sent twice, and nobody's guess. */
const idOfPress = (key: string): string =>
	createHmac('sha256', masterKey()).update(`certificate ${key}`).digest('hex').slice(0, 32);

/** Makes the file of the certificate to come, then puts it in place of the other. */
export async function issueReplacement(
	database: Database,
	input: unknown,
	{ actor, origin, key, requestId }: By
): Promise<Outcome<Replaced>> {
	const id = key ? idOfPress(key) : randomBytes(16).toString('hex');
	const asked = { ...(input as object), nextCertificate: id, origin };
	const run = (fileHash: string) =>
		execute(database, replaceCertificate, { actor, input: { ...asked, fileHash }, key, requestId });
	const parsed = v.safeParse(Asked, input);
	// What is malformed is refused by the command, in words.
	if (!parsed.success) return run(NO_HASH);
	try {
		const done = await database.read.awardCertificate.findUnique({
			where: { id },
			select: { fileHash: true }
		});
		if (done) return run(done.fileHash);
		const made = await database.snapshot(async (read) => {
			const found = await read.awardCertificate.findUnique({
				where: { id: parsed.output.certificate },
				select: { id: true }
			});
			if (!found) throw new Refusal('not_found');
			const { template, facts } = await replacementOf(read, parsed.output, id, origin);
			return { template, facts, pictures: await picturesOf(read, [template]) };
		});
		const { template, facts, pictures } = made;
		const hashes = await hashesOf({
			pictures,
			awards: [{ id, fileName: id, pack: '', template, facts }],
			form: 'hashes',
			way: { onBlank: false, calibration: null, aSheet: 1 },
			...{ title: facts.code, at: `${facts.decidedOn}T05:00:00Z` }
		});
		const fileHash = hashes.get(id);
		return fileHash ? run(fileHash) : { ok: false, refusal: new Refusal('proof_does_not_fit') };
	} catch (error) {
		if (error instanceof Refusal) return { ok: false, refusal: error };
		throw error;
	}
}
