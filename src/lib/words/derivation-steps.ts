import type { DerivationStep } from '#lib/domain/scoring/derivation.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Words } from './derivation-words.ts';
import { figure, listed } from './figure.ts';

/** A calculation as sentences. A rounding that changed nothing is not worth one. */
export function stepLines(steps: readonly DerivationStep[], words: Words): string[] {
	return steps
		.filter((step) => step.kind !== 'rounded' || step.from !== step.value)
		.map((step) => stepLine(step, words));
}

function stepLine(step: DerivationStep, words: Words): string {
	const { locale, rules } = words;
	const options = { locale };
	const value = figure(step.value, locale);
	switch (step.kind) {
		case 'aggregated':
			switch (step.method) {
				case 'mean':
					return m.results_why_mean({ count: step.counted, value }, options);
				case 'sum':
					return m.results_why_sum({ count: step.counted, value }, options);
				case 'median':
					return m.results_why_median({ count: step.counted, value }, options);
				case 'closestTwoOfThree':
					return step.counted === 2
						? m.results_why_closest_two({ value }, options)
						: m.results_why_closest_all({ value }, options);
				case 'weightedKinds':
					return m.results_why_kinds({ value }, options);
				case 'twoMarkers':
					return step.counted === 1
						? m.results_why_third_final({ value }, options)
						: m.results_why_two_markers({ value }, options);
				case 'trimmed':
				case 'outlierExclude':
					return m.results_why_mean_of_kept({ count: step.counted, value }, options);
			}
		// Every method returned above; the compiler sees it, the linter does not.
		// eslint-disable-next-line no-fallthrough
		case 'fellBackToMean':
			return m.results_why_fell_back({ remaining: step.remaining, least: step.minRemaining, value }, options);
		case 'kindAveraged': {
			const { counted: count, judgeKind: kind } = step;
			return m.results_why_kind({ count, kind, weight: figure(step.weight, locale), value }, options);
		}
		case 'renormalised':
			return m.results_why_renormalised({ kinds: listed(step.without, locale) }, options);
		case 'markersCompared': {
			const facts = { difference: value, limit: figure(step.limit, locale) };
			return step.callsThird
				? m.results_why_markers_differ(facts, options)
				: m.results_why_markers_agree(facts, options);
		}
		case 'scaledUp':
			return m.results_why_scaled_up({ counted: step.counted, panel: step.panel, value }, options);
		case 'given':
			return m.results_why_given({ value }, options);
		case 'added': {
			const terms = step.terms.map((term) => `${rules.at(term.key)} ${figure(term.value, locale)}`);
			return m.results_why_added({ terms: terms.join(' + '), value }, options);
		}
		case 'multiplied':
			return m.results_why_multiplied({ by: figure(step.by, locale), value }, options);
		case 'rounded': {
			const from = figure(step.from, locale);
			if (step.decimals === 0) return m.results_why_rounded_whole({ from, value }, options);
			return m.results_why_rounded({ decimals: step.decimals, from, value }, options);
		}
		case 'deducted':
			return m.results_why_deducted(
				{ points: figure(step.points, locale), cause: cause(step.typeKey, step.deductionId, words), value },
				options
			);
		case 'voided':
			return m.results_why_voided({ cause: cause(step.typeKey, step.deductionId, words) }, options);
		case 'floored':
			return m.results_why_floored({ from: figure(step.from, locale), value }, options);
	}
}

function cause(typeKey: string, deductionId: string, words: Words): string {
	const type = words.rules.deduction(typeKey);
	const reason = words.reason(deductionId);
	return reason ? `${type}: ${reason}` : type;
}
