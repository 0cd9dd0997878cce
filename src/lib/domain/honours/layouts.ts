import type { LineStep } from './fit-text.ts';
import type { Block, BlockKind, Face } from './template.ts';

const BLACK = '#000000';
export const RED = '#c00000';

const once = (size: number, smallest = size): LineStep[] => [{ lines: 1, largest: size, smallest }];
const steps = (...sizes: readonly (readonly [largest: number, smallest: number])[]): LineStep[] =>
	sizes.map(([largest, smallest], at) => ({ lines: at + 1, largest, smallest }));

type Said = Partial<Omit<Block, 'kind' | 'box' | 'steps'>> & { readonly face?: Face };
type Place = readonly [x: number, y: number, width: number, height: number];

function block(kind: BlockKind, place: Place, sizes: readonly LineStep[], said: Said = {}): Block {
	const [x, y, width, height] = place;
	return {
		kind,
		box: { x, y, width, height },
		steps: sizes,
		face: 'regular',
		colour: BLACK,
		align: 'center',
		isVariable: true,
		...said
	};
}

const pattern = { isVariable: false } as const;
const bold = { face: 'bold' } as const;
const left = { align: 'left' } as const;
const head = { ...bold, ...pattern } as const;
const red = { ...head, colour: RED } as const;

/** Bằng khen on 400 x 300 mm: the order of Decree 50/2006, article 28, measured on the pattern. */
const MERIT_FOOT: readonly Block[] = [
	block('recipient', [60, 127, 280, 23], steps([30, 20], [24, 14], [16, 12]), bold),
	block('place', [60, 151, 280, 8], once(16, 12)),
	block('achievement', [70, 160, 260, 19], steps([17, 15], [17, 13], [15, 12]), {
		face: 'italic',
		valign: 'top'
	}),
	block('dateline', [210, 179.5, 130, 6.5], once(15, 12), { face: 'italic' }),
	block('office', [210, 186.5, 130, 14], steps([16, 11], [16, 11]), { ...bold, valign: 'top' }),
	block('signer', [210, 237, 130, 7], once(16, 12), bold),
	block('code', [52, 207, 24, 28], once(7, 6)),
	block('decision', [52, 237, 150, 6], once(12, 9), left),
	block('number', [52, 243.5, 150, 6], once(12, 9), left)
];

export const MERIT_BLOCKS: readonly Block[] = [
	block('emblem', [184, 24, 32, 32], [], pattern),
	block('letterhead', [60, 60, 280, 7], once(16), head),
	block('motto', [60, 67.5, 280, 7], once(16), head),
	block('issuer', [60, 80, 280, 15], steps([24, 16], [18, 14]), red),
	block('given', [60, 96.5, 280, 7.5], once(18), head),
	block('title', [60, 104.5, 280, 21.5], once(54), { ...red, tracking: 1 }),
	...MERIT_FOOT
];

/** The same of a body of the Party: under the Party's name, an asterisk below the body. */
export const PARTY_MERIT_BLOCKS: readonly Block[] = [
	block('letterhead', [60, 54, 280, 8.5], once(20), head),
	block('issuer', [60, 70, 280, 15], steps([24, 16], [18, 14]), red),
	block('text', [60, 85.5, 280, 6.5], once(16), { ...head, text: '*' }),
	block('given', [60, 95, 280, 7.5], once(18), head),
	block('title', [60, 104.5, 280, 21.5], once(54), { ...red, tracking: 1 }),
	...MERIT_FOOT
];

/** 35 mm between the office and the name of who signs. */
export const MERIT_SEAL = { x: 210, y: 201, width: 130, height: 35 } as const;

const SMALL_FOOT: readonly Block[] = [
	block('recipient', [38, 93, 221, 17], steps([24, 17], [19, 13], [13, 11]), bold),
	block('place', [38, 110.5, 221, 6], once(13, 11)),
	block('achievement', [46, 117, 205, 15], steps([14, 13], [14, 12], [12, 11]), {
		face: 'italic',
		valign: 'top'
	}),
	block('dateline', [160, 132.5, 110, 5.5], once(13, 11), { face: 'italic' }),
	block('office', [160, 138, 110, 10.5], steps([13, 10], [13, 10]), { ...bold, valign: 'top' }),
	block('signer', [160, 175, 110, 6], once(13, 11), bold),
	block('code', [26, 144, 22, 26], once(7, 6)),
	block('decision', [26, 172, 120, 5], once(11, 8), left),
	block('number', [26, 177.5, 120, 5], once(11, 8), left)
];

