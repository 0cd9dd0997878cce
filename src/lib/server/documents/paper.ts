import PDFDocument from 'pdfkit';
import { tinos, type Face } from './fonts.ts';

export const mm = (length: number): number => (length * 72) / 25.4;

/** Decree 30/2020, annex I: A4, 20 mm above and below, 30 mm left, 15 mm right. */
const MARGINS = { top: mm(20), bottom: mm(20), left: mm(30), right: mm(15) };

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
	/** Space below, in points. */
	readonly after?: number;
}

const xml = (text: string) =>
	text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/\p{Cc}/gu, ' ');

/** A tagged A4 document in Tinos, and where the pen is. */
export class Paper {
	readonly doc: PDFKit.PDFDocument;
	readonly root: Part;
	readonly left = MARGINS.left;
	readonly width: number;
	y: number = MARGINS.top;

	constructor(facts: PaperFacts) {
		const doc = new PDFDocument({
			size: 'A4',
			margins: MARGINS,
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
		this.width = doc.page.width - MARGINS.left - MARGINS.right;
		this.root = doc.struct('Document');
		doc.addStructure(this.root);
	}

	get bottom(): number {
		return this.doc.page.height - MARGINS.bottom;
	}

	/** Starts the next page unless so many points are left on this one. True where it did. */
	room(height: number): boolean {
		if (this.y + height <= this.bottom) return false;
		this.doc.addPage();
		this.y = MARGINS.top;
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
		return this.doc.font(face).fontSize(size).heightOfString(text, { width, indent, lineGap: 1 });
	}

	/** A paragraph at the pen, as its own element; the pen goes below it. */
	text(type: 'P' | 'H1' | 'H2' | 'H3', text: string, parent: Part = this.root, style: TextStyle = {}): void {
		const { face = 'regular', size = 13, align = 'left', width = this.width, indent = 0, after = 4 } = style;
		const height = this.heightOf(text, style);
		// A heading never stands alone at the foot of a page.
		this.room(type === 'P' ? height : height + mm(22));
		const part = this.part(type, parent);
		part.add(() => this.put(text, style.x ?? this.left, this.y, { face, size, align, width, indent }));
		part.end();
		this.y += height + after;
	}

	/** Writes at a point, in whatever element or artifact is open. */
	put(
		text: string,
		x: number,
		y: number,
		{ face = 'regular', size = 13, align = 'left', width = this.width, indent = 0 }: TextStyle = {}
	): void {
		this.doc
			.font(face)
			.fontSize(size)
			.fillColor('black')
			.text(text, x, y, { width, align, indent, lineGap: 1 });
	}

	/** Ends the document: page numbers on every page, then the bytes. */
	async finish(
		footer: (page: number, pages: number) => { readonly left: string; readonly right: string }
	): Promise<Uint8Array> {
		const { doc } = this;
		const { start, count } = doc.bufferedPageRange();
		for (let index = 0; index < count; index += 1) {
			doc.switchToPage(start + index);
			// Below the margin pdfkit would begin another page.
			doc.page.margins.bottom = 0;
			const { left, right } = footer(index + 1, count);
			this.artifact(() => {
				const y = doc.page.height - mm(13);
				doc
					.moveTo(this.left, y - 4)
					.lineTo(this.left + this.width, y - 4)
					.lineWidth(0.4)
					.strokeColor('#666666')
					.stroke();
				this.put(left, this.left, y, { size: 9, width: this.width - 70 });
				this.put(right, this.left + this.width - 70, y, { size: 9, width: 70, align: 'right' });
			}, 'Pagination');
		}
		this.root.end();
		const chunks: Uint8Array[] = [];
		const ended = new Promise<void>((resolve, reject) => doc.on('end', () => resolve()).on('error', reject));
		doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
		doc.end();
		await ended;
		return new Uint8Array(Buffer.concat(chunks));
	}
}
