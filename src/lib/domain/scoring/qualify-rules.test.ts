import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cappedUnits } from '#lib/domain/contest/capped-units.ts';
import type { QualificationDecisions, TeamUnits } from './qualification.ts';
import { qualify } from './qualify.ts';
import type { Ballots } from './sheet.fixture.ts';
import { givenPart, sheetOf, stageOf } from './sheet.fixture.ts';
import { tabulate } from './tabulate.ts';

const nothing: QualificationDecisions = {
	lots: [],
	votes: [],
	choice: null,
	cutDecisions: [],
	withdrawals: []
};
const leaves = (...teamIds: string[]) => ({
	withdrawals: teamIds.map((teamId) => ({ teamId, reason: 'ill' }))
});
type Rule = NonNullable<Parameters<typeof stageOf>[0]>['qualification'];

/** Units by the first letter of a team's id, unless told otherwise. */
function qualified(
	rule: Rule,
	clusters: Readonly<Record<string, Ballots>>,
	decisions: Partial<QualificationDecisions> = {},
	units?: TeamUnits
) {
	const stage = stageOf({ layout: 'perCluster', ...(rule && { qualification: rule }) });
	const results = Object.entries(clusters).map(([clusterId, ballots]) => ({
		clusterId,
		standings: tabulate(stage, sheetOf(ballots, { clusterId }))
	}));
	const own = Object.values(clusters)
		.flatMap((ballots) => Object.keys(ballots))
		.map((teamId) => ({ teamId, unitIds: [teamId[0]!] }));
	return qualify(stage, results, { ...nothing, ...decisions }, units ?? own);
}

