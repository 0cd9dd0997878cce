import { m } from '#lib/paraglide/messages.js';
import { mm, type Paper } from './paper.ts';

/** Who signs: the office in capitals, the name below where it is known. */
export interface Signature {
	readonly title: string;
	readonly name: string;
}

/** Blocks for signatures side by side, a hand's breadth high; null leaves its place free. */
export function drawSignatures(
	paper: Paper,
	locale: 'vi' | 'en',
	blocks: readonly (Signature | null)[]
): void {
	const width = paper.width / blocks.length;
	const style = { face: 'bold', size: 12, width } as const;
	const titleHeight = Math.max(...blocks.map((block) => paper.heightOf(block?.title || ' ', style)));
	paper.room(mm(38) + titleHeight);
	const y = paper.y;
	blocks.forEach((block, index) => {
		if (!block) return;
		const x = paper.left + index * width;
		const line = (text: string, at: number, face: 'regular' | 'bold' | 'italic', size: number) => {
			const element = paper.part('P');
			element.add(() => paper.put(text, x, at, { face, size, width, align: 'center' }));
			element.end();
		};
		line(block.title, y, 'bold', 12);
		line(m.results_record_sign_here({}, { locale }), y + titleHeight + 2, 'italic', 11);
		if (block.name) line(block.name, y + titleHeight + mm(27), 'bold', 12);
	});
	paper.y = y + titleHeight + mm(40);
}
