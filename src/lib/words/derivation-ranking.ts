import type { JudgePlace, StandingsRow } from '#lib/domain/scoring/standings.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Words } from './derivation-words.ts';
import { figure, listed } from './figure.ts';

/** The judges' places and what they came to, where the rules place by them; nothing where points decide. */
export function rankingLines({ ranking }: StandingsRow, words: Words): string[] {
	if (!ranking) return [];
	const { locale } = words;
	const options = { locale };
	const value = figure(ranking.value, locale);
	const told = (given: readonly JudgePlace[]) =>
		given.map(({ judgeId, place }) => `${words.judge(judgeId)} ${figure(place, locale)}`).join('; ');
	const leftOut = ranking.judgesLeftOut;
	const judges = listed(leftOut.map(words.judge), locale);
	const note = leftOut.length > 0 ? [m.results_ranking_left_out({ judges }, options)] : [];
	if (ranking.by === 'rankSum') {
		return [
			m.results_ranking_judges({ places: told(ranking.judgePlaces) }, options),
			ranking.isMean ? m.results_ranking_mean({ value }, options) : m.results_ranking_sum({ value }, options),
			...note
		];
	}
	const parts = ranking.partPlaces.flatMap(({ partKey, place, rule }) => {
		const part = words.rules.at(partKey);
		const places = told(ranking.judgePlaces.filter((given) => given.partKey === partKey));
		return [
			m.results_ranking_judges_part({ part, places }, options),
			m.results_ranking_part({ part, place: figure(place, locale), rule }, options)
		];
	});
	const isOne = ranking.partPlaces.length === 1;
	return [
		...parts,
		...(isOne ? [] : [m.results_ranking_parts({ value, rule: ranking.rule! }, options)]),
		...note
	];
}
