import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Stage } from '#lib/domain/contest/rules.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { exact } from '#lib/domain/shared/exact.ts';
import type { QualificationDecisions } from './qualification.ts';
import { qualify } from './qualify.ts';
import type { RoundSheet } from './round-sheet.ts';
import { givenPart, judgedPart, judgesOf, sheetOf, stageOf } from './sheet.fixture.ts';
import type { Standings } from './standings.ts';
import { tabulate } from './tabulate.ts';

const TEAMS = ['A', 'B', 'C', 'D', 'E', 'F'];
const JUDGES = ['J1', 'J2', 'J3', 'J4', 'J5'];
const CRITERIA = ['skit.voice', 'skit.acting', 'song.all'];
// Few different marks, so that equal totals are common.
const mark = fc.constantFrom('0', '6', '6.25', '7.5', '8', '8.75', '10');

const aggregation = fc.constantFrom(
	{ method: 'mean' as const },
	{ method: 'mean' as const, over: 'criterion' as const },
	{ method: 'sum' as const, whenFewer: 'scaleUp' as const },
	{ method: 'trimmed' as const, table: [{ atLeast: 3, dropHigh: 1, dropLow: 1 }] },
	{
		method: 'trimmed' as const,
		over: 'criterion' as const,
		table: [{ atLeast: 5, dropHigh: 1, dropLow: 1 }]
	},
	{ method: 'outlierExclude' as const, delta: '1.5', minRemaining: 2 },
	{ method: 'median' as const },
	{ method: 'median' as const, over: 'criterion' as const },
	{
		method: 'byCount' as const,
		over: 'criterion' as const,
		table: [
			{ marks: 1, method: 'quorumLost' as const },
			{ marks: 2, method: 'mean' as const },
			{ marks: 3, method: 'closestTwoOfThree' as const },
			{ marks: 4, method: 'trimmed' as const, dropHigh: 1, dropLow: 1 },
			{ marks: 5, method: 'median' as const }
		]
	},
	{
		method: 'weightedKinds' as const,
		kinds: [
			{ kind: 'artistic', weight: '0.4' },
			{ kind: 'professional', weight: '0.6' }
		],
		whenKindMissing: 'renormalise' as const
	}
);
const rounding = fc.subarray(
	(['criterion', 'ballot', 'aggregate', 'weighted', 'part', 'total'] as const).map((after) => ({
		after,
		decimals: 1
	}))
);
const step = fc.constantFrom(
	{ by: 'partScore' as const, part: 'skit' },
	{ by: 'criterionScore' as const, criterion: 'song.all' },
	{ by: 'countOfMark' as const, mark: '10' },
	{ by: 'judgesNonZero' as const },
	{ by: 'chairMark' as const },
	{ by: 'leastOvertime' as const },
	{ by: 'drawOfLots' as const },
	{ by: 'committeeVote' as const }
);

const stage: fc.Arbitrary<Stage> = fc
	.record({ aggregation, rounding, steps: fc.uniqueArray(step, { maxLength: 3 }), rounded: fc.boolean() })
	.map(({ aggregation: method, rounding: points, steps, rounded }) =>
		stageOf({
			panel: { judges: 5, quorum: 2 },
			parts: [
				judgedPart('skit', {
					scale: '10',
					criteria: [
						{ key: 'voice', name: { vi: 'v', en: 'v' }, max: '10', coefficient: '0.3' },
						{ key: 'acting', name: { vi: 'a', en: 'a' }, max: '10', coefficient: '0.7' }
					],
					coefficient: '1.5',
					aggregation: method
				}),
				judgedPart('song', { aggregation: method, timeLimit: { seconds: 60 } }),
				givenPart('quiz')
			],
			deductions: [
				{ key: 'props', name: { vi: 'p', en: 'p' }, scope: 'part', effect: { kind: 'upTo', max: '9' } }
			],
			rounding: points,
			compare: rounded && points.some((point) => point.after === 'total') ? 'rounded' : 'exact',
			tieLadder: [...steps, { by: 'sharedPlace' }]
		})
	);

const cells = TEAMS.flatMap((teamId) =>
	JUDGES.flatMap((judgeId) => CRITERIA.map((criterionKey) => ({ teamId, judgeId, criterionKey })))
);

