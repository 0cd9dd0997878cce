import { judgeNumber } from '#lib/domain/results/public-judges.ts';
import type { RoundSheet } from '#lib/domain/scoring/round-sheet.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from './figure.ts';

/** A result whose judges read 'Giám khảo 1' where the rules keep their names from the public; names stay names. */
export function withJudgesInWords<R extends { readonly sheet: RoundSheet }>(result: R, locale: Locale): R {
	const judges = result.sheet.judges.map((judge) => {
		const number = judgeNumber(judge.name);
		return number === null ? judge : { ...judge, name: m.results_judge_number({ number }, { locale }) };
	});
	return { ...result, sheet: { ...result.sheet, judges } };
}
