import type { BlockKind } from '#lib/domain/honours/template.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from './figure.ts';

const WORDS: Readonly<Record<BlockKind, (inputs: object, options: { locale: Locale }) => string>> = {
	letterhead: m.papers_block_letterhead,
	motto: m.papers_block_motto,
	issuer: m.papers_block_issuer,
	given: m.papers_block_given,
	title: m.papers_block_title,
	recipient: m.papers_block_recipient,
	place: m.papers_block_place,
	achievement: m.papers_block_achievement,
	dateline: m.papers_block_dateline,
	office: m.papers_block_office,
	signer: m.papers_block_signer,
	decision: m.papers_block_decision,
	number: m.papers_block_number,
	code: m.papers_block_code,
	emblem: m.papers_block_emblem,
	text: m.papers_block_text,
	'issuer-en': m.papers_block_issuer_en,
	'title-en': m.papers_block_title_en,
	'recipient-en': m.papers_block_recipient_en,
	'place-en': m.papers_block_place_en,
	'achievement-en': m.papers_block_achievement_en
};

/** What a block of a certificate is called. */
export const blockWord = (kind: BlockKind, locale: Locale): string => WORDS[kind]({}, { locale });