describe('at most so many teams of one unit', () => {
	const one = { C1: { A1: [9], A2: [8.5], B1: [8], A3: [7.5], C1: [7] } };
	const rule = { kind: 'bestOverall', places: 3, maxPerUnit: { teams: 1 } } as const;

	test('passes over the next of the unit and says why, and by whom', () => {
		const drawn = qualified(rule, one);
		expect(drawn.through).toEqual(['A1', 'B1', 'C1']);
		expect(drawn.outcomes.filter((line) => 'skipped' in line)).toMatchObject([
			{ teamId: 'A2', skipped: { unitId: 'A', max: 1, before: ['A1'] } },
			{ teamId: 'A3', skipped: { unitId: 'A', max: 1, before: ['A1'] } }
		]);
	});

	test('counts every unit of a joint team', () => {
		const joint = [
			{ teamId: 'A1', unitIds: ['A'] },
			{ teamId: 'A2', unitIds: ['A', 'B'] },
			{ teamId: 'B1', unitIds: ['B'] },
			{ teamId: 'A3', unitIds: ['A'] },
			{ teamId: 'C1', unitIds: ['C'] }
		];
		expect(qualified(rule, one, {}, joint).through).toEqual(['A1', 'B1', 'C1']);
	});

	test('holds across clusters: the better place in its cluster goes on, equal places wait for a decision', () => {
		const top = { kind: 'topPerCluster', places: 2, maxPerUnit: { teams: 1 } } as const;
		const clusters = { C1: { A1: [9], B1: [8], D1: [7] }, C2: { E1: [9], A2: [8], F1: [6] } };
		expect(qualified(top, clusters).through).toEqual(['A1', 'B1', 'E1', 'F1']);
		const level = { C1: { A1: [9], B1: [8] }, C2: { A2: [9], F1: [6] } };
		const first = { kind: 'topPerCluster', places: 1, maxPerUnit: { teams: 1 } } as const;
		expect(qualified(first, level)).toMatchObject({
			state: 'tiedAtCut',
			through: [],
			tiesAtCut: [{ clusterId: null, teamIds: ['A1', 'A2'], places: 1, needs: 'cutDecision' }]
		});
		const decided = { cutDecisions: [{ contenders: ['A1', 'A2'], admitted: ['A2'], reason: 'drawn' }] };
		expect(qualified(first, level, decided).through).toEqual(['B1', 'A2']);
	});

	test('is not lifted by "admit all" when equal teams are of one unit', () => {
		const all = { kind: 'bestOverall', places: 2, tieAtCut: 'admitAll', maxPerUnit: { teams: 1 } } as const;
		expect(qualified(all, { C1: { A1: [9], A2: [9], B1: [8] } }).tiesAtCut).toMatchObject([
			{ teamIds: ['A1', 'A2'], places: 1, needs: 'cutDecision' }
		]);
		const lots = { ...all, tieAtCut: 'lots' } as const;
		const drawn = qualified(lots, { C1: { A1: [9], A2: [9], B1: [8] } }, { lots: [{ order: ['A2', 'A1'] }] });
		expect(drawn.through).toEqual(['A2', 'B1']);
	});

	test('lets a withdrawal promote the one that was passed over, and costs nobody a place', () => {
		expect(qualified(rule, one, leaves('A1')).through).toEqual(['A2', 'B1', 'C1']);
		const joint = [
			{ teamId: 'A1', unitIds: ['A'] },
			{ teamId: 'A2', unitIds: ['A', 'B'] },
			{ teamId: 'B1', unitIds: ['B'] },
			{ teamId: 'A3', unitIds: ['A'] },
			{ teamId: 'C1', unitIds: ['C'] }
		];
		// B1 keeps the place it had; A2 would be its unit's second.
		expect(qualified(rule, one, leaves('A1'), joint).through).toEqual(['B1', 'A3', 'C1']);
	});

	test('is counted at the level that the rule names', () => {
		const tree = [
			{ id: 'province', parentId: null, level: 'province' as const },
			{ id: 'district', parentId: 'province', level: 'district' as const },
			{ id: 'ward', parentId: 'district', level: 'commune' as const }
		];
		expect(cappedUnits({ teams: 1, level: 'unit' }, ['ward'], tree)).toEqual(['ward']);
		expect(cappedUnits({ teams: 1, level: 'district' }, ['ward', 'district'], tree)).toEqual(['district']);
		expect(cappedUnits({ teams: 1, level: 'grassroots' }, ['ward'], tree)).toEqual(['ward']);
	});

	test('E32: is never exceeded, whatever the totals, and is as good as going down the list', () => {
		const teams = fc.array(fc.tuple(fc.constantFrom('A', 'B', 'C'), fc.integer({ min: 0, max: 400 })), {
			minLength: 1,
			maxLength: 9
		});
		fc.assert(
			fc.property(
				teams,
				fc.integer({ min: 1, max: 5 }),
				fc.integer({ min: 1, max: 2 }),
				(drawn, places, max) => {
					const marks = [...new Set(drawn.map(([, mark]) => mark))];
					const list = marks.map((mark) => {
						const [unit] = drawn.find(([, own]) => own === mark)!;
						return { teamId: `${unit}${mark}`, mark };
					});
					const cap = { kind: 'bestOverall', places, maxPerUnit: { teams: max } } as const;
					const ballots = Object.fromEntries(list.map(({ teamId, mark }) => [teamId, [mark / 40]]));
					const given = qualified(cap, { C1: ballots }).through;
					const down: string[] = [];
					for (const { teamId } of [...list].sort((a, b) => b.mark - a.mark)) {
						const same = down.filter((other) => other[0] === teamId[0]).length;
						if (down.length < places && same < max) down.push(teamId);
					}
					expect([...given].sort()).toEqual(down.sort());
				}
			),
			{ numRuns: 200 }
		);
	});
});

