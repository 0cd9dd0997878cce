import type { Stage } from '#lib/domain/contest/rules.ts';
import type { RoundSheet } from '#lib/domain/scoring/round-sheet.ts';
import type { Standings } from '#lib/domain/scoring/standings.ts';
import { deductionReason } from './confirmed-time.ts';
import type { Locale } from './figure.ts';
import { ruleNames, type RuleNames } from './rule-names.ts';

/** What the words are made from: the rules, the sheet with its names, and the standings. */
export interface WhySource {
	readonly stage: Stage;
	readonly sheet: RoundSheet;
	readonly standings: Standings;
}

/** What every sentence needs to look up. */
export interface Words {
	readonly locale: Locale;
	readonly rules: RuleNames;
	readonly source: WhySource;
	team(teamId: string): string;
	judge(judgeId: string): string;
	/** Why a deduction was given, as the desk wrote it; null where it wrote nothing. */
	reason(deductionId: string): string | null;
}

export function wordsOf(source: WhySource, locale: Locale): Words {
	const teams = new Map(source.sheet.entrants.map(({ id, name }) => [id, name]));
	const judges = new Map(source.sheet.judges.map(({ id, name }) => [id, name]));
	const reasons = new Map(source.sheet.deductions.map((one) => [one.id, deductionReason(one, locale)]));
	return {
		locale,
		rules: ruleNames(source.stage, locale),
		source,
		team: (id) => teams.get(id) ?? id,
		judge: (id) => judges.get(id) ?? id,
		reason: (id) => reasons.get(id) || null
	};
}
