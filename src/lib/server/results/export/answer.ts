import { printedCode } from '#lib/domain/results/public-code.ts';
import { contentOf } from '#lib/domain/results/published-result.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import type { Locale } from '#lib/words/figure.ts';
import type { StoredResult } from '../published-query.ts';
import { csv } from './csv.ts';
import { deductionsTable, factsTable, marksTable, prizesTable, standingsTable } from './tables.ts';
import { xlsx } from './xlsx.ts';

export const EXPORTS = ['xlsx', 'csv', 'json'] as const;
export type Export = (typeof EXPORTS)[number];

const TYPES: Readonly<Record<Export, string>> = {
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	csv: 'text/csv; charset=utf-8',
	json: 'application/json; charset=utf-8'
};

/** The bytes of an export. The JSON is the very text that the result's hash is of. */
export async function exported(
	stored: StoredResult,
	kind: Export,
	locale: Locale
): Promise<Uint8Array | string> {
	const content = contentOf(stored.result);
	switch (kind) {
		case 'json':
			return canonicalJson(content);
		case 'csv':
			return csv(standingsTable(content, locale), locale);
		case 'xlsx': {
			const proof = { hash: stored.hash, code: printedCode(stored.code) };
			return xlsx([
				standingsTable(content, locale),
				prizesTable(content, locale),
				marksTable(content, locale),
				deductionsTable(content, locale),
				factsTable(content, proof, locale)
			]);
		}
	}
}

/** Answers with a file; nothing is sent again that the reader already has. */
export async function answerExport(
	stored: StoredResult,
	kind: Export,
	locale: Locale,
	known: string | null
): Promise<Response> {
	const etag = `"${stored.hash.slice(0, 32)}-${kind}-${locale}"`;
	const headers = { ETag: etag, 'Cache-Control': 'no-cache', Vary: 'Cookie' };
	if (known === etag) return new Response(null, { status: 304, headers });
	const body = await exported(stored, kind, locale);
	const name = `${stored.result.contest.code}-${stored.roundId.slice(-6)}-v${stored.version}.${kind}`;
	return new Response(body as BodyInit, {
		headers: {
			...headers,
			'Content-Type': TYPES[kind],
			'Content-Disposition': `attachment; filename="${name}"`
		}
	});
}
