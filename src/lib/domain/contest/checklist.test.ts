import { describe, expect, test } from 'vitest';
import type { RoundSummary } from './checklist.ts';
import { checklist, mayOpen } from './checklist.ts';
import type { Stage } from './rules.ts';
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
	mustPresentModel: true,
	banks: [{ kind: 'choice', state: 'sealed', isNeeded: false, left: 20, wanted: 20 }]
};
const withMethod = (aggregation: object): Stage => ({
	...stage,
	parts: [{ ...stage.parts[0]!, aggregation } as Stage['parts'][number], ...stage.parts.slice(1)]
});
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
			'a question bank that is missing or not sealed only warns where answers are keyed by hand, and so does one too small',
			{
				banks: [
					{ kind: 'choice', state: 'missing', isNeeded: false, left: 0, wanted: 10 },
					{ kind: 'choice', state: 'draft', isNeeded: false, left: 0, wanted: 10 },
					{ kind: 'choice', state: 'sealed', isNeeded: true, left: 5, wanted: 6 },
					{ kind: 'situation', state: 'missing', isNeeded: false, left: 0, wanted: 0 }
				]
			},
			['warns checklist_bank_missing', 'warns checklist_bank_draft', 'warns checklist_bank_too_small']
		],
		[
			'without a sealed bank teams with tablets have nothing to answer: the round does not open',
			{
				banks: [
					{ kind: 'choice', state: 'missing', isNeeded: true, left: 0, wanted: 10 },
					{ kind: 'choice', state: 'draft', isNeeded: true, left: 0, wanted: 10 }
				]
			},
			['blocks checklist_bank_missing', 'blocks checklist_bank_draft']
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
		[
			'a judge without a weighted kind, and a kind without a judge',
			{
				stage: withMethod({
					method: 'weightedKinds',
					kinds: [{ kind: 'legal', weight: '1' }],
					whenKindMissing: 'renormalise'
				})
			},
			['blocks checklist_seats_without_kind', 'warns checklist_kind_without_judge']
		],
		[
			'five judges where two mark',
			{ stage: withMethod({ method: 'twoMarkers', thirdFrom: '2' }) },
			['blocks checklist_not_two_markers', 'warns checklist_kind_without_judge']
		],
		['rules with problems', { rulesAreValid: false }, ['blocks checklist_rules_invalid']]
	])('%s', (_, change, expected) => {
		expect(codes(change)).toEqual(expected);
	});

	test('asks for no committed seed when the order is drawn by hand', () => {
		expect(codes({ stage: { ...stage, order: 'hand' }, isSeedCommitted: false })).toEqual([]);
	});
});
