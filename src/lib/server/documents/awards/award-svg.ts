import type { Drawn } from '#lib/domain/honours/drawn.ts';
import type { Box, Sheet } from '#lib/domain/honours/paper.ts';
import { mm } from '#lib/domain/honours/paper.ts';
import { tinos } from '../fonts.ts';
import { evenFont, runsOf } from './award-type.ts';
import { framePaths } from './frame.ts';
import { qrRuns } from './qr-runs.ts';

type Of<K extends Drawn['kind']> = Extract<Drawn, { kind: K }>;

const number = (value: number) => String(Math.round(value * 10_000) / 10_000);
const safe = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Letters as the shapes that the file has too: whoever looks at it needs no font. */
function words({ lines, size, face, colour, tracking }: Of<'words'>): string {
	const shapes: string[] = [];
	for (const { text, x, baseline } of lines) {
		let at = x;
		for (const run of runsOf(face, text)) {
			const font = evenFont(run.family, face);
			const scale = mm(size) / font.unitsPerEm;
			const { glyphs, positions } = font.layout(run.text);
			for (const [index, { path }] of glyphs.entries()) {
				const { xAdvance, xOffset, yOffset } = positions[index]!;
				const shape = path.toSVG();
				if (shape) {
					const [left, top] = [at + xOffset * scale, baseline - yOffset * scale];
					const place = `translate(${number(left)} ${number(top)}) scale(${scale.toFixed(7)} ${(-scale).toFixed(7)})`;
					shapes.push(`<path transform="${place}" d="${shape}"/>`);
				}
				at += xAdvance * scale + (xAdvance > 0 ? mm(tracking) : 0);
			}
		}
	}
	return `<g fill="${colour}">${shapes.join('')}</g>`;
}

const rect = ({ x, y, width, height }: Box, fill: string) =>
	`<rect x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}" fill="${fill}"/>`;

function across(text: string, { width, height }: Pick<Sheet, 'width' | 'height'>): string {
	const font = tinos('bold');
	const { glyphs, positions } = evenFont('tinos', 'bold').layout(text);
	const long = positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
	const scale = (Math.hypot(width, height) * 0.66) / long;
	const angle = (-Math.atan2(height, width) * 180) / Math.PI;
	let at = 0;
	const shapes = glyphs.map(({ path }, index) => {
		const shape = `<path transform="translate(${at} 0)" d="${path.toSVG()}"/>`;
		at += positions[index]!.xAdvance;
		return shape;
	});
	const turned = `rotate(${number(angle)} ${number(width / 2)} ${number(height / 2)})`;
	const start = `translate(${number(width / 2 - (long * scale) / 2)} ${number(height / 2 + font.unitsPerEm * scale * 0.35)})`;
	return `<g fill="#f3dede" transform="${turned} ${start} scale(${scale.toFixed(7)} ${(-scale).toFixed(7)})">${shapes.join('')}</g>`;
}

function part(
	one: Drawn,
	sheet: Pick<Sheet, 'width' | 'height'>,
	pictureAt: (hash: string) => string
): string {
	switch (one.kind) {
		case 'words':
			return words(one);
		case 'rule':
			return rect({ ...one, height: one.thickness }, '#000000');
		case 'frame':
			return framePaths(one.box, one.scale)
				.map(({ path, width, colour }) => {
					return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${number(width)}"/>`;
				})
				.join('');
		case 'blank':
			return rect(one.box, '#ffffff');
		case 'picture': {
			const { x, y, width, height } = one.box;
			const place = `x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}"`;
			return `<image ${place} href="${safe(pictureAt(one.hash))}"/>`;
		}
		case 'qr':
			return qrRuns(one.address, one.box)
				.map((run) => rect(run, '#000000'))
				.join('');
		case 'across':
			return across(one.text, sheet);
	}
}

/** What is inside an SVG whose units are millimetres of the sheet: drawn from the same list as the file. */
export function awardSvg(
	drawn: readonly Drawn[],
	sheet: Pick<Sheet, 'width' | 'height'>,
	pictureAt: (hash: string) => string
): string {
	return drawn.map((one) => part(one, sheet, pictureAt)).join('');
}
