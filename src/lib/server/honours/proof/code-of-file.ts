import { readCheckCode } from '#lib/domain/shared/check-code.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** The certificate whose issued or signed file has this SHA-256; null where none has. */
export async function codeOfFile(read: Tx, hash: string) {
	const issued = await read.awardCertificate.findFirst({ where: { fileHash: hash }, select: { code: true } });
	if (issued) return { code: issued.code, file: 'issued' as const };
	const signed = await read.signedCertificate.findFirst({
		where: { hash },
		select: { certificate: { select: { code: true } } }
	});
	return signed && { code: signed.certificate.code, file: 'signed' as const };
}

/** Codes that a PDF names in addresses of the verification page, as far as they stand there uncompressed. */
export function codesInPdf(bytes: Uint8Array): string[] {
	// A picture's words stand in two bytes a letter, the first of them zero for these.
	const text = Buffer.from(bytes).toString('latin1').replaceAll('\0', '');
	const named = [...text.matchAll(/\/v\/([0-9A-Z]{13})(?![0-9A-Z])/g)].flatMap(
		([, code]) => readCheckCode(code!) ?? []
	);
	return [...new Set(named)];
}
