import type { Tx } from '#lib/server/db/client.ts';
import { entryHash, GENESIS } from './record.ts';

export type AuditChain =
	| { readonly whole: true; readonly entries: number }
	/** The first entry that was changed, or before which one is missing. */
	| { readonly whole: false; readonly entries: number; readonly brokenSeq: number };

const AT_ONCE = 500;

/** Walks the audit log from its first entry and names the first whose hash does not follow from the one before. */
export async function verifyAuditChain(read: Tx): Promise<AuditChain> {
	let prevHash = GENESIS;
	let entries = 0;
	for (let after = 0; ;) {
		const rows = await read.auditEntry.findMany({
			where: { seq: { gt: after } },
			orderBy: { seq: 'asc' },
			take: AT_ONCE
		});
		for (const row of rows) {
			if (row.prevHash !== prevHash || row.hash !== entryHash(prevHash, row)) {
				return { whole: false, entries, brokenSeq: row.seq };
			}
			prevHash = row.hash;
			entries += 1;
		}
		if (rows.length < AT_ONCE) return { whole: true, entries };
		after = rows.at(-1)!.seq;
	}
}