const sheet: fc.Arbitrary<RoundSheet> = fc
	.record({
		values: fc.array(fc.option(mark, { freq: 60 }), { minLength: cells.length, maxLength: cells.length }),
		quiz: fc.array(fc.option(mark, { freq: 20 }), { minLength: TEAMS.length, maxLength: TEAMS.length }),
		statuses: fc.array(
			fc.constantFrom('competing', 'competing', 'competing', 'competing', 'absent', 'disqualified'),
			{
				minLength: TEAMS.length,
				maxLength: TEAMS.length
			}
		),
		guest: fc.constantFrom(null, 'B', 'E'),
		exclusions: fc.array(
			fc.record({
				judgeId: fc.constantFrom(...JUDGES),
				teamId: fc.constantFrom(...TEAMS),
				partKey: fc.constantFrom(null, 'skit', 'song'),
				cause: fc.constantFrom('conflict', 'absent')
			}),
			{ maxLength: 4 }
		),
		deductions: fc.uniqueArray(
			fc.record({
				id: fc.constantFrom('d1', 'd2', 'd3'),
				teamId: fc.constantFrom(...TEAMS),
				partKey: fc.constantFrom('skit', 'song', 'quiz'),
				typeKey: fc.constant('props'),
				points: fc.constantFrom('0.25', '1', '9'),
				reason: fc.constant('')
			}),
			{ selector: (deduction) => deduction.id }
		),
		timings: fc.array(fc.option(fc.constantFrom(60_000, 61_000, 65_500)), { minLength: 6, maxLength: 6 }),
		lots: fc.option(fc.shuffledSubarray(TEAMS, { minLength: TEAMS.length })),
		votes: fc.option(fc.shuffledSubarray(TEAMS, { minLength: 2, maxLength: 3 }))
	})
	.map((drawn): RoundSheet => ({
		...sheetOf({}),
		judges: judgesOf(5).map((judge, index) => ({
			...judge,
			kind: index % 2 === 0 ? 'artistic' : 'professional'
		})),
		entrants: TEAMS.map((id, index) => ({
			id,
			name: id,
			status: drawn.statuses[index] as RoundSheet['entrants'][number]['status'],
			isGuest: id === drawn.guest
		})),
		marks: cells.flatMap((cell, index) => {
			const value = drawn.values[index];
			return value == null ? [] : [{ ...cell, value }];
		}),
		exclusions: drawn.exclusions as RoundSheet['exclusions'],
		givenScores: TEAMS.flatMap((teamId, index) => {
			const value = drawn.quiz[index];
			return value == null ? [] : [{ teamId, partKey: 'quiz', value }];
		}),
		deductions: drawn.deductions,
		timings: TEAMS.flatMap((teamId, index) => {
			const durationMs = drawn.timings[index];
			return durationMs == null ? [] : [{ teamId, partKey: 'song', durationMs }];
		}),
		lots: drawn.lots ? [{ order: drawn.lots }] : [],
		votes: drawn.votes ? [{ order: drawn.votes.map((teamId) => [teamId]), reason: 'r' }] : []
	}));

function turned(from: RoundSheet, seed: number): RoundSheet {
	const mixed = <T>(items: readonly T[]): T[] => {
		const shift = items.length === 0 ? 0 : seed % items.length;
		const rotated = [...items.slice(shift), ...items.slice(0, shift)];
		return seed % 2 === 0 ? rotated.reverse() : rotated;
	};
	return {
		...from,
		judges: mixed(from.judges),
		entrants: mixed(from.entrants),
		marks: mixed(from.marks),
		exclusions: mixed(from.exclusions),
		givenScores: mixed(from.givenScores),
		deductions: mixed(from.deductions),
		timings: mixed(from.timings),
		lots: mixed(from.lots),
		votes: mixed(from.votes)
	};
}

const ranked = (standings: Standings) => standings.rows.filter((row) => row.rank !== null);

