import type { PrizeTier, SidePrize } from '#lib/domain/contest/prizes.ts';
import type { CutRule, QualificationRule } from '#lib/domain/contest/qualification-rule.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import type { TieStep } from '#lib/domain/contest/tie-ladder.ts';
import { m } from '#lib/paraglide/messages.js';
import { pointsWords, type Locale } from '../points.ts';
import { nameAt } from './name-at.ts';
import { section, type RulesSection } from './section.ts';

type Entry = readonly [string, string | null | undefined | false];

/** Ties, who goes on, prizes, and what is shown. */
export function outcomeSections(stage: Stage, at: string, locale: Locale): RulesSection[] {
	const o = { locale };
	const { prizes, visibility } = stage;
	const qualification = qualificationWords(stage.qualification, locale, stage);
	return [
		section(
			`${at}.ties`,
			m.rules_section_ties({}, o),
			stage.tieLadder.map((step, index) => [String(index), tieStepWords(step, stage, locale)]),
			true
		),
		section(
			`${at}.qualification`,
			m.rules_section_qualification({}, o),
			qualification.map((text, index) => [String(index), text])
		),
		section(`${at}.prizes`, m.rules_section_prizes({}, o), [
			['_none', prizes.tiers.length === 0 && prizes.side.length === 0 && m.rules_prize_none({}, o)],
			...prizes.tiers.map((tier): Entry => [`tier.${tier.key}`, tierWords(tier, locale)]),
			...prizes.side.map((side): Entry => [`side.${side.key}`, sideWords(side, stage, locale)]),
			...(prizes.tiers.length > 0
				? ([
						['_exceed', prizes.tiesMayExceed ? m.rules_prize_exceed({}, o) : m.rules_prize_not_exceed({}, o)],
						[
							'_exceeded',
							prizes.tiesMayExceed &&
								(prizes.whenExceeded === 'sameBelow'
									? m.rules_prize_same_below({}, o)
									: m.rules_prize_fewer_below({}, o))
						],
						['_vacant', prizes.mayStayVacant && m.rules_prize_vacant({}, o)]
					] as Entry[])
				: []),
			[
				'_overlap',
				prizes.side.length > 0 &&
					(prizes.sideMayOverlapMain ? m.rules_side_overlap({}, o) : m.rules_side_no_overlap({}, o))
			]
		]),
		section(`${at}.visibility`, m.rules_section_visibility({}, o), [
			[
				'board',
				visibility.publicBoard === 'atTheEnd'
					? m.rules_board_atTheEnd({}, o)
					: m.rules_board_afterEachTeam({}, o)
			],
			[
				'freeze',
				visibility.freezeLastTeams > 0 && m.rules_board_freeze({ count: visibility.freezeLastTeams }, o)
			],
			['secondLook', visibility.secondLook === 'hold' && m.rules_board_second_look({}, o)],
			[
				'reveal',
				visibility.reveal === 'bottomUp' ? m.rules_board_bottomUp({}, o) : m.rules_board_allAtOnce({}, o)
			],
			[
				'judges',
				visibility.judgesSeeOthersAfterFinal ? m.rules_judges_after({}, o) : m.rules_judges_blind({}, o)
			],
			['names', visibility.showJudgeNames ? m.rules_names_shown({}, o) : m.rules_names_hidden({}, o)]
		])
	];
}

/** One step of the tie ladder as a sentence. */
export function tieStepWords(step: TieStep, stage: Pick<Stage, 'parts'>, locale: Locale): string {
	const o = { locale };
	const place = (path: string | null) =>
		path === null ? m.rules_tie_at_all({}, o) : m.rules_tie_at({ name: nameAt(stage, path, locale) }, o);
	switch (step.by) {
		case 'partScore':
			return m.rules_tie_partScore({ name: nameAt(stage, step.part, locale) }, o);
		case 'criterionScore':
			return m.rules_tie_criterionScore({ name: nameAt(stage, step.criterion, locale) }, o);
		case 'countOfMark':
			return m.rules_tie_countOfMark({ mark: pointsWords(step.mark, locale), at: place(step.at) }, o);
		case 'judgesNonZero':
			return m.rules_tie_judgesNonZero({ at: place(step.at) }, o);
		case 'chairMark':
			return m.rules_tie_chairMark({ at: place(step.at) }, o);
		case 'leastOvertime':
			return m.rules_tie_leastOvertime({ at: place(step.at) }, o);
		case 'drawOfLots':
			return step.from === 'seed' ? m.rules_tie_drawOfLots_seed({}, o) : m.rules_tie_drawOfLots({}, o);
		case 'committeeVote':
			return step.chairCasting ? m.rules_tie_committeeVote_casting({}, o) : m.rules_tie_committeeVote({}, o);
		case 'sharedPlace':
			return m.rules_tie_sharedPlace({}, o);
	}
}

