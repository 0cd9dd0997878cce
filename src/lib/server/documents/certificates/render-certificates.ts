import { m } from '#lib/paraglide/messages.js';
import { dayWords } from '#lib/words/moment.ts';
import { datedParts, headOf } from '../letterhead.ts';
import { mm, type Layout, type Paper, type PaperFacts, type Part } from '../paper.ts';
import type { CertificatesInput, PrintedCertificate } from './certificates-input.ts';

const RED = '#9a1220';
const GOLD = '#b98a2c';

export function certificatesFacts({ conference, issuer, locale, at }: CertificatesInput): PaperFacts {
	return {
		title: `${m.certificate_heading({}, { locale })} · ${conference.title}`,
		author: issuer,
		subject: conference.title,
		language: locale,
		at: new Date(at)
	};
}

export function certificatesLayout({ size }: CertificatesInput): Layout {
	return { size: size === 'a5' ? 'A5' : 'A4', isWide: true };
}

interface Line {
	readonly text: string;
	readonly y: number;
	readonly size: number;
	readonly face?: 'regular' | 'bold' | 'italic';
	readonly color?: string;
	readonly x?: number;
	readonly width?: number;
	readonly lines?: number;
	readonly type?: 'P' | 'H1';
}

/** Draws what belongs to one certificate, in millimetres of an A4 sheet that `scale` makes smaller. */
class Sheet {
	readonly paper: Paper;
	readonly part: Part;
	readonly scale: number;

	constructor(paper: Paper, part: Part, scale: number) {
		this.paper = paper;
		this.part = part;
		this.scale = scale;
	}

	/** A centred line, smaller where it would need more lines than it has; answers its foot in millimetres. */
	line({
		text,
		y,
		size,
		face = 'regular',
		color = '#000000',
		x = 25,
		width = 247,
		lines = 1,
		type = 'P'
	}: Line) {
		const { doc } = this.paper;
		const [left, top, wide] = [x, y, width].map((length) => mm(length * this.scale)) as [
			number,
			number,
			number
		];
		let points = size * this.scale;
		const fits = () => {
			doc.font(face).fontSize(points);
			return doc.heightOfString(text, { width: wide }) <= doc.currentLineHeight(true) * lines + 0.5;
		};
		while (points > 6 && !fits()) points -= 0.5;
		const element = this.paper.part(type, this.part);
		element.add(() =>
			doc.font(face).fontSize(points).fillColor(color).text(text, left, top, { width: wide, align: 'center' })
		);
		element.end();
		doc.font(face).fontSize(points);
		return y + (doc.heightOfString(text, { width: wide }) * 25.4) / 72 / this.scale;
	}

	rule(y: number, width: number, x = 148.5): void {
		const { doc } = this.paper;
		this.paper.artifact(() => {
			const half = mm((width / 2) * this.scale);
			const [centre, at] = [mm(x * this.scale), mm(y * this.scale)];
			doc
				.moveTo(centre - half, at)
				.lineTo(centre + half, at)
				.lineWidth(0.8 * this.scale)
				.strokeColor(GOLD)
				.stroke();
		});
	}

	/** Two frames, red within gold. */
	frame(): void {
		const { doc } = this.paper;
		const inset = (length: number) => mm(length * this.scale);
		this.paper.artifact(() => {
			for (const [by, width, color] of [
				[9, 2.2, GOLD],
				[11.5, 0.8, RED]
			] as const) {
				doc
					.rect(inset(by), inset(by), doc.page.width - 2 * inset(by), doc.page.height - 2 * inset(by))
					.lineWidth(width * this.scale)
					.strokeColor(color)
					.stroke();
			}
		});
	}
}

const HONORIFICS: Readonly<Record<string, typeof m.certificate_mr>> = {
	male: m.certificate_mr,
	female: m.certificate_mrs
};

function drawOne(sheet: Sheet, certificate: PrintedCertificate, input: CertificatesInput): void {
	const { locale, conference } = input;
	const o = { locale };
	sheet.frame();
	const [head, motto] = headOf(input.family);
	sheet.line({
		text: input.issuer.toLocaleUpperCase('vi'),
		y: 19,
		size: 12,
		face: 'bold',
		x: 20,
		width: 110,
		lines: 2
	});
	const right = { x: 140, width: 137 };
	const headEnd = sheet.line({ text: head, y: 19, size: 12.5, face: 'bold', ...right });
	if (motto) sheet.line({ text: motto, y: headEnd + 0.5, size: 12.5, face: 'bold', ...right });
	sheet.rule(headEnd + (motto ? 7.5 : 2), 58, 208.5);
	const title = sheet.line({
		...{ text: m.certificate_heading({}, o).toLocaleUpperCase('vi'), y: 48, size: 34, face: 'bold' },
		...{ color: RED, type: 'H1' }
	});
	sheet.rule(title + 3, 70);
	const honorific = HONORIFICS[certificate.gender ?? ''] ?? m.certificate_mr_or_mrs;
	let y = sheet.line({ text: honorific({}, o), y: title + 8, size: 16 });
	y = sheet.line({ text: certificate.name, y: y + 2, size: 30, face: 'bold' });
	const office = [certificate.title, certificate.unit].filter(Boolean).join(', ');
	if (office) y = sheet.line({ text: office, y: y + 1.5, size: 15, lines: 2 });
	y = sheet.line({ text: m.certificate_attended({}, o), y: y + 4, size: 16, face: 'italic' });
	y = sheet.line({ text: conference.title, y: y + 1.5, size: 19, face: 'bold', color: RED, lines: 2 });
	const { startsOn, endsOn, venue } = conference;
	const when =
		startsOn === endsOn
			? m.certificate_on({ day: dayWords(startsOn) }, o)
			: m.certificate_from_to({ from: dayWords(startsOn), to: dayWords(endsOn) }, o);
	sheet.line({
		text: venue ? m.certificate_at({ when, venue }, o) : when,
		...{ y: y + 1.5, size: 14, lines: 2 }
	});
	const foot = { x: 165, width: 110 };
	const dated = m.certificate_dated(
		{ place: input.place, ...datedParts(new Date(`${input.issuedOn}T05:00:00Z`)) },
		o
	);
	const at = sheet.line({ text: dated, y: 149, size: 13.5, face: 'italic', ...foot });
	sheet.line({ text: input.signerTitle, y: at + 1, size: 13.5, face: 'bold', lines: 2, ...foot });
	if (input.signerName) sheet.line({ text: input.signerName, y: 187, size: 14, face: 'bold', ...foot });
	sheet.line({
		text: m.certificate_number({ number: certificate.number }, o),
		y: 187,
		size: 12,
		x: 20,
		width: 80
	});
	if (conference.isInvented)
		sheet.line({ text: m.app_invented({}, o), y: 193.5, size: 8, x: 20, width: 200 });
}

/** Certificates of attendance, one a page. */
export function drawCertificates(paper: Paper, input: CertificatesInput): void {
	const scale = input.size === 'a5' ? Math.SQRT1_2 : 1;
	for (const [index, certificate] of input.certificates.entries()) {
		if (index > 0) paper.doc.addPage();
		Object.assign(paper.doc.page.margins, { top: 0, bottom: 0, left: 0, right: 0 });
		const part = paper.part('Sect');
		drawOne(new Sheet(paper, part, scale), certificate, input);
		part.end();
	}
}