describe('for any rules and any sheet', () => {
	test('the order in which marks, judges, teams and all else came in changes no byte of the standings', () => {
		fc.assert(
			fc.property(stage, sheet, fc.nat(10_000), (rules, given, seed) => {
				expect(JSON.stringify(tabulate(rules, turned(given, seed)))).toBe(
					JSON.stringify(tabulate(rules, given))
				);
			}),
			{ numRuns: 150 }
		);
	});

	test('along the list ranks never fall and totals never rise, and shared places close up', () => {
		fc.assert(
			fc.property(stage, sheet, (rules, given) => {
				const rows = ranked(tabulate(rules, given));
				rows.forEach((row, index) => {
					const sharing = rows.filter((other) => other.rank === row.rank).length;
					expect(row.isShared).toBe(sharing > 1);
					expect(row.rank).toBe(rows.findIndex((other) => other.rank === row.rank) + 1);
					const before = rows[index - 1];
					if (before) expect(exact(before.compared!).compare(exact(row.compared!))).toBeGreaterThanOrEqual(0);
				});
			}),
			{ numRuns: 150 }
		);
	});

	test('equal totals are split only by a named step, and every neighbour is explained from both sides', () => {
		fc.assert(
			fc.property(stage, sheet, (rules, given) => {
				const rows = ranked(tabulate(rules, given));
				rows.slice(1).forEach((row, index) => {
					const before = rows[index]!;
					const { above } = row;
					const { below } = before;
					expect(above).not.toBeNull();
					expect([below?.by, below?.own, below?.other]).toEqual([above?.by, above?.other, above?.own]);
					if (before.compared !== row.compared) expect(above?.by).toBe('total');
					else if (before.rank === row.rank) expect(['shared', 'unresolved']).toContain(above?.by);
					else expect(rules.tieLadder[above!.stepIndex!]?.by).toBe(above?.by);
				});
			}),
			{ numRuns: 150 }
		);
	});

	test('E9, E10: a mark that is missing never gives what a zero gives', () => {
		fc.assert(
			fc.property(stage, sheet, fc.nat(cells.length - 1), (rules, given, at) => {
				const cell = cells[at]!;
				const isCell = (m: RoundSheet['marks'][number]) =>
					m.teamId === cell.teamId && m.judgeId === cell.judgeId && m.criterionKey === cell.criterionKey;
				const others = given.marks.filter((m) => !isCell(m));
				const full = { ...given, exclusions: [] };
				const none = tabulate(rules, { ...full, marks: others }).rows.find(
					(row) => row.teamId === cell.teamId
				)!;
				const zero = tabulate(rules, { ...full, marks: [...others, { ...cell, value: '0' }] });
				const zeroRow = zero.rows.find((row) => row.teamId === cell.teamId)!;
				expect([none.isComplete, none.rank, none.total]).toEqual([false, null, null]);
				const concerned = (missing: (typeof none.missing)[number]) =>
					missing.kind === 'ballot' &&
					missing.judgeId === cell.judgeId &&
					missing.criterionKeys.includes(cell.criterionKey);
				expect(none.missing.some(concerned)).toBe(none.status === 'competing');
				expect(zeroRow.missing.some(concerned)).toBe(false);
			}),
			{ numRuns: 100 }
		);
	});

	test('a dropped or excluded mark enters neither the score nor a step of the ladder', () => {
		fc.assert(
			fc.property(stage, sheet, (rules, given) => {
				const steps = rules.tieLadder.filter((rung) => rung.by !== 'chairMark');
				const fair: Stage = { ...rules, tieLadder: steps };
				for (const row of tabulate(fair, given).rows.filter((candidate) => candidate.isComplete)) {
					for (const part of row.parts) {
						for (const tally of part.tallies) {
							const kept = tally.figures.filter((figure) => figure.dropped === null);
							const counted = tally.steps.find((candidate) => candidate.kind === 'aggregated');
							if (counted) expect(counted.counted).toBe(kept.length);
						}
						for (const ballot of part.ballots.filter((candidate) => candidate.standing !== 'counted')) {
							expect(
								part.tallies.flatMap((tally) => tally.figures).some((f) => f.judgeId === ballot.judgeId)
							).toBe(false);
							const without = given.marks.filter(
								(m) =>
									!(
										m.teamId === row.teamId &&
										m.judgeId === ballot.judgeId &&
										m.criterionKey.startsWith(part.partKey)
									)
							);
							const again = tabulate(fair, { ...given, marks: without }).rows.find(
								(r) => r.teamId === row.teamId
							)!;
							expect([again.total, again.tieValues]).toEqual([row.total, row.tieValues]);
						}
					}
				}
				expect(true).toBe(true);
			}),
			{ numRuns: 60 }
		);
	});

	test('every value along a derivation follows from the one before', () => {
		fc.assert(
			fc.property(stage, sheet, (rules, given) => {
				for (const row of tabulate(rules, given).rows.filter((candidate) => candidate.total !== null)) {
					expect(row.steps.at(-1)).toMatchObject({ value: row.total!.exact });
					for (const part of row.parts.filter((candidate) => candidate.steps.length > 0)) {
						expect(part.steps.at(-1)).toMatchObject({ value: part.score!.exact });
					}
				}
				expect(canonicalJson(tabulate(rules, given))).toBe(
					canonicalJson(JSON.parse(JSON.stringify(tabulate(rules, given))))
				);
			}),
			{ numRuns: 60 }
		);
	});
});

