import { printedCheckCode } from '#lib/domain/shared/check-code.ts';
import type { CertificateFacts } from './certificate-facts.ts';
import {
	bookLine,
	codeAlt,
	decisionLine,
	EMBLEM_ALT,
	GIVEN,
	HEAD,
	INVENTED,
	MOTTO,
	TITLE,
	TITLE_EN
} from './certificate-words.ts';
import type { Drawn } from './drawn.ts';
import {
	fitByHand,
	fitLines,
	isFitted,
	type Fitted,
	type SetByHand,
	type Unfit,
	type WidthAtOnePoint
} from './fit-text.ts';
import { printedNumber } from './golden-book.ts';
import { mm, type Box } from './paper.ts';
import type { Block, BlockKind, Face, Template } from './template.ts';
import { ASCENT, heightOf, LEADING } from './type-height.ts';
import { dateInWords, placeAndDate } from './wording.ts';

/** Something on a certificate that does not fit its box; preflight says so before anything is issued. */
export class Unfitting extends Error {
	readonly block: BlockKind;
	/** Millimetres. */
	readonly needs: number;
	readonly has: number;

	constructor(block: BlockKind, needs: number, has: number) {
		super(`${block} needs ${needs.toFixed(1)} mm and has ${has.toFixed(1)} mm`);
		this.block = block;
		this.needs = needs;
		this.has = has;
	}
}

export type Widths = (face: Face) => WidthAtOnePoint;

/** Names of people and places stay as they are in English: said once. */
const otherThan = (line: string, english: string | undefined): string =>
	english === undefined || english === line ? '' : english;

/** What a block says on one certificate; '' where it says nothing. */
export function saysOf({ kind, text }: Block, facts: CertificateFacts): string {
	const { lines, linesEn } = facts;
	switch (kind) {
		case 'letterhead':
			return HEAD[facts.letterhead];
		case 'motto':
			return facts.letterhead === 'state' ? MOTTO : '';
		case 'issuer':
			return facts.issuer.toLocaleUpperCase('vi');
		case 'issuer-en':
			return facts.issuerEn ?? '';
		case 'given':
			return text ?? GIVEN;
		case 'title':
			return text ?? TITLE[facts.kind];
		case 'title-en':
			return text ?? TITLE_EN[facts.kind];
		case 'recipient':
		case 'place':
		case 'achievement':
			return lines[kind];
		case 'recipient-en':
			return otherThan(lines.recipient, linesEn?.recipient);
		case 'place-en':
			return otherThan(lines.place, linesEn?.place);
		case 'achievement-en':
			return linesEn?.achievement ?? '';
		case 'dateline':
			return placeAndDate(facts.place, facts.decidedOn);
		case 'office':
			return facts.office;
		case 'signer':
			return facts.signer;
		case 'decision':
			return facts.decision ? decisionLine(facts.decision, dateInWords(facts.decidedOn)) : '';
		case 'number':
			return facts.number === null ? '' : bookLine(printedNumber(facts.number));
		case 'code':
			return printedCheckCode(facts.code);
		case 'text':
			return text ?? '';
		case 'emblem':
			return '';
	}
}

const AS_FOUND: SetByHand = { size: null, lines: null };

/** A block's words set into its box; throws `Unfitting`. Null where it says nothing. */
function setInto(block: Block, facts: CertificateFacts, widths: Widths): Fitted | null {
	const says = saysOf(block, facts).normalize('NFC').trim();
	if (says === '') return null;
	const { kind, face, steps, box, tracking = 0 } = block;
	const plain = widths(face);
	// Space between letters does not grow with the type: reckoned as if it did, at the largest size that it may have.
	const largest = Math.max(...steps.map((step) => step.largest));
	const widthOf: WidthAtOnePoint = (text) => plain(text) + (mm(tracking) * [...text].length) / largest;
	const rule = { width: box.width, height: box.height, steps };
	const byHand =
		kind === 'recipient' || kind === 'place' || kind === 'achievement' ? facts.byHand[kind] : null;
	const set = says.includes('\n')
		? fitLines(says.split('\n'), rule, widthOf)
		: fitByHand(says, rule, byHand ?? AS_FOUND, widthOf);
	if (!isFitted(set)) throw new Unfitting(kind, set.needs, set.has);
	return set;
}

const startOf = (box: Box, align: Block['align'], width: number): number => {
	if (align === 'left') return box.x;
	return box.x + (box.width - width) * (align === 'center' ? 0.5 : 1);
};

