import { describe, expect, test } from 'vitest';
import type { RoundSummary } from './checklist.ts';
import { checklist, mayOpen } from './checklist.ts';
import { RULES_TEMPLATES } from './templates/templates.ts';

const stage = RULES_TEMPLATES[0]!.rules.stages[0]!;
const ready: RoundSummary = {
	stage,
	rulesAreValid: true,
	judges: ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, isChair: id === 'a', kind: null, isPaired: true })),
	secretaries: 2,
	timekeepers: 1,
	teams: ['T1', 'T2'].map((id) => ({ id, members: 5, isAccepted: true, presentsModel: true })),
	conflicts: [],
	isOrderDrawn: true,
	isSeedCommitted: true,
	members: { min: 5, max: 7 },
	mustPresentModel: true
};
const codes = (change: Partial<RoundSummary>) =>
	checklist({ ...ready, ...change }).map((entry) => `${entry.severity} ${entry.code}`);

describe('the checklist of a round', () => {
	test('is empty when everything is there', () => {
		expect(checklist(ready)).toEqual([]);
		expect(mayOpen(checklist(ready))).toBe(true);
	});

	test('of a round that was only just made names everything at once', () => {
		const bare = {
			judges: [],
			teams: [],
			secretaries: 0,
			timekeepers: 0,
			isOrderDrawn: false,
			isSeedCommitted: false
		};
		expect(codes(bare)).toEqual([
			'blocks checklist_too_few_teams',
			'blocks checklist_panel_below_quorum',
			'blocks checklist_no_chair',
			'warns checklist_too_few_secretaries',
			'warns checklist_too_few_timekeepers',
			'blocks checklist_seed_not_committed',
			'blocks checklist_order_not_drawn'
		]);
		expect(mayOpen(checklist({ ...ready, ...bare }))).toBe(false);
	});

	test.each<[string, Partial<RoundSummary>, string[]]>([
		[
			'two chairs block',
			{ judges: ready.judges.map((judge) => ({ ...judge, isChair: true })) },
			['blocks checklist_several_chairs']
		],
		[
			'four of five judges only warn',
			{ judges: ready.judges.slice(0, 4) },
			['warns checklist_panel_not_full']
		],
		[
			'an unpaired tablet only warns',
			{ judges: ready.judges.map((judge) => ({ ...judge, isPaired: false })) },
			['warns checklist_judges_not_paired']
		],
		[
			'one conflict makes the panel smaller',
			{ conflicts: [{ judgeId: 'b', teamId: 'T1' }] },
			['warns checklist_conflicts_shrink_panel']
		],
		[
			'three conflicts with one team take the quorum',
			{ conflicts: ['b', 'c', 'd'].map((judgeId) => ({ judgeId, teamId: 'T1' })) },
			['blocks checklist_conflicts_below_quorum']
		],
		[
			'teams that are too small, not accepted or without a model',
			{ teams: [...ready.teams, { id: 'T3', members: 2, isAccepted: false, presentsModel: false }] },
			[
				'blocks checklist_teams_not_accepted',
				'warns checklist_team_size',
				'warns checklist_teams_without_model'
			]
		],
		['rules with problems', { rulesAreValid: false }, ['blocks checklist_rules_invalid']]
	])('%s', (_, change, expected) => {
		expect(codes(change)).toEqual(expected);
	});

	test('asks for no committed seed when the order is drawn by hand', () => {
		expect(codes({ stage: { ...stage, order: 'hand' }, isSeedCommitted: false })).toEqual([]);
	});
});
