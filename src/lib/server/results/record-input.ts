import type { PublishedResult } from '#lib/domain/results/published-result.ts';
import { printedCode } from '#lib/domain/results/public-code.ts';
import type { RecordInput } from '#lib/server/documents/record/record-input.ts';
import type { StoredResult, VersionFacts } from './published-query.ts';

/** What the record of a published result is printed from; Vietnamese, because it is the paper that is signed. */
export function recordInput(
	{ version, result, hash, code }: StoredResult,
	origin: string,
	newest?: VersionFacts
): RecordInput {
	return {
		result: withSeatLabels(result),
		hash,
		code: printedCode(code),
		verifyAddress: new URL(`/verify/${code}`, origin).href,
		locale: 'vi',
		...(newest &&
			newest.version > version && {
				replacedBy: {
					version: newest.version,
					publishedAt: newest.publishedAt.toISOString(),
					code: printedCode(newest.code),
					reason: newest.reason
				}
			})
	};
}

/**
 * The record is signed by the panel and kept by the desk: it names the panel and says which seat is whose. In its tables
 * stand the seats' labels, as on the paper sheets, unless the rules show names.
 */
function withSeatLabels(result: PublishedResult): PublishedResult {
	if (result.stage.visibility.showJudgeNames) return result;
	const labels = new Map(result.panel.map(({ id, label }) => [id, label]));
	const judges = result.sheet.judges.map((judge) => ({ ...judge, name: labels.get(judge.id) ?? judge.name }));
	return { ...result, sheet: { ...result.sheet, judges } };
}