test('E3: with weights .2 / .3 / .5 and quarter points no exact tie is ever split', () => {
	const parts = ['0.2', '0.3', '0.5'].map((coefficient, index) =>
		givenPart(`p${index}`, { coefficient, step: '0.25' })
	);
	const rules = stageOf({ parts });
	const quarters = fc.tuple(fc.nat(40), fc.nat(40), fc.nat(40));
	let ties = 0;
	fc.assert(
		fc.property(quarters, quarters, (a, b) => {
			const whole = (marks: readonly number[]) => marks[0]! * 2 + marks[1]! * 3 + marks[2]! * 5;
			// The second team is moved onto the first one's total, when a mark in range allows it.
			const moved = [b[0], b[1], (whole(a) - b[0] * 2 - b[1] * 3) / 5] as const;
			const other = Number.isInteger(moved[2]) && moved[2] >= 0 && moved[2] <= 40 ? moved : b;
			const standings = tabulate(rules, {
				...sheetOf({ A: [], B: [] }),
				givenScores: [a, other].flatMap((marks, team) =>
					marks.map((value, index) => ({
						teamId: 'AB'[team]!,
						partKey: `p${index}`,
						value: String(value / 4)
					}))
				)
			});
			const isTied = whole(a) === whole(other);
			if (isTied) ties += 1;
			expect(standings.rows.every((row) => row.isShared)).toBe(isTied);
		}),
		{ numRuns: 400 }
	);
	expect(ties).toBeGreaterThan(20);
});

