import type { Exact } from '#lib/domain/shared/exact.ts';
import { exact, isExactText } from '#lib/domain/shared/exact.ts';
import { pathOf } from '#lib/domain/shared/shape.ts';
import type { RulesProblem, RulesProblemCode } from '../rules-problem.ts';

/** Collects problems below one place of the rules. */
export interface Report {
	add(keys: readonly (string | number)[], code: RulesProblemCode, params?: RulesProblem['params']): void;
	below(...keys: readonly (string | number)[]): Report;
}

export function reportTo(problems: RulesProblem[], at = ''): Report {
	return {
		add: (keys, code, params = {}) => void problems.push({ path: pathOf(at, ...keys), code, params }),
		below: (...keys) => reportTo(problems, pathOf(at, ...keys))
	};
}

/** Text that is no number was already reported by its form; checks of meaning pass over it. */
export function numbers<const T extends readonly string[]>(...texts: T): { [K in keyof T]: Exact } | null {
	if (!texts.every(isExactText)) return null;
	return texts.map((text) => exact(text)) as unknown as { [K in keyof T]: Exact };
}

export function reportTwice(items: readonly { readonly key: string }[], report: Report): void {
	items.forEach((item, index) => {
		if (items.findIndex((other) => other.key === item.key) < index) {
			report.add([index, 'key'], 'rules_problem_key_twice', { key: item.key });
		}
	});
}
