import { readCheckCode } from '#lib/domain/shared/check-code.ts';

/** The code in what was scanned or typed: the address behind a certificate's QR, or the signs below it. Null where it is none. */
export function codeIn(scanned: string): string | null {
	const text = scanned.trim();
	const path = /^https?:\/\/[^/]+\/v\/([^/?#]+)/i.exec(text)?.[1];
	return readCheckCode(path ?? text);
}
