import qrcode from 'qrcode';
import type { Box } from '#lib/domain/honours/paper.ts';

const QUIET_MODULES = 4;

/** A QR as bars of dark modules, level M, with its quiet zone inside the box. */
export function qrRuns(text: string, box: Box): Box[] {
	const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
	const module = box.width / (modules.size + 2 * QUIET_MODULES);
	const runs: Box[] = [];
	for (let row = 0; row < modules.size; row += 1) {
		for (let column = 0; column < modules.size; column += 1) {
			if (!modules.get(row, column)) continue;
			let run = 1;
			while (column + run < modules.size && modules.get(row, column + run)) run += 1;
			runs.push({
				x: box.x + (column + QUIET_MODULES) * module,
				y: box.y + (row + QUIET_MODULES) * module,
				width: run * module,
				height: module
			});
			column += run;
		}
	}
	return runs;
}
