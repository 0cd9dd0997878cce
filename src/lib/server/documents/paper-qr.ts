import qrcode from 'qrcode';
import { mm, type Paper } from './paper.ts';

const QUIET_MODULES = 4;

/** Draws a QR code as one vector path, its quiet zone inside `sizeMm`. */
export function drawQr(paper: Paper, text: string, x: number, y: number, sizeMm: number): void {
	const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
	const module = mm(sizeMm) / (modules.size + 2 * QUIET_MODULES);
	const { doc } = paper;
	for (let row = 0; row < modules.size; row += 1) {
		for (let column = 0; column < modules.size; column += 1) {
			if (!modules.get(row, column)) continue;
			let run = 1;
			while (column + run < modules.size && modules.get(row, column + run)) run += 1;
			doc.rect(
				x + (column + QUIET_MODULES) * module,
				y + (row + QUIET_MODULES) * module,
				run * module,
				module
			);
			column += run;
		}
	}
	doc.fillColor('black').fill();
}
