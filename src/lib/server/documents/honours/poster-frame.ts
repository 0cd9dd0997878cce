import { framePaths } from '../awards/frame.ts';
import { mm, type Paper } from '../paper.ts';

export const RED = '#9a1220';
/** Dark enough to be read. */
export const GOLD = '#7a5410';
const BRIGHT = '#b8892b';

/** The frame of certificates, around the page. `by` is how much larger than A4 the sheet is. */
export function drawPosterFrame(paper: Paper, by: number): void {
	const { doc } = paper;
	const { width, height } = doc.page;
	const margin = 11 * by;
	const inMillimetres = (points: number) => points / mm(1);
	const box = {
		...{ x: margin, y: margin },
		...{ width: inMillimetres(width) - 2 * margin, height: inMillimetres(height) - 2 * margin }
	};
	doc.save();
	doc.scale(mm(1));
	for (const { path, width: line, colour } of framePaths(box, by)) {
		doc.path(path).lineWidth(line).strokeColor(colour).stroke();
	}
	doc.restore();
}

/** A gold rule with a star in its middle, below a title. */
export function drawOrnament(paper: Paper, by: number): void {
	const { doc } = paper;
	const middle = paper.left + paper.width / 2;
	const y = paper.y + 8 * by;
	const [inner, outer, gap, long] = [2.4 * by, 6 * by, 14 * by, 90 * by];
	paper.artifact(() => {
		for (const side of [-1, 1]) {
			doc.moveTo(middle + side * gap, y).lineTo(middle + side * long, y);
		}
		doc
			.lineWidth(1.2 * by)
			.strokeColor(BRIGHT)
			.stroke();
		const points = Array.from({ length: 10 }, (_, at) => {
			const radius = at % 2 === 0 ? outer : inner;
			const angle = (at * Math.PI) / 5 - Math.PI / 2;
			return [middle + radius * Math.cos(angle), y + radius * Math.sin(angle)] as [number, number];
		});
		doc
			.polygon(...points)
			.fillColor(BRIGHT)
			.fill();
	});
	paper.y = y + 16 * by;
}
