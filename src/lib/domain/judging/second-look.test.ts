import { describe, expect, test } from 'vitest';
import { teamsOnHold, unseen } from './asked-looks.ts';
import { marksToLookAt, type LookReason } from './second-look.ts';
import { typingSlips } from './typing-slips.ts';

const TEN = { min: '0', max: '10', step: '0.1' };
const lines = [{ path: 'skit.message', criterion: TEN }];

/** Marks of one criterion, judge by judge: a row for each team. */
function sheet(rows: Readonly<Record<string, readonly (string | null)[]>>) {
	return Object.entries(rows).flatMap(([teamId, values]) =>
		values.flatMap((value, index) =>
			value === null ? [] : [{ teamId, judgeId: `J${index + 1}`, criterionKey: 'skit.message', value }]
		)
	);
}
const found = (rows: Readonly<Record<string, readonly (string | null)[]>>, scale = TEN) =>
	marksToLookAt([{ path: 'skit.message', criterion: scale }], sheet(rows)).map(
		({ teamId, judgeId, reasons }) => [teamId, judgeId, ...reasons.map(words)]
	);
const words = (reason: LookReason) =>
	'usual' in reason
		? `${reason.kind} ${reason.usual}`
		: 'meant' in reason
			? `${reason.kind} ${reason.meant}`
			: `${reason.kind} ${reason.teamId}`;

describe('one slip of the finger', () => {
	const slips = (value: string, scale = TEN) =>
		typingSlips(scale, value).map(({ kind, meant }) => `${kind} ${meant}`);
	test('E13: turns 9.1 into 1.9', () => expect(slips('1.9')).toEqual(['transposed 9.1']));
	test('drops or adds a point', () => {
		expect(slips('1')).toEqual(['factorTen 10', 'factorTen 0.1']);
		expect(slips('85', { min: '0', max: '100', step: '0.5' })).toEqual(['factorTen 8.5', 'transposed 58']);
	});
	test('never means a mark that the rules do not allow', () => {
		expect(slips('8.25', { min: '5', max: '10', step: '0.25' })).toEqual([]);
		expect(slips('9.9')).toEqual([]);
	});
});

describe('marks worth a second look', () => {
	test('a mark apart from the whole panel is one, with the digits that would explain it', () => {
		expect(found({ A: ['9', '9.2', '1.9', '9.1', '8.9'] })).toEqual([
			['A', 'J3', 'farFromPanel 9.05', 'transposed 9.1']
		]);
	});

	test('a tenth of what the others gave is a point in the wrong place', () => {
		expect(found({ A: ['9', '0.9', '9', '8.8'] })).toEqual([['A', 'J2', 'farFromPanel 9', 'factorTen 9']]);
	});

	test('a panel that is of many minds has nobody apart', () => {
		expect(found({ A: ['4', '6', '8', '9.5', '7'] })).toEqual([]);
	});

	test('small differences are no question however much the others agree', () => {
		expect(found({ A: ['9', '9', '9', '8.5', '9'] })).toEqual([]);
	});

	test('two judges are no panel, and three teams are not yet a usual', () => {
		expect(found({ A: ['9', '2'] })).toEqual([]);
		expect(found({ A: ['9'], B: ['9'], C: ['2'] })).toEqual([]);
	});

	test('a judge alone is held against what the same judge gave other teams', () => {
		expect(found({ A: ['9'], B: ['8.8'], C: ['9.1'], D: ['1.9'] })).toEqual([
			['D', 'J1', 'farFromOwn 9', 'transposed 9.1']
		]);
	});

	test('where the panel agrees it is the team that is unusual, not the judge', () => {
		expect(
			found({ A: ['9', '9', '9'], B: ['9', '9', '9'], C: ['9', '9', '9'], D: ['5', '5', '5.5'] })
		).toEqual([]);
	});

	test('a mark that the judge gave one other team, and far from this team’s panel, is said to equal that one', () => {
		expect(found({ A: ['9', '9', '9', '9'], B: ['6', '6', '6', '9'] })).toEqual([
			['B', 'J4', 'farFromPanel 6', 'otherTeam A']
		]);
	});

	test('permitted marks in a list are a scale like any other', () => {
		const list = { min: '1', max: '12', step: '1', marks: ['1', '2', '3', '10', '12'] };
		expect(found({ A: ['10', '10', '12', '1'] }, list)).toEqual([
			['A', 'J4', 'farFromPanel 10', 'factorTen 10']
		]);
	});

	test('only the team asked about is looked at, with all others to compare', () => {
		const marks = sheet({ A: ['9', '9', '1.9'], B: ['8', '8', '0.8'] });
		expect(marksToLookAt(lines, marks, 'B').map(({ teamId }) => teamId)).toEqual(['B']);
	});

	test('the order of the marks makes no difference to what is found', () => {
		const marks = sheet({ A: ['9', '9.2', '1.9', '9.1'], B: ['8', '0.8', '8.1', '8'] });
		const key = (all: typeof marks) =>
			marksToLookAt(lines, all)
				.map((one) => JSON.stringify(one))
				.toSorted();
		expect(key(marks.toReversed())).toEqual(key(marks));
	});
});

describe('the public waits for a team', () => {
	const marks = sheet({ A: ['9', '9', '1.9'], B: ['8', '8', '8'] });
	const look = { teamId: 'A', judgeId: 'J3', criterionKey: 'skit.message', value: '1.9' };

	test('while a finding is unseen', () => {
		expect([...teamsOnHold(lines, marks, [])]).toEqual(['A']);
	});
	test('while a question is open, also one that no finding led to', () => {
		expect([...teamsOnHold(lines, marks, [{ ...look, answer: null }])]).toEqual(['A']);
		const whole = { teamId: 'B', judgeId: 'J1', criterionKey: null, value: null, answer: null };
		expect([...teamsOnHold(lines, marks, [{ ...look, answer: 'confirmed' }, whole])]).toEqual(['B']);
	});
	test('no longer once the judge confirmed, or the chair let it stand', () => {
		expect([...teamsOnHold(lines, marks, [{ ...look, answer: 'confirmed' }])]).toEqual([]);
		expect([...teamsOnHold(lines, marks, [{ ...look, answer: 'let-stand' }])]).toEqual([]);
	});
	test('again when the mark that was seen is another one now, or the question was taken back', () => {
		const changed = sheet({ A: ['9', '9', '1.8'] });
		const seen = [{ ...look, answer: 'confirmed' as const }];
		expect([...teamsOnHold(lines, changed, seen)]).toEqual(['A']);
		expect([...teamsOnHold(lines, marks, [{ ...look, answer: 'taken-back' }])]).toEqual(['A']);
	});
	test('and what was seen is not listed a second time', () => {
		const findings = marksToLookAt(lines, marks);
		expect(unseen(findings, [{ ...look, answer: 'let-stand' }])).toEqual([]);
		expect(unseen(findings, [])).toEqual(findings);
	});
});
