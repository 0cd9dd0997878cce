import type { AwardKind, Letterhead, SubjectKind } from './award-kind.ts';
import type { LineStep } from './fit-text.ts';
import { onPaper, PAPER_PROFILES, type Box, type PaperKey } from './paper.ts';
import type { WordingSet } from './wording.ts';

/**
 * What a block says. letterhead, motto, issuer: the head · given: 'TẶNG' · title: 'BẰNG KHEN' · recipient, place,
 * achievement: the wording · dateline, office, signer: the foot, with the room for signature and seal between them ·
 * decision, number: what the book says · code: the QR with its signs · text: words of the template's own.
 */
export const BLOCK_KINDS = [
	'letterhead',
	'motto',
	'issuer',
	'given',
	'title',
	'recipient',
	'place',
	'achievement',
	'dateline',
	'office',
	'signer',
	'decision',
	'number',
	'code',
	'emblem',
	'text'
] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

export type Face = 'regular' | 'bold' | 'italic' | 'bold-italic';

export interface Block {
	readonly kind: BlockKind;
	readonly box: Box;
	readonly face: Face;
	/** '#c00000': red, '#000000': black. */
	readonly colour: string;
	readonly align: 'left' | 'center' | 'right';
	readonly steps: readonly LineStep[];
	/** Printed on a pre-printed blank too; the rest stands on the blank already. */
	readonly isVariable: boolean;
	/** Of a `text` block. */
	readonly text?: string;
}

/** A template never changes: what is put right is its next version, and each version is good from a day to a day. */
export interface Template {
	readonly key: string;
	readonly version: number;
	readonly kind: AwardKind;
	readonly letterhead: Letterhead;
	readonly paper: PaperKey;
	readonly validFrom: string;
	readonly validTo: string | null;
	readonly blocks: readonly Block[];
	/** Kept free of everything: signature and seal, which covers a third of the signature on its left. */
	readonly seal: Box;
	readonly wording: WordingSet;
}

/** The version of a template that is good on a day: of several, the newest. Null where none is. */
export function templateOn<T extends Pick<Template, 'key' | 'version' | 'validFrom' | 'validTo'>>(
	templates: readonly T[],
	key: string,
	day: string
): T | null {
	return (
		templates
			.filter(
				(one) => one.key === key && one.validFrom <= day && (one.validTo === null || day <= one.validTo)
			)
			.toSorted((a, b) => b.version - a.version)[0] ?? null
	);
}

const overlap = (a: Box, b: Box): boolean =>
	a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

export type TemplateFault =
	| { readonly kind: 'outside'; readonly block: BlockKind }
	| { readonly kind: 'over-seal'; readonly block: BlockKind }
	| { readonly kind: 'missing'; readonly block: BlockKind }
	| { readonly kind: 'sizes'; readonly block: BlockKind };

/** Blocks without which nothing is a certificate. */
const NEEDED: readonly BlockKind[] = [
	'issuer',
	'title',
	'recipient',
	'achievement',
	'dateline',
	'office',
	'signer'
];

/** Everything that forbids a template to be used: a block off the sheet or over signature and seal, or one that is missing. */
export function faultsOfTemplate({
	blocks,
	seal,
	paper
}: Pick<Template, 'blocks' | 'seal' | 'paper'>): TemplateFault[] {
	const sheet = PAPER_PROFILES.find(({ key }) => key === paper)!;
	const faults: TemplateFault[] = [];
	for (const { kind, box, steps } of blocks) {
		const isOn =
			box.x >= 0 && box.y >= 0 && box.x + box.width <= sheet.width && box.y + box.height <= sheet.height;
		if (!isOn) faults.push({ kind: 'outside', block: kind });
		if (overlap(box, seal)) faults.push({ kind: 'over-seal', block: kind });
		if (steps.some(({ lines, smallest, largest }) => lines < 1 || smallest < 6 || smallest > largest)) {
			faults.push({ kind: 'sizes', block: kind });
		}
	}
	for (const needed of NEEDED) {
		if (!blocks.some(({ kind }) => kind === needed)) faults.push({ kind: 'missing', block: needed });
	}
	return faults;
}

/** The same template for another sheet, with its sizes of type in the same proportion. */
export function onOtherPaper(template: Template, paper: PaperKey): Template {
	const from = PAPER_PROFILES.find(({ key }) => key === template.paper)!;
	const to = PAPER_PROFILES.find(({ key }) => key === paper)!;
	const scale = Math.min(to.width / from.width, to.height / from.height);
	const half = (points: number) => Math.max(6, Math.round(points * scale * 2) / 2);
	return {
		...template,
		paper,
		seal: onPaper(template.seal, from, to),
		blocks: template.blocks.map((block) => ({
			...block,
			box: onPaper(block.box, from, to),
			steps: block.steps.map(({ lines, largest, smallest }) => ({
				lines,
				largest: half(largest),
				smallest: half(smallest)
			}))
		}))
	};
}

const NEVER_EMPTY: readonly SubjectKind[] = ['individual', 'collective', 'household'];

/** Subject kinds that a template has no words for. */
export const wordlessKinds = ({ wording }: Pick<Template, 'wording'>): SubjectKind[] =>
	NEVER_EMPTY.filter((kind) => !wording[kind].recipient.includes('{name}'));
