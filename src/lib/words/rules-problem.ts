import type { RulesProblem } from '#lib/domain/contest/rules-problem.ts';
import { m } from '#lib/paraglide/messages.js';
import { durationWords, pointsWords, type Locale } from './points.ts';

type Message = (params: Readonly<Record<string, string>>, options: { locale: Locale }) => string;

const TIMES = ['seconds', 'limit', 'minimum'];
const isNumber = (text: string) => /^-?\d+(\.\d+)?$/.test(text);

/** One sentence that says what is wrong in the rules and how to put it right. */
export function rulesProblemWords(problem: Pick<RulesProblem, 'code' | 'params'>, locale: Locale): string {
	const key = problem.code.startsWith('rules_') ? problem.code : `rules_${problem.code}`;
	const params = Object.fromEntries(
		Object.entries(problem.params).map(([name, value]) => [
			name,
			typeof value === 'number' && TIMES.includes(name)
				? durationWords(value, locale)
				: name === 'index'
					? String(Number(value) + 1)
					: isNumber(String(value))
						? pointsWords(String(value), locale)
						: String(value)
		])
	);
	const message = (m as unknown as Record<string, Message | undefined>)[key];
	return message ? message(params, { locale }) : m.rules_problem_type({}, { locale });
}
