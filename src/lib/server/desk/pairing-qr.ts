import QRCode from 'qrcode';

/** A link as an SVG that a tablet reads from across a table; dark on light whatever the theme. */
export function pairingQr(link: string): Promise<string> {
	return QRCode.toString(link, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 });
}