describe('quotas of clusters', () => {
	const clusters = { print: { P1: [9], P2: [8], P3: [7] }, radio: { R1: [6] }, tv: { T1: [9.5], T2: [5] } };
	const quotas = [
		{ cluster: 'print', places: 1 },
		{ cluster: 'radio', places: 2 }
	];

	test('send each its number, leave unused places open, and warn of names that do not meet', () => {
		const rule: Rule = { kind: 'clusterQuotas', quotas: [...quotas, { cluster: 'web', places: 1 }] };
		expect(qualified(rule, clusters)).toMatchObject({ state: 'decided', through: ['P1', 'R1'] });
		expect(qualified(rule, clusters).warnings.map(({ code }) => code)).toEqual([
			'qualification_warning_cluster_without_quota',
			'qualification_warning_quota_without_cluster',
			'qualification_warning_places_left_open'
		]);
	});

	test('are filled up to the total from the best of all others', () => {
		expect(qualified({ kind: 'clusterQuotas', quotas, total: 4 }, clusters).through).toEqual([
			'P1',
			'P2',
			'R1',
			'T1'
		]);
	});
});

describe('a mixed rule', () => {
	const clusters = { C1: { A: [9], B: [8.5], C: [8], G: [4] }, C2: { D: [7], E: [6], F: [5] } };

	test('takes its steps in turn, each among those left', () => {
		const steps = [
			{ take: 'byTotal', places: 2 },
			{ take: 'ofEachCluster', places: 1 }
		] as const;
		const drawn = qualified({ kind: 'mixed', steps: [...steps] }, clusters);
		expect(drawn.through).toEqual(['A', 'B', 'C', 'D']);
		expect(drawn.outcomes.map((line) => (line.outcome === 'through' ? line.by : line.outcome))).toEqual([
			'overall',
			'overall',
			'cluster',
			'out',
			'cluster',
			'out',
			'out'
		]);
		expect(qualified({ kind: 'mixed', steps: [...steps] }, clusters, leaves('A')).through).toEqual([
			'B',
			'C',
			'G',
			'D'
		]);
	});

	test('may look at one part', () => {
		const stage = stageOf({
			parts: [givenPart('quiz'), givenPart('song')],
			qualification: {
				kind: 'mixed',
				steps: [
					{ take: 'byTotal', places: 1 },
					{ take: 'byPart', part: 'song', places: 1 }
				]
			}
		});
		const given = { A: ['9', '5'], B: ['8', '5.5'], C: ['1', '9'] };
		const standings = tabulate(stage, {
			...sheetOf({ A: [], B: [], C: [] }),
			givenScores: Object.entries(given).flatMap(([teamId, [quiz, song]]) => [
				{ teamId, partKey: 'quiz', value: quiz! },
				{ teamId, partKey: 'song', value: song! }
			])
		});
		const drawn = qualify(stage, [{ clusterId: null, standings }], nothing);
		expect([...drawn.through].sort()).toEqual(['A', 'C']);
		expect(drawn.outcomes.find((line) => line.teamId === 'C')).toMatchObject({
			outcome: 'through',
			by: 'part'
		});
	});
});

describe('a tie at the cut settled by lots or an extra performance', () => {
	const clusters = { C1: { A: [8], B: [8], C: [8], D: [7] } };
	const rule = (tieAtCut: 'lots' | 'extraPerformance') =>
		({ kind: 'topPerCluster', places: 2, tieAtCut }) as const;

	test('waits for lots on exactly these teams, and takes them in their order', () => {
		expect(qualified(rule('lots'), clusters)).toMatchObject({
			state: 'tiedAtCut',
			through: [],
			tiesAtCut: [{ teamIds: ['A', 'B', 'C'], places: 2, needs: 'drawOfLots' }]
		});
		expect(qualified(rule('lots'), clusters, { lots: [{ order: ['C', 'A', 'B'] }] }).through).toEqual([
			'A',
			'C'
		]);
		expect(qualified(rule('lots'), clusters, { lots: [{ order: ['C', 'A'] }] }).state).toBe('tiedAtCut');
	});

	test('waits for the outcome of the extra performance', () => {
		expect(qualified(rule('extraPerformance'), clusters).tiesAtCut).toMatchObject([
			{ needs: 'extraPerformance' }
		]);
		const outcome = { contenders: ['A', 'B', 'C'], admitted: ['B', 'C'], reason: 'performed again' };
		expect(qualified(rule('extraPerformance'), clusters, { cutDecisions: [outcome] }).through).toEqual([
			'B',
			'C'
		]);
	});
});

