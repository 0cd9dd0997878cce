import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Stage } from '#lib/domain/contest/rules.ts';
import type { QualificationDecisions } from '../qualification.ts';
import { qualify } from '../qualify.ts';
import type { RoundSheet } from '../round-sheet.ts';
import { judgedPart, marksOf, sheetOf, stageOf } from '../sheet.fixture.ts';
import { tabulate } from '../tabulate.ts';
import { forecast } from './forecast.ts';

type Rule = NonNullable<NonNullable<Parameters<typeof stageOf>[0]>['qualification']>;
const nothing: QualificationDecisions = {
	lots: [],
	votes: [],
	choice: null,
	cutDecisions: [],
	withdrawals: []
};
const parts = [judgedPart('skit'), judgedPart('song')];

/** Each team's marks for the skit and the song, by one judge; null: not marked yet. */
type Round = Readonly<Record<string, readonly [number | null, number | null]>>;

function roundSheet(teams: Round, clusterId: string | null): RoundSheet {
	const of = (index: 0 | 1) =>
		marksOf(
			Object.fromEntries(Object.entries(teams).map(([id, marks]) => [id, [marks[index]]])),
			`${['skit', 'song'][index]}.all`
		);
	return {
		...sheetOf(Object.fromEntries(Object.keys(teams).map((id) => [id, [null]]))),
		clusterId,
		marks: [...of(0), ...of(1)]
	};
}

const stageWith = (qualification: Rule) =>
	stageOf({ parts, layout: 'perCluster', qualification, panel: { judges: 1, quorum: 1 } });

function told(
	rule: Rule,
	clusters: Readonly<Record<string, Round>>,
	decisions: Partial<QualificationDecisions> = {}
) {
	const sheets = Object.entries(clusters).map(([clusterId, teams]) => ({
		clusterId,
		sheet: roundSheet(teams, clusterId)
	}));
	return forecast(stageWith(rule), sheets, { ...nothing, ...decisions });
}

const chances = (drawn: ReturnType<typeof told>) =>
	Object.fromEntries(drawn.teams.map(({ teamId, chance }) => [teamId, chance]));