function wordsIn(block: Block, set: Fitted, widths: Widths, by: { dx: number; dy: number }) {
	const { box, align, face, tracking = 0, valign } = block;
	const height = heightOf(set.lines.length, set.size);
	const room = box.height - height;
	const top = box.y + by.dy + (valign === 'top' ? 0 : valign === 'bottom' ? room : room / 2);
	const widthOf = (text: string) => widths(face)(text) * set.size + mm(tracking) * ([...text].length - 1);
	const lines = set.lines.map((text, at) => ({
		text: text.replace(/\u00a0/gu, ' '),
		x: startOf(box, align, widthOf(text)) + by.dx,
		baseline: top + mm((ASCENT + at * LEADING) * set.size),
		width: widthOf(text)
	}));
	return lines;
}

/** The line below the motto, as long as it, or below the Party's name. */
function ruleBelow(line: { x: number; baseline: number; width: number }, size: number): Drawn {
	return { kind: 'rule', x: line.x, y: line.baseline + mm(size * 0.42), width: line.width, thickness: 0.3 };
}

/** The QR as large as its box is wide, and its signs below it: on two lines where they are too wide for one. */
function drawCode(block: Block, facts: CertificateFacts, widths: Widths): Drawn[] {
	const { box, face, steps } = block;
	const signsSet = printedCheckCode(facts.code);
	const rule = { width: box.width, steps: steps.flatMap((step) => [step, { ...step, lines: 2 }]) };
	const half = signsSet.indexOf('-', 6) + 1;
	const ways = [[signsSet], [signsSet.slice(0, half), signsSet.slice(half)]];
	const tried = ways.map((lines) => fitLines(lines, rule, widths(face)));
	const set = tried.find(isFitted);
	if (!set) throw new Unfitting('code', (tried.at(-1) as Unfit).needs, box.width);
	const signs = heightOf(set.lines.length, set.size);
	const side = Math.min(box.width, box.height - signs);
	const x = box.x + (box.width - side) / 2;
	const under: Block = { ...block, box: { ...box, y: box.y + side, height: signs } };
	return [
		{
			kind: 'qr',
			address: facts.address,
			box: { x, y: box.y, width: side, height: side },
			alt: codeAlt(facts.address)
		},
		words(under, set, wordsIn(under, set, widths, { dx: 0, dy: 0 }))
	];
}

function words(
	block: Block,
	{ size }: Fitted,
	lines: { text: string; x: number; baseline: number }[]
): Drawn {
	const { kind, face, colour, tracking = 0 } = block;
	return {
		kind: 'words',
		block: kind,
		lines: lines.map(({ text, x, baseline }) => ({ text, x, baseline })),
		...{ size, face, colour, tracking }
	};
}

function drawBlock(block: Block, template: Template, facts: CertificateFacts, widths: Widths): Drawn[] {
	if (block.kind === 'code') return drawCode(block, facts, widths);
	if (block.kind === 'emblem') {
		if (!facts.bearsEmblem || template.emblem === null) return [];
		const drawn: Drawn = { kind: 'picture', hash: template.emblem, box: block.box, alt: EMBLEM_ALT };
		const straddles = template.ornament.kind === 'plain';
		return straddles ? [{ kind: 'blank', box: block.box }, drawn] : [drawn];
	}
	const set = setInto(block, facts, widths);
	if (!set) return [];
	const byHand =
		block.kind === 'recipient' || block.kind === 'place' || block.kind === 'achievement'
			? facts.byHand[block.kind]
			: undefined;
	const lines = wordsIn(block, set, widths, { dx: byHand?.dx ?? 0, dy: byHand?.dy ?? 0 });
	const drawn = words(block, set, lines);
	const isRuled = block.kind === (facts.letterhead === 'state' ? 'motto' : 'letterhead');
	return isRuled ? [drawn, ruleBelow(lines.at(-1)!, set.size)] : [drawn];
}

function ornamentOf({ ornament, sheet }: Template): Drawn[] {
	if (ornament.kind === 'plain') {
		return [{ kind: 'frame', box: sheet.frame, scale: Math.min(sheet.width / 400, sheet.height / 300) }];
	}
	const whole = { x: 0, y: 0, width: sheet.width, height: sheet.height };
	return ornament.kind === 'picture' ? [{ kind: 'picture', hash: ornament.hash, box: whole, alt: null }] : [];
}

/**
 * Everything that stands on one certificate, to the hundredth of a millimetre; on a pre-printed blank only what differs
 * from one to the next. Throws `Unfitting` where something does not fit.
 */
export function layOut(
	template: Template,
	facts: CertificateFacts,
	widths: Widths,
	{ onBlank = false }: { readonly onBlank?: boolean } = {}
): Drawn[] {
	const blocks = template.blocks.filter(({ isVariable }) => isVariable || !onBlank);
	return [
		...(onBlank ? [] : ornamentOf(template)),
		...(facts.isInvented ? [{ kind: 'across', text: INVENTED } as const] : []),
		...blocks.flatMap((block) => drawBlock(block, template, facts, widths))
	];
}
