import { CROSS_SHEET, CROSSES } from '#lib/domain/honours/crosses.ts';
import { points } from '#lib/domain/honours/paper.ts';
import { AwardFile } from './award-file.ts';

const ARM = 12;

/** A sheet with two crosses whose middles are exactly where they say they are; printed at its own size and measured. */
export async function calibrationPage(says: {
	readonly title: string;
	readonly lines: readonly string[];
}): Promise<Uint8Array> {
	const file = new AwardFile({
		...{ title: says.title, author: 'Khéo', subject: says.title },
		...{ at: new Date('2026-01-01T05:00:00Z'), isPacked: false }
	});
	file.sheet(CROSS_SHEET.width, CROSS_SHEET.height);
	const { doc } = file;
	file.artifact(() => {
		for (const { x, y } of CROSSES) {
			doc.moveTo(points(x - ARM), points(y)).lineTo(points(x + ARM), points(y));
			doc.moveTo(points(x), points(y - ARM)).lineTo(points(x), points(y + ARM));
			doc.circle(points(x), points(y), points(4));
		}
		doc.lineWidth(0.4).strokeColor('#000000').stroke();
	});
	const part = file.part('Sect');
	const say = (type: 'H1' | 'P', text: string, y: number, size: number, face: 'bold' | 'regular') => {
		const element = file.part(type, part);
		element.add(() => {
			file.font('tinos', face);
			doc
				.fontSize(size)
				.fillColor('#000000')
				.text(text, points(60), points(y), { width: points(180) });
		});
		element.end();
	};
	say('H1', says.title, 55, 20, 'bold');
	says.lines.forEach((line, at) => say('P', line, 72 + at * 14, 13, 'regular'));
	part.end();
	return file.finish();
}
