import type { SignatureFacts } from '#lib/domain/honours/signature.ts';
import type { Certificate } from './asn1/certificate.ts';

/** What a signature by this certificate says of itself. */
export const factsOfSignature = (signer: Certificate, at: Date | null): SignatureFacts => ({
	signer: signer.subjectName,
	organization: signer.subjectOrganization === signer.subjectName ? null : signer.subjectOrganization,
	issuer: signer.issuerName,
	isSelfMade: signer.isSelfMade,
	serial: signer.x509.serialNumber.toLowerCase(),
	validFrom: signer.from.toISOString(),
	validTo: signer.to.toISOString(),
	signedAt: at?.toISOString() ?? null
});

/** The signatures that were found when a file was kept; none where it was kept before they were checked. */
export const signaturesOf = ({ signatures }: { readonly signatures: string }) =>
	JSON.parse(signatures) as readonly SignatureFacts[];
