import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import type { SubjectKind } from '#lib/domain/honours/award-kind.ts';
import { certificateCode } from '#lib/domain/honours/certificate-code.ts';
import type { CertificateFacts } from '#lib/domain/honours/certificate-facts.ts';
import type { Template } from '#lib/domain/honours/template.ts';
import { linesOf, type Words } from '#lib/domain/honours/wording.ts';

const ID = '0123456789abcdef0123456789abcdef';
const WORDS: Words = {
	honorific: 'Ông',
	name: 'Lò Văn Pâng',
	position: 'Trưởng ban Công tác Mặt trận',
	unit: 'bản Nậm Pồ',
	locality: 'xã Nà Hỳ, tỉnh Điện Biên',
	achievement:
		'Đã có thành tích xuất sắc trong thực hiện phong trào thi đua “Dân vận khéo” giai đoạn 2020 - 2025, góp phần xây dựng nông thôn mới ở cơ sở',
	prize: 'giải Nhất',
	event: 'Hội thi “Dân vận khéo” tỉnh Lai Châu năm 2025'
};
const ENGLISH: Words = {
	prize: 'First Prize',
	event: 'the Skilled Mass Mobilization Contest of Lai Châu Province, 2025'
};

function issuerOf({ kind, letterhead }: Template): string {
	if (kind === 'certificate') return 'Ban Tổ chức Hội thi “Dân vận khéo” tỉnh Lai Châu năm 2025';
	return letterhead === 'party'
		? 'Ban Chấp hành Đảng bộ tỉnh Lai Châu'
		: 'Chủ tịch Ủy ban nhân dân tỉnh Lai Châu';
}

/** What one certificate of a template says, with words of one's own. */
export function sampleFacts(
	template: Template,
	words: Words = {},
	more: Partial<CertificateFacts> = {},
	subject: SubjectKind = 'individual'
): CertificateFacts {
	const own = { ...WORDS, ...words };
	const { wording, wordingEn, kind, letterhead } = template;
	return {
		id: ID,
		code: certificateCode(ID),
		address: `https://hoithi.example.vn/v/${certificateCode(ID)}`,
		...{ kind, letterhead, subject, issuer: issuerOf(template) },
		issuerEn: 'Organizing Committee of the Contest',
		lines: linesOf(wording[subject], subject, own),
		linesEn: wordingEn && linesOf(wordingEn[subject], subject, { ...own, ...ENGLISH }),
		place: 'Lai Châu',
		decidedOn: '2025-10-15',
		decision: kind === 'certificate' ? null : '1234/QĐ-UBND',
		number: 56,
		office: 'KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH',
		signer: 'Nguyễn Thị Thanh Hương',
		bearsEmblem: letterhead === 'state' && kind !== 'certificate',
		byHand: {},
		isInvented: false,
		...more
	};
}

/** Asks one of poppler's tools about a file. */
export function askPoppler(
	tool: 'pdftotext' | 'pdfinfo' | 'pdffonts',
	bytes: Uint8Array,
	...options: string[]
): string {
	const folder = mkdtempSync(join(tmpdir(), 'kheo-award-'));
	try {
		const file = join(folder, 'award.pdf');
		writeFileSync(file, bytes);
		const to = tool === 'pdftotext' ? ['-'] : [];
		return execFileSync(tool, [...options, file, ...to], { encoding: 'utf8' });
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** A page of a file as a picture in grey. */
export function pictureOf(bytes: Uint8Array, dpi: number): Buffer {
	const folder = mkdtempSync(join(tmpdir(), 'kheo-award-'));
	try {
		const file = join(folder, 'award.pdf');
		writeFileSync(file, bytes);
		execFileSync('pdftoppm', ['-gray', '-png', '-r', String(dpi), '-singlefile', file, join(folder, 'page')]);
		return readFileSync(join(folder, 'page.png'));
	} finally {
		rmSync(folder, { recursive: true });
	}
}

export interface Grey {
	readonly width: number;
	readonly height: number;
	readonly pixels: Uint8Array;
}

const paeth = (a: number, b: number, c: number): number => {
	const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
	if (pa <= pb && pa <= pc) return a;
	return pb <= pc ? b : c;
};

/** The pixels of a PNG of eight bits a channel, grey or its like in three colours, as pdftoppm writes them. */
export function greyOf(png: Buffer): Grey {
	let [width, height, channels] = [0, 0, 1];
	const packed: Buffer[] = [];
	for (let at = 8; at < png.length;) {
		const length = png.readUInt32BE(at);
		const kind = png.toString('latin1', at + 4, at + 8);
		const data = png.subarray(at + 8, at + 8 + length);
		if (kind === 'IHDR') {
			[width, height, channels] = [data.readUInt32BE(0), data.readUInt32BE(4), data[9] === 2 ? 3 : 1];
		}
		if (kind === 'IDAT') packed.push(data);
		at += 12 + length;
	}
	const raw = inflateSync(Buffer.concat(packed));
	const line = width * channels;
	const all = new Uint8Array(line * height);
	for (let row = 0; row < height; row += 1) {
		const filter = raw[row * (line + 1)]!;
		for (let column = 0; column < line; column += 1) {
			const at = row * line + column;
			const left = column >= channels ? all[at - channels]! : 0;
			const up = row > 0 ? all[at - line]! : 0;
			const corner = row > 0 && column >= channels ? all[at - line - channels]! : 0;
			const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter]!;
			all[at] = raw[row * (line + 1) + 1 + column]! + guess;
		}
	}
	return { width, height, pixels: all.filter((_, at) => at % channels === 0) };
}
