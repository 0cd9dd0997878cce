import type { CertificateFacts } from '#lib/domain/honours/certificate-facts.ts';
import { certificateCode } from '#lib/domain/honours/certificate-code.ts';
import { composeFacts } from '#lib/domain/honours/compose-facts.ts';
import type { Template } from '#lib/domain/honours/template.ts';
import type { Words } from '#lib/domain/honours/wording.ts';

export const addressOfCode = (origin: string, code: string): string => new URL(`/v/${code}`, origin).href;

/** A copy: the same words under another code. */
export function copiedFacts(facts: CertificateFacts, id: string, origin: string): CertificateFacts {
	const code = certificateCode(id);
	return { ...facts, id, code, address: addressOfCode(origin, code) };
}

/** The same certificate with other words of its recipient; issuer, decision and number are as they were printed. */
export function correctedFacts(
	facts: CertificateFacts,
	template: Pick<Template, 'wording' | 'wordingEn'>,
	{ words, eventEn }: { readonly words: Words; readonly eventEn: string | null },
	id: string,
	origin: string
): CertificateFacts {
	const { kind, letterhead, issuer, issuerEn, place, subject, byHand, number, isInvented } = facts;
	return composeFacts({
		template,
		issuer: {
			...{ name: issuer, nameEn: issuerEn, place, letterhead },
			authority: facts.bearsEmblem ? [kind] : []
		},
		decision: {
			...{ kind, number: facts.decision, decidedOn: facts.decidedOn },
			...{ signerTitle: facts.office, signerName: facts.signer }
		},
		recipient: { subject, words, byHand, ...(eventEn !== null && { wordsEn: { event: eventEn } }) },
		...{ number, id, isInvented },
		addressOf: (code) => addressOfCode(origin, code)
	});
}
