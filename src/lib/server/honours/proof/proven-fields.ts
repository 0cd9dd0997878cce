import { provenText } from '#lib/domain/honours/certificate-code.ts';
import type { CertificateFacts } from '#lib/domain/honours/certificate-facts.ts';

/** Facts of a certificate as they were stored when it was issued. */
export const factsOf = ({ facts }: { readonly facts: string }) => JSON.parse(facts) as CertificateFacts;

/** The text that a certificate's signature is over. */
export function textToSign(facts: CertificateFacts, fileHash: string): string {
	const { id, kind, lines, issuer, decision, decidedOn, number } = facts;
	return provenText({
		...{ id, kind, issuer, decision, decidedOn, number },
		recipient: lines.recipient,
		file: fileHash
	});
}
