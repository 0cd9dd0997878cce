import PDFDocument from 'pdfkit';
import type { Face } from '#lib/domain/honours/template.ts';
import { points } from '#lib/domain/honours/paper.ts';
import { evenFont, type Run } from './award-type.ts';

export type Part = PDFKit.PDFStructureElement;

interface AwardFileFacts {
	readonly title: string;
	readonly author: string;
	readonly subject: string;
	/** Its moment of making; the same certificates and moment give the same bytes. */
	readonly at: Date;
	/** Packed: for many in one file, whose bytes nobody compares. */
	readonly isPacked: boolean;
}

const xml = (text: string) =>
	text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/\p{Cc}/gu, ' ');

/** Says that the file keeps to PDF/UA too, and, as PDF/A asks, what the words that say so mean. */
const ACCESSIBLE = `
        <rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">
            <pdfuaid:part>1</pdfuaid:part>
        </rdf:Description>
        <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
            xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
            xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
            <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
                <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
                <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
                <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
                <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
                    <pdfaProperty:name>part</pdfaProperty:name>
                    <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
                    <pdfaProperty:category>internal</pdfaProperty:category>
                    <pdfaProperty:description>Part of ISO 14289 that the file keeps to</pdfaProperty:description>
                </rdf:li></rdf:Seq></pdfaSchema:property>
            </rdf:li></rdf:Bag></pdfaExtension:schemas>
        </rdf:Description>`;

interface Metadata {
	info: Record<string, unknown>;
	endMetadata(): void;
	appendXML(xml: string): void;
}

/** A file of certificates: tagged, archivable, in fonts of its own, each sheet exactly as large as it is said. */
export class AwardFile {
	readonly doc: PDFKit.PDFDocument;
	readonly #document: Part;
	readonly #faces = new Set<string>();
	#pages = 0;

	constructor({ title, author, subject, at, isPacked }: AwardFileFacts) {
		const doc = new PDFDocument({
			autoFirstPage: false,
			compress: isPacked,
			pdfVersion: '1.7',
			subset: 'PDF/A-2a',
			tagged: true,
			lang: 'vi-VN',
			displayTitle: true,
			font: null as unknown as string,
			info: {
				...{ Title: title, Author: author, Subject: subject, Creator: 'Khéo' },
				...{ Producer: 'Khéo (PDFKit)', CreationDate: at, ModDate: at }
			}
		} as PDFKit.PDFDocumentOptions);
		// pdfkit puts these into its XML as they are, after it has written them to the dictionary.
		const metadata = doc as unknown as Metadata;
		const endMetadata = metadata.endMetadata;
		metadata.endMetadata = function () {
			for (const key of ['Title', 'Author', 'Subject']) this.info[key] = xml(String(this.info[key]));
			this.appendXML(ACCESSIBLE);
			endMetadata.call(this);
		};
		this.doc = doc;
		this.#document = doc.struct('Document');
		doc.addStructure(this.#document);
	}

	/** The next sheet, in millimetres. */
	sheet(width: number, height: number): void {
		this.doc.addPage({ size: [points(width), points(height)], margin: 0 });
		this.#pages += 1;
	}

	get pages(): number {
		return this.#pages;
	}

	part(type: string, parent: Part = this.#document, options: object = {}): Part {
		const part = this.doc.struct(type, options);
		parent.add(part);
		return part;
	}

	/** Takes a face; it becomes part of the file with the first sign that needs it. */
	font(family: Run['family'], face: Face): void {
		const name = `${family} ${face}`;
		if (!this.#faces.has(name)) {
			this.doc.registerFont(name, evenFont(family, face) as unknown as Buffer);
			this.#faces.add(name);
		}
		this.doc.font(name);
	}

	/** Draws what carries no meaning. */
	artifact(draw: () => void): void {
		this.doc.markContent('Artifact', { type: 'Layout' });
		draw();
		this.doc.endMarkedContent();
	}

	/** Ends it: the bytes. */
	async finish(): Promise<Uint8Array> {
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
