import type { Criterion } from '#lib/domain/contest/criterion.ts';
import type { Part, SubPart } from '#lib/domain/contest/part.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import { TIME_DEDUCTIONS } from '#lib/domain/contest/deduction-type.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from './figure.ts';

/** What the rules call their parts, criteria and deductions, by path. */
export interface RuleNames {
	/** Part, sub-part or criterion; a path that the rules do not have is shown as it is. */
	at(path: string): string;
	criterion(path: string): Criterion | undefined;
	part(path: string): Part | SubPart | undefined;
	deduction(typeKey: string): string;
}

export function ruleNames(stage: Stage, locale: Locale): RuleNames {
	const parts = new Map<string, Part | SubPart>();
	const criteria = new Map<string, Criterion>();
	const add = (path: string, part: Part | SubPart) => {
		parts.set(path, part);
		if (part.kind === 'judged') part.criteria.forEach((one) => criteria.set(`${path}.${one.key}`, one));
		if (part.kind === 'compound') part.parts.forEach((sub) => add(`${path}.${sub.key}`, sub));
	};
	stage.parts.forEach((part) => add(part.key, part));
	return {
		at: (path) => (parts.get(path) ?? criteria.get(path))?.name[locale] ?? path,
		criterion: (path) => criteria.get(path),
		part: (path) => parts.get(path),
		deduction: (typeKey) => {
			const named = stage.deductions.find(({ key }) => key === typeKey)?.name[locale];
			if (named) return named;
			const [overtime, undertime] = TIME_DEDUCTIONS;
			if (typeKey === overtime) return m.results_overtime({}, { locale });
			if (typeKey === undertime) return m.results_undertime({}, { locale });
			return m.results_other_deduction({}, { locale });
		}
	};
}
