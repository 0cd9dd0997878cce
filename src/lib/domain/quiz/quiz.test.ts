import { describe, expect, test } from 'vitest';
import { RULES_TEMPLATES } from '#lib/domain/contest/templates/templates.ts';
import { rulesHash } from '#lib/domain/contest/rules-hash.ts';
import { validateRules } from '#lib/domain/contest/validate-rules.ts';
import { ASKED_STATES, ASKED_STEPS, mayAnswer, stateAt, stepTaken } from './question-clock.ts';
import { questionsOf } from './question-table.ts';
import { optionNamed } from './question.ts';

describe('a table of questions', () => {
	test('is read by its headings, with letters or numbers for the answer', () => {
		const table = [
			['Sở Nội vụ', '', '', '', '', ''],
			['STT', 'Nội dung câu hỏi', 'A', 'B', 'C', 'Đáp án'],
			['1', 'Ngày truyền thống Dân vận?', '15/10', '19/5', '', 'A'],
			['2', 'Bài báo “Dân vận” đăng năm nào?', '1947', '1949', '1954', '2.']
		];
		expect(questionsOf(table, 'choice')).toEqual({
			problems: [],
			questions: [
				{ text: 'Ngày truyền thống Dân vận?', options: ['15/10', '19/5'], answer: 0, notes: '' },
				{ text: 'Bài báo “Dân vận” đăng năm nào?', options: ['1947', '1949', '1954'], answer: 1, notes: '' }
			]
		});
	});

	test('without headings stands in the usual order', () => {
		expect(questionsOf([['Đúng hay sai?', 'Đúng', 'Sai', 'b']], 'choice').questions).toEqual([
			{ text: 'Đúng hay sai?', options: ['Đúng', 'Sai'], answer: 1, notes: '' }
		]);
		expect(questionsOf([['Tình huống một', 'Căn cứ Luật']], 'situation').questions).toEqual([
			{ text: 'Tình huống một', options: [], answer: null, notes: 'Căn cứ Luật' }
		]);
	});

	test('tells every fault with its line', () => {
		const table = [
			['Câu hỏi', 'A', 'B', 'C', 'Đáp án'],
			['Một', 'x', '', '', 'A'],
			['Hai', 'x', '', 'z', 'A'],
			['Ba', 'x', 'x', '', 'B'],
			['Bốn', 'x', 'y', '', 'D'],
			['', 'x', 'y', '', 'A'],
			['  một ', 'x', 'y', '', 'A'],
			['Sáu', 'x', 'y', '', ' '],
			['Bảy', 'x'.repeat(1001), 'y', '', 'A']
		];
		const told = questionsOf(table, 'choice').problems;
		expect(told.map(({ row, column, code }) => `${row} ${column ?? '–'} ${code}`)).toEqual([
			'2 – quiz_question_few_options',
			'3 3 quiz_question_gap',
			'4 3 quiz_question_same_options',
			'5 5 quiz_question_answer',
			'6 1 quiz_question_empty',
			'7 1 quiz_question_twice',
			'8 5 quiz_question_no_answer',
			'9 2 quiz_question_long'
		]);
	});

	test('tells a question that stands in the bank already', () => {
		const table = [['Bác Hồ viết bài “Dân vận” năm nào?', '1949', '1950', 'A']];
		expect(questionsOf(table, 'choice', ['bác hồ viết bài “dân vận” năm nào?']).problems).toMatchObject([
			{ row: 1, column: 1, code: 'quiz_question_twice' }
		]);
	});

	test('names no option beyond those there are', () => {
		expect(['a', 'C', 'c)', '3', 'd', '', '7', 'AB'].map((typed) => optionNamed(typed, 3))).toEqual([
			0,
			2,
			2,
			2,
			null,
			null,
			null,
			null
		]);
	});
});

describe('the time of a question', () => {
	const asked = { state: 'answering' as const, until: 15_000 };

	test('an answer counts at the last millisecond and not at the next, and is told by how much it is late', () => {
		expect(mayAnswer(asked, 15_000)).toEqual({ ok: true });
		expect(mayAnswer(asked, 15_001)).toEqual({ ok: false, why: 'late', lateMs: 1 });
		expect(mayAnswer({ ...asked, state: 'revealed' }, 14_000)).toMatchObject({ why: 'late' });
		expect(mayAnswer({ ...asked, state: 'consulting' }, 14_000)).toMatchObject({ why: 'not-yet' });
		expect(stateAt(asked, 15_001)).toBe('closed');
	});

	test('a question never goes back, and its answer is shown only once it is closed', () => {
		for (const state of ASKED_STATES) {
			for (const step of ASKED_STEPS) {
				const next = stepTaken(state, step);
				if (next) expect(ASKED_STATES.indexOf(next)).toBeGreaterThan(ASKED_STATES.indexOf(state));
				if (step === 'reveal' && state !== 'closed') expect(next).toBeNull();
			}
		}
	});
});

describe('rules of a quiz', () => {
	const { rules } = RULES_TEMPLATES.find(({ key }) => key === 'communeContest')!;
	const quiz = { items: 10, pointsEach: '1', answerSeconds: 15 };
	function withQuiz(change: object, part: object = {}) {
		const given = {
			key: 'knowledge',
			name: { vi: 'Kiến thức', en: 'Knowledge' },
			kind: 'given' as const,
			scale: '10',
			step: '0.5',
			quiz: { ...quiz, ...change },
			...part
		};
		const [stage] = rules.stages;
		const checked = validateRules({
			...rules,
			stages: [{ ...stage!, parts: [given], tieLadder: [{ by: 'sharedPlace' }] }]
		});
		return checked.ok ? [] : checked.problems.map(({ path, code }) => `${path} ${code}`);
	}

	test('work as written, and leave the hash of rules without a quiz alone', () => {
		expect(withQuiz({})).toEqual([]);
		const again = validateRules(JSON.parse(JSON.stringify(rules)) as unknown);
		expect(again.ok && rulesHash(again.rules)).toBe(rulesHash(rules));
		expect(JSON.stringify(again)).not.toMatch(/"quiz"|"situations"/);
	});

	test('must reach the scale, be enterable in the part’s steps, and give nothing for nothing', () => {
		const at = 'stages[0].parts[0].quiz';
		expect(withQuiz({ items: 9 })).toEqual([`${at}.pointsEach rules_problem_quiz_sum`]);
		expect(withQuiz({ negative: '0.25' })).toEqual([`${at}.negative rules_problem_quiz_step`]);
		expect(withQuiz({}, { min: '1' })).toEqual([`${at}.items rules_problem_quiz_min`]);
		expect(withQuiz({ answerSeconds: 0 })).toEqual([`${at}.answerSeconds problem_too_small`]);
	});
});
