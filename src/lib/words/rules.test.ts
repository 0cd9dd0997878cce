import { describe, expect, test } from 'vitest';
import { RULES_PROBLEMS } from '#lib/domain/contest/rules-problem.ts';
import type { Rules } from '#lib/domain/contest/rules.ts';
import { RULES_TEMPLATES } from '#lib/domain/contest/templates/templates.ts';
import { SHAPE_PROBLEMS } from '#lib/domain/shared/shape.ts';
import { m } from '#lib/paraglide/messages.js';
import { rulesDifferences, rulesInWords } from './rules.ts';
import { rulesProblemWords } from './rules-problem.ts';

const city = RULES_TEMPLATES[0]!.rules;

function sentences(rules: Rules, locale: 'vi' | 'en' = 'vi'): string[] {
	const words = rulesInWords(rules, locale);
	return [words.teams, ...words.stages.flatMap((stage) => stage.sections)].flatMap((section) =>
		section.sentences.map(({ text }) => text)
	);
}

describe('the rules in words', () => {
	test.each(RULES_TEMPLATES.map((template) => [template.key, template.rules] as const))(
		'the template %s says everything in both languages, with no gap left open',
		(_, rules) => {
			for (const locale of ['vi', 'en'] as const) {
				for (const text of sentences(rules, locale)) expect(text).not.toMatch(/undefined|\{|\}|null|NaN/);
			}
			expect(sentences(rules, 'en')).toHaveLength(sentences(rules, 'vi').length);
		}
	);

	test('every sentence has its own place', () => {
		const words = rulesInWords(city, 'vi');
		const places = words.stages.flatMap(({ sections }) =>
			sections.flatMap((section) => section.sentences.map(({ at }) => at))
		);
		expect(new Set(places).size).toBe(places.length);
	});

	test('a regulation reads like one', () => {
		const said = sentences(city);
		expect(said).toEqual(
			expect.arrayContaining([
				'Mỗi đội có từ 5 đến 7 thành viên dự thi.',
				'Nội dung: cho từ 0 đến 10 điểm, mỗi bước 0,25.',
				'Thời gian từ 10 phút đến 15 phút.',
				'Từ đủ mức quá 2 phút: trừ 1 điểm. Khi đó phần thi bị dừng.',
				'Điểm nào lệch quá 2 điểm (quy về thang 10) so với trung bình thì không tính, rồi lấy trung bình lại các điểm còn lại.',
				'Điểm tiêu chí “Tiểu phẩm › Thông điệp dân vận” cao hơn.',
				'Mỗi cụm chọn 1 đội đứng đầu vào vòng sau.',
				'Giải Nhất: 1 giải, tổng điểm từ 80 trở lên.'
			])
		);
	});

	test('two versions differ in the sentences that changed, and in no others', () => {
		const changed = structuredClone(city) as { -readonly [K in keyof Rules]: Rules[K] };
		const stage = structuredClone(city.stages[0]!);
		const skit = { ...stage.parts[2]!, timeLimit: { ...stage.parts[2]!.timeLimit!, seconds: 1200 } };
		changed.stages = [
			{
				...stage,
				parts: [stage.parts[0]!, stage.parts[1]!, skit as never],
				tieLadder: stage.tieLadder.slice(1)
			},
			city.stages[1]!
		];
		const differences = rulesDifferences(city, changed, 'vi');
		expect(differences[0]).toEqual({
			stage: 'Vòng sơ khảo',
			section: 'Phần thi 3: Tiểu phẩm',
			before: 'Thời gian từ 10 phút đến 15 phút.',
			after: 'Thời gian từ 10 phút đến 20 phút.'
		});
		expect(new Set(differences.map(({ section }) => section))).toEqual(
			new Set(['Phần thi 3: Tiểu phẩm', 'Khi bằng điểm'])
		);
		expect(rulesDifferences(city, city, 'vi')).toEqual([]);
	});
});

describe('what is wrong with rules', () => {
	test('every problem has its own sentence in both languages', () => {
		const general = (locale: 'vi' | 'en') => m.rules_problem_type({}, { locale });
		const params = {
			key: 'a',
			sum: '19',
			scale: '20',
			min: 1,
			max: 2,
			step: '0.3',
			quorum: 6,
			judges: 5,
			atLeast: 2,
			dropped: 2,
			minRemaining: 9,
			minimum: 600,
			limit: 300,
			seconds: 400,
			points: '1',
			cap: '0.5',
			after: 'total',
			index: 0,
			path: 'x',
			kind: 'artistic',
			marks: 4,
			count: 2,
			difference: '20',
			total: 12,
			least: '1',
			mark: '3',
			from: 'y',
			minTotal: '90',
			most: '80',
			bound: '1',
			expected: '',
			received: '',
			items: 19,
			each: '1'
		};
		for (const code of [...RULES_PROBLEMS, ...SHAPE_PROBLEMS.filter((code) => code !== 'problem_type')]) {
			for (const locale of ['vi', 'en'] as const) {
				const words = rulesProblemWords({ code, params }, locale);
				expect(words, code).not.toBe(general(locale));
				expect(words, code).not.toMatch(/\{|undefined/);
			}
		}
	});

	test('figures are written the Vietnamese way', () => {
		const params = { sum: '19.5', scale: '20' };
		expect(rulesProblemWords({ code: 'rules_problem_criteria_sum', params }, 'vi')).toContain('19,5 điểm');
		expect(
			rulesProblemWords(
				{ code: 'rules_problem_warning_after_limit', params: { seconds: 330, limit: 300 } },
				'vi'
			)
		).toBe('Báo hiệu lúc 5 phút 30 giây là sau khi đã hết giờ (5 phút).');
	});
});