describe('the forecast', () => {
	const top = { kind: 'topPerCluster', places: 1 } as const;

	test('tells who is through, in, on the bubble and out, by what is still to be marked', () => {
		const drawn = told(top, { C1: { A: [9, 9], B: [8, null], C: [5, null], D: [7, 2] } });
		expect(chances(drawn)).toEqual({ A: 'in', B: 'bubble', C: 'out', D: 'out' });
		expect(drawn.teams.find(({ teamId }) => teamId === 'B')).toEqual({
			teamId: 'B',
			clusterId: 'C1',
			chance: 'bubble',
			least: '8',
			most: '18',
			sureAbove: null,
			chanceFrom: '18'
		});
	});

	test('says from what total a team is sure, and from what total it has a chance at all', () => {
		const drawn = told(top, { C1: { A: [9, 8], B: [9, null], C: [4, null] } });
		expect(chances(drawn)).toEqual({ A: 'in', B: 'bubble', C: 'out' });
		expect(drawn.teams[1]).toMatchObject({ sureAbove: '17', chanceFrom: '17' });
	});

	test('counts a tie at the cut against being sure', () => {
		expect(chances(told(top, { C1: { A: [9, 9], B: [8, null] } }))).toEqual({ A: 'in', B: 'bubble' });
		expect(chances(told(top, { C1: { A: [9, 9], B: [7.75, null] } }))).toEqual({ A: 'clinched', B: 'out' });
	});

	test('looks across clusters for wildcards and quotas', () => {
		const wild = { kind: 'perClusterPlusWildcards', perCluster: 1, wildcards: 1 } as const;
		const clusters = { C1: { A: [9, 9], B: [8, 9], C: [2, null] }, C2: { D: [5, 5], E: [4, null] } } as const;
		expect(chances(told(wild, clusters))).toEqual({
			A: 'clinched',
			B: 'clinched',
			C: 'out',
			D: 'in',
			E: 'bubble'
		});
	});

	test('is the qualification itself once all is decided', () => {
		expect(chances(told(top, { C1: { A: [9, 9], B: [8, 8] } }))).toEqual({ A: 'clinched', B: 'out' });
	});

	test('says plainly where nothing can be told', () => {
		const open = { C1: { A: [9, null], B: [8, 8] }, C2: { C: [9, null] } } as const;
		const gap = (rule: Rule, decisions?: Partial<QualificationDecisions>) => told(rule, open, decisions).gap;
		expect(gap({ kind: 'none' })).toBe('lastStage');
		expect(gap({ kind: 'committeeChoice', places: 1 })).toBe('committee');
		expect(gap({ kind: 'bestOverall', places: 1, differentPanels: 'zScore' })).toBe('zScore');
		expect(
			gap({ ...top, onWithdrawal: 'nextOverall' }, { withdrawals: [{ teamId: 'B', reason: 'r' }] })
		).toBe('withdrawals');
		const stage = stageWith({ kind: 'bestOverall', places: 1 });
		const other = {
			...roundSheet(open.C2, 'C2'),
			judges: [{ id: 'J9', name: 'J9', isChair: true, kind: null }]
		};
		const sheets = [
			{ clusterId: 'C1', sheet: roundSheet(open.C1, 'C1') },
			{ clusterId: 'C2', sheet: other }
		];
		expect(forecast(stage, sheets, nothing).gap).toBe('panels');
		expect(forecast(stage, [...sheets, { clusterId: 'C3', sheet: null }], nothing).gap).toBe('noRound');
		const ranks = {
			...stage,
			placing: { by: 'majority', equalMarks: 'forbid', unmarked: 'refuse' }
		} as Stage;
		expect(forecast({ ...ranks, qualification: stageWith(top).qualification }, sheets, nothing).gap).toBe(
			'ranks'
		);
		const capped = stageWith({ ...top, maxPerUnit: { teams: 1 } });
		const units = ['A', 'B', 'C'].map((teamId) => ({ teamId, unitIds: ['U'] }));
		expect(forecast(capped, sheets, nothing, units).gap).toBe('unitCap');
	});
});

