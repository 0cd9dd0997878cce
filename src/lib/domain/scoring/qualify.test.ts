import { describe, expect, test } from 'vitest';
import type { Stage } from '#lib/domain/contest/rules.ts';
import type { Qualification, QualificationDecisions } from './qualification.ts';
import { qualify } from './qualify.ts';
import type { Ballots } from './sheet.fixture.ts';
import { sheetOf, stageOf } from './sheet.fixture.ts';
import { tabulate } from './tabulate.ts';

const nothing: QualificationDecisions = {
	lots: [],
	votes: [],
	choice: null,
	cutDecisions: [],
	withdrawals: []
};
const leaves = (...teamIds: string[]) => ({
	withdrawals: teamIds.map((teamId) => ({ teamId, reason: 'illness' }))
});

function qualified(
	rule: NonNullable<Parameters<typeof stageOf>[0]>['qualification'],
	clusters: Readonly<Record<string, Ballots>>,
	decisions: Partial<QualificationDecisions> = {},
	ladder: Parameters<typeof stageOf>[0] = {}
): Qualification {
	const stage: Stage = stageOf({ layout: 'perCluster', ...ladder, ...(rule && { qualification: rule }) });
	const results = Object.entries(clusters).map(([clusterId, ballots]) => ({
		clusterId,
		standings: tabulate(stage, sheetOf(ballots, { clusterId }))
	}));
	return qualify(stage, results, { ...nothing, ...decisions });
}

const two = { C1: { A: [9], B: [8], C: [7] }, C2: { D: [8.5], E: [6] } };

describe('the top of each cluster', () => {
	const rule = { kind: 'topPerCluster', places: 1 } as const;

	test('goes through, with the rest of the cluster as reserves', () => {
		expect(qualified(rule, two)).toMatchObject({
			state: 'decided',
			through: ['A', 'D'],
			reserves: [
				{ clusterId: 'C1', order: [['B'], ['C']] },
				{ clusterId: 'C2', order: [['E']] }
			]
		});
	});

	test('is replaced by the next of the cluster, by the best of all, or by nobody, as the rule says', () => {
		expect(qualified(rule, two, leaves('D')).through).toEqual(['A', 'E']);
		expect(qualified({ ...rule, onWithdrawal: 'nextOverall' }, two, leaves('D')).through).toEqual(['A', 'B']);
		expect(qualified({ ...rule, onWithdrawal: 'leaveVacant' }, two, leaves('D')).through).toEqual(['A']);
	});

	test('E1: is followed by a tie when the next two are tied', () => {
		const clusters = { C1: { A: [9], B: [8], C: [8] } };
		expect(qualified(rule, clusters, leaves('A'))).toMatchObject({
			state: 'tiedAtCut',
			through: [],
			tiesAtCut: [{ clusterId: 'C1', rank: 2, teamIds: ['B', 'C'], places: 1, needs: 'cutDecision' }]
		});
	});
});

describe('a tie at the cut', () => {
	const clusters = { C1: { A: [8], B: [8], C: [7] }, C2: { D: [9], E: [6] } };
	const rule = (tieAtCut: 'admitAll' | 'admitNone' | 'ladder') =>
		({ kind: 'topPerCluster', places: 1, tieAtCut }) as const;

	test('E1: admits all, none, or waits, as the rule says', () => {
		expect(qualified(rule('admitAll'), clusters).through).toEqual(['A', 'B', 'D']);
		expect(qualified(rule('admitNone'), clusters)).toMatchObject({
			through: ['D'],
			warnings: [{ code: 'qualification_warning_places_left_open', params: { places: 1 } }]
		});
		expect(qualified(rule('ladder'), clusters)).toMatchObject({
			state: 'tiedAtCut',
			through: [],
			clear: ['D']
		});
	});

	test('is settled by a decision on exactly these teams, and a stale decision is named', () => {
		const decision = { contenders: ['B', 'A'], admitted: ['B'], reason: 'extra performance' };
		expect(qualified(rule('ladder'), clusters, { cutDecisions: [decision] })).toMatchObject({
			state: 'decided',
			through: ['B', 'D']
		});
		const stale = qualified(rule('ladder'), clusters, {
			cutDecisions: [{ ...decision, contenders: ['A', 'B', 'C'] }]
		});
		expect(stale.state).toBe('tiedAtCut');
		expect(stale.warnings).toEqual([
			{ code: 'qualification_warning_decision_unused', params: { teams: 'A, B, C' } }
		]);
	});

	test('waits for the committee that the ladder asks, even where the rule would admit all', () => {
		const asked = qualified(rule('admitAll'), clusters, {}, { tieLadder: [{ by: 'committeeVote' }] });
		expect(asked.tiesAtCut).toMatchObject([{ needs: 'committeeVote' }]);
	});

	test('is none when the tied teams all fit', () => {
		expect(qualified({ kind: 'topPerCluster', places: 2 }, clusters).through).toEqual(['A', 'B', 'D', 'E']);
	});
});

