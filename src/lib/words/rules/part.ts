import type { Aggregation } from '#lib/domain/contest/aggregation.ts';
import type { Part, SubPart } from '#lib/domain/contest/part.ts';
import { exact, exactText, isExactText } from '#lib/domain/shared/exact.ts';
import { m } from '#lib/paraglide/messages.js';
import { pointsWords, type Locale } from '../points.ts';
import { section, type RulesSection } from './section.ts';
import { penaltyEntries, timeEntries } from './time.ts';

type Entry = readonly [string, string | null | undefined | false];

/** A part, and each of its sub-parts, as sections. */
export function partSections(part: Part, index: number, at: string, locale: Locale): RulesSection[] {
	const title = m.rules_section_part({ number: index + 1, name: part.name[locale] }, { locale });
	const own = section(at, title, [...partEntries(part, locale), ['order', orderWords(part, index, locale)]]);
	if (part.kind !== 'compound') return [own];
	return [
		own,
		...part.parts.map((sub) =>
			section(
				`${at}.${sub.key}`,
				m.rules_section_sub({ part: title, name: sub.name[locale] }, { locale }),
				partEntries(sub, locale)
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

function partEntries(part: Part | SubPart, locale: Locale): Entry[] {
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
		entries.push(['given', m.rules_part_given(params, o)]);
	} else {
		for (const criterion of part.criteria) {
			const params = {
				name: criterion.name[locale],
				min: points(criterion.min),
				max: points(criterion.max),
				step: points(criterion.step)
			};
			entries.push([
				`criteria.${criterion.key}`,
				criterion.coefficient === '1'
					? m.rules_criterion(params, o)
					: m.rules_criterion_coefficient({ ...params, coefficient: points(criterion.coefficient) }, o)
			]);
		}
		const words = aggregationWords(part.aggregation, part.criteria.length, locale);
		entries.push(...words.map((text, index) => [`aggregation.${index}`, text] as const));
		const kinds = part.judgeKinds.join(', ');
		entries.push(['judgeKinds', kinds !== '' && m.rules_part_kinds({ kinds }, o)]);
		entries.push(['quorum', part.quorum !== null && m.rules_part_quorum({ count: part.quorum }, o)]);
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
