import type { PackageProblem } from '#lib/domain/contest/package/package-problem.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from './points.ts';
import { rulesProblemWords } from './rules-problem.ts';

type Message = (params: PackageProblem['params'], options: { locale: Locale }) => string;

/** What is wrong with a contest package, in one sentence; the path says where. */
export function packageProblemWords(problem: PackageProblem, locale: Locale): string {
	const message = (m as unknown as Record<string, Message | undefined>)[problem.code];
	if (message) return message(problem.params, { locale });
	return rulesProblemWords(problem as Parameters<typeof rulesProblemWords>[0], locale);
}
