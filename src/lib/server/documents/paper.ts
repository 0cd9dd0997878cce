import PDFDocument from 'pdfkit';
import { spaced, tinos, type Face } from './fonts.ts';

export const mm = (length: number): number => (length * 72) / 25.4;

/** Decree 30/2020, annex I: A4, 20 mm above and below, 30 mm left, 15 mm right; a wide table has its staple above. */
const MARGINS = { top: mm(20), bottom: mm(20), left: mm(30), right: mm(15) };
const WIDE_MARGINS = { top: mm(20), bottom: mm(20), left: mm(20), right: mm(15) };

/** How the pages of a paper lie; upright A4 unless said. */
export interface Layout {
	readonly size?: 'A5' | 'A4' | 'A3';
	readonly isWide?: boolean;
	/** The same on all four sides, in millimetres: of what is hung up and never filed. */
	readonly margin?: number;
}

function marginsOf({ isWide = false, margin }: Layout) {
	if (margin === undefined) return { ...(isWide ? WIDE_MARGINS : MARGINS) };
	const around = mm(margin);
	return { top: around, bottom: around, left: around, right: around };
}

function pageOf(layout: Layout) {
	return {
		size: layout.size ?? 'A4',
		layout: layout.isWide ? ('landscape' as const) : ('portrait' as const),
		margins: marginsOf(layout)
	};
}

/** What stands on every page of a paper. */
export interface PageLines {
	readonly left: string;
	readonly right: string;
	/** A second line below. */
	readonly under?: string;
	/** Over the text. */
	readonly top?: string;
	/** Across the page, pale. */
	readonly across?: string;
	/** Drawn around everything, in place of the rule above the foot. */
	readonly around?: () => void;
}
type Footer = (page: number, pages: number) => PageLines;

export interface PaperFacts {
	readonly title: string;
	readonly author: string;
	readonly subject: string;
	readonly language: 'vi' | 'en';
	/** The document's moment of making; the same input and moment give the same bytes. */
	readonly at: Date;
}

/** The structure element that content goes into; pdfkit's types know less than pdfkit. */
export type Part = PDFKit.PDFStructureElement;

interface TextStyle {
	readonly face?: Face;
	readonly size?: number;
	readonly align?: 'left' | 'center' | 'right' | 'justify';
	readonly x?: number;
	readonly width?: number;
	readonly indent?: number;
	/** Black unless said. */
	readonly colour?: string;
	/** Space below, in points. */
	readonly after?: number;
}

const xml = (text: string) =>
	text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/\p{Cc}/gu, ' ');

/** A tagged document in Tinos, one paper or several after another, and where the pen is. */
export class Paper {
	readonly doc: PDFKit.PDFDocument;
	/** Where the parts of the paper at hand go. */
	root: Part;
	y: number;
	readonly #document: Part;
	#layout: Layout;
	/** The first page of the paper at hand. */
	#start = 0;