describe('the best overall and wildcards', () => {
	test('E33: are refused for clusters with different panels unless the rule accepts that, and always warned about', () => {
		const stage = (differentPanels: 'refuse' | 'accept') =>
			stageOf({ layout: 'perCluster', qualification: { kind: 'bestOverall', places: 2, differentPanels } });
		const panel = (name: string) => [{ id: name, name, isChair: true, kind: null }];
		const results = (rules: Stage) =>
			['X', 'Y'].map((judgeId, index) => ({
				clusterId: `C${index}`,
				standings: tabulate(rules, {
					...sheetOf({ [`T${index}`]: [] }),
					judges: panel(judgeId),
					marks: [{ teamId: `T${index}`, judgeId, criterionKey: 'skit.all', value: '8' }]
				})
			}));
		const warned = [{ code: 'qualification_warning_panels_differ', params: { panels: 2 } }];
		expect(qualify(stage('refuse'), results(stage('refuse')), nothing)).toMatchObject({
			state: 'refused',
			through: [],
			warnings: warned
		});
		expect(qualify(stage('accept'), results(stage('accept')), nothing)).toMatchObject({
			state: 'decided',
			through: ['T0', 'T1'],
			warnings: warned
		});
	});

	test('take the best totals of all clusters', () => {
		expect(qualified({ kind: 'bestOverall', places: 3 }, two).through).toEqual(['A', 'B', 'D']);
	});

	test('fill one place per cluster and then the best of the rest', () => {
		const rule = { kind: 'perClusterPlusWildcards', perCluster: 1, wildcards: 1 } as const;
		const drawn = qualified(rule, two);
		expect(drawn.through).toEqual(['A', 'B', 'D']);
		expect(
			drawn.outcomes.map((line) => (line.outcome === 'through' ? `${line.teamId} ${line.by}` : line.outcome))
		).toEqual(['A cluster', 'B wildcard', 'out', 'D cluster', 'out']);
		expect(qualified(rule, two, leaves('A')).through).toEqual(['B', 'C', 'D']);
	});

	test('use the one ladder across clusters too', () => {
		const rule = { kind: 'bestOverall', places: 1 } as const;
		const clusters = { C1: { A: [9, 7] }, C2: { B: [7, 9] } };
		expect(qualified(rule, clusters).tiesAtCut).toMatchObject([{ clusterId: null, teamIds: ['A', 'B'] }]);
		const ladder = { tieLadder: [{ by: 'chairMark' as const }, { by: 'sharedPlace' as const }] };
		expect(qualified(rule, clusters, {}, ladder).through).toEqual(['A']);
	});
});

describe('the committee’s choice', () => {
	const rule = { kind: 'committeeChoice', places: 2 } as const;
	const choice = { teamIds: ['B', 'E'], reserves: ['C', 'A'], reason: 'the most typical' };

	test('is asked for, needs a reason and a rank, and stays within the places', () => {
		expect(qualified(rule, two).state).toBe('needsChoice');
		expect(qualified(rule, two, { choice: { ...choice, reason: ' ' } }).state).toBe('needsChoice');
		expect(qualified(rule, two, { choice: { ...choice, teamIds: ['A', 'B', 'D'] } }).state).toBe(
			'needsChoice'
		);
		expect(qualified(rule, two, { choice: { ...choice, teamIds: ['nobody'] } }).state).toBe('needsChoice');
		expect(qualified(rule, two, { choice })).toMatchObject({ state: 'decided', through: ['B', 'E'] });
	});

	test('names who moves up', () => {
		expect(qualified(rule, two, { choice, ...leaves('E') })).toMatchObject({
			through: ['B', 'C'],
			reserves: [{ clusterId: null, order: [['A']] }]
		});
	});
});

test('nobody is through while a result is missing, nor from the last stage', () => {
	const rule = { kind: 'topPerCluster', places: 1 } as const;
	expect(qualified(rule, { ...two, C3: { F: [null, 8] } })).toMatchObject({
		state: 'incomplete',
		through: [],
		clear: []
	});
	expect(qualified({ kind: 'none' }, two)).toMatchObject({ state: 'lastStage', through: [] });
});

test('E30: places are counted and never a share of the teams: who does not come takes no place and gives none away', () => {
	const ballots = { A: [9], B: [8], C: [7], D: [null], E: [null] };
	const stage = stageOf({ layout: 'single', qualification: { kind: 'bestOverall', places: 2 } });
	const sheet = sheetOf(ballots);
	const through = (absent: readonly string[], listed: readonly string[]) => {
		const entrants = sheet.entrants
			.filter(({ id }) => listed.includes(id))
			.map((one) => (absent.includes(one.id) ? { ...one, status: 'absent' as const } : one));
		const standings = tabulate(stage, { ...sheet, entrants });
		return qualify(stage, [{ clusterId: null, standings }], nothing).through;
	};
	expect(through(['D', 'E'], ['A', 'B', 'C', 'D', 'E'])).toEqual(['A', 'B']);
	expect(through([], ['A', 'B', 'C'])).toEqual(['A', 'B']);
});

test('E31: guests, absent and disqualified teams take nobody’s place in the next stage', () => {
	const stage = stageOf({ layout: 'perCluster', qualification: { kind: 'topPerCluster', places: 1 } });
	const standings = tabulate(stage, {
		...sheetOf({ G: [10], X: [9.5], A: [9] }),
		entrants: [
			{ id: 'G', name: 'G', status: 'competing', isGuest: true },
			{ id: 'X', name: 'X', status: 'disqualified', isGuest: false },
			{ id: 'A', name: 'A', status: 'competing', isGuest: false }
		]
	});
	expect(qualify(stage, [{ clusterId: 'C1', standings }], nothing).through).toEqual(['A']);
});
