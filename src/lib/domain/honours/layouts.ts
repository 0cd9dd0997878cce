import type { LineStep } from './fit-text.ts';
import type { Block, BlockKind, Face } from './template.ts';

const BLACK = '#000000';
const RED = '#c00000';

const once = (size: number, smallest = size): LineStep[] => [{ lines: 1, largest: size, smallest }];

interface Said {
	readonly face?: Face;
	readonly colour?: string;
	readonly align?: Block['align'];
	readonly isVariable?: boolean;
}

type Place = readonly [x: number, y: number, width: number, height: number];

function block(
	kind: BlockKind,
	[x, y, width, height]: Place,
	steps: readonly LineStep[],
	said: Said = {}
): Block {
	const { face = 'regular', colour = BLACK, align = 'center', isVariable = true } = said;
	return { kind, box: { x, y, width, height }, steps, face, colour, align, isVariable };
}

const pattern = { isVariable: false } as const;

/** A recipient's lines, as large as they go: one, else two, else three; never below 12 points. */
const RECIPIENT: readonly LineStep[] = [
	{ lines: 1, largest: 30, smallest: 20 },
	{ lines: 2, largest: 24, smallest: 14 },
	{ lines: 3, largest: 16, smallest: 12 }
];

/** Bằng khen on 400 x 300 mm: the order of Decree 50/2006, article 28, measured on the pattern. */
export const MERIT_BLOCKS: readonly Block[] = [
	block('emblem', [184, 24, 32, 32], [], pattern),
	block('letterhead', [60, 60, 280, 7], once(16), { face: 'bold', ...pattern }),
	block('motto', [60, 68, 280, 7], once(16), { face: 'bold', ...pattern }),
	block(
		'issuer',
		[60, 80, 280, 14],
		[
			{ lines: 1, largest: 24, smallest: 16 },
			{ lines: 2, largest: 18, smallest: 14 }
		],
		{ face: 'bold', colour: RED, ...pattern }
	),
	block('given', [60, 97, 280, 7], once(18), { face: 'bold', ...pattern }),
	block('title', [60, 105, 280, 20], once(54), { face: 'bold', colour: RED, ...pattern }),
	block('recipient', [60, 127, 280, 23], RECIPIENT, { face: 'bold' }),
	block('place', [60, 152, 280, 8], once(16, 12)),
	block(
		'achievement',
		[70, 162, 260, 20],
		[
			{ lines: 1, largest: 17, smallest: 15 },
			{ lines: 2, largest: 17, smallest: 13 },
			{ lines: 3, largest: 15, smallest: 12 }
		],
		{ face: 'italic' }
	),
	block('dateline', [210, 185, 130, 6], once(15, 12), { face: 'italic' }),
	block('office', [210, 192, 130, 8], once(16, 11), { face: 'bold' }),
	block('signer', [210, 237, 130, 7], once(16, 12), { face: 'bold' }),
	block('code', [52, 210, 20, 24], once(7), { align: 'left' }),
	block('decision', [52, 236, 150, 6], once(12, 9), { align: 'left' }),
	block('number', [52, 243, 150, 6], once(12, 9), { align: 'left' })
];

/** 35 mm between the office and the name of who signs. */
export const MERIT_SEAL = { x: 210, y: 201, width: 130, height: 35 } as const;

/** Giấy khen, and an organizer's certificate, on A4 across. */
export const SMALL_BLOCKS: readonly Block[] = [
	block('emblem', [136.5, 14, 24, 24], [], pattern),
	block('letterhead', [38, 40, 221, 6], once(13), { face: 'bold', ...pattern }),
	block('motto', [38, 46.5, 221, 6], once(13), { face: 'bold', ...pattern }),
	block(
		'issuer',
		[38, 55, 221, 12],
		[
			{ lines: 1, largest: 18, smallest: 13 },
			{ lines: 2, largest: 14, smallest: 11 }
		],
		{ face: 'bold', colour: RED, ...pattern }
	),
	block('given', [38, 68, 221, 6], once(14), { face: 'bold', ...pattern }),
	block('title', [38, 75, 221, 17], once(42, 30), { face: 'bold', colour: RED, ...pattern }),
	block(
		'recipient',
		[38, 93, 221, 17],
		[
			{ lines: 1, largest: 24, smallest: 17 },
			{ lines: 2, largest: 19, smallest: 13 },
			{ lines: 3, largest: 13, smallest: 11 }
		],
		{ face: 'bold' }
	),
	block('place', [38, 111, 221, 6], once(13, 11)),
	block(
		'achievement',
		[46, 118, 205, 16],
		[
			{ lines: 1, largest: 14, smallest: 13 },
			{ lines: 2, largest: 14, smallest: 12 },
			{ lines: 3, largest: 13, smallest: 11 }
		],
		{ face: 'italic' }
	),
	block('dateline', [160, 135, 110, 5], once(13, 11), { face: 'italic' }),
	block('office', [160, 140.5, 110, 5], once(13, 10), { face: 'bold' }),
	block('signer', [160, 173, 110, 6], once(13, 11), { face: 'bold' }),
	block('code', [30, 145, 18, 22], once(7), { align: 'left' }),
	block('decision', [30, 169, 120, 5], once(11, 8), { align: 'left' }),
	block('number', [30, 175, 120, 5], once(11, 8), { align: 'left' })
];

export const SMALL_SEAL = { x: 160, y: 146, width: 110, height: 26 } as const;