const CUT = {
	admitAll: m.rules_cut_admitAll,
	admitNone: m.rules_cut_admitNone,
	ladder: m.rules_cut_ladder,
	extraPerformance: m.rules_cut_extraPerformance,
	lots: m.rules_cut_lots
};
const WITHDRAW = {
	nextInCluster: m.rules_withdraw_nextInCluster,
	nextOverall: m.rules_withdraw_nextOverall,
	nextByRule: m.rules_withdraw_nextByRule,
	leaveVacant: m.rules_withdraw_leaveVacant
};
const CAP = {
	unit: m.rules_cap_unit,
	central: m.rules_cap_central,
	province: m.rules_cap_province,
	district: m.rules_cap_district,
	commune: m.rules_cap_commune,
	grassroots: m.rules_cap_grassroots
};

/** Who goes on, sentence by sentence. */
export function qualificationWords(
	rule: QualificationRule,
	locale: Locale,
	stage: Pick<Stage, 'parts'> = { parts: [] }
): string[] {
	const o = { locale };
	if (rule.kind === 'none') return [m.rules_qualify_none({}, o)];
	if (rule.kind === 'committeeChoice') return [m.rules_qualify_committeeChoice({ count: rule.places }, o)];
	const { maxPerUnit: cap } = rule;
	return [
		...placesWords(rule, locale, stage),
		CUT[rule.tieAtCut]({}, o),
		...(cap ? [CAP[cap.level]({ count: cap.teams }, o)] : []),
		WITHDRAW[rule.onWithdrawal]({}, o),
		...('differentPanels' in rule ? [panelsWords(rule, locale)] : [])
	];
}

function placesWords(rule: CutRule, locale: Locale, stage: Pick<Stage, 'parts'>): string[] {
	const o = { locale };
	switch (rule.kind) {
		case 'topPerCluster':
			return [m.rules_qualify_topPerCluster({ count: rule.places }, o)];
		case 'bestOverall':
			return [m.rules_qualify_bestOverall({ count: rule.places }, o)];
		case 'perClusterPlusWildcards':
			return [
				m.rules_qualify_perCluster({ count: rule.perCluster }, o),
				m.rules_qualify_wildcards({ count: rule.wildcards }, o)
			];
		case 'clusterQuotas':
			return [
				...rule.quotas.map(({ cluster, places }) => m.rules_qualify_quota({ cluster, count: places }, o)),
				rule.total === null
					? m.rules_qualify_quota_open({}, o)
					: m.rules_qualify_quota_total({ count: rule.total }, o)
			];
		case 'mixed':
			return rule.steps.map((step, index) => {
				const facts = { number: index + 1, count: step.places };
				switch (step.take) {
					case 'byTotal':
						return m.rules_qualify_step_byTotal(facts, o);
					case 'ofEachCluster':
						return m.rules_qualify_step_ofEachCluster(facts, o);
					case 'byPart':
						return m.rules_qualify_step_byPart({ ...facts, part: nameAt(stage, step.part, locale) }, o);
				}
			});
	}
}

function panelsWords(rule: Extract<CutRule, { differentPanels: string }>, locale: Locale): string {
	const o = { locale };
	if (rule.differentPanels === 'refuse') return m.rules_panels_refuse({}, o);
	if (rule.differentPanels === 'accept') return m.rules_panels_accept({}, o);
	const { scale, minTeams, decimals } = rule.zScore;
	const facts = { decimals, teams: minTeams };
	return scale === 'deviation' ? m.rules_panels_zScore(facts, o) : m.rules_panels_zScore_median(facts, o);
}

function tierWords(tier: PrizeTier, locale: Locale): string {
	const o = { locale };
	const name = tier.name[locale];
	if (tier.places === 'rest') return m.rules_prize_rest({ name }, o);
	if (tier.minTotal === null) return m.rules_prize_places({ name, count: tier.places }, o);
	return m.rules_prize_places_min(
		{ name, count: tier.places, points: pointsWords(tier.minTotal, locale) },
		o
	);
}

function sideWords(prize: SidePrize, stage: Pick<Stage, 'parts'>, locale: Locale): string {
	const o = { locale };
	const name = prize.name[locale];
	const words = {
		partScore: () =>
			m.rules_side_partScore(
				{ name, part: nameAt(stage, prize.by.kind === 'partScore' ? prize.by.part : '', locale) },
				o
			),
		criterionScore: () =>
			m.rules_side_criterionScore(
				{ name, part: nameAt(stage, prize.by.kind === 'criterionScore' ? prize.by.criterion : '', locale) },
				o
			),
		committeeVote: () => m.rules_side_committeeVote({ name }, o),
		audienceVote: () => m.rules_side_audienceVote({ name }, o)
	}[prize.by.kind]();
	return prize.recipient === 'person' ? `${words} ${m.rules_side_person({}, o)}` : words;
}
