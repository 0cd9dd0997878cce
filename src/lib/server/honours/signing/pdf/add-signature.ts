import { createHash } from 'node:crypto';
import { found, openIssued, OtherPdf } from './issued-pdf.ts';

interface Signing {
	/** Whom the signature names, as people read it. */
	readonly name: string;
	readonly at: Date;
	/** Bytes that the signature takes at most. */
	readonly room: number;
	/** A signature over these pieces, one after another. */
	sign(pieces: readonly Uint8Array[]): Promise<Uint8Array>;
}

/** Of `[0 1 2 3]`, with room for a file of any size. */
const RANGE_ROOM = 64;
const text = (words: string) => `<feff${Buffer.from(words, 'utf16le').swap16().toString('hex')}>`;
const pdfMoment = (at: Date) => `(D:${at.toISOString().replace(/\D/g, '').slice(0, 14)}Z)`;

/** A dictionary with one more entry, which it has not yet. */
function withEntry(dictionary: string, name: string, value: string): string {
	if (new RegExp(`/${name}\\b`).test(dictionary)) throw new OtherPdf(`it has ${name} already`);
	return `${dictionary.replace(/>>$/, '')}/${name} ${value}\n>>`;
}

/** The update behind a file, with zeros where the signature comes. */
function updateOf(issued: Buffer, { name, at, room }: Signing): string {
	const { start, count, trailer, object, root, page } = openIssued(issued);
	const [signature, field] = [count, count + 1];
	const objects: readonly (readonly [number, string])[] = [
		[root, withEntry(object(root), 'AcroForm', `<< /Fields [${field} 0 R] /SigFlags 3 >>`)],
		[page, withEntry(object(page), 'Annots', `[${field} 0 R]`)],
		[
			signature,
			`<<\n/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.CAdES.detached\n/M ${pdfMoment(at)}\n/Name ${text(name)}\n` +
				`/ByteRange [${' '.repeat(RANGE_ROOM - 2)}]\n/Contents <${'0'.repeat(room * 2)}>\n>>`
		],
		[
			field,
			'<<\n/Type /Annot\n/Subtype /Widget\n/FT /Sig\n/T (Signature1)\n' +
				`/TU ${text(name)}\n/F 132\n/Rect [-1 -1 -1 -1]\n/P ${page} 0 R\n/V ${signature} 0 R\n>>`
		]
	];
	let update = '\n';
	const places = objects.map(([number, body]) => {
		const place = issued.length + update.length;
		update += `${number} 0 obj\n${body}\nendobj\n`;
		return { number, place };
	});
	const table = issued.length + update.length;
	const lines = places
		.sort((one, other) => one.number - other.number)
		.map(({ number, place }) => `${number} 1\n${String(place).padStart(10, '0')} 00000 n \n`);
	const [id] = /<[0-9a-f]+>/i.exec(found(trailer, /\/ID \[([^\]]*)\]/)) ?? [];
	const next = createHash('sha256').update(issued).update(update).digest('hex').slice(0, 32);
	const info = found(trailer, /\/Info (\d+) 0 R/);
	return (
		`${update}xref\n${lines.join('')}trailer\n<<\n/Size ${count + 2}\n/Root ${root} 0 R\n/Info ${info} 0 R\n` +
		`/ID [${id} <${next}>]\n/Prev ${start}\n>>\nstartxref\n${table}\n%%EOF\n`
	);
}

/**
 * Adds a signature to an issued file, behind it: its own bytes stay as they are. The field has no area and lies beyond the
 * sheet: so it needs no appearance (PDF/A) and no place in the tree of tags (PDF/UA). Throws `OtherPdf` where the file is not built as Khéo's are.
 */
export async function addSignature(issued: Uint8Array, signing: Signing): Promise<Buffer> {
	const before = Buffer.from(issued);
	const bytes = Buffer.concat([before, Buffer.from(updateOf(before, signing), 'latin1')]);
	const contents = bytes.indexOf('/Contents <', before.length) + '/Contents '.length;
	const after = contents + signing.room * 2 + 2;
	const range = `[0 ${contents} ${after} ${bytes.length - after}]`;
	bytes.write(
		range.padEnd(RANGE_ROOM),
		bytes.indexOf('/ByteRange [', before.length) + '/ByteRange '.length,
		'latin1'
	);
	const signature = await signing.sign([bytes.subarray(0, contents), bytes.subarray(after)]);
	if (signature.length > signing.room) throw new RangeError('the signature is longer than its room');
	bytes.write(Buffer.from(signature).toString('hex'), contents + 1, 'latin1');
	return bytes;
}
