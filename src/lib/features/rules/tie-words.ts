import type { Stage } from '#lib/domain/contest/rules.ts';
import type { TieStepOutcome } from '#lib/domain/scoring/standings.ts';
import { m } from '#lib/paraglide/messages.js';
import { measureName, stepValue } from '#lib/words/derivation-place.ts';
import { listed, type Locale } from '#lib/words/figure.ts';
import { ruleNames } from '#lib/words/rule-names.ts';

/** Places side by side; a line breaks between two of them and never within one. */
export function places(texts: readonly string[]): string {
	return texts.map((text) => text.replaceAll(' ', '\u00A0')).join(' · ');
}

export interface TieLine {
	/** Number of the step in the ladder, from 1. */
	readonly number: number;
	readonly measure: string;
	readonly text: string;
}

/** What a step of the ladder did to the invented teams, with each group's own figure and the better group first. */
export function tieLine(
	outcome: TieStepOutcome,
	stage: Stage,
	team: (teamId: string) => string,
	locale: Locale
): TieLine {
	const step = stage.tieLadder[outcome.index]!;
	const named = (ids: readonly string[]) => {
		const teams = listed(ids.map(team), locale);
		const value = outcome.values.find(({ teamId }) => teamId === ids[0])?.value ?? null;
		return value === null
			? teams
			: m.rules_sample_with({ teams, value: stepValue(step, value, { locale }) }, { locale });
	};
	const order = outcome.groups
		.map(named)
		.reduceRight((behind, ahead) => m.rules_sample_then({ ahead, behind }, { locale }));
	const isPeople = step.by === 'drawOfLots' || step.by === 'committeeVote';
	const words: Record<TieStepOutcome['outcome'], () => string> = {
		separated: () => (isPeople ? m.rules_sample_tie_suppose({ order }, { locale }) : `${order}.`),
		equal: () => m.rules_sample_tie_level({ teams: named(outcome.among) }, { locale }),
		notApplicable: () => m.rules_sample_tie_not({}, { locale }),
		needs: () => m.rules_edit_tie_example_people({}, { locale }),
		shared: () => m.rules_sample_tie_shared({ teams: listed(outcome.among.map(team), locale) }, { locale })
	};
	return {
		number: outcome.index + 1,
		measure: begun(measureName(step, { locale, rules: ruleNames(stage, locale) })),
		text: words[outcome.outcome]()
	};
}

/** With the capital letter of a line's beginning. */
function begun(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
