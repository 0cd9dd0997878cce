import type { SubjectKind } from '#lib/domain/honours/award-kind.ts';
import type { RecipientSource } from '#lib/domain/honours/recipient.ts';
import type { RecipientWarning } from '#lib/domain/honours/recipient-warnings.ts';
import type { Words } from '#lib/domain/honours/wording.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { warningsOf } from './warnings-query.ts';

export interface ListedRecipient {
	readonly id: string;
	/** Counted from one, in the decision's order. */
	readonly place: number;
	readonly subject: SubjectKind;
	readonly words: Words;
	readonly source: RecipientSource;
	/** Of the golden book; the newest. */
	readonly number: { readonly number: number; readonly isVoid: boolean } | null;
	readonly warnings: readonly RecipientWarning[];
	readonly version: number;
}

/** Everybody whom a decision honours, in its order, with what deserves a look. */
export async function recipientsOf(read: Tx, decisionId: string): Promise<ListedRecipient[]> {
	const [rows, warnings] = await Promise.all([
		read.awardRecipient.findMany({
			where: { decisionId, removedAt: null },
			orderBy: [{ position: 'asc' }, { id: 'asc' }],
			include: { numbers: { orderBy: { givenAt: 'desc' }, take: 1 } }
		}),
		warningsOf(read, decisionId)
	]);
	return rows.map(({ numbers: [given], ...row }, index) => ({
		...{ id: row.id, place: index + 1, version: row.version },
		subject: row.subject as SubjectKind,
		words: JSON.parse(row.words) as Words,
		source: row.source as RecipientSource,
		number: given ? { number: given.number, isVoid: given.voidedAt !== null } : null,
		warnings: warnings.get(row.id) ?? []
	}));
}
