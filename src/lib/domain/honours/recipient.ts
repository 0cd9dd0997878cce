import { searchKey } from '#lib/domain/people/search-key.ts';
import type { SubjectKind } from './award-kind.ts';
import type { Words } from './wording.ts';

/**
 * Where a decision's recipients come from. hand: typed · result: a contest's published result · honourees: a conference's
 * list of whom it honours · presence: its delegates who met the presence rule · import: a table · registry: models.
 */
export const RECIPIENT_SOURCES = ['hand', 'result', 'honourees', 'presence', 'import', 'registry'] as const;
export type RecipientSource = (typeof RECIPIENT_SOURCES)[number];

/** Somebody to be put on a decision's list, as any source knows them. */
export interface ProposedRecipient {
	readonly subject: SubjectKind;
	readonly words: Words;
	readonly personId?: string | null;
	readonly unitId?: string | null;
	readonly teamId?: string | null;
	/** What of the source it is. */
	readonly sourceRef?: string | null;
	/** Where a result placed it. */
	readonly place?: number | null;
}

export const MOST_RECIPIENTS = 2000;

/** Two recipients of one kind with the same key are taken for one: their name, and the unit or place that they are of. */
export function recipientKey({ name = '', unit, locality }: Words): string {
	return searchKey([name, unit?.trim() || locality || ''].join(' '));
}

/** A recipient's words, with what the decision says for all where they have none of their own. */
export function wordsFor(
	own: Words,
	all: { readonly achievement: string | null; readonly period: string | null; readonly event: string | null }
): Words {
	const said = Object.fromEntries(Object.entries(all).filter(([, value]) => value)) as Words;
	const filled = Object.fromEntries(Object.entries(own).filter(([, value]) => value?.trim())) as Words;
	return { ...said, ...filled };
}
