import { createHash } from 'node:crypto';

const END = Buffer.from('%%EOF');
const MOST_ENDS = 30;

/** The issued file at the beginning of one that was signed, found by its SHA-256; null where it is not there. */
export function issuedPart(signed: Buffer, fileHash: string): Buffer | null {
	let end = signed.indexOf(END);
	for (let tried = 0; end !== -1 && tried < MOST_ENDS; tried++) {
		for (const more of ['', '\n', '\r\n']) {
			const part = signed.subarray(0, end + END.length + more.length);
			if (createHash('sha256').update(part).digest('hex') === fileHash) return part;
		}
		end = signed.indexOf(END, end + 1);
	}
	return null;
}
