import { m } from '#lib/paraglide/messages.js';
import { dayWords } from '#lib/words/moment.ts';
import { drawQr } from '../paper-qr.ts';
import { mm, type Paper, type PaperFacts, type Part } from '../paper.ts';
import { FORMATS, type FormatFacts } from './badge-formats.ts';
import type { BadgesInput, PrintedBadge } from './badges-input.ts';

const RIBBONS: Readonly<Record<string, { readonly band: string; readonly words: string }>> = {
	red: { band: '#9a1220', words: '#ffffff' },
	gold: { band: '#e3b341', words: '#271b18' },
	green: { band: '#1c6138', words: '#ffffff' },
	blue: { band: '#1d4d75', words: '#ffffff' },
	grey: { band: '#4d4a47', words: '#ffffff' }
};
const CROP_MM = 4;
const CROP_GAP_MM = 1.5;

interface Box {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

interface Line {
	readonly text: string;
	readonly face?: 'regular' | 'bold' | 'italic';
	/** Points: begins with the largest that fits, down to the smallest. */
	readonly sizes: readonly [largest: number, smallest: number];
	readonly lines: number;
	readonly align?: 'left' | 'center';
	readonly color?: string;
}

/** Where the badge with this place on its sheet lies. */
function boxOf(paper: Paper, facts: FormatFacts, place: number): Box {
	const { widthMm, heightMm, columns, rows, gapMm } = facts;
	const [width, height, gap] = [mm(widthMm), mm(heightMm), mm(gapMm)];
	const { page } = paper.doc;
	const left = (page.width - columns * width - (columns - 1) * gap) / 2;
	const top = (page.height - rows * height - (rows - 1) * gap) / 2;
	return {
		x: left + (place % columns) * (width + gap),
		y: top + Math.floor(place / columns) * (height + gap),
		width,
		height
	};
}

/** Two short lines at each corner, outside of the badge. */
function cropMarks(paper: Paper, { x, y, width, height }: Box): void {
	const { doc } = paper;
	const [near, far] = [mm(CROP_GAP_MM), mm(CROP_GAP_MM + CROP_MM / 2)];
	paper.artifact(() => {
		for (const [cornerX, outX] of [
			[x, -1],
			[x + width, 1]
		] as const) {
			for (const [cornerY, outY] of [
				[y, -1],
				[y + height, 1]
			] as const) {
				doc
					.moveTo(cornerX + outX * near, cornerY)
					.lineTo(cornerX + outX * far, cornerY)
					.moveTo(cornerX, cornerY + outY * near)
					.lineTo(cornerX, cornerY + outY * far);
			}
		}
		doc.lineWidth(0.35).strokeColor('#000000').stroke();
	});
}

/** The largest size at which a text stays in its lines and no word is broken. */
function fitted(paper: Paper, line: Line, width: number): number {
	const { doc } = paper;
	const [largest, smallest] = line.sizes;
	const words = line.text.split(/\s+/);
	for (let size = largest; size > smallest; size -= 0.5) {
		doc.font(line.face ?? 'regular').fontSize(size);
		const isWhole = words.every((word) => doc.widthOfString(word) <= width);
		const height = doc.heightOfString(line.text, { width });
		if (isWhole && height <= doc.currentLineHeight(true) * line.lines + 0.5) return size;
	}
	return smallest;
}

/** Ends with an ellipsis what does not fit even at its smallest size. */
function clipped(paper: Paper, line: Line, width: number, size: number): string {
	const { doc } = paper;
	doc.font(line.face ?? 'regular').fontSize(size);
	const most = doc.currentLineHeight(true) * line.lines + 0.5;
	const words = line.text.split(/\s+/);
	if (doc.heightOfString(line.text, { width }) <= most) return line.text;
	while (words.length > 1 && doc.heightOfString(`${words.join(' ')}…`, { width }) > most) words.pop();
	return `${words.join(' ')}…`;
}

/** Writes a line of the badge at `y`; answers where the next one may begin. */
function write(paper: Paper, part: Part, line: Line, box: Pick<Box, 'x' | 'y' | 'width'>): number {
	const { doc } = paper;
	const size = fitted(paper, line, box.width);
	const text = clipped(paper, line, box.width, size);
	const element = paper.part('P', part);
	element.add(() =>
		doc
			.font(line.face ?? 'regular')
			.fontSize(size)
			.fillColor(line.color ?? '#000000')
			.text(text, box.x, box.y, { width: box.width, align: line.align ?? 'center' })
	);
	element.end();
	return (
		box.y +
		doc
			.font(line.face ?? 'regular')
			.fontSize(size)
			.heightOfString(text, { width: box.width })
	);
}

function ribbon(paper: Paper, part: Part, badge: PrintedBadge, band: Box, size: number): void {
	const { band: color, words } = RIBBONS[badge.ribbon] ?? RIBBONS.grey!;
	paper.artifact(() => paper.doc.rect(band.x, band.y, band.width, band.height).fill(color));
	const text = badge.category.toLocaleUpperCase('vi');
	const line: Line = { text, face: 'bold', sizes: [size, 6], lines: 1, color: words };
	const fit = fitted(paper, line, band.width - mm(4));
	paper.doc.font('bold').fontSize(fit);
	const y = band.y + (band.height - paper.doc.currentLineHeight(true)) / 2;
	write(paper, part, line, { x: band.x + mm(2), y, width: band.width - mm(4) });
}

function code(paper: Paper, part: Part, badge: PrintedBadge, input: BadgesInput, at: Box): void {
	const figure = paper.part('Figure', part, { alt: m.admission_badge_qr_alt({}, { locale: input.locale }) });
	figure.add(() => drawQr(paper, badge.token, at.x, at.y, (at.width * 25.4) / 72));
	figure.end();
	write(
		paper,
		part,
		{ text: badge.code, face: 'bold', sizes: [at.height, 5.5], lines: 1 },
		{ x: at.x, y: at.y + at.width - mm(0.6), width: at.width }
	);
}

const daysOf = ({ startsOn, endsOn }: BadgesInput['days']) =>
	startsOn === endsOn ? dayWords(startsOn) : `${dayWords(startsOn)} – ${dayWords(endsOn)}`;

const seatOf = ({ seat }: PrintedBadge, locale: 'vi' | 'en') =>
	seat ? m.admission_badge_seat({ seat }, { locale }) : null;

/** Who bears a badge: name, office, unit, seat, as far as they are known. */
function bearerOf(badge: PrintedBadge, locale: 'vi' | 'en', scale: number): Line[] {
	const seat = seatOf(badge, locale);
	const lines: (Line | null)[] = [
		{ text: badge.name, face: 'bold', sizes: [30 * scale + 2, 11], lines: 2 },
		badge.title ? { text: badge.title, sizes: [13 * scale + 1, 6.5], lines: 2 } : null,
		badge.unit ? { text: badge.unit, face: 'bold', sizes: [13 * scale + 1, 6.5], lines: 2 } : null,
		seat ? { text: seat, face: 'bold', sizes: [15 * scale + 1, 8], lines: 1, color: '#9a1220' } : null
	];
	return lines.filter((line) => line !== null);
}

/** Lines and how high they are together. */
function measured(paper: Paper, lines: Line[], width: number, gap: number): [Line[], number] {
	const heights = lines.map((line) => {
		const size = fitted(paper, line, width);
		paper.doc.font(line.face ?? 'regular').fontSize(size);
		return paper.doc.heightOfString(clipped(paper, line, width, size), { width });
	});
	return [lines, heights.reduce((sum, height) => sum + height + gap, -gap)];
}

/** Upright: head, name in the middle, the code below it, the category's ribbon at the foot. */
function upright(paper: Paper, part: Part, badge: PrintedBadge, input: BadgesInput, box: Box): void {
	const scale = box.width / mm(105);
	const facts = FORMATS[input.format];
	const inner = { x: box.x + mm(5 * scale), width: box.width - mm(10 * scale) };
	const bandHeight = mm(15 * scale);
	const qr = mm(facts.qrMm);
	const codeSize = 11 * scale + 1.5;
	const foot = box.y + box.height - bandHeight;
	const qrTop = foot - qr - mm(6 * scale) - codeSize;
	let y = box.y + mm(6 * scale);
	y = write(paper, part, { text: input.host, sizes: [10 * scale + 1, 6], lines: 1 }, { ...inner, y });
	y = write(
		paper,
		part,
		{ text: input.conference, face: 'bold', sizes: [14 * scale + 1, 6.5], lines: 3, color: '#9a1220' },
		{ ...inner, y: y + mm(1) }
	);
	y = write(
		paper,
		part,
		{ text: daysOf(input.days), sizes: [10 * scale + 1, 6], lines: 1 },
		{ ...inner, y: y + mm(0.5) }
	);
	const gap = mm(1.5 * scale);
	const room = qrTop - y - mm(1);
	// Whatever the words are, they end above the code: all of them are smaller where one is long.
	let [lines, whole] = measured(paper, bearerOf(badge, input.locale, scale), inner.width, gap);
	for (let smaller = 0.95; whole > room && smaller >= 0.6; smaller -= 0.05)
		[lines, whole] = measured(paper, bearerOf(badge, input.locale, scale * smaller), inner.width, gap);
	// In the middle between the head and the code, so that one line more or less never looks like a gap.
	y = Math.max(y + mm(1), (y + qrTop - whole) / 2);
	for (const line of lines) y = write(paper, part, line, { ...inner, y }) + gap;
	code(paper, part, badge, input, { x: box.x + (box.width - qr) / 2, y: qrTop, width: qr, height: codeSize });
	ribbon(paper, part, badge, { x: box.x, y: foot, width: box.width, height: bandHeight }, 18 * scale + 2);
}

/** A card in a purse: words on the left, the code on the right. */
function wide(paper: Paper, part: Part, badge: PrintedBadge, input: BadgesInput, box: Box): void {
	const facts = FORMATS[input.format];
	const qr = mm(facts.qrMm);
	const bandHeight = mm(8);
	const inner = { x: box.x + mm(4), width: box.width - qr - mm(8) };
	const foot = box.y + box.height - bandHeight;
	let y = box.y + mm(3.5);
	y = write(
		paper,
		part,
		{ text: input.conference, face: 'bold', sizes: [8, 5.5], lines: 3, align: 'left', color: '#9a1220' },
		{ ...inner, width: box.width - mm(8), y }
	);
	const qrTop = Math.max(y + mm(0.5), foot - qr - mm(4.4));
	y = write(
		paper,
		part,
		{ text: badge.name, face: 'bold', sizes: [16, 9], lines: 2, align: 'left' },
		{ ...inner, y: qrTop + mm(2) }
	);
	const seat = seatOf(badge, input.locale);
	const rest: (Line | null)[] = [
		badge.title ? { text: badge.title, sizes: [8.5, 6], lines: 2, align: 'left' } : null,
		badge.unit ? { text: badge.unit, face: 'bold', sizes: [8.5, 6], lines: 2, align: 'left' } : null,
		seat ? { text: seat, face: 'bold', sizes: [9.5, 7], lines: 1, align: 'left', color: '#9a1220' } : null
	];
	for (const line of rest) if (line) y = write(paper, part, line, { ...inner, y: y + mm(0.5) });
	code(paper, part, badge, input, { x: box.x + box.width - qr - mm(2), y: qrTop, width: qr, height: 7.5 });
	ribbon(paper, part, badge, { x: box.x, y: foot, width: box.width, height: bandHeight }, 12);
}

export function badgesFacts({ conference, host, locale, at }: BadgesInput): PaperFacts {
	return {
		title: m.admission_badge_sheet({ conference }, { locale }),
		author: host,
		subject: conference,
		language: locale,
		at
	};
}

/** Sheets of badges to cut apart, true to the millimetre. */
export function drawBadges(paper: Paper, input: BadgesInput): void {
	const { doc } = paper;
	const facts = FORMATS[input.format];
	const perSheet = facts.columns * facts.rows;
	for (const [index, badge] of input.badges.entries()) {
		const place = index % perSheet;
		if (place === 0) {
			if (index > 0) doc.addPage();
			Object.assign(doc.page.margins, { top: 0, bottom: 0, left: 0, right: 0 });
		}
		const box = boxOf(paper, facts, place);
		cropMarks(paper, box);
		const part = paper.part('Sect');
		(facts.isWide ? wide : upright)(paper, part, badge, input, box);
		part.end();
	}
}
