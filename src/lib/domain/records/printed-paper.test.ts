import { describe, expect, it } from 'vitest';
import { PAPER_KINDS, paperKey, paperNamed, type PaperKind } from './paper-name.ts';
import { mustComeBack, printStanding, type PrintedPaper, type RoundNow } from './printed-paper.ts';

const print = (kind: PaperKind, more: Partial<PrintedPaper> = {}): PrintedPaper => ({
	kind,
	version: kind === 'summary' || kind === 'record' ? 1 : 0,
	isDraft: false,
	hash: 'a',
	isWithdrawn: false,
	...more
});
const now = (more: Partial<RoundNow> = {}): RoundNow => ({
	paper: { isDraft: false, hash: 'a' },
	version: 1,
	isListChanged: false,
	...more
});
const same = PAPER_KINDS.map((kind) => printStanding(print(kind), now()));

describe('a printed paper', () => {
	it('holds while it says what would be printed now', () => {
		expect(same).toEqual(PAPER_KINDS.map(() => 'holds'));
	});

	it('is replaced by another version of the result only where it names the version', () => {
		const standings = PAPER_KINDS.map((kind) => [kind, printStanding(print(kind), now({ version: 2 }))]);
		expect(Object.fromEntries(standings)).toEqual({
			draw: 'holds',
			timing: 'holds',
			judge: 'holds',
			team: 'holds',
			summary: 'replaced',
			record: 'replaced'
		});
	});

	it('differs where what it says is no longer so, whichever kind it is', () => {
		const other = { paper: { isDraft: false, hash: 'b' } };
		for (const kind of ['draw', 'timing', 'judge', 'team'] as const) {
			expect(printStanding(print(kind), now(other))).toBe('differs');
		}
		expect(printStanding(print('timing'), now({ paper: null }))).toBe('differs');
	});

	it('is being corrected while what it says is open again', () => {
		expect(printStanding(print('judge'), now({ paper: { isDraft: true, hash: 'b' } }))).toBe('changing');
		// The version that it names is in force until another is published.
		expect(printStanding(print('summary'), now({ paper: { isDraft: true, hash: 'b' } }))).toBe('holds');
	});

	it('is a draft that may stay where the final one says the same, and must come back where it does not', () => {
		const draft = print('summary', { isDraft: true, version: 0 });
		expect(printStanding(draft, now())).toBe('draft');
		expect(printStanding(draft, now({ paper: { isDraft: false, hash: 'b' } }))).toBe('differs');
		expect(printStanding(draft, now({ paper: { isDraft: true, hash: 'a' }, version: 0 }))).toBe('holds');
	});

	it('of the result no longer holds once a withdrawal changed who goes on', () => {
		expect(printStanding(print('record'), now({ isListChanged: true }))).toBe('list');
		expect(printStanding(print('summary'), now({ isListChanged: true }))).toBe('holds');
	});

	it('must come back unless it holds, is a draft that says the same, or the desk has it', () => {
		expect(printStanding(print('record', { isWithdrawn: true }), now({ version: 2 }))).toBe('withdrawn');
		expect(
			(['holds', 'draft', 'withdrawn', 'replaced', 'list', 'differs', 'changing'] as const).map(mustComeBack)
		).toEqual([false, false, false, true, true, true, true]);
	});
});

describe('the name of a paper', () => {
	it('is read back from its address, and nothing else is', () => {
		const names = PAPER_KINDS.map((kind) => ({
			kind,
			subject: kind === 'judge' || kind === 'team' ? '0190-ab' : ''
		}));
		expect(names.map((name) => paperNamed(paperKey(name)))).toEqual(names);
		expect(['judge', 'summary-x', 'ranking', '', 'team-'].map(paperNamed)).toEqual([
			null,
			null,
			null,
			null,
			null
		]);
	});
});
