import type { Box } from '#lib/domain/honours/paper.ts';

interface FramePath {
	readonly path: string;
	/** Millimetres. */
	readonly width: number;
	readonly colour: string;
}

const RED = '#c00000';
const GOLD = '#b8892b';

const number = (value: number) => String(Math.round(value * 1000) / 1000);

/** A rectangle whose corners are cut out in a quarter of a circle. */
function notched({ x, y, width, height }: Box, by: number, corner: number): string {
	const [left, top, right, bottom] = [x + by, y + by, x + width - by, y + height - by].map((at) => at) as [
		number,
		number,
		number,
		number
	];
	const n = number;
	const arc = (toX: number, toY: number) => `A ${n(corner)} ${n(corner)} 0 0 0 ${n(toX)} ${n(toY)}`;
	return [
		`M ${n(left + corner)} ${n(top)} L ${n(right - corner)} ${n(top)}`,
		arc(right, top + corner),
		`L ${n(right)} ${n(bottom - corner)}`,
		arc(right - corner, bottom),
		`L ${n(left + corner)} ${n(bottom)}`,
		arc(left, bottom - corner),
		`L ${n(left)} ${n(top + corner)}`,
		arc(left + corner, top),
		'Z'
	].join(' ');
}

const rectangle = ({ x, y, width, height }: Box, by: number): string =>
	`M ${number(x + by)} ${number(y + by)} H ${number(x + width - by)} V ${number(y + height - by)} H ${number(x + by)} Z`;

/** The plain frame, in millimetres: gold outside, red with notched corners within, a hair of gold inside. */
export function framePaths(box: Box, scale: number): FramePath[] {
	const at = (length: number) => length * scale;
	return [
		{ path: rectangle(box, -at(3.2)), width: at(0.35), colour: GOLD },
		{ path: rectangle(box, -at(1.6)), width: at(1.6), colour: RED },
		{ path: notched(box, at(2), at(9)), width: at(0.9), colour: GOLD },
		{ path: notched(box, at(3.6), at(9)), width: at(0.3), colour: RED }
	];
}
