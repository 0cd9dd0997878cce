import { inflateSync } from 'node:zlib';
import { found, openIssued, OtherPdf } from './issued-pdf.ts';

const PACK = /\/ObjStm(?![A-Za-z])/g;
const MOST_INFLATED = 8 * 1024 * 1024;

/** Objects that are packed together in a stream, by number. */
function packedIn(added: Buffer, text: string): Map<number, string> {
	const packed = new Map<number, string>();
	for (const { index } of text.matchAll(PACK)) {
		const dictionary = text.slice(text.lastIndexOf('obj', index), text.indexOf('stream', index));
		const start = text.indexOf('\n', text.indexOf('stream', index)) + 1;
		const bytes = added.subarray(start, text.indexOf('endstream', start));
		const plain = inflateSync(bytes, { maxOutputLength: MOST_INFLATED }).toString('latin1');
		const first = Number(found(dictionary, /\/First\s+(\d+)/));
		const heads = plain.slice(0, first).trim().split(/\s+/).map(Number);
		for (let at = 0; at + 1 < heads.length; at += 2) {
			packed.set(heads[at]!, plain.slice(first + heads[at + 1]!, first + (heads[at + 3] ?? plain.length)));
		}
	}
	return packed;
}

/** Objects that were added, the old numbers among them too, each with everything that is said under its number. */
function addedObjects(added: Buffer): Map<number, string[]> {
	const text = added.toString('latin1');
	const objects = new Map<number, string[]>();
	const add = (number: number, body: string) => objects.set(number, [...(objects.get(number) ?? []), body]);
	for (const { 0: head, 1: number, index } of text.matchAll(/(?<!\d)(\d{1,10})\s+\d{1,5}\s+obj/g)) {
		add(Number(number), text.slice(index + head.length, text.indexOf('endobj', index)));
	}
	// A name may be written with its letters as numbers.
	const decoded = text.replace(/#([0-9a-fA-F]{2})/g, (_, code: string) =>
		String.fromCharCode(parseInt(code, 16))
	);
	const packs = (of: string) => of.match(PACK)?.length ?? 0;
	if (packs(decoded) !== packs(text)) throw new OtherPdf('hidden objects');
	for (const [number, body] of packedIn(added, text)) add(number, body);
	return objects;
}

const references = (body: string) =>
	[...body.matchAll(/(?<!\d)(\d{1,10})\s+0\s+R/g)].map(([, number]) => Number(number));

/** Everything that a sheet's look is made of: what it draws, by which fonts and pictures. */
function drawnBy({ object, anyObject, page }: ReturnType<typeof openIssued>): Set<number> {
	const look = new Set<number>();
	const open = ['Contents', 'Resources'].map((name) =>
		Number(found(object(page), new RegExp(`/${name} (\\d+) 0 R`)))
	);
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		if (look.has(next)) continue;
		look.add(next);
		open.push(...references(anyObject(next).split('stream\n')[0]!));
	}
	return look;
}

const isSame = (before: string, now: string, name: string): boolean => {
	const value = (body: string) =>
		[...body.matchAll(new RegExp(`/${name}\\s+(\\d+)\\s+0\\s+R`, 'g'))].map(([, to]) => to);
	const [own] = value(before);
	return value(now).length === 1 && value(now)[0] === own;
};

function isKept(issued: Buffer, added: Buffer): boolean {
	const file = openIssued(issued);
	const look = drawnBy(file).add(file.tree);
	const text = added.toString('latin1');
	const roots = [...text.matchAll(/\/Root\s+(\d+)\s+\d+\s+R/g)];
	if (roots.some(([, root]) => Number(root) !== file.root)) return false;
	for (const [number, bodies] of addedObjects(added)) {
		if (look.has(number)) return false;
		const names = number === file.page ? ['Contents', 'Resources'] : number === file.root ? ['Pages'] : [];
		const before = names.length > 0 ? file.object(number) : '';
		if (!names.every((name) => bodies.every((body) => isSame(before, body, name)))) return false;
	}
	return true;
}

/**
 * Whether what was added to an issued file leaves its sheet as it is: nothing takes the place of what the sheet draws, of its
 * fonts, or of the sheet itself. Without this somebody could add other words, sign them, and show them under the same code.
 * A stamp on top of the sheet is let be: signing programs draw one.
 */
export function looksKept(issued: Buffer, added: Buffer): boolean {
	try {
		return isKept(issued, added);
	} catch (error) {
		if (error instanceof OtherPdf || (error as { code?: string }).code?.startsWith('Z_')) return false;
		if (error instanceof RangeError) return false;
		throw error;
	}
}