describe('for any results, qualification', () => {
	const nothing: QualificationDecisions = {
		lots: [],
		votes: [],
		choice: null,
		cutDecisions: [],
		withdrawals: []
	};
	const totals = fc.array(fc.constantFrom<string>('6', '7', '7.5', '8', '9'), { minLength: 1, maxLength: 6 });
	const tieAtCut = fc.constantFrom('admitAll' as const, 'admitNone' as const, 'ladder' as const);
	const few = fc.integer({ min: 1, max: 4 });
	const rule = fc.oneof(
		fc.record({ kind: fc.constant('topPerCluster' as const), places: few, tieAtCut }),
		fc.record({ kind: fc.constant('bestOverall' as const), places: few, tieAtCut }),
		fc.record({
			kind: fc.constant('perClusterPlusWildcards' as const),
			perCluster: few,
			wildcards: few,
			tieAtCut
		})
	);
	const contest = fc.record({
		rule,
		clusters: fc.array(totals, { minLength: 1, maxLength: 4 }),
		leaving: fc.nat(5)
	});

	function drawn({
		rule: qualification,
		clusters,
		leaving
	}: typeof contest extends fc.Arbitrary<infer T> ? T : never) {
		const rules = stageOf({ layout: 'perCluster', qualification });
		const results = clusters.map((values, cluster) => ({
			clusterId: `C${cluster}`,
			standings: tabulate(
				rules,
				sheetOf(Object.fromEntries(values.map((value, team) => [`C${cluster}-T${team}`, [value]])), {
					clusterId: `C${cluster}`
				})
			)
		}));
		const all = results.flatMap(({ standings }) => standings.rows);
		const gone = all.slice(0, leaving).map((row) => ({ teamId: row.teamId, reason: 'r' }));
		const quota =
			qualification.kind === 'topPerCluster'
				? qualification.places * clusters.length
				: qualification.kind === 'bestOverall'
					? qualification.places
					: qualification.perCluster * clusters.length + qualification.wildcards;
		return { rules, results, all, gone, quota };
	}

	test('E32: never exceeds the quota except by the tie policy, and shows nobody as through while a tie is open', () => {
		fc.assert(
			fc.property(contest, (given) => {
				const { rules, results, quota, gone } = drawn(given);
				for (const withdrawals of [[], gone]) {
					const result = qualify(rules, results, { ...nothing, withdrawals });
					const beyond = result.outcomes.some((line) => line.outcome === 'through' && line.withTieAtCut);
					if (!beyond) expect(result.through.length).toBeLessThanOrEqual(quota);
					if (result.tiesAtCut.length > 0) expect([result.state, result.through]).toEqual(['tiedAtCut', []]);
					expect(new Set(result.through).size).toBe(result.through.length);
					expect(result.through.filter((teamId) => withdrawals.some((w) => w.teamId === teamId))).toEqual([]);
				}
			}),
			{ numRuns: 200 }
		);
	});

	test('E32: a higher total never puts out a team that goes through', () => {
		let raised = 0;
		fc.assert(
			fc.property(contest, fc.nat(99), fc.constantFrom('0.5', '1'), (given, pick, more) => {
				const before = drawn(given);
				const { state, through } = qualify(before.rules, before.results, nothing);
				if (state !== 'decided' || through.length === 0) return;
				const teamId = through[pick % through.length]!;
				const higher = given.clusters.map((values, cluster) =>
					values.map((value, team) =>
						`C${cluster}-T${team}` === teamId ? String(Math.min(10, Number(value) + Number(more))) : value
					)
				);
				// A total that is now level with another one is for the tie policy to settle, which may admit none.
				const [own] = higher.flatMap((values, cluster) =>
					values.filter((_, team) => `C${cluster}-T${team}` === teamId)
				);
				if (higher.flat().filter((value) => Number(value) === Number(own)).length > 1) return;
				const after = drawn({ ...given, clusters: higher });
				const result = qualify(after.rules, after.results, nothing);
				raised += 1;
				// Where others are tied at the cut nobody is told as through, and this team is not among them.
				if (result.state === 'decided') expect(result.through).toContain(teamId);
				else expect(result.tiesAtCut.flatMap(({ teamIds }) => teamIds)).not.toContain(teamId);
			}),
			{ numRuns: 400 }
		);
		expect(raised).toBeGreaterThan(50);
	});

	test('never leaves out a team that stands before one of its cluster that goes through', () => {
		fc.assert(
			fc.property(contest, (given) => {
				const { rules, results } = drawn(given);
				const { through } = qualify(rules, results, nothing);
				for (const { standings } of results) {
					const rows = standings.rows.map((row) => ({
						rank: row.rank!,
						isThrough: through.includes(row.teamId)
					}));
					const worst = Math.max(0, ...rows.filter((row) => row.isThrough).map((row) => row.rank));
					expect(rows.filter((row) => row.rank < worst && !row.isThrough)).toEqual([]);
				}
			}),
			{ numRuns: 200 }
		);
	});

	test('does not depend on the order of clusters and decisions', () => {
		fc.assert(
			fc.property(contest, (given) => {
				const { rules, results, gone } = drawn(given);
				const straight = qualify(rules, results, { ...nothing, withdrawals: gone });
				const turnedRound = qualify(rules, [...results].reverse(), {
					...nothing,
					withdrawals: [...gone].reverse()
				});
				expect(JSON.stringify(turnedRound)).toBe(JSON.stringify(straight));
			}),
			{ numRuns: 200 }
		);
	});

	test('keeps everybody who was through when another withdraws, if nothing was open', () => {
		fc.assert(
			fc.property(contest, (given) => {
				const { rules, results, gone } = drawn(given);
				const before = qualify(rules, results, nothing);
				const after = qualify(rules, results, { ...nothing, withdrawals: gone });
				const staying = before.through.filter((teamId) => !gone.some((w) => w.teamId === teamId));
				if (before.state === 'decided') {
					const lost = staying.filter((teamId) => !after.clear.includes(teamId));
					const tiedNow = after.tiesAtCut.flatMap((tie) => tie.teamIds);
					const open = after.tiesAtCut.length > 0;
					expect(lost.filter((teamId) => !tiedNow.includes(teamId) && !open)).toEqual([]);
				} else expect(before.through).toEqual([]);
			}),
			{ numRuns: 200 }
		);
	});
});
