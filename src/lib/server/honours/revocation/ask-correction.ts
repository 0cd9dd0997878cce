import * as v from 'valibot';
import { readCheckCode } from '#lib/domain/shared/check-code.ts';
import { plainQuestion } from '#lib/domain/asking/plain-question.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { decidingScope } from '#lib/server/honours/proof/certificate-scope.ts';
import { goodCertificate } from './standing-certificate.ts';

const MOST_WAITING = 20;

/** Words of a stranger: without directions, towers of accents and what is no sign; measured before and after. */
const plain = (least: number, most: number) =>
	v.pipe(
		v.optional(v.string(), ''),
		v.maxLength(most * 4, 'field_too_long'),
		v.transform(plainQuestion),
		v.check((words) => words.length >= least, least > 1 ? 'proof_what_short' : 'field_required'),
		v.maxLength(most, 'field_too_long')
	);
const ofLine = (words: string) => words.replaceAll('\n', ' ');

async function certificateOf(tx: Tx, typed: string) {
	const code = readCheckCode(typed);
	const found = code && (await tx.awardCertificate.findUnique({ where: { code }, select: { id: true } }));
	if (!found) throw new Refusal('not_found');
	return found.id;
}

/** Somebody found a mistake on a certificate and says so; the desk looks at it. */
export const askCorrection = command({
	action: 'award-certificate.ask',
	input: v.object({
		certificateCode: v.pipe(v.string(), v.maxLength(40, 'field_invalid')),
		what: plain(10, 1000),
		askedBy: v.pipe(plain(1, 120), v.transform(ofLine)),
		contact: v.pipe(
			plain(0, 200),
			v.transform((words) => ofLine(words) || null)
		)
	}),
	scope: async (tx, { certificateCode }) =>
		decidingScope(tx, { certificate: await certificateOf(tx, certificateCode) }),
	async run({ tx, at, newId, audit }, { certificateCode, what, askedBy, contact }) {
		const { id: certificateId } = await goodCertificate(tx, await certificateOf(tx, certificateCode));
		// The same words again are a second press.
		const same = { certificateId, what, askedBy, answer: null };
		if (await tx.correctionRequest.findFirst({ where: same, select: { id: true } })) return {};
		const waiting = await tx.correctionRequest.count({ where: { certificateId, answer: null } });
		if (waiting >= MOST_WAITING) throw new Refusal('proof_corrections_full');
		const id = newId();
		await tx.correctionRequest.create({ data: { id, certificateId, what, askedBy, contact, askedAt: at } });
		audit({ subjectKind: 'award-correction', subjectId: id, after: { certificateId, what, askedBy } });
		return {};
	}
});