describe('for any marks so far and any that may follow', () => {
	const mark = fc.constantFrom(0, 5, 7, 8, 8.5, 9, 10);
	const maybe = fc.option(mark, { freq: 2 });
	const policy = fc.constantFrom(
		'admitAll' as const,
		'admitNone' as const,
		'ladder' as const,
		'lots' as const
	);
	const few = fc.integer({ min: 1, max: 3 });
	const rule: fc.Arbitrary<Rule> = fc.oneof(
		fc.record({ kind: fc.constant('topPerCluster' as const), places: few, tieAtCut: policy }),
		fc.record({ kind: fc.constant('bestOverall' as const), places: few, tieAtCut: policy }),
		fc.record({
			kind: fc.constant('perClusterPlusWildcards' as const),
			perCluster: few,
			wildcards: few,
			tieAtCut: policy
		}),
		fc.record({
			kind: fc.constant('clusterQuotas' as const),
			quotas: fc.tuple(few, few).map(([a, b]) => [
				{ cluster: 'C0', places: a },
				{ cluster: 'C1', places: b - 1 }
			]),
			total: fc.option(fc.integer({ min: 5, max: 7 })),
			tieAtCut: policy
		}),
		fc.record({
			kind: fc.constant('mixed' as const),
			steps: fc.array(
				fc.oneof(
					few.map((places) => ({ take: 'byTotal' as const, places })),
					few.map((places) => ({ take: 'ofEachCluster' as const, places })),
					few.map((places) => ({ take: 'byPart' as const, part: 'song', places }))
				),
				{ minLength: 1, maxLength: 3 }
			),
			tieAtCut: policy
		})
	);
	const contest = fc.record({
		rule,
		clusters: fc.array(fc.array(fc.tuple(maybe, maybe), { minLength: 1, maxLength: 4 }), {
			minLength: 1,
			maxLength: 3
		}),
		rest: fc.infiniteStream(mark)
	});

	const named = (rounds: readonly (readonly (readonly [number | null, number | null])[])[]) =>
		Object.fromEntries(
			rounds.map((teams, cluster) => [
				`C${cluster}`,
				Object.fromEntries(teams.map((marks, index) => [`C${cluster}T${index}`, marks])) as Round
			])
		);

	/** Who goes through when ties at the cut are settled for, or against, one team. */
	function ending(
		stage: Stage,
		clusters: Readonly<Record<string, Round>>,
		favoured: string | null,
		first = true
	) {
		let decisions = nothing;
		for (let turn = 0; turn < 30; turn += 1) {
			const results = Object.entries(clusters).map(([clusterId, teams]) => ({
				clusterId,
				standings: tabulate(stage, roundSheet(teams, clusterId))
			}));
			const drawn = qualify(stage, results, decisions);
			const tie = drawn.tiesAtCut[0];
			if (!tie) return drawn;
			const others = tie.teamIds.filter((teamId) => teamId !== favoured);
			const held = tie.teamIds.includes(favoured ?? '') ? [favoured!] : [];
			const order = first ? [...held, ...others] : [...others, ...held];
			decisions = {
				...decisions,
				lots: [...decisions.lots, { order }],
				cutDecisions: [
					...decisions.cutDecisions,
					{ contenders: tie.teamIds, admitted: order.slice(0, tie.places), reason: 'r' }
				]
			};
		}
		throw new Error('ties without end');
	}

	test('who has clinched goes through, and who is out does not', () => {
		let seen = 0;
		fc.assert(
			fc.property(contest, ({ rule: qualification, clusters, rest }) => {
				const stage = stageWith(qualification);
				const drawn = told(qualification, named(clusters));
				expect(drawn.gap).toBeNull();
				for (let again = 0; again < 4; again += 1) {
					const full = clusters.map((teams) =>
						teams.map(([a, b]) => [a ?? rest.next().value!, b ?? rest.next().value!] as const)
					);
					for (const { teamId, chance } of drawn.teams) {
						if (chance !== 'clinched' && chance !== 'out') continue;
						seen += 1;
						const { through } = ending(stage, named(full), teamId, chance === 'out');
						expect([teamId, chance, through.includes(teamId)]).toEqual([
							teamId,
							chance,
							chance === 'clinched'
						]);
					}
				}
			}),
			{ numRuns: 250 }
		);
		expect(seen).toBeGreaterThan(200);
	});

	test('whoever is in or on the bubble may go through and may not: each has an end of both kinds', () => {
		const plain = fc.oneof(
			fc.record({ kind: fc.constant('topPerCluster' as const), places: few }),
			fc.record({ kind: fc.constant('bestOverall' as const), places: few })
		);
		fc.assert(
			fc.property(plain, contest, (qualification, { clusters }) => {
				const stage = stageWith(qualification);
				const drawn = told(qualification, named(clusters));
				for (const { teamId, chance } of drawn.teams) {
					if (chance !== 'in' && chance !== 'bubble') continue;
					const end = (own: number, others: number) =>
						named(
							clusters.map((teams, cluster) =>
								teams.map(([a, b], index) => {
									const open = teamId === `C${cluster}T${index}` ? own : others;
									return [a ?? open, b ?? open] as const;
								})
							)
						);
					expect(ending(stage, end(10, 0), teamId, true).through).toContain(teamId);
					expect(ending(stage, end(0, 10), teamId, false).through).not.toContain(teamId);
				}
			}),
			{ numRuns: 150 }
		);
	});
});
