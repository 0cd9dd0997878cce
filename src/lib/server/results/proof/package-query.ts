import type { Rules } from '#lib/domain/contest/rules.ts';
import { contentOf, type PublishedResult } from '#lib/domain/results/published-result.ts';
import type { ResultPackage } from '#lib/domain/results/result-package.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { chainOf, type StoredProof } from './prove.ts';

/** A published version as the file that proves it, the newest where none is named; null where there is none to be had. */
export async function resultPackage(
	read: Tx,
	contestCode: string,
	roundId: string,
	version?: number
): Promise<ResultPackage | null> {
	const row = await read.resultVersion.findFirst({
		where: {
			roundId,
			...(version === undefined ? {} : { version }),
			round: { contest: { code: contestCode, status: { not: 'draft' } } }
		},
		orderBy: { version: 'desc' }
	});
	// Versions from before there were chains have no proof.
	if (!row?.proof) return null;
	const result = contentOf(JSON.parse(row.json) as PublishedResult);
	const rules = await read.rulesVersion.findFirst({
		where: { contestId: row.contestId, version: result.rules.version },
		select: { json: true }
	});
	if (!rules) return null;
	const { cut } = JSON.parse(row.proof) as StoredProof;
	return {
		format: 'kheo-result-package',
		version: 1,
		code: row.code,
		resultHash: row.hash,
		rules: JSON.parse(rules.json) as Rules,
		result,
		cut,
		chain: await chainOf(read, roundId, row.version)
	};
}
