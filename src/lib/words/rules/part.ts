import type { Aggregation } from '#lib/domain/contest/aggregation.ts';
import type { Panel } from '#lib/domain/contest/panel.ts';
import type { Part, SubPart } from '#lib/domain/contest/part.ts';
import { whatIsComputed } from '#lib/domain/scoring/aggregation/what-is-computed.ts';
import { exact, exactText, isExactText } from '#lib/domain/shared/exact.ts';
import { m } from '#lib/paraglide/messages.js';
import { pointsWords, type Locale } from '../points.ts';
import { computedLines } from './computed.ts';
import { quizEntries, situationEntries } from './quiz.ts';
import { section, type RulesSection } from './section.ts';
import { penaltyEntries, timeEntries } from './time.ts';

type Entry = readonly [string, string | null | undefined | false];

/** A part, and each of its sub-parts, as sections. */
export function partSections(
	part: Part,
	panel: Panel,
	index: number,
	at: string,
	locale: Locale
): RulesSection[] {
	const title = m.rules_section_part({ number: index + 1, name: part.name[locale] }, { locale });
	const own = section(at, title, [
		...partEntries(part, panel, locale),
		['order', orderWords(part, index, locale)]
	]);
	if (part.kind !== 'compound') return [own];
	return [
		own,
		...part.parts.map((sub) =>
			section(
				`${at}.${sub.key}`,
				m.rules_section_sub({ part: title, name: sub.name[locale] }, { locale }),
				partEntries(sub, panel, locale)
			)
		)
	];
}

function orderWords(part: Part, index: number, locale: Locale): string | false {
	if (part.order === 'reverse') return m.rules_part_order_reverse({}, { locale });
	if (index === 0) return false;
	return part.order === 'draw'
		? m.rules_part_order_draw({}, { locale })
		: m.rules_part_order_same({}, { locale });
}

function partEntries(part: Part | SubPart, panel: Panel, locale: Locale): Entry[] {
	const o = { locale };
	const points = (text: string) => pointsWords(text, locale);
	const entries: Entry[] = [['scale', m.rules_part_scale({ scale: points(part.scale) }, o)]];
	if (part.coefficient !== '1') {
		const readable = isExactText(part.scale) && isExactText(part.coefficient);
		const most = readable ? exactText(exact(part.scale).mul(exact(part.coefficient))) : '';
		const params = { coefficient: points(part.coefficient), most: points(most) };
		entries.push(['coefficient', m.rules_part_coefficient(params, o)]);
	}
	if (part.note) entries.push(['note', m.rules_part_note({ note: part.note[locale].replace(/\.$/, '') }, o)]);
	if (part.kind === 'compound') {
		const names = part.parts.map(({ name }) => name[locale]).join(', ');
		entries.push(['parts', m.rules_part_compound({ count: part.parts.length, names }, o)]);
	} else if (part.kind === 'given') {
		const params = { min: points(part.min), scale: points(part.scale), step: points(part.step) };
		entries.push(['given', m.rules_part_given(params, o)], ...quizEntries(part.quiz, locale));
	} else {
		for (const criterion of part.criteria) {
			const params = {
				name: criterion.name[locale],
				min: points(criterion.min),
				max: points(criterion.max),
				step: points(criterion.step),
				coefficient: points(criterion.coefficient)
			};
			const isPlain = criterion.coefficient === '1';
			const listed = criterion.marks && { ...params, marks: criterion.marks.map(points).join(' · ') };
			entries.push([
				`criteria.${criterion.key}`,
				listed
					? isPlain
						? m.rules_criterion_marks(listed, o)
						: m.rules_criterion_marks_coefficient(listed, o)
					: isPlain
						? m.rules_criterion(params, o)
						: m.rules_criterion_coefficient(params, o)
			]);
		}
		const words = aggregationWords(part.aggregation, part.criteria.length, locale);
		entries.push(...words.map((text, index) => [`aggregation.${index}`, text] as const));
		const quorum = part.quorum ?? panel.quorum;
		const table = computedLines(whatIsComputed(part.aggregation, { ...panel, quorum }), locale);
		entries.push(...table.map((text, index) => [`computed.${index}`, text] as const));
		const kinds = part.judgeKinds.join(', ');
		entries.push(['judgeKinds', kinds !== '' && m.rules_part_kinds({ kinds }, o)]);
		entries.push(['quorum', part.quorum !== null && m.rules_part_quorum({ count: part.quorum }, o)]);
		entries.push(...situationEntries(part.situations, locale));
	}
	return [...entries, ...timeEntries(part, locale), ...penaltyEntries(part, locale)];
}

