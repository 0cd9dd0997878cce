import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { QuizRuleSchema } from '#lib/domain/contest/quiz-rule.ts';
import { drawQuestions } from './draw-questions.ts';
import { markAnswers } from './mark-answers.ts';
import { optionNamed } from './question.ts';

interface Marking {
	readonly part: { readonly min: string; readonly scale: string };
	readonly quiz: unknown;
	readonly right: string;
	readonly answers: Readonly<Record<string, string>>;
}
interface Drawing {
	readonly seed: string;
	readonly roundId: string;
	readonly partKey: string;
	readonly numbers: readonly number[];
	readonly excluded: readonly number[];
	readonly drawers: readonly string[];
	readonly each: number;
}
type Example = (Marking | Drawing) & { readonly expect: unknown };

const page = readFileSync(new URL('../../../../docs/rules.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/^```json quiz\n([\s\S]*?)^```$/gm)].map((block) => ({
	line: page.slice(0, block.index).split('\n').length,
	example: JSON.parse(block[1]!) as Example
}));

function marked({ part, quiz, right, answers }: Marking): Record<string, string> {
	const rule = v.parse(QuizRuleSchema, quiz);
	const one = (given: string) =>
		markAnswers(
			rule,
			part,
			[...given].map((letter, index) => ({
				right: optionNamed(right[index]!, 6)!,
				choice: optionNamed(letter, 6)
			}))
		).value;
	return Object.fromEntries(Object.entries(answers).map(([name, given]) => [name, one(given)]));
}

function drawn({ seed, numbers, excluded, ...rest }: Drawing) {
	const left = numbers.filter((number) => !excluded.includes(number));
	return Object.fromEntries(drawQuestions(seed, rest, { ...rest, numbers: left })!);
}

describe('the examples of quizzes in docs/rules.md', () => {
	test.each(examples.map(({ line, example }) => [line, example] as const))('line %i', (_, example) => {
		expect('quiz' in example ? marked(example) : drawn(example)).toEqual(example.expect);
	});

	test('are there', () => {
		expect(examples.length).toBe(2);
	});
});
