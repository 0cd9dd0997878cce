import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import type { AwardKind, Letterhead, SubjectKind } from './award-kind.ts';
import type { LineStep } from './fit-text.ts';
import { onPaper, SIDES, type Box, type Sheet } from './paper.ts';
import { HEIGHT_SLACK, heightOf } from './type-height.ts';
import type { WordingSet } from './wording.ts';

/**
 * What a block says. letterhead, motto, issuer: the head · given: 'TẶNG' · title: 'BẰNG KHEN' · recipient, place,
 * achievement: the wording · dateline, office, signer: the foot, with the room for signature and seal between them ·
 * decision, number: what the book says · code: the QR with its signs · text: words of the template's own · …-en: the same
 * in English, smaller, below.
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
	'text',
	'issuer-en',
	'title-en',
	'recipient-en',
	'place-en',
	'achievement-en'
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
	/** Where lines stand that are lower than the box; in its middle unless said. */
	readonly valign?: 'top' | 'bottom';
	/** Space between letters, in points. */
	readonly tracking?: number;
	readonly steps: readonly LineStep[];
	/** Printed on a pre-printed blank too; the rest stands on the blank already. */
	readonly isVariable: boolean;
	/** What a `text` block says; of title, given and title-en: in place of what its kind of award says. */
	readonly text?: string;
}

/** The pattern around: drawn by Khéo, a picture over the whole sheet by the hash of its file, or none. */
export type Ornament =
	| { readonly kind: 'plain' }
	| { readonly kind: 'none' }
	| { readonly kind: 'picture'; readonly hash: string };

/** A template never changes: what is put right is its next version, and each version is good from a day to a day. */
export interface Template {
	readonly key: string;
	readonly version: number;
	readonly kind: AwardKind;
	readonly letterhead: Letterhead;
	readonly name: string;
	readonly sheet: Sheet;
	readonly ornament: Ornament;
	/** The emblem's picture, by the hash of its file; null: its place stays free. */
	readonly emblem: string | null;
	readonly validFrom: string;
	readonly validTo: string | null;
	readonly blocks: readonly Block[];
	/** Kept free of everything: signature and seal, which covers a third of the signature on its left. */
	readonly seal: Box;
	readonly wording: WordingSet;
	/** The same in English, of a bilingual one. */
	readonly wordingEn: WordingSet | null;
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

/** Boxes that touch do not overlap; a hundredth of a millimetre is what reckoning leaves. */
const overlap = (a: Box, b: Box): boolean =>
	a.x + 0.01 < b.x + b.width &&
	b.x + 0.01 < a.x + a.width &&
	a.y + 0.01 < b.y + b.height &&
	b.y + 0.01 < a.y + a.height;

export type TemplateFault =
	| { readonly kind: 'outside'; readonly block: BlockKind }
	| { readonly kind: 'over-seal'; readonly block: BlockKind }
	| { readonly kind: 'missing'; readonly block: BlockKind }
	| { readonly kind: 'sizes'; readonly block: BlockKind }
	/** Its lines are higher than its box. */
	| { readonly kind: 'low'; readonly block: BlockKind }
	/** Two blocks of a kind that says one thing. */
	| { readonly kind: 'twice'; readonly block: BlockKind }
	| { readonly kind: 'over'; readonly block: BlockKind; readonly other: BlockKind }
	| { readonly kind: 'sheet' };

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

const isOn = (box: Box, { width, height }: Pick<Sheet, 'width' | 'height'>): boolean =>
	box.x >= 0 &&
	box.y >= 0 &&
	box.width > 0 &&
	box.height > 0 &&
	box.x + box.width <= width + 0.01 &&
	box.y + box.height <= height + 0.01;

function faultsOfBlock({ kind, box, steps }: Block, sheet: Sheet, seal: Box): TemplateFault[] {
	const faults: TemplateFault[] = [];
	if (!isOn(box, sheet)) faults.push({ kind: 'outside', block: kind });
	if (overlap(box, seal)) faults.push({ kind: 'over-seal', block: kind });
	const isPicture = kind === 'emblem';
	const areWrong = steps.some(
		({ lines, smallest, largest }) => lines < 1 || lines > 4 || smallest < 6 || smallest > largest
	);
	if (areWrong || (!isPicture && steps.length === 0)) faults.push({ kind: 'sizes', block: kind });
	else if (
		kind !== 'code' &&
		steps.some(({ lines, largest }) => heightOf(lines, largest) > box.height + HEIGHT_SLACK)
	) {
		faults.push({ kind: 'low', block: kind });
	}
	return faults;
}

/** Everything that forbids a template to be used: a block off the sheet or over signature and seal, or one that is missing. */
export function faultsOfTemplate({
	blocks,
	seal,
	sheet
}: Pick<Template, 'blocks' | 'seal' | 'sheet'>): TemplateFault[] {
	const isSheet = [sheet.width, sheet.height].every((side) => side >= SIDES.least && side <= SIDES.most);
	if (!isSheet || !isOn(sheet.frame, sheet) || !isOn(seal, sheet)) return [{ kind: 'sheet' }];
	const faults = blocks.flatMap((block) => faultsOfBlock(block, sheet, seal));
	for (const needed of NEEDED) {
		if (!blocks.some(({ kind }) => kind === needed)) faults.push({ kind: 'missing', block: needed });
	}
	blocks.forEach((block, at) => {
		const before = blocks.slice(0, at);
		if (block.kind !== 'text' && before.some(({ kind }) => kind === block.kind)) {
			faults.push({ kind: 'twice', block: block.kind });
		}
		const under = before.find((one) => overlap(one.box, block.box));
		if (under) faults.push({ kind: 'over', block: block.kind, other: under.kind });
	});
	return faults;
}

/** Neither a QR that telephones read nor its signs get smaller with the sheet. */
const LEAST_CODE = { width: 22, height: 23 };

function onSheet({ kind, box }: Block, from: Sheet, to: Sheet): Box {
	const moved = onPaper(box, from, to);
	if (kind !== 'code') return moved;
	const width = Math.max(moved.width, Math.min(box.width, LEAST_CODE.width));
	const height = Math.max(moved.height, Math.min(box.height, LEAST_CODE.height));
	return { x: moved.x, y: moved.y + moved.height - height, width, height };
}

/** The same template for another sheet, with its sizes of type in the same proportion. */
export function onOtherSheet(template: Template, to: Sheet): Template {
	const from = template.sheet;
	const scale = Math.min(to.width / from.width, to.height / from.height);
	const half = (points: number) => Math.max(6, Math.floor(points * scale * 2) / 2);
	return {
		...template,
		sheet: to,
		seal: onPaper(template.seal, from, to),
		blocks: template.blocks.map((block) => ({
			...block,
			box: onSheet(block, from, to),
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

/** Whether two templates say the same of everybody: then one is only another paper for the other. */
export function sameWords(one: Template, other: Template): boolean {
	const words = ({ wording, wordingEn, blocks }: Template) => {
		const own = blocks.flatMap(({ kind, text }) => (text ? [`${kind} ${text}`] : []));
		return canonicalJson({ wording, wordingEn, own: own.toSorted() });
	};
	return words(one) === words(other);
}
