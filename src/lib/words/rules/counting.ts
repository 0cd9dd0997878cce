import type { Rounding } from '#lib/domain/contest/rounding.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import { exact, exactText, isExactText, sum } from '#lib/domain/shared/exact.ts';
import { m } from '#lib/paraglide/messages.js';
import { pointsWords, type Locale } from '../points.ts';
import { section, type RulesSection } from './section.ts';

type Entry = readonly [string, string | null | undefined | false];

const ROUND = {
	criterion: m.rules_round_criterion,
	ballot: m.rules_round_ballot,
	aggregate: m.rules_round_aggregate,
	weighted: m.rules_round_weighted,
	subPart: m.rules_round_subPart,
	part: m.rules_round_part,
	total: m.rules_round_total
};

export function decimalsWords(decimals: number, locale: Locale): string {
	return decimals === 0
		? m.rules_round_whole({}, { locale })
		: m.rules_round_places({ count: decimals }, { locale });
}

export function roundingWords({ after, decimals }: Rounding, locale: Locale): string {
	return ROUND[after]({ decimals: decimalsWords(decimals, locale) }, { locale });
}

/** The most that a team can reach: the parts' scales times their coefficients; empty while one is not a number. */
export function mostPoints(stage: Pick<Stage, 'parts'>): string {
	const terms = stage.parts.map(({ scale, coefficient }) =>
		isExactText(scale) && isExactText(coefficient) ? exact(scale).mul(exact(coefficient)) : null
	);
	return terms.includes(null) ? '' : exactText(sum(terms.map((term) => term!)));
}

/** Deductions, and the way from parts to the total. */
export function countingSections(stage: Stage, at: string, locale: Locale): RulesSection[] {
	const o = { locale };
	const points = (text: string) => pointsWords(text, locale);
	const types = stage.deductions.map((type): Entry => {
		const scope =
			type.scope === 'part' ? m.rules_deduction_scope_part({}, o) : m.rules_deduction_scope_total({}, o);
		const name = type.name[locale];
		switch (type.effect.kind) {
			case 'fixed':
				return [type.key, m.rules_deduction_fixed({ name, scope, points: points(type.effect.points) }, o)];
			case 'upTo':
				return [type.key, m.rules_deduction_upTo({ name, scope, points: points(type.effect.max) }, o)];
			case 'voidPart':
				return [type.key, m.rules_deduction_voidPart({ name }, o)];
			case 'disqualify':
				return [type.key, m.rules_deduction_disqualify({ name }, o)];
		}
	});
	const { floors } = stage;
	return [
		section(`${at}.deductions`, m.rules_section_deductions({}, o), [
			['_none', types.length === 0 && m.rules_deduction_none({}, o)],
			...types,
			['_after', m.rules_deduction_after({}, o)],
			[
				'_floorPart',
				floors.part === null
					? m.rules_floor_part_none({}, o)
					: m.rules_floor_part({ points: points(floors.part) }, o)
			],
			[
				'_floorTotal',
				floors.total === null
					? m.rules_floor_total_none({}, o)
					: m.rules_floor_total({ points: points(floors.total) }, o)
			]
		]),
		section(`${at}.total`, m.rules_section_total({}, o), [
			['sum', m.rules_total_sum({ most: points(mostPoints(stage)) }, o)],
			['none', stage.rounding.length === 0 && m.rules_round_none({}, o)],
			...stage.rounding.map((rounding): Entry => [rounding.after, roundingWords(rounding, locale)]),
			['half', stage.rounding.length > 0 && m.rules_round_half({}, o)],
			...placingEntries(stage, locale),
			['shown', m.rules_shown({ decimals: decimalsWords(stage.shownDecimals, locale) }, o)]
		])
	];
}

/** What orders the teams: totals as they are compared, or the judges' ranks. */
function placingEntries({ placing, compare }: Stage, locale: Locale): Entry[] {
	const o = { locale };
	if (placing.by === 'points') {
		return [['compare', compare === 'exact' ? m.rules_compare_exact({}, o) : m.rules_compare_rounded({}, o)]];
	}
	const by = { rankSum: m.rules_placing_rankSum, majority: m.rules_placing_majority };
	const equal = { share: m.rules_placing_share, forbid: m.rules_placing_forbid };
	const unmarked = {
		refuse: m.rules_placing_refuse,
		leaveOutJudge: m.rules_placing_leaveOutJudge,
		meanRank: m.rules_placing_meanRank
	};
	return [
		['placing', by[placing.by]({}, o)],
		['equalMarks', equal[placing.equalMarks]({}, o)],
		['unmarked', unmarked[placing.unmarked]({}, o)]
	];
}