describe('z-scores across clusters with different panels', () => {
	const generous = { A: [9.5], B: [9.4], C: [9.3] };
	const strict = { D: [8], E: [7], F: [6] };
	const rule = { kind: 'bestOverall', places: 2, differentPanels: 'zScore' } as const;

	test('measure each total against its own cluster, and show both', () => {
		const drawn = qualified({ ...rule, zScore: { minTeams: 3 } }, { C1: generous, C2: strict });
		expect(drawn.through).toEqual(['A', 'D']);
		expect(drawn.adjusted?.find(({ teamId }) => teamId === 'D')).toEqual({
			teamId: 'D',
			clusterId: 'C2',
			raw: '8',
			centre: '7',
			spreadSquared: '2/3',
			z: '1.2247'
		});
		const raw = qualified({ ...rule, differentPanels: 'accept' }, { C1: generous, C2: strict });
		expect(raw.through).toEqual(['A', 'B']);
		expect(raw.adjusted).toBeUndefined();
	});

	test('E34: are refused with too few teams in a cluster, which is five unless the rule says otherwise', () => {
		expect(qualified(rule, { C1: generous, C2: strict })).toMatchObject({
			state: 'refused',
			through: [],
			warnings: [{ code: 'qualification_warning_too_few_for_z', params: { teams: 3, least: 5 } }]
		});
	});

	test('do not move when a team that was measured withdraws', () => {
		const all = { ...rule, zScore: { minTeams: 3 } };
		const before = qualified(all, { C1: generous, C2: strict });
		const after = qualified(all, { C1: generous, C2: strict }, leaves('D'));
		expect(after.adjusted).toEqual(before.adjusted);
		expect(after.clear).toEqual(['A']);
		expect(after.tiesAtCut).toMatchObject([{ teamIds: ['B', 'E'], places: 1 }]);
	});

	test('never let part scores of different panels separate level teams', () => {
		const level = qualified({ ...rule, places: 1, zScore: { minTeams: 3 } }, { C1: generous, C2: strict });
		expect(level.tiesAtCut).toMatchObject([{ teamIds: ['A', 'D'], places: 1, needs: 'cutDecision' }]);
	});
});

