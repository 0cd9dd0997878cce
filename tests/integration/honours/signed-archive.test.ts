import { beforeAll, describe, expect, it } from 'vitest';
import { BUILT_IN_TEMPLATES } from '#lib/domain/honours/built-in.ts';
import { renderAward } from '#lib/server/documents/awards/render-award.ts';
import { readCms } from '#lib/server/honours/signing/cms/read-cms.ts';
import { signingKey } from '#lib/server/honours/signing/p12/signing-key.ts';
import { signedFile } from '#lib/server/honours/signing/sign-own.ts';
import { identity, p12 } from '../../support/make-p12.ts';
import { askPoppler, sampleFacts } from '../../support/sample-certificate.ts';

// What ISO 19005-2 (PDF/A-2a) and ISO 14289-1 (PDF/UA-1) ask of the bytes that a signature adds, clause by clause as far as
// bytes alone tell. No conformance checker stands behind it.
const at = new Date('2026-11-01T03:04:05Z');
let issued: Buffer;
let signed: Buffer;
let update: string;
beforeAll(async () => {
	const [template] = BUILT_IN_TEMPLATES;
	issued = Buffer.from(await renderAward(template!, sampleFacts(template!)));
	const authority = identity('Nơi cấp thử');
	const minh = identity('Trần Thị Minh', { organization: 'Ban Tổ chức', issuer: authority });
	const key = await signingKey({ bytes: await p12(minh, 'x', [authority]), password: 'x' }, at);
	signed = (await signedFile(issued, key, at)).bytes;
	update = signed.subarray(issued.length).toString('latin1');
});

