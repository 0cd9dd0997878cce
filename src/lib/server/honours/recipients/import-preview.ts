import type { SubjectKind } from '#lib/domain/honours/award-kind.ts';
import { recipientsIn, type TableRecipient } from '#lib/domain/honours/import/recipient-table.ts';
import { sortedProblems } from '#lib/domain/honours/import/sorted-problems.ts';
import { MOST_RECIPIENTS, recipientKey } from '#lib/domain/honours/recipient.ts';
import type { CellProblem, Table } from '#lib/domain/people/import/table.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { WORD_LENGTHS } from './recipient-fields.ts';

/** Of errors and of warnings each: a table may be wrong in every row. */
const SHOWN = 300;

const some = (problems: readonly CellProblem[]) => ({
	shown: problems.slice(0, SHOWN),
	total: problems.length
});

/** What a table says that cannot be seen in it: who is on the list already, and where the list would be full. */
function againstList(
	recipients: readonly TableRecipient[],
	listed: readonly { readonly subject: string; readonly searchKey: string }[],
	name: number
): CellProblem[] {
	const places = new Map(listed.map((one, index) => [`${one.subject} ${one.searchKey}`, index + 1]));
	const over = recipients[MOST_RECIPIENTS - listed.length];
	const again = recipients.flatMap(({ line, subject, ...words }): CellProblem[] => {
		const place = words.name && places.get(`${subject} ${recipientKey(words)}`);
		if (!place) return [];
		return [{ severity: 'warning', row: line, column: name, code: 'award_cell_listed', params: { place } }];
	});
	if (!over) return again;
	const params = { most: MOST_RECIPIENTS, listed: listed.length };
	return [...again, { severity: 'error', row: over.line, column: null, code: 'award_cell_full', params }];
}

/**
 * What a table would put on a decision's list, and what is wrong with it: errors stop the import, warnings do not. `otherwise`:
 * who a row is that does not say it. Refuses a table without names or without rows.
 */
export async function previewRecipients(read: Tx, decisionId: string, table: Table, otherwise: SubjectKind) {
	const { hasNames, recipients, problems, ...rest } = recipientsIn(table, WORD_LENGTHS, otherwise);
	if (!hasNames) throw new Refusal('award_import_no_names');
	if (recipients.length === 0) throw new Refusal('people_file_empty');
	const listed = await read.awardRecipient.findMany({
		where: { decisionId, removedAt: null },
		orderBy: [{ position: 'asc' }, { id: 'asc' }],
		select: { subject: true, searchKey: true }
	});
	const { errors, warnings, fates, counts } = sortedProblems(
		[...problems, ...againstList(recipients, listed, rest.nameColumn)],
		recipients.map(({ line }) => line)
	);
	return { ...rest, recipients, errors: some(errors), warnings: some(warnings), fates, counts };
}
export type RecipientsPreview = Awaited<ReturnType<typeof previewRecipients>>;
