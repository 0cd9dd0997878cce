import QRCode from 'qrcode';

/** A QR code as one SVG path on a grid of `size` modules, quiet zone of four modules included. */
export interface QrPath {
	readonly size: number;
	readonly d: string;
}

const QUIET = 4;

export function qrPath(text: string): QrPath {
	const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
	let d = '';
	for (let row = 0; row < modules.size; row++) {
		for (let column = 0; column < modules.size; column++) {
			if (modules.get(row, column)) d += `M${column + QUIET} ${row + QUIET}h1v1h-1z`;
		}
	}
	return { size: modules.size + 2 * QUIET, d };
}
