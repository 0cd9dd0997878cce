import { m } from '#lib/paraglide/messages.js';
import { mm, type Paper } from './paper.ts';
import { drawQr } from './paper-qr.ts';

const QR_MM = 28;

/** How anybody checks a paper of a published result. */
export interface Verification {
	/** As printed, in groups. */
	readonly code: string;
	readonly hash: string;
	/** Full address behind the QR. */
	readonly verifyAddress: string;
	readonly locale: 'vi' | 'en';
}

/** The QR with address, code and hash, in a frame. */
export function drawVerification(paper: Paper, { code, hash, verifyAddress, locale }: Verification): void {
	const options = { locale };
	const height = mm(QR_MM);
	paper.room(height + 4);
	const y = paper.y;
	paper.artifact(() => {
		paper.doc.rect(paper.left, y, paper.width, height).lineWidth(0.5).strokeColor('#666666').stroke();
	});
	const alt = m.results_record_qr_alt({ address: verifyAddress }, options);
	const qr = paper.part('Figure', paper.root, {
		alt,
		bbox: [paper.left, y, paper.left + height, y + height]
	} as object);
	qr.add(() => drawQr(paper, verifyAddress, paper.left, y, QR_MM));
	qr.end();
	const x = paper.left + height + 6;
	const width = paper.width - height - 12;
	paper.y = y + 6;
	const line = (text: string, face: 'regular' | 'bold') =>
		paper.text('P', text, paper.root, { face, size: 10, x, width, after: 2 });
	line(m.results_record_verify({ address: verifyAddress }, options), 'regular');
	line(m.results_record_verify_code({ code }, options), 'bold');
	line(m.results_record_verify_hash({ hash }, options), 'regular');
	paper.y = y + height + 4;
}