	constructor(facts: PaperFacts, layout: Layout = {}) {
		const doc = new PDFDocument({
			...pageOf(layout),
			pdfVersion: '1.7',
			tagged: true,
			lang: facts.language,
			displayTitle: true,
			bufferPages: true,
			// Standard Helvetica would be written into every file although nothing uses it.
			font: null as unknown as string,
			info: {
				Title: facts.title,
				Author: facts.author,
				Subject: facts.subject,
				Creator: 'Khéo',
				Producer: 'Khéo (PDFKit)',
				CreationDate: facts.at
			}
		});
		for (const face of ['regular', 'bold', 'italic'] as const) {
			doc.registerFont(face, tinos(face) as unknown as Buffer);
		}
		// pdfkit puts these into its XML as they are, after it has written them to the dictionary.
		const metadata = doc as unknown as { info: Record<string, unknown>; endMetadata(): void };
		const endMetadata = metadata.endMetadata;
		metadata.endMetadata = function () {
			for (const key of ['Title', 'Author', 'Subject']) this.info[key] = xml(String(this.info[key]));
			endMetadata.call(this);
		};
		this.doc = doc;
		this.#layout = layout;
		this.y = this.#margins.top;
		this.#document = doc.struct('Document');
		this.root = this.#document;
		doc.addStructure(this.#document);
	}

	/** Of the paper at hand; a page's own are changed while its foot is written. */
	get #margins() {
		return marginsOf(this.#layout);
	}

	get left(): number {
		return this.doc.page.margins.left;
	}

	get width(): number {
		return this.doc.page.width - this.doc.page.margins.left - this.doc.page.margins.right;
	}

	get bottom(): number {
		return this.doc.page.height - this.#margins.bottom;
	}

	/** Begins the next of several papers in one file: on a page of its own, with its own numbers of pages. */
	next(layout: Layout): void {
		this.#layout = layout;
		this.doc.addPage(pageOf(layout));
		this.#start = this.doc.bufferedPageRange().count - 1;
		this.y = this.#margins.top;
		this.root = this.#document;
	}

	/** Makes everything drawn from now on a part of its own, as each of several papers in one file is. */
	enclose(): void {
		this.root = this.part('Part', this.#document);
	}

	/** Starts the next page unless so many points are left on this one. True where it did. */
	room(height: number): boolean {
		if (this.y + height <= this.bottom) return false;
		this.doc.addPage(pageOf(this.#layout));
		this.y = this.#margins.top;
		return true;
	}

	part(type: string, parent: Part = this.root, options: object = {}): Part {
		const part = this.doc.struct(type, options);
		parent.add(part);
		return part;
	}

	/** Draws what carries no meaning: rules, repeated heads, page numbers. */
	artifact(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
		this.doc.markContent('Artifact', { type });
		draw();
		this.doc.endMarkedContent();
	}

	heightOf(
		text: string,
		{ face = 'regular', size = 13, width = this.width, indent = 0 }: TextStyle = {}
	): number {
		return this.doc.font(face).fontSize(size).heightOfString(spaced(text), { width, indent, lineGap: 1 });
	}

	/** A paragraph at the pen, as its own element; the pen goes below it. */
	text(type: 'P' | 'H1' | 'H2' | 'H3', text: string, parent: Part = this.root, style: TextStyle = {}): void {
		const { face = 'regular', size = 13, align = 'left', width = this.width, indent = 0, after = 4 } = style;
		const { colour = 'black' } = style;
		const height = this.heightOf(text, style);
		// A heading never stands alone at the foot of a page.
		this.room(type === 'P' ? height : height + mm(22));
		const part = this.part(type, parent);
		part.add(() =>
			this.put(text, style.x ?? this.left, this.y, { face, size, align, width, indent, colour })
		);
		part.end();
		this.y += height + after;
	}

	/** Writes at a point, in whatever element or artifact is open. */
	put(
		text: string,
		x: number,
		y: number,
		{
			face = 'regular',
			size = 13,
			align = 'left',
			width = this.width,
			indent = 0,
			colour = 'black'
		}: TextStyle = {}
	): void {
		this.doc
			.font(face)
			.fontSize(size)
			.fillColor(colour)
			.text(spaced(text), x, y, { width, align, indent, lineGap: 1 });
	}

	/** Ends the paper at hand: what stands on each of its pages. */
	close(footer: Footer): void {
		const { doc } = this;
		const { count } = doc.bufferedPageRange();
		const pages = count - this.#start;
		for (let page = 1; page <= pages; page += 1) {
			doc.switchToPage(this.#start + page - 1);
			const { bottom } = doc.page.margins;
			// Below the margin pdfkit would begin another page.
			doc.page.margins.bottom = 0;
			this.artifact(() => this.#frame(footer(page, pages)), 'Pagination');
			doc.page.margins.bottom = bottom;
		}
		if (this.root !== this.#document) this.root.end();
	}

	#frame({ left, right, under, top, across, around }: PageLines): void {
		const { doc } = this;
		if (across) this.#across(across);
		if (around) {
			around();
			this.put(right, this.left, this.bottom + 6, { size: 9, align: 'center' });
			return;
		}
		const y = doc.page.height - mm(under ? 15 : 13);
		doc
			.moveTo(this.left, y - 4)
			.lineTo(this.left + this.width, y - 4)
			.lineWidth(0.4)
			.strokeColor('#666666')
			.stroke();
		this.#line(left, y, this.width - 70);
		if (under) this.#line(under, y + 11, this.width);
		if (top) this.put(top, this.left, mm(10), { face: 'bold', size: 10, align: 'center' });
		this.put(right, this.left + this.width - 70, y, { size: 9, width: 70, align: 'right' });
	}

	/** One line, smaller where it would need a second. */
	#line(text: string, y: number, width: number): void {
		let size = 9;
		while (size > 6 && this.doc.font('regular').fontSize(size).widthOfString(text) > width) size -= 0.5;
		this.put(text, this.left, y, { size, width });
	}

	/** Drawn as shapes: as text it would stand between the words of whoever copies or searches the page. */
	#across(text: string): void {
		const { doc } = this;
		const { width, height } = doc.page;
		const font = tinos('bold');
		const { glyphs, positions } = font.layout(text);
		const long = positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
		const diagonal = Math.hypot(width, height);
		const scale = Math.min(60 / font.unitsPerEm, (diagonal * 0.72) / long);
		doc.save();
		doc.rotate((-Math.atan2(height, width) * 180) / Math.PI, { origin: [width / 2, height / 2] });
		doc.translate(width / 2 - (long * scale) / 2, height / 2 + font.unitsPerEm * scale * 0.35);
		doc.scale(scale, -scale);
		doc.fillColor('#b00020', 0.13);
		for (const [index, { path }] of glyphs.entries()) {
			const shape = path.toSVG();
			if (shape) doc.path(shape).fill();
			doc.translate(positions[index]!.xAdvance, 0);
		}
		doc.restore();
		doc.fillColor('black', 1);
	}

	/** Ends the document after its last paper: the bytes. */
	async finish(footer?: Footer): Promise<Uint8Array> {
		if (footer) this.close(footer);
		const { doc } = this;
		this.#document.end();
		const chunks: Uint8Array[] = [];
		const ended = new Promise<void>((resolve, reject) => doc.on('end', () => resolve()).on('error', reject));
		doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
		doc.end();
		await ended;
		return new Uint8Array(Buffer.concat(chunks));
	}
}
