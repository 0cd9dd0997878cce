import { expect, it } from 'vitest';
import { plainQuestion } from './plain-question.ts';
import { stepsFrom } from './question-step.ts';

it.each([
	['  Kinh phí   năm 2027\r\n\r\n\r\n\r\nlấy từ đâu? ', 'Kinh phí năm 2027\n\nlấy từ đâu?'],
	['<script>alert(1)</script>', '<script>alert(1)</script>'],
	['an\u202Etoàn', 'antoàn'],
	['a\u200B\u2066b\u2069\uFEFFc', 'abc'],
	['a\u0000\u0007b\u001b[31m', 'a b [31m'],
	['e\u0301\u0301\u0301\u0301\u0301\u0301', 'é\u0301\u0301\u0301'],
	['Tiê\u0301ng Việt', 'Tiếng Việt'],
	['\u2028\u2029', '']
])('%j becomes %j', (typed, plain) => {
	expect(plainQuestion(typed)).toBe(plain);
});

it('goes from waiting through approval to an answer, and back', () => {
	expect({
		waiting: stepsFrom('waiting'),
		approved: stepsFrom('approved'),
		answered: stepsFrom('answered'),
		refused: stepsFrom('refused'),
		merged: stepsFrom('merged')
	}).toEqual({
		waiting: ['approve', 'refuse', 'merge', 'answer'],
		approved: ['refuse', 'merge', 'call', 'answer-live', 'answer', 'back'],
		answered: ['answer', 'back'],
		refused: ['back'],
		merged: ['back']
	});
});
