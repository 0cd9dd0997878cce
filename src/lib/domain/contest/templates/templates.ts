import * as v from 'valibot';
import type { Name } from '#lib/domain/shared/name.ts';
import type { Rules, RulesInput } from '../rules.ts';
import { RulesSchema } from '../rules.ts';
import { cityContest } from './city-contest.ts';
import { communeContest } from './commune-contest.ts';
import { quizAndSkit } from './quiz-and-skit.ts';

export const TEMPLATE_KEYS = ['cityContest', 'communeContest', 'quizAndSkit'] as const;
export type TemplateKey = (typeof TEMPLATE_KEYS)[number];

/** Rules to begin a contest with; every figure in them may be changed. */
export interface RulesTemplate {
	readonly key: TemplateKey;
	readonly name: Name;
	readonly rules: Rules;
}

export const RULES_TEMPLATES: readonly RulesTemplate[] = [
	template('cityContest', cityContest),
	template('communeContest', communeContest),
	template('quizAndSkit', quizAndSkit)
];

function template(key: TemplateKey, input: RulesInput): RulesTemplate {
	const rules = v.parse(RulesSchema, input);
	return { key, name: rules.name, rules };
}
