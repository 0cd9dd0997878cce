import { printedCode } from '#lib/domain/results/public-code.ts';
import type { RecordInput } from '#lib/server/documents/record/record-input.ts';
import type { StoredResult } from './published-query.ts';

/** What the record of a published result is printed from; Vietnamese, because it is the paper that is signed. */
export function recordInput({ result, hash, code }: StoredResult, origin: string): RecordInput {
	return {
		result,
		hash,
		code: printedCode(code),
		verifyAddress: new URL(`/verify/${code}`, origin).href,
		locale: 'vi'
	};
}