/** Giấy khen on A4 across. */
export const SMALL_BLOCKS: readonly Block[] = [
	block('emblem', [136.5, 14, 24, 24], [], pattern),
	block('letterhead', [38, 40, 221, 6], once(13), head),
	block('motto', [38, 46, 221, 6], once(13), head),
	block('issuer', [38, 55.5, 221, 12], steps([18, 13], [14, 11]), red),
	block('given', [38, 68, 221, 6], once(14), head),
	block('title', [38, 74.5, 221, 18], once(42, 30), { ...red, tracking: 1 }),
	...SMALL_FOOT
];

export const PARTY_SMALL_BLOCKS: readonly Block[] = [
	block('letterhead', [38, 32, 221, 7], once(16), head),
	block('issuer', [38, 44, 221, 12], steps([18, 13], [14, 11]), red),
	block('text', [38, 56.5, 221, 6], once(14), { ...head, text: '*' }),
	block('given', [38, 66, 221, 6], once(14), head),
	block('title', [38, 74.5, 221, 18], once(42, 30), { ...red, tracking: 1 }),
	...SMALL_FOOT
];

/** 26 mm between the office and the name of who signs. */
export const SMALL_SEAL = { x: 160, y: 148.8, width: 110, height: 26 } as const;

/** An organizer's certificate on A4 across: no emblem's place, and what it certifies stands below its title. */
export const CERTIFICATE_BLOCKS: readonly Block[] = [
	block('letterhead', [38, 25, 221, 6], once(13), head),
	block('motto', [38, 31, 221, 6], once(13), head),
	block('issuer', [38, 43, 221, 12], steps([18, 13], [14, 11]), red),
	block('title', [38, 58, 221, 19], once(42, 30), { ...red, tracking: 1 }),
	block('given', [38, 81, 221, 7], once(15), { face: 'italic', ...pattern }),
	...SMALL_FOOT
];

export const PARTY_CERTIFICATE_BLOCKS: readonly Block[] = [
	block('letterhead', [38, 24, 221, 7], once(16), head),
	block('issuer', [38, 36, 221, 12], steps([18, 13], [14, 11]), red),
	block('text', [38, 48.5, 221, 6], once(14), { ...head, text: '*' }),
	block('title', [38, 58, 221, 19], once(42, 30), { ...red, tracking: 1 }),
	block('given', [38, 81, 221, 7], once(15), { face: 'italic', ...pattern }),
	...SMALL_FOOT
];

const grey = { colour: '#444444' } as const;

/** The same with English below each line, smaller. */
export const BILINGUAL_BLOCKS: readonly Block[] = [
	block('letterhead', [38, 22, 221, 6], once(13), head),
	block('motto', [38, 28, 221, 6], once(13), head),
	block('issuer', [38, 38, 221, 12], steps([18, 13], [14, 11]), red),
	block('issuer-en', [38, 50, 221, 5.5], once(11, 9), { ...pattern, ...grey, face: 'italic' }),
	block('title', [38, 56.5, 221, 17.5], once(40, 30), { ...red, tracking: 1 }),
	block('title-en', [38, 74, 221, 7], once(16), { ...head, ...grey, tracking: 2 }),
	block('recipient', [38, 84, 221, 17], steps([24, 17], [19, 13], [13, 11]), bold),
	block('place', [38, 101, 221, 6], once(13, 11)),
	block('place-en', [38, 107, 221, 5], once(11, 8), { ...grey, face: 'italic' }),
	block('achievement', [46, 113, 205, 11], steps([14, 12], [12, 10.5]), bold),
	block('achievement-en', [46, 124.3, 205, 8], steps([11, 9], [9, 8]), { ...grey, face: 'italic' }),
	...SMALL_FOOT.filter(({ kind }) => !['recipient', 'place', 'achievement'].includes(kind))
];
