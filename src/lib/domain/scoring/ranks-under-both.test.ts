import { describe, expect, test } from 'vitest';
import { ranksUnderBoth } from './ranks-under-both.ts';
import { judgedPart, sheetOf, stageOf } from './sheet.fixture.ts';
import type { Standings } from './standings.ts';

const places = ({ rows }: Standings) =>
	rows.map((row) => `${row.rank ?? '–'} ${row.teamId} ${row.total?.shown ?? ''}`.trim());
const stage = stageOf({ panel: { judges: 3, quorum: 2 } });
// J3 is generous to A and B, and leaves before C and D.
const sheet = sheetOf({ A: [7, 7, 10], B: [6, 8, 10], C: [8, 7.5, null], D: [6, 6, null] });
const away = ['C', 'D'].map((teamId) => ({ teamId, partKey: null }));

describe('a judge who leaves during a round', () => {
	const both = ranksUnderBoth(stage, sheet, 'J3', away);

	test('dropped from later teams keeps the marks given before, and the inequality is named', () => {
		expect(places(both.laterTeams.standings)).toEqual(['1 A 8.00', '1 B 8.00', '3 C 7.75', '4 D 6.00']);
		expect(both.laterTeams.unequal).toEqual([{ partKey: 'skit', judgeId: 'J3', without: ['C', 'D'] }]);
	});

	test('dropped from the round counts for no team, and all have the same panel', () => {
		expect(places(both.round.standings)).toEqual(['1 C 7.75', '2 A 7.00', '2 B 7.00', '4 D 6.00']);
		expect(both.round.unequal).toEqual([]);
	});

	test('the teams that the choice moves are told', () => {
		expect(both.moved).toEqual(['A', 'B', 'C']);
	});

	test('an absence that the sheet says already is replaced, a conflict stays', () => {
		const said = ranksUnderBoth(
			stage,
			{
				...sheet,
				exclusions: [
					{ judgeId: 'J3', teamId: null, partKey: null, cause: 'absent', scope: 'round' },
					{ judgeId: 'J3', teamId: 'B', partKey: null, cause: 'conflict' }
				]
			},
			'J3',
			away
		);
		expect(places(said.laterTeams.standings)).toEqual(['1 A 8.00', '2 C 7.75', '3 B 7.00', '4 D 6.00']);
	});

	test('dropped from the round in one part keeps the marks of the other', () => {
		const two = stageOf({ panel: { judges: 3, quorum: 2 }, parts: [judgedPart('skit'), judgedPart('song')] });
		const song = sheetOf({ A: [7, 7, 10], B: [6, 8, 10], C: [8, 7.5, 10], D: [6, 6, 10] }, {}, 'song.all');
		const skitAway = ['C', 'D'].map((teamId) => ({ teamId, partKey: 'skit' }));
		const { round } = ranksUnderBoth(
			two,
			{ ...sheet, marks: [...sheet.marks, ...song.marks] },
			'J3',
			skitAway
		);
		const standing = round.standings.rows[0]!.parts.map(
			(part) => part.ballots.find(({ judgeId }) => judgeId === 'J3')!.standing
		);
		expect(standing).toEqual(['absent', 'counted']);
	});

	test('the choice of people goes before the policy of the rules', () => {
		const all = stageOf({ panel: { judges: 3, quorum: 2, absence: 'dropFromAll' } });
		const choice = ranksUnderBoth(all, sheet, 'J3', away);
		expect(places(choice.laterTeams.standings)).toEqual(places(both.laterTeams.standings));
	});
});
