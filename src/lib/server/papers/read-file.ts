import { createHash } from 'node:crypto';
import { safeFileName } from '#lib/domain/conference/file-name.ts';
import { fieldRefusal, Refusal, type RefusalParams } from '#lib/server/command/refusal.ts';
import { readPicture } from '#lib/server/pictures/read-picture.ts';
import { zipNames } from './zip-names.ts';

export const MOST_FILE_BYTES = 20 * 1024 * 1024;
export const FILE_TYPES = {
	pdf: 'application/pdf',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
	jpeg: 'image/jpeg',
	png: 'image/png',
	webp: 'image/webp'
} as const;
export type FileType = keyof typeof FILE_TYPES;

/** A file as it is kept, known by what is in it. */
export interface KeptFile {
	readonly type: FileType;
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly hash: string;
	/** As the sender called it, safe to give out. */
	readonly fileName: string;
}

const no = (code: string, params?: RefusalParams) => fieldRefusal('file', code, params);

const tooBig = () => no('paper_bytes', { limit: `${MOST_FILE_BYTES / 1024 / 1024} MB` });

const OFFICE: readonly (readonly [string, FileType])[] = [
	['word/document.xml', 'docx'],
	['xl/workbook.xml', 'xlsx'],
	['ppt/presentation.xml', 'pptx']
];
const OLE = 'd0cf11e0a1b11ae1';

function officeType(bytes: Buffer): FileType {
	const names = zipNames(bytes);
	if (!names) throw no('paper_torn');
	if (!names.includes('[Content_Types].xml')) throw no('paper_type');
	// What runs by itself on somebody's machine is not handed out.
	if (names.some((name) => /vbaProject|activeX|macrosheets/i.test(name))) throw no('paper_macros');
	const found = OFFICE.find(([part]) => names.includes(part));
	if (!found) throw no('paper_type');
	return found[1];
}

function pdfChecked(bytes: Buffer): FileType {
	if (!bytes.subarray(-2048).includes('%%EOF')) throw no('paper_torn');
	return 'pdf';
}

/** A document that somebody sent: known by its contents, whatever its name says. Pictures are written anew. Refuses in words. */
export async function readFile(sent: Uint8Array, given: string): Promise<KeptFile> {
	if (sent.length === 0) throw no('paper_none');
	if (sent.length > MOST_FILE_BYTES) throw tooBig();
	const bytes = Buffer.from(sent);
	const kept = (type: FileType, as: Uint8Array = sent): KeptFile => {
		const own = new Uint8Array(as);
		const fileName = safeFileName(given, type === 'jpeg' ? 'jpg' : type);
		return { type, fileName, bytes: own, hash: createHash('sha256').update(own).digest('hex') };
	};
	if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return kept(pdfChecked(bytes));
	if (bytes.length >= 4 && bytes.readUInt32LE(0) === 0x04034b50) return kept(officeType(bytes));
	if (bytes.subarray(0, 8).toString('hex') === OLE) throw no('paper_old');
	try {
		const picture = await readPicture(sent);
		return kept(picture.type.slice('image/'.length) as FileType, picture.bytes);
	} catch (error) {
		const code = error instanceof Refusal ? error.fields[0]?.code : undefined;
		if (code === undefined) throw error;
		throw no(code === 'picture_type' ? 'paper_type' : code, (error as Refusal).fields[0]?.params);
	}
}

/** The file in a form's field; null where nobody chose one. */
export async function fileIn(form: FormData): Promise<KeptFile | null> {
	const file = form.get('file');
	if (!(file instanceof File) || (file.size === 0 && file.name === '')) return null;
	if (file.size > MOST_FILE_BYTES) throw tooBig();
	return readFile(new Uint8Array(await file.arrayBuffer()), file.name);
}
