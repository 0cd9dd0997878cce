import { paperKey, PAPER_KINDS, type PaperName } from '#lib/domain/records/paper-name.ts';
import { printStanding, type PrintStanding } from '#lib/domain/records/printed-paper.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { paperOf, type RoundPapers } from './round-papers.ts';

/** One time that a paper left the desk. */
export interface PrintedLine {
	readonly id: string;
	readonly name: PaperName;
	readonly version: number;
	readonly isDraft: boolean;
	readonly locale: 'vi' | 'en';
	readonly at: Date;
	readonly by: string;
	readonly standing: PrintStanding;
	readonly withdrawn: { readonly at: Date; readonly by: string; readonly note: string | null } | null;
}

/** Everything that was printed of a round, oldest first, with what it is worth now. */
export async function printedLines(
	read: Tx,
	roundId: string,
	now: { readonly all: RoundPapers; readonly version: number; readonly isListChanged: boolean }
): Promise<PrintedLine[]> {
	const rows = await read.printedRecord.findMany({
		where: { roundId },
		orderBy: [{ at: 'asc' }, { id: 'asc' }]
	});
	return rows.flatMap((row): PrintedLine[] => {
		const kind = PAPER_KINDS.find((one) => one === row.kind);
		if (!kind) return [];
		const name = { kind, subject: row.subject };
		const { id, version, isDraft, at, withdrawnAt } = row;
		const print = { kind, version, isDraft, hash: row.contentHash, isWithdrawn: withdrawnAt !== null };
		const paper = paperOf(now.all, name);
		const { isListChanged } = now;
		return [
			{
				id,
				name,
				version,
				isDraft,
				locale: row.locale === 'en' ? 'en' : 'vi',
				at,
				by: row.printedName,
				standing: printStanding(print, { paper, version: now.version, isListChanged }),
				withdrawn: withdrawnAt && {
					at: withdrawnAt,
					by: row.withdrawnName ?? '',
					note: row.withdrawnNote
				}
			}
		];
	});
}

export const ofPaper = (lines: readonly PrintedLine[], name: PaperName): PrintedLine[] =>
	lines.filter((line) => paperKey(line.name) === paperKey(name));
