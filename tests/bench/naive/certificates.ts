// A certificate as pdfkit's and qrcode's pages show it: a document each, its fonts registered from their files, text centred by
// pdfkit, the QR as a picture. The same words, faces, sheet, tags and PDF/A-2a as the product's.
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { create } from 'fontkit';
import PDFDocument from 'pdfkit';
import qrcode from 'qrcode';
import type { CertificateFacts } from '#lib/domain/honours/certificate-facts.ts';
import { TITLE } from '#lib/domain/honours/certificate-words.ts';
import { points } from '#lib/domain/honours/paper.ts';
import { dateInWords } from '#lib/domain/honours/wording.ts';
import { certificateFacts, TEMPLATE } from '../certificate-facts.ts';
import { answering } from '../process.ts';

const require = createRequire(import.meta.url);
const font = (name: string) => require.resolve(`@expo-google-fonts/tinos/${name}`);
const FILES = {
	regular: font('400Regular/Tinos_400Regular.ttf'),
	bold: font('700Bold/Tinos_700Bold.ttf'),
	italic: font('400Regular_Italic/Tinos_400Regular_Italic.ttf')
};
/** With 'parsed': as somebody does it who has found out what costs most. */
const FACES = Object.fromEntries(
	Object.entries(FILES).map(([name, file]) => [
		name,
		process.argv[2] === 'parsed' ? (create(readFileSync(file)) as unknown as Buffer) : file
	])
);
type Line = readonly [
	type: string,
	face: keyof typeof FILES,
	size: number,
	y: number,
	text: string,
	colour?: string
];

async function certificate(facts: CertificateFacts): Promise<Buffer> {
	const { width, height } = TEMPLATE.sheet;
	const doc = new PDFDocument({
		size: [points(width), points(height)],
		margin: 0,
		pdfVersion: '1.7',
		subset: 'PDF/A-2a',
		tagged: true,
		lang: 'vi-VN',
		displayTitle: true,
		info: { Title: facts.lines.recipient, Author: facts.issuer, CreationDate: new Date(0) }
	} as PDFKit.PDFDocumentOptions);
	const chunks: Buffer[] = [];
	const ended = new Promise<void>((resolve) => doc.on('end', () => resolve()));
	doc.on('data', (chunk: Buffer) => chunks.push(chunk));
	for (const [name, file] of Object.entries(FACES)) doc.registerFont(name, file);
	const root = doc.struct('Document');
	doc.addStructure(root);
	doc.markContent('Artifact', { type: 'Layout' });
	for (const by of [30, 34, 40]) {
		doc.rect(points(by), points(by), points(width - 2 * by), points(height - 2 * by)).stroke('#c00000');
	}
	doc.endMarkedContent();
	const lines: readonly Line[] = [
		['P', 'bold', 16, 60, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
		['P', 'bold', 16, 68, 'Độc lập - Tự do - Hạnh phúc'],
		['P', 'bold', 24, 84, facts.issuer.toLocaleUpperCase('vi'), '#c00000'],
		['P', 'bold', 18, 97, 'TẶNG'],
		['H1', 'bold', 54, 105, TITLE[facts.kind], '#c00000'],
		['P', 'bold', 30, 130, facts.lines.recipient],
		['P', 'regular', 16, 152, facts.lines.place],
		['P', 'italic', 17, 162, facts.lines.achievement],
		['P', 'italic', 15, 185, `${facts.place}, ${dateInWords(facts.decidedOn)}`],
		['P', 'bold', 16, 193, facts.office ?? ''],
		['P', 'bold', 16, 237, facts.signer],
		['P', 'regular', 7, 231, facts.code],
		['P', 'regular', 12, 243, `Quyết định số: ${facts.decision} ${dateInWords(facts.decidedOn)}`],
		['P', 'regular', 12, 249, `Số sổ vàng: ${facts.number}`]
	];
	for (const [type, face, size, y, text, colour] of lines) {
		const part = doc.struct(type);
		root.add(part);
		part.add(() =>
			doc
				.font(face)
				.fontSize(size)
				.fillColor(colour ?? 'black')
				.text(text, points(60), points(y), { width: points(width - 120), align: 'center' })
		);
		part.end();
	}
	const picture = await qrcode.toBuffer(facts.address, { errorCorrectionLevel: 'M' });
	const figure = doc.struct('Figure', { alt: facts.code });
	root.add(figure);
	figure.add(() => doc.image(picture, points(52), points(210), { width: points(20) }));
	figure.end();
	root.end();
	doc.end();
	await ended;
	return Buffer.concat(chunks);
}

answering(async ({ seed, from, count }: { seed: number; from: number; count: number }) => {
	const all = certificateFacts(seed, from, count);
	const before = process.cpuUsage();
	const began = performance.now();
	for (const facts of all)
		createHash('sha256')
			.update(await certificate(facts))
			.digest('hex');
	const { user, system } = process.cpuUsage(before);
	return { cpuMs: (user + system) / 1000, ms: performance.now() - began };
});
