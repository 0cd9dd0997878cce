import type { Drawn } from '#lib/domain/honours/drawn.ts';
import { points, type Box } from '#lib/domain/honours/paper.ts';
import { tinos } from '../fonts.ts';
import type { AwardFile, Part } from './award-file.ts';
import { evenFont, runsOf } from './award-type.ts';
import { framePaths } from './frame.ts';
import { qrRuns } from './qr-runs.ts';

/** Pictures of templates by the hash of their file. */
export type Pictures = ReadonlyMap<string, Uint8Array>;
export const NO_PICTURES: Pictures = new Map();

type Of<K extends Drawn['kind']> = Extract<Drawn, { kind: K }>;

function drawWords(file: AwardFile, part: Part, words: Of<'words'>): void {
	const { doc } = file;
	const foreign = words.block.endsWith('-en') ? ({ lang: 'en' } as object) : {};
	const element = file.part(words.block === 'title' ? 'H1' : 'P', part, foreign);
	element.add(() => {
		doc.fontSize(words.size).fillColor(words.colour);
		for (const { text, x, baseline } of words.lines) {
			let at = points(x);
			// Where a sign stands over another, readers of the text would find them apart.
			const isMarked = /\p{M}/u.test(text);
			if (isMarked) doc.markContent('Span', { actual: text });
			for (const run of runsOf(words.face, text)) {
				const font = evenFont(run.family, words.face);
				const spaced = words.tracking === 0 ? {} : { characterSpacing: words.tracking };
				file.font(run.family, words.face);
				doc.text(run.text, at, points(baseline), {
					...{ lineBreak: false, baseline: 'alphabetic' },
					...spaced
				});
				at += (font.layout(run.text).advanceWidth / font.unitsPerEm) * words.size;
				at += words.tracking * [...run.text].length;
			}
			if (isMarked) doc.endMarkedContent();
		}
	});
	element.end();
}

function drawQr(file: AwardFile, part: Part, { address, box, alt }: Of<'qr'>): void {
	const { doc } = file;
	const element = file.part('Figure', part, { alt, bbox: boundsOf(box, doc.page.height) } as object);
	element.add(() => {
		for (const { x, y, width, height } of qrRuns(address, box)) {
			doc.rect(points(x), points(y), points(width), points(height));
		}
		doc.fillColor('#000000').fill();
	});
	element.end();
}

/** From the lower left corner, as PDF has it. */
const boundsOf = ({ x, y, width, height }: Box, page: number) => [
	points(x),
	page - points(y + height),
	points(x + width),
	page - points(y)
];

function drawPicture(
	file: AwardFile,
	part: Part,
	{ hash, box, alt }: Of<'picture'>,
	pictures: Pictures
): void {
	const { doc } = file;
	const bytes = pictures.get(hash);
	if (!bytes) throw new Error(`the template's picture ${hash} is not there`);
	const draw = () =>
		doc.image(Buffer.from(bytes), points(box.x), points(box.y), {
			fit: [points(box.width), points(box.height)],
			...{ align: 'center', valign: 'center' }
		});
	if (alt === null) return file.artifact(draw);
	const element = file.part('Figure', part, { alt, bbox: boundsOf(box, doc.page.height) } as object);
	element.add(draw);
	element.end();
}

/** Drawn as shapes: as text it would stand between the words of whoever copies or searches the sheet. */
function drawAcross(file: AwardFile, text: string, width: number, height: number): void {
	const { doc } = file;
	const font = tinos('bold');
	const { glyphs, positions } = evenFont('tinos', 'bold').layout(text);
	const long = positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
	const diagonal = Math.hypot(width, height);
	const scale = (diagonal * 0.66) / long;
	file.artifact(() => {
		doc.save();
		doc.rotate((-Math.atan2(height, width) * 180) / Math.PI, { origin: [width / 2, height / 2] });
		doc.translate(width / 2 - (long * scale) / 2, height / 2 + font.unitsPerEm * scale * 0.35);
		doc.scale(scale, -scale);
		doc.fillColor('#f3dede');
		for (const [index, { path }] of glyphs.entries()) {
			const shape = path.toSVG();
			if (shape) doc.path(shape).fill();
			doc.translate(positions[index]!.xAdvance, 0);
		}
		doc.restore();
	});
}

/** Draws one certificate where the file's pen is: everything of it as a part of its own. */
export function drawCertificate(
	file: AwardFile,
	drawn: readonly Drawn[],
	sheet: { readonly width: number; readonly height: number },
	pictures: Pictures
): void {
	const { doc } = file;
	const part = file.part('Sect');
	for (const one of drawn) {
		switch (one.kind) {
			case 'words':
				drawWords(file, part, one);
				break;
			case 'rule':
				file.artifact(() =>
					doc
						.rect(points(one.x), points(one.y), points(one.width), points(one.thickness))
						.fillColor('#000000')
						.fill()
				);
				break;
			case 'frame':
				file.artifact(() => {
					for (const { path, width, colour } of framePaths(one.box, one.scale)) {
						doc.save().scale(points(1)).path(path).lineWidth(width).strokeColor(colour).stroke().restore();
					}
				});
				break;
			case 'blank':
				file.artifact(() => {
					const { x, y, width, height } = one.box;
					doc.rect(points(x), points(y), points(width), points(height)).fillColor('#ffffff').fill();
				});
				break;
			case 'picture':
				drawPicture(file, part, one, pictures);
				break;
			case 'qr':
				drawQr(file, part, one);
				break;
			case 'across':
				drawAcross(file, one.text, points(sheet.width), points(sheet.height));
		}
	}
	part.end();
}