/** How the judges' figures become one, sentence by sentence. */
export function aggregationWords(rule: Aggregation, criteria: number, locale: Locale): string[] {
	const o = { locale };
	const words: string[] = [];
	if (criteria > 1) {
		words.push(rule.over === 'ballot' ? m.rules_over_ballot({}, o) : m.rules_over_criterion({}, o));
	}
	switch (rule.method) {
		case 'mean':
			return [...words, m.rules_count_mean({}, o)];
		case 'median':
			return [...words, m.rules_count_median({}, o)];
		case 'closestTwoOfThree':
			return [...words, m.rules_count_closest({}, o), equallyFarWords(rule.whenEqual, locale)];
		case 'byCount':
			return [...words, m.rules_count_by_count({}, o)];
		case 'weightedKinds': {
			const kinds = rule.kinds.map(({ kind, weight }) => `${kind} ${pointsWords(weight, locale)}`);
			return [
				...words,
				m.rules_count_kinds({ kinds: kinds.join(', ') }, o),
				rule.whenKindMissing === 'incomplete'
					? m.rules_count_kinds_incomplete({}, o)
					: m.rules_count_kinds_renormalise({}, o)
			];
		}
		case 'twoMarkers': {
			const points = pointsWords(rule.thirdFrom, locale);
			return [
				...words,
				m.rules_count_markers({ points, kind: rule.thirdKind }, o),
				...(rule.thirdIs === 'final'
					? [m.rules_count_third_final({}, o)]
					: [m.rules_count_third_closest({}, o), equallyFarWords(rule.whenEqual, locale)])
			];
		}
		case 'sum':
			return [
				...words,
				rule.whenFewer === 'incomplete'
					? m.rules_count_sum_incomplete({}, o)
					: m.rules_count_sum_scaleUp({}, o)
			];
		case 'trimmed': {
			const rows = [...rule.table].sort((a, b) => a.atLeast - b.atLeast);
			const told = rows.map((row) =>
				row.dropHigh + row.dropLow === 0
					? m.rules_count_trimmed_none({ count: row.atLeast }, o)
					: m.rules_count_trimmed({ count: row.atLeast, high: row.dropHigh, low: row.dropLow }, o)
			);
			const fewest = rows[0]?.atLeast ?? 1;
			return [...words, ...told, ...(fewest > 1 ? [m.rules_count_trimmed_fewer({ count: fewest }, o)] : [])];
		}
		case 'outlierExclude': {
			const delta = pointsWords(rule.delta, locale);
			return [
				...words,
				rule.deltaOn === 'own'
					? m.rules_count_outlier({ delta }, o)
					: m.rules_count_outlier_scale10({ delta }, o),
				...(rule.passes > 1 ? [m.rules_count_outlier_passes({ count: rule.passes }, o)] : []),
				...(rule.minRemaining > 1 ? [m.rules_count_outlier_remaining({ count: rule.minRemaining }, o)] : [])
			];
		}
	}
}

function equallyFarWords(whenEqual: 'higherPair' | 'meanOfAll', locale: Locale): string {
	return whenEqual === 'higherPair'
		? m.rules_count_closest_higher({}, { locale })
		: m.rules_count_closest_all({}, { locale });
}