describe('for any totals, units and rules', () => {
	const few = fc.integer({ min: 1, max: 3 });
	const tieAtCut = fc.constantFrom('admitAll' as const, 'admitNone' as const, 'ladder' as const);
	const maxPerUnit = fc.option(few.map((teams) => ({ teams })));
	const rule: fc.Arbitrary<NonNullable<Rule>> = fc.oneof(
		fc.record({ kind: fc.constant('topPerCluster' as const), places: few, tieAtCut, maxPerUnit }),
		fc.record({ kind: fc.constant('bestOverall' as const), places: few, tieAtCut, maxPerUnit }),
		fc.record({
			kind: fc.constant('bestOverall' as const),
			places: few,
			tieAtCut,
			differentPanels: fc.constant('zScore' as const),
			zScore: fc.record({
				minTeams: fc.constant(3),
				scale: fc.constantFrom('deviation' as const, 'median' as const)
			}),
			maxPerUnit
		}),
		fc.record({
			kind: fc.constant('perClusterPlusWildcards' as const),
			perCluster: few,
			wildcards: few,
			tieAtCut,
			maxPerUnit
		}),
		fc.record({
			kind: fc.constant('clusterQuotas' as const),
			quotas: fc.tuple(few, few).map(([a, b]) => [
				{ cluster: 'C0', places: a },
				{ cluster: 'C1', places: b }
			]),
			total: fc.option(fc.integer({ min: 6, max: 8 })),
			tieAtCut,
			maxPerUnit
		}),
		fc.record({
			kind: fc.constant('mixed' as const),
			steps: fc.tuple(few, few).map(([a, b]) => [
				{ take: 'byTotal' as const, places: a },
				{ take: 'ofEachCluster' as const, places: b }
			]),
			tieAtCut,
			maxPerUnit
		})
	);
	const team = fc.tuple(fc.constantFrom('A', 'B', 'C', 'D'), fc.integer({ min: 0, max: 40 }));
	const contest = fc.record({
		rule,
		clusters: fc.array(fc.array(team, { minLength: 3, maxLength: 5 }), { minLength: 1, maxLength: 3 }),
		leaving: fc.array(fc.nat(14), { maxLength: 3 })
	});

	function drawn({
		clusters,
		leaving
	}: Pick<typeof contest extends fc.Arbitrary<infer T> ? T : never, 'clusters' | 'leaving'>) {
		const named = clusters.map((teams, cluster) =>
			teams.map(([unit, mark], index) => ({ teamId: `${unit}${cluster}${index}`, mark: mark / 4 }))
		);
		const all = named.flat().map(({ teamId }) => teamId);
		const ballots = Object.fromEntries(
			named.map((teams, cluster) => [
				`C${cluster}`,
				Object.fromEntries(teams.map(({ teamId, mark }) => [teamId, [mark]])) as Ballots
			])
		);
		const gone = [...new Set(leaving)].flatMap((at) => all[at] ?? []);
		return { ballots, gone };
	}

	test('no unit has more teams through than its cap, nobody goes through twice, and an open tie names nobody', () => {
		fc.assert(
			fc.property(contest, ({ rule: given, clusters, leaving }) => {
				const { ballots, gone } = drawn({ clusters, leaving });
				for (const away of [[], gone]) {
					const result = qualified(given, ballots, leaves(...away));
					expect(new Set(result.through).size).toBe(result.through.length);
					expect(result.through.filter((teamId) => away.includes(teamId))).toEqual([]);
					if (result.tiesAtCut.length > 0) expect(result.through).toEqual([]);
					const cap = 'maxPerUnit' in given ? given.maxPerUnit?.teams : undefined;
					const most = Math.max(
						0,
						...'ABCD'.split('').map((unit) => result.through.filter((teamId) => teamId[0] === unit).length)
					);
					if (cap) expect(most).toBeLessThanOrEqual(cap);
				}
			}),
			{ numRuns: 250 }
		);
	});

	test('whoever is through stays through when others withdraw', () => {
		fc.assert(
			fc.property(contest, ({ rule: given, clusters, leaving }) => {
				const { ballots, gone } = drawn({ clusters, leaving });
				const before = qualified(given, ballots);
				const after = qualified(given, ballots, leaves(...gone));
				if (before.state !== 'decided' || after.state !== 'decided') return;
				const staying = before.through.filter((teamId) => !gone.includes(teamId));
				expect(staying.filter((teamId) => !after.through.includes(teamId))).toEqual([]);
			}),
			{ numRuns: 300 }
		);
	});

	test('the order of clusters, teams and decisions changes no byte', () => {
		fc.assert(
			fc.property(contest, ({ rule: given, clusters, leaving }) => {
				const { ballots, gone } = drawn({ clusters, leaving });
				const turned = Object.fromEntries(
					Object.entries(ballots)
						.reverse()
						.map(([cluster, teams]) => [cluster, Object.fromEntries(Object.entries(teams).reverse())])
				);
				const units = Object.values(ballots)
					.flatMap((teams) => Object.keys(teams))
					.map((teamId) => ({ teamId, unitIds: [teamId[0]!] }));
				const straight = qualified(given, ballots, leaves(...gone), units);
				const back = qualified(given, turned, leaves(...[...gone].reverse()), [...units].reverse());
				expect(JSON.stringify(back)).toBe(JSON.stringify(straight));
			}),
			{ numRuns: 150 }
		);
	});
});
