import { expect, test } from 'vitest';
import type { Stage } from '#lib/domain/contest/rules.ts';
import { RULES_TEMPLATES } from '#lib/domain/contest/templates/templates.ts';
import { judgedPart, stageOf } from '#lib/domain/scoring/sheet.fixture.ts';
import { qualificationExample } from './qualification-example.ts';

const called = (letter: string) => `Đội ${letter}`;
const stage = (
	qualification: object,
	layout: Stage['layout'] = 'perCluster',
	tieLadder = [{ by: 'sharedPlace' }]
) =>
	stageOf({
		layout,
		parts: [judgedPart('greeting'), judgedPart('skit')],
		tieLadder,
		qualification
	} as never);
/** '1B 2C* …': the rows of each cluster, those that go through with a star. */
const rows = (of: Stage) =>
	qualificationExample(of, called)!.clusters.map(({ rows }) =>
		rows.map(({ rank, teamId, by }) => `${rank}${teamId}${by === null ? '' : `*${by[0]}`}`).join(' ')
	);

test('the best of each cluster go through, and the next of the cluster replaces one that withdraws', () => {
	const of = stage({ kind: 'topPerCluster', places: 1 });
	expect(rows(of)).toEqual(['1B*c 2C 3A', '1E*c 2F 3D']);
	expect(qualificationExample(of, called)).toMatchObject({
		state: 'decided',
		withdrawal: { who: 'Đội B', instead: ['Đội C'] },
		tie: { teams: ['Đội E', 'Đội F'], through: [], needs: 'cutDecision' }
	});
	const vacant = stage({ kind: 'topPerCluster', places: 1, onWithdrawal: 'leaveVacant' });
	expect(qualificationExample(vacant, called)!.withdrawal).toEqual({ who: 'Đội B', instead: [] });
});

test('a tie at the cut is settled as the rule says: all, none, or by people', () => {
	const tied = (tieAtCut: string, ladder?: { by: string }[]) =>
		qualificationExample(stage({ kind: 'topPerCluster', places: 1, tieAtCut }, 'perCluster', ladder), called)!
			.tie;
	expect(tied('admitAll')).toMatchObject({ through: ['Đội E', 'Đội F'], needs: null });
	expect(tied('admitNone')).toMatchObject({ through: [], needs: null });
	expect(tied('ladder', [{ by: 'drawOfLots' }])).toMatchObject({ through: [], needs: 'drawOfLots' });
});

test('wildcards go to the best of those who did not win their cluster', () => {
	const of = stage({
		kind: 'perClusterPlusWildcards',
		perCluster: 1,
		wildcards: 1,
		differentPanels: 'accept'
	});
	expect(rows(of)).toEqual(['1B*c 2C*w 3A', '1E*c 2F 3D']);
	expect(qualificationExample(of, called)!.tie!.teams).toEqual(['Đội C', 'Đội F']);
});

test('totals of two panels are compared only where the rule accepts it', () => {
	const best = { kind: 'bestOverall', places: 3 };
	expect(qualificationExample(stage(best), called)!.state).toBe('refused');
	expect(rows(stage({ ...best, differentPanels: 'accept' }))).toEqual(['1B*o 2C*o 3A', '1E*o 2F 3D']);
	expect(rows(stage(best, 'single'))).toEqual(['1B*o 2C*o 3D*o 4E 5A']);
});

test('a committee may pass over the second by points, who is then the reserve', () => {
	const of = stage({ kind: 'committeeChoice', places: 2 }, 'single');
	expect(rows(of)).toEqual(['1B*c 2C 3D*c 4A']);
	expect(qualificationExample(of, called)!.withdrawal).toEqual({ who: 'Đội B', instead: ['Đội C'] });
});

test('nothing is shown where nobody goes on, or where so many do that a list explains nothing', () => {
	expect(qualificationExample(stage({ kind: 'none' }), called)).toBeNull();
	expect(qualificationExample(stage({ kind: 'bestOverall', places: 40 }), called)).toBeNull();
});

for (const { rules } of RULES_TEMPLATES) {
	for (const of of rules.stages.filter(({ qualification }) => qualification.kind !== 'none')) {
		test(`"${rules.name.vi}", ${of.key}: no two invented teams are level by accident`, () => {
			for (const { rows } of qualificationExample(of, called)!.clusters) {
				expect(rows.map(({ rank }) => rank)).toEqual(rows.map((_, index) => index + 1));
			}
		});
	}
}
