import { checkCms, type WrongSignature } from './cms/check-cms.ts';
import { looksKept } from './pdf/look-kept.ts';
import type { SignatureFacts } from '#lib/domain/honours/signature.ts';
import { factsOfSignature } from './signature-facts.ts';

/** Why a file is not the issued one with good signatures behind it. */
export type NotSigned = 'rewritten' | 'redrawn' | 'unsigned' | 'not-whole' | WrongSignature;

const LONGEST_CONTENTS = 400_000;
const MOST_SIGNATURES = 10;
const RANGE = /\/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]/g;

/** What one signature covers: everything from the beginning to its end but itself. */
interface Range {
	readonly length: number;
	readonly second: number;
	readonly end: number;
	/** Of the dictionary that it stands in. */
	readonly at: number;
}

function rangesIn(bytes: Buffer, from: number): readonly Range[] | null {
	const ranges: Range[] = [];
	for (const { index, ...values } of bytes.subarray(from).toString('latin1').matchAll(RANGE)) {
		const [first, length, second, rest] = [1, 2, 3, 4].map((at) => Number(values[at])) as [
			number,
			number,
			number,
			number
		];
		const end = second + rest;
		if (first !== 0 || length <= from || length >= second || end > bytes.length) return null;
		if (second - length > LONGEST_CONTENTS * 2 || ranges.length === MOST_SIGNATURES) return null;
		ranges.push({ length, second, end, at: from + index });
	}
	return ranges.sort((one, other) => one.end - other.end);
}

/** The moment that a signature's dictionary names, which the signature is over too. */
function momentBeside(bytes: Buffer, { at, second }: Range): Date | null {
	const from = bytes.lastIndexOf(' obj', at);
	const to = bytes.indexOf('endobj', second);
	const text = bytes.subarray(Math.max(from, at - 4000), at).toString('latin1');
	const behind = bytes
		.subarray(second, Math.min(to === -1 ? bytes.length : to, second + 4000))
		.toString('latin1');
	const pattern = /\/M\s*\(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'?(\d\d)?)?/;
	const found = pattern.exec(text) ?? pattern.exec(behind);
	if (!found) return null;
	const [year, month, day, hour, minute, seconds] = found.slice(1, 7).map(Number) as [number, ...number[]];
	const offset = (Number(found[8] ?? 0) * 60 + Number(found[9] ?? 0)) * (found[7] === '-' ? -1 : 1);
	const moment = new Date(Date.UTC(year, month! - 1, day, hour, minute! - offset, seconds));
	return Number.isNaN(moment.getTime()) ? null : moment;
}

function checkedAt(bytes: Buffer, range: Range): SignatureFacts | WrongSignature | 'not-whole' {
	const { length, second, end } = range;
	const hexDigits = /^<([0-9a-fA-F]*)>$/.exec(bytes.subarray(length, second).toString('latin1'));
	if (!hexDigits) return 'not-whole';
	const pieces = [bytes.subarray(0, length), bytes.subarray(second, end)];
	const checked = checkCms(Buffer.from(hexDigits[1]!, 'hex'), pieces);
	return typeof checked === 'string'
		? checked
		: factsOfSignature(checked.signer, checked.at ?? momentBeside(bytes, range));
}

/**
 * The signatures behind the first `from` bytes of a file, in the order in which they were made. Each must be good, and the last
 * one must cover the whole file. Whether the signers' certificates are to be trusted is not asked here.
 */
export function signaturesBehind(sent: Uint8Array, from: number): readonly SignatureFacts[] | NotSigned {
	const bytes = Buffer.from(sent);
	const ranges = rangesIn(bytes, from);
	if (!ranges) return 'not-whole';
	if (ranges.length === 0) return 'unsigned';
	if (ranges.at(-1)!.end !== bytes.length) return 'not-whole';
	const found: SignatureFacts[] = [];
	for (const range of ranges) {
		const checked = checkedAt(bytes, range);
		if (typeof checked === 'string') return checked;
		found.push(checked);
	}
	return found;
}

/**
 * Checks the signatures on an issued file. Signing adds to a PDF and leaves what was there as it is: a file that does not
 * begin with the issued bytes was written anew, and one whose sheet was drawn anew behind them shows something else. Neither says
 * anything of the issued one.
 */
export function signedIssued(issued: Uint8Array, sent: Uint8Array): readonly SignatureFacts[] | NotSigned {
	const bytes = Buffer.from(sent);
	const before = Buffer.from(issued);
	if (!bytes.subarray(0, before.length).equals(before)) return 'rewritten';
	const checked = signaturesBehind(bytes, before.length);
	if (typeof checked === 'string') return checked;
	return looksKept(before, bytes.subarray(before.length)) ? checked : 'redrawn';
}
