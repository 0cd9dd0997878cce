import { verifyAuditChain } from '#lib/server/audit/verify-chain.ts';
import { readConfig } from '#lib/server/config.ts';
import { openDatabase } from '#lib/server/db/client.ts';
import type { CliCommand } from './command.ts';

export const audit: CliCommand = {
	usage: '',
	summary: 'checks the chain of the audit log and names the first broken entry',
	async run() {
		const database = openDatabase(readConfig());
		try {
			const verdict = await verifyAuditChain(database.read);
			return verdict.whole
				? { text: `The audit log is whole: ${verdict.entries} entries.`, data: verdict }
				: { text: `The audit log is broken at entry ${verdict.brokenSeq}.`, data: verdict, code: 1 };
		} finally {
			await database.close();
		}
	}
};
