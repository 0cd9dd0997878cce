import type { Rules, Stage } from '#lib/domain/contest/rules.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from './points.ts';
import { countingSections } from './rules/counting.ts';
import { partSections } from './rules/part.ts';
import { outcomeSections } from './rules/outcome.ts';
import { courseSection, teamSection } from './rules/course.ts';
import type { RulesSection } from './rules/section.ts';

export type { RulesSection, RulesSentence } from './rules/section.ts';

/** The whole rules as plain sentences, in the order in which people read a regulation. */
export interface RulesWords {
	readonly name: string;
	readonly teams: RulesSection;
	readonly stages: readonly StageWords[];
}

export interface StageWords {
	readonly key: string;
	readonly name: string;
	readonly sections: readonly RulesSection[];
}

/** What one stage's rules say. Each sentence carries a stable place in the rules, so that two versions can be compared. */
export function stageInWords(stage: Stage, rules: Pick<Rules, 'stages'>, locale: Locale): StageWords {
	const at = stage.key;
	return {
		key: stage.key,
		name: stage.name[locale],
		sections: [
			courseSection(stage, rules, at, locale),
			...stage.parts.flatMap((part, index) =>
				partSections(part, stage.panel, index, `${at}.${part.key}`, locale)
			),
			...countingSections(stage, at, locale),
			...outcomeSections(stage, at, locale)
		]
	};
}

export function rulesInWords(rules: Rules, locale: Locale): RulesWords {
	return {
		name: rules.name[locale],
		teams: teamSection(rules.teams, locale),
		stages: rules.stages.map((stage) => stageInWords(stage, rules, locale))
	};
}

/** The limits for one team alone, for the form in which a team is entered. */
export function teamLimitsInWords(rules: Pick<Rules, 'teams'>, locale: Locale): readonly string[] {
	return teamSection(rules.teams, locale).sentences.map(({ text }) => text);
}

export interface RulesDifference {
	readonly stage: string | null;
	readonly section: string;
	readonly before: string | null;
	readonly after: string | null;
}

/** What a later version of the rules says differently from an earlier one, sentence by sentence. */
export function rulesDifferences(before: Rules, after: Rules, locale: Locale): RulesDifference[] {
	const old = places(before, locale);
	const now = places(after, locale);
	return [...new Set([...old.keys(), ...now.keys()])].flatMap((at) => {
		const [was, is] = [old.get(at), now.get(at)];
		if (was?.text === is?.text) return [];
		const { stage, section } = (is ?? was)!;
		return [{ stage, section, before: was?.text ?? null, after: is?.text ?? null }];
	});
}

function places(rules: Rules, locale: Locale) {
	const words = rulesInWords(rules, locale);
	const all = [
		{ stage: null, section: words.teams },
		...words.stages.flatMap((stage) => stage.sections.map((section) => ({ stage: stage.name, section })))
	];
	const found = new Map<string, { stage: string | null; section: string; text: string }>([
		['name', { stage: null, section: m.rules_edit_name({}, { locale }), text: words.name }]
	]);
	for (const { stage, section } of all) {
		for (const { at, text } of section.sentences) found.set(at, { stage, section: section.title, text });
	}
	return found;
}