/** Every object of a stretch of the file: the last one of a number counts. */
function objectsIn(text: string): Map<number, string> {
	const found = text.matchAll(/(?<=^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj(?=\n)/g);
	return new Map([...found].map(([, number, body]) => [Number(number), body!]));
}
const objectOf = (text: string, type: string) =>
	[...objectsIn(text)].find(([, body]) => new RegExp(`/Type /${type}\\b`).test(body))!;
/** A dictionary's entries without those named. */
const without = (body: string, ...names: string[]) =>
	body
		.split('\n')
		.filter((line) => !names.some((name) => line.startsWith(`/${name} `)))
		.join('\n');
const numbers = (body: string, name: string) =>
	new RegExp(`/${name} \\[([^\\]]*)\\]`).exec(body)![1]!.trim().split(/\s+/).map(Number);

describe('the update that a signature writes', () => {
	it('follows the issued bytes, which stay as they are, and nothing follows it (6.1.2, 6.1.3)', () => {
		expect(signed.subarray(0, issued.length).equals(issued)).toBe(true);
		expect(issued.toString('latin1').endsWith('%%EOF\n')).toBe(true);
		expect(update.startsWith('\n')).toBe(true);
		expect(update.match(/%%EOF/g)).toHaveLength(1);
		expect(update.endsWith('%%EOF\n')).toBe(true);
	});

	it('has a table whose every line is twenty bytes and finds its object (6.1.4, 6.1.9)', () => {
		const place = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(update)![1]);
		const table = signed.subarray(place).toString('latin1');
		const body = /^xref\n((?:\d+ 1\n\d{10} 00000 n \n)+)trailer\n/.exec(table)![1]!;
		const lines = [...body.matchAll(/(\d+) 1\n(\d{10}) 00000 n \n/g)];
		expect(lines.map(([, number]) => Number(number))).toEqual(
			[...objectsIn(update).keys()].sort((a, b) => a - b)
		);
		for (const [, number, where] of lines) {
			const head = `${number} 0 obj\n`;
			expect(signed.toString('latin1', Number(where), Number(where) + head.length)).toBe(head);
		}
	});

	it('names the same root, facts and first mark of the file, another second one, and is not encrypted (6.1.3)', () => {
		const trailerOf = (text: string) => /trailer\n<<\n([\s\S]*?)>>\nstartxref\n(\d+)/.exec(text)!;
		const [, before, start] = trailerOf(issued.toString('latin1'));
		const [, after] = trailerOf(update);
		const entry = (trailer: string, pattern: RegExp) => pattern.exec(trailer)?.[1];
		for (const pattern of [/(\/Root \d+ 0 R)/, /(\/Info \d+ 0 R)/, /\/ID \[(<[0-9a-f]{32}>)/]) {
			expect(entry(after!, pattern)).toBe(entry(before!, pattern));
			expect(entry(after!, pattern)).toBeDefined();
		}
		const marks = /\/ID \[<(\w+)> <(\w+)>\]/.exec(after!)!;
		expect(marks[2]).not.toBe(marks[1]);
		expect(entry(after!, /\/Prev (\d+)/)).toBe(start);
		expect(Number(entry(after!, /\/Size (\d+)/))).toBe(Math.max(...objectsIn(update).keys()) + 1);
		expect(after).not.toContain('/Encrypt');
	});

	it('says nothing new of the document: its facts, its XMP, its colours, its tags and its version stay', () => {
		const [root, catalog] = objectOf(update, 'Catalog');
		expect(without(catalog, 'AcroForm')).toBe(objectsIn(issued.toString('latin1')).get(root));
		for (const kept of [
			'Metadata',
			'OutputIntents',
			'MarkInfo',
			'StructTreeRoot',
			'Lang',
			'ViewerPreferences'
		]) {
			expect(catalog).toContain(`/${kept} `);
		}
		expect(catalog).not.toContain('/Version');
		const facts = /\/Info (\d+) 0 R/.exec(update)![1]!;
		expect(objectsIn(update).has(Number(facts))).toBe(false);
		expect(askPoppler('pdfinfo', signed, '-meta')).toBe(askPoppler('pdfinfo', issued, '-meta'));
		expect(askPoppler('pdfinfo', signed, '-struct-text')).toBe(askPoppler('pdfinfo', issued, '-struct-text'));
		expect([...objectsIn(update).keys()].length).toBe(4);
	});

	it('has a form of the one field, without XFA or appearances to be made, and nothing that acts (6.4.1, 6.5, 6.9)', () => {
		const [, catalog] = objectOf(update, 'Catalog');
		const [field] = objectOf(update, 'Annot');
		expect(catalog).toContain(`/AcroForm << /Fields [${field} 0 R] /SigFlags 3 >>`);
		expect(update).not.toMatch(/\/(XFA|NeedAppearances|A|AA|JS|JavaScript|OpenAction)\b/);
	});
});

describe('the field of a signature', () => {
	it('is printed in principle and never hidden, has no area and so needs no appearance (6.3.2, 6.3.3)', () => {
		const [, field] = objectOf(update, 'Annot');
		const flags = Number(/\/F (\d+)/.exec(field)![1]);
		const [INVISIBLE, HIDDEN, PRINT, NO_VIEW, TOGGLE] = [1, 2, 4, 32, 256];
		expect(flags & PRINT!).toBe(PRINT);
		expect(flags & (INVISIBLE! | HIDDEN! | NO_VIEW! | TOGGLE!)).toBe(0);
		const [left, bottom, right, top] = numbers(field, 'Rect');
		expect([right! - left!, top! - bottom!]).toEqual([0, 0]);
		expect(field).not.toContain('/AP');
	});

	it('lies beyond the sheet, so that it need not be in the tree of tags, and has a name all the same (UA 7.18.1, 7.18.4)', () => {
		const [, page] = objectOf(update, 'Page');
		const [, field] = objectOf(update, 'Annot');
		const [left, bottom] = numbers(page, 'MediaBox');
		const [, , right, top] = numbers(field, 'Rect');
		expect(page).not.toContain('/CropBox');
		expect(right! < left! && top! < bottom!).toBe(true);
		expect(field).toMatch(/\/TU <feff0054/);
	});

	it('stands on a page that is otherwise as it was, whose fields follow its tags (UA 7.18.3)', () => {
		const [number, page] = objectOf(update, 'Page');
		const [field, body] = objectOf(update, 'Annot');
		expect(without(page, 'Annots')).toBe(objectsIn(issued.toString('latin1')).get(number));
		expect(page).toContain(`/Annots [${field} 0 R]`);
		expect(page).toContain('/Tabs /S');
		expect(body).toContain(`/P ${number} 0 R`);
	});
});

describe('the signature itself', () => {
	it('covers the whole file but itself, by one signer, whose certificate is in it (6.4.3)', () => {
		const [, signature] = objectOf(update, 'Sig');
		const [from, until, after, rest] = numbers(signature, 'ByteRange') as [number, number, number, number];
		expect([from, after + rest]).toEqual([0, signed.length]);
		expect(signed.toString('latin1', until - 10, until)).toBe('/Contents ');
		const contents = signed.toString('latin1', until, after);
		expect(contents).toMatch(/^<(?:[0-9a-f]{2})+>$/);
		// One that says of two signers, or has no certificate of the signer, is not read at all.
		expect(readCms(Buffer.from(contents.slice(1, -1), 'hex')).signer.subjectName).toBe('Trần Thị Minh');
		expect(signature).toMatch(/\/Filter \/Adobe\.PPKLite\n\/SubFilter \/ETSI\.CAdES\.detached\n/);
		expect(signature).toContain('/M (D:20261101030405Z)');
	});
});
