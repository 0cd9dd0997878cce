import type { Table } from '#lib/domain/people/import/table.ts';
import { searchKey } from '#lib/domain/people/search-key.ts';
import {
	FEWEST_OPTIONS,
	letterOf,
	LONGEST_OPTION,
	MOST_OPTIONS,
	optionNamed,
	type BankKind,
	type Question
} from './question.ts';

/** What can be wrong in a row; each is a message key of its own. */
export const QUESTION_PROBLEMS = [
	'quiz_question_empty',
	'quiz_question_twice',
	'quiz_question_few_options',
	'quiz_question_gap',
	'quiz_question_same_options',
	'quiz_question_long',
	'quiz_question_no_answer',
	'quiz_question_answer'
] as const;
export type QuestionProblemCode = (typeof QUESTION_PROBLEMS)[number];

export interface QuestionProblem {
	/** Line of the table, from 1. */
	readonly row: number;
	/** Column of the table, from 1; null where the whole row is meant. */
	readonly column: number | null;
	readonly code: QuestionProblemCode;
	readonly found: string;
}

export type QuestionDraft = Omit<Question, 'number'>;

const HEADINGS = {
	text: ['cau hoi', 'noi dung', 'noi dung cau hoi', 'tinh huong', 'de bai', 'question', 'situation', 'text'],
	answer: ['dap an', 'dap an dung', 'tra loi', 'answer', 'right', 'correct'],
	notes: ['ghi chu', 'goi y', 'goi y dap an', 'goi y cham', 'huong dan cham', 'can cu', 'notes', 'note'],
	none: ['stt', 'tt', 'so', 'so phieu', 'no', 'no.', '#', 'number']
} as const;

const OPTION = /^(?:phuong an |dap an |lua chon |option |answer )?([a-f])$/;

type Column = 'text' | 'answer' | 'notes' | 'none' | number;

function columnOf(heading: string): Column | null {
	const key = searchKey(heading);
	const named = Object.entries(HEADINGS).find(([, names]) => (names as readonly string[]).includes(key));
	if (named) return named[0] as Column;
	const letter = OPTION.exec(key)?.[1];
	return letter ? letter.charCodeAt(0) - 97 : null;
}

/** Where headings are missing: the question, its options from A on, at last the answer; of situations the notes. */
function usualColumns(kind: BankKind, width: number): Column[] {
	if (kind === 'situation') return ['text', 'notes'];
	const options = Array.from({ length: Math.max(0, Math.min(MOST_OPTIONS, width - 2)) }, (_, index) => index);
	return ['text', ...options, 'answer'];
}

/**
 * The questions of a table, row by row, with everything that is wrong in it. The first row that names a question column is the
 * headings'; without one the columns stand in their usual order. Options are filled from A without a gap. `taken` are texts that
 * are in the bank already and stay there.
 */
export function questionsOf(
	table: Table,
	kind: BankKind,
	taken: readonly string[] = []
): { readonly questions: readonly QuestionDraft[]; readonly problems: readonly QuestionProblem[] } {
	const line = table.slice(0, 20).findIndex((row) => row.some((cell) => columnOf(cell) === 'text'));
	const columns = line >= 0 ? table[line]!.map(columnOf) : usualColumns(kind, table[0]?.length ?? 0);
	const questions: QuestionDraft[] = [];
	const problems: QuestionProblem[] = [];
	const known = new Set(taken.map(searchKey));
	const columnWith = (found: Found): number | null => {
		const about = columnAbout(found);
		const at = about === null ? -1 : columns.indexOf(about);
		return at < 0 ? null : at + 1;
	};
	table.slice(line + 1).forEach((cells, index) => {
		if (cells.every((cell) => cell.trim() === '')) return;
		const read = questionIn(cells, columns, kind);
		questions.push(read.question);
		const row = line + index + 2;
		const found = [...read.problems, ...problemsOf(read.question, kind)];
		const key = searchKey(read.question.text);
		if (key && known.has(key)) {
			found.push({ code: 'quiz_question_twice', found: read.question.text.slice(0, 60) });
		}
		known.add(key);
		problems.push(...found.map((one) => ({ row, column: columnWith(one), ...one })));
	});
	return { questions, problems };
}

type Found = Omit<QuestionProblem, 'row' | 'column'>;

/** What a problem is about; null: the row as a whole. */
function columnAbout({ code, found }: Found): Column | null {
	switch (code) {
		case 'quiz_question_empty':
		case 'quiz_question_twice':
			return 'text';
		case 'quiz_question_gap':
		case 'quiz_question_same_options':
		case 'quiz_question_long':
			return found.charCodeAt(0) - 65;
		case 'quiz_question_no_answer':
		case 'quiz_question_answer':
			return 'answer';
		case 'quiz_question_few_options':
			return null;
	}
}

function questionIn(cells: readonly string[], columns: readonly (Column | null)[], kind: BankKind) {
	const cell = (column: Column) => {
		const at = columns.indexOf(column);
		return at < 0 ? '' : (cells[at] ?? '').normalize('NFC').trim();
	};
	if (kind === 'situation') {
		const question = {
			text: cell('text'),
			options: [],
			answer: null,
			notes: cell('notes') || cell('answer')
		};
		return { question, problems: [] as Found[] };
	}
	const all = Array.from({ length: MOST_OPTIONS }, (_, index) => cell(index));
	const options = all.slice(0, all.findLastIndex((option) => option !== '') + 1);
	const typed = cell('answer');
	const answer = optionNamed(typed, options.length);
	const code = typed === '' ? 'quiz_question_no_answer' : 'quiz_question_answer';
	const problems: Found[] = answer === null ? [{ code, found: typed }] : [];
	return { question: { text: cell('text'), options, answer, notes: cell('notes') }, problems };
}

/** What is wrong in one question, however it was entered. */
export function problemsOf({ text, options, answer }: QuestionDraft, kind: BankKind): Found[] {
	const problems: Found[] = [];
	if (text === '') problems.push({ code: 'quiz_question_empty', found: '' });
	if (kind === 'situation') return problems;
	if (options.length < FEWEST_OPTIONS) {
		problems.push({ code: 'quiz_question_few_options', found: String(options.length) });
	}
	const gap = options.indexOf('');
	if (gap >= 0) problems.push({ code: 'quiz_question_gap', found: letterOf(gap) });
	const same = options.findIndex((option, index) => option !== '' && options.indexOf(option) < index);
	if (same >= 0) problems.push({ code: 'quiz_question_same_options', found: letterOf(same) });
	const long = options.findIndex((option) => option.length > LONGEST_OPTION);
	if (long >= 0) problems.push({ code: 'quiz_question_long', found: letterOf(long) });
	if (answer !== null && answer >= options.length) {
		problems.push({ code: 'quiz_question_answer', found: letterOf(answer) });
	}
	return problems;
}
