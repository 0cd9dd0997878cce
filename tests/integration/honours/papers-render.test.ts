import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_TEMPLATES } from '#lib/domain/honours/built-in.ts';
import { Unfitting } from '#lib/domain/honours/lay-out.ts';
import { points } from '#lib/domain/honours/paper.ts';
import { onOtherSheet } from '#lib/domain/honours/template.ts';
import { hasGlyph, NoGlyph } from '#lib/server/documents/awards/award-type.ts';
import { renderAward, Unprintable } from '#lib/server/documents/awards/render-award.ts';
import { png } from '../../support/sample-pictures.ts';
import { askPoppler, greyOf, pictureOf, sampleFacts } from '../../support/sample-certificate.ts';

const template = (key: string) => BUILT_IN_TEMPLATES.find((one) => one.key === key)!;
const merit = template('state-merit-400x300');
const flat = (text: string) => text.replace(/\s+/gu, ' ').trim();
const textOf = (bytes: Uint8Array) => flat(askPoppler('pdftotext', bytes, '-raw'));

const PICTURES = new URL('./pictures/', import.meta.url);
const DPI = 36;

describe('a certificate', () => {
	it('looks as its stored picture, for every template that comes with Khéo', async () => {
		for (const one of BUILT_IN_TEMPLATES) {
			const picture = pictureOf(await renderAward(one, sampleFacts(one)), DPI);
			const file = new URL(`${one.key}.png`, PICTURES);
			// A picture that is meant to change: delete it, run this once, look at it.
			if (!existsSync(file) && !process.env.CI) writeFileSync(file, picture);
			const [is, should] = [greyOf(picture), greyOf(readFileSync(file))];
			expect([one.key, is.width, is.height]).toEqual([one.key, should.width, should.height]);
			const others = is.pixels.filter((pixel, at) => Math.abs(pixel - should.pixels[at]!) > 48).length;
			expect(others / is.pixels.length, one.key).toBeLessThan(0.002);
		}
	});

	it('is as large as its sheet, to a tenth of a millimetre', async () => {
		const custom = onOtherSheet(merit, {
			...{ width: 333.3, height: 251.7 },
			frame: { x: 20, y: 20, width: 293.3, height: 211.7 }
		});
		for (const one of [...BUILT_IN_TEMPLATES, custom]) {
			const info = askPoppler('pdfinfo', await renderAward(one, sampleFacts(one)));
			const [, width, height] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(info)!;
			expect(Math.abs(Number(width) - points(one.sheet.width))).toBeLessThan(points(0.1));
			expect(Math.abs(Number(height) - points(one.sheet.height))).toBeLessThan(points(0.1));
		}
	});

	it('says in its text what it says on paper', async () => {
		const text = textOf(await renderAward(merit, sampleFacts(merit)));
		expect(text).toBe(
			'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LAI CHÂU TẶNG ' +
				'BẰNG KHEN Ông Lò Văn Pâng Trưởng ban Công tác Mặt trận, bản Nậm Pồ, xã Nà Hỳ, tỉnh Điện Biên ' +
				'Đã có thành tích xuất sắc trong thực hiện phong trào thi đua “Dân vận khéo” giai đoạn 2020 - 2025, ' +
				'góp phần xây dựng nông thôn mới ở cơ sở. Lai Châu, ngày 15 tháng 10 năm 2025 KT. CHỦ TỊCH PHÓ CHỦ TỊCH ' +
				'Nguyễn Thị Thanh Hương 04HM-ASW9-NF6Y-V Quyết định số: 1234/QĐ-UBND ngày 15 tháng 10 năm 2025 ' +
				'Số sổ vàng: 056'
		);
	});

	it('prints the letters of every people of the country, and takes from another font what its own lacks', async () => {
		const name = 'Y’ Khŭn Ƀơ̆n Ksơr ƀuôn Ê̆ban K’Čil ŏñ ⅚';
		const bytes = await renderAward(merit, sampleFacts(merit, { name }));
		expect(textOf(bytes)).toContain(name.normalize('NFC'));
		expect([...'ẬƀĔʼ№₫⅚🎉龍'].filter((sign) => !hasGlyph(sign))).toEqual(['🎉', '龍']);
		expect(askPoppler('pdffonts', bytes)).toMatch(/NotoSerif-Bold .* yes yes yes/);
	});

	it('is tagged, archivable and accessible by what it says of itself, and has all its fonts in it', async () => {
		const facts = sampleFacts(merit, { name: 'Lò <Văn> & "Pâng"' });
		const bytes = await renderAward(merit, facts);
		const info = askPoppler('pdfinfo', bytes);
		expect(info).toMatch(/Tagged:\s+yes/);
		expect(info).toContain('Title:           BẰNG KHEN · Ông Lò <Văn> & "Pâng"');
		const meta = askPoppler('pdfinfo', bytes, '-meta');
		expect(meta).toContain('<pdfaid:part>2</pdfaid:part>');
		expect(meta).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
		expect(meta).toContain('<pdfuaid:part>1</pdfuaid:part>');
		expect(meta).toContain('Lò &#60;Văn&#62; &#38; &#34;Pâng&#34;');
		const raw = Buffer.from(bytes).toString('latin1');
		for (const said of ['/GTS_PDFA1', '/Lang (vi-VN)', '/DisplayDocTitle true']) expect(raw).toContain(said);
		const structure = askPoppler('pdfinfo', bytes, '-struct-text');
		expect(structure).toMatch(/H1 \(block\)\s+"BẰNG KHEN"/);
		expect(structure).toContain('Figure');
		for (const line of askPoppler('pdffonts', bytes).split('\n').slice(2).filter(Boolean)) {
			expect(line).toMatch(/ yes yes yes /);
		}
	});

	it('is the same file, byte for byte, whenever it is made and whatever was made before it', async () => {
		const facts = sampleFacts(merit);
		const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
		const first = hash(await renderAward(merit, facts));
		await renderAward(
			template('state-certificate-en'),
			sampleFacts(template('state-certificate-en'), { name: 'Ƀơ̆n ⅚' })
		);
		expect(hash(await renderAward(structuredClone(merit), structuredClone(facts)))).toBe(first);
		// Certificates that were issued are known by this: where it changes, so does every hash that was published.
		expect(first).toBe('80bdf99c8c2884b044d21f8cb08270995ce646213bdbb82a46eed50b515ce53d');
	});

	it('bears the emblem only where it may, and needs its file there', async () => {
		const hash = 'e'.repeat(64);
		const bearing = { ...merit, emblem: hash };
		const pictures = new Map([[hash, png()]]);
		const images = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1').includes('/Subtype /Image');
		expect(images(await renderAward(bearing, sampleFacts(bearing), pictures))).toBe(true);
		const without = sampleFacts(bearing, {}, { bearsEmblem: false });
		expect(images(await renderAward(bearing, without, pictures))).toBe(false);
		await expect(renderAward(bearing, sampleFacts(bearing))).rejects.toThrow('picture');
	});

	it('keeps what was set by hand for one recipient, and refuses to tear a name or leave the box', async () => {
		const collective = { name: 'Ban Công tác Mặt trận thôn Đồng Tâm, xã Mường Và' };
		const lines = ['Ban Công tác Mặt trận', 'thôn Đồng Tâm, xã Mường Và'];
		const set = (byHand: object, words = collective) =>
			renderAward(merit, sampleFacts(merit, words, { byHand: { recipient: byHand as never } }, 'collective'));
		const bytes = await set({ size: 18, lines, dx: 3, dy: -1.5 });
		expect(askPoppler('pdftotext', bytes, '-layout')).toMatch(/Mặt trận\n+\s+thôn Đồng Tâm/);
		await expect(set({ size: 60, lines, dx: 0, dy: 0 })).rejects.toThrow(Unfitting);
		// Words that were put right since are printed as they are now, not as they were broken then.
		const renamed = await set({ size: null, lines, dx: 0, dy: 0 }, { name: 'Chi bộ bản Nậm Pồ' });
		expect(textOf(renamed)).toContain('Chi bộ bản Nậm Pồ');
	});

	it('says across the sheet that it is none where it was made for a demonstration', async () => {
		const plain = pictureOf(await renderAward(merit, sampleFacts(merit)), DPI);
		const bytes = await renderAward(merit, sampleFacts(merit, {}, { isInvented: true }));
		const [a, b] = [greyOf(plain), greyOf(pictureOf(bytes, DPI))];
		expect(b.pixels.filter((pixel, at) => pixel !== a.pixels[at]).length).toBeGreaterThan(2000);
	});
});

const strange = fc.oneof(
	fc.constantFrom(
		'<b>Lò</b> Văn',
		'\u202eLò Văn',
		'Lò 🎉 Văn',
		'Lò\u200bVăn',
		'A'.repeat(300),
		'Lò \ud800',
		'&amp; %s'
	),
	fc.string({ unit: fc.constantFrom(...'aăâđêôơưẳỗợỷỸ Ậ<>&"()\\’'), minLength: 1, maxLength: 300 })
);

describe('whatever somebody is called', () => {
	it('is printed exactly so, or refused', async () => {
		let printed = 0;
		await fc.assert(
			fc.asyncProperty(strange, async (name) => {
				const facts = sampleFacts(merit, { name, honorific: 'Bà' });
				let bytes: Uint8Array;
				try {
					bytes = await renderAward(merit, facts);
				} catch (error) {
					const isKnown = [Unfitting, NoGlyph, Unprintable].some((kind) => error instanceof kind);
					expect(isKnown, String(error)).toBe(true);
					return;
				}
				printed += 1;
				expect(textOf(bytes)).toContain(flat(facts.lines.recipient));
			}),
			{ numRuns: 30, seed: 20261129 }
		);
		expect(printed).toBeGreaterThan(5);
	});
});
