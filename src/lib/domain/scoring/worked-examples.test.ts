import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { calibrationLeft } from '#lib/domain/contest/calibration.ts';
import { checkStage } from '#lib/domain/contest/check/check-stage.ts';
import { reportTo } from '#lib/domain/contest/check/report.ts';
import { conflictOfInterest } from '#lib/domain/contest/conflict-of-interest.ts';
import { commitmentTo, drawOrder } from '#lib/domain/contest/draw.ts';
import { readPackage } from '#lib/domain/contest/package/read-package.ts';
import { tabulatePackage } from '#lib/domain/contest/package/tabulate-package.ts';
import type { RulesProblem } from '#lib/domain/contest/rules-problem.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import { TimeLimitSchema, TimePenaltySchema } from '#lib/domain/contest/time-limit.ts';
import { lightAt, lightTimes } from '#lib/domain/timing/lights.ts';
import { timeProposed } from '#lib/domain/timing/time-proposed.ts';
import { whatIsComputed } from './aggregation/what-is-computed.ts';
import { checkSheet } from './check-sheet.ts';
import { forecast } from './forecast/forecast.ts';
import { qualify } from './qualify.ts';
import type { RoundSheet } from './round-sheet.ts';
import { givenPart, judgedPart, judgesOf, marksOf, sheetOf, stageOf } from './sheet.fixture.ts';
import type { Standings, StandingsRow } from './standings.ts';
import { tabulate } from './tabulate.ts';
import { unequalPanels } from './unequal-panels.ts';

type Example = any; // eslint-disable-line @typescript-eslint/no-explicit-any -- examples are JSON for readers, of several kinds

const page = readFileSync(new URL('../../../../docs/rules.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/^```json example\n([\s\S]*?)^```$/gm)].map((block) => ({
	line: page.slice(0, block.index).split('\n').length,
	heading: [...page.slice(0, block.index).matchAll(/^#+ (.*)$/gm)].at(-1)![1]!,
	json: JSON.parse(block[1]!) as Example
}));

const called = (key: string) => ({ vi: key, en: key });

function part(shorthand: Example): Example {
	if (shorthand.kind === 'given') return givenPart(shorthand.key, shorthand);
	if (shorthand.kind === 'compound')
		return { name: called(shorthand.key), ...shorthand, parts: shorthand.parts.map(part) };
	const criteria = shorthand.criteria?.map((criterion: Example) => ({
		name: called(criterion.key),
		...criterion
	}));
	return judgedPart(shorthand.key, criteria ? { ...shorthand, criteria } : shorthand);
}

function stage(example: Example): Stage {
	const { panel, rounding, compare, placing, tieLadder, qualification } = example;
	return stageOf({
		...(example.parts && { parts: example.parts.map(part) }),
		...(example.deductionTypes && {
			deductions: example.deductionTypes.map((type: Example) => ({ name: called(type.key), ...type }))
		}),
		...(panel && { panel }),
		...(rounding && { rounding }),
		...(compare && { compare }),
		...(placing && { placing }),
		...(tieLadder && { tieLadder }),
		...(qualification && { qualification, layout: 'perCluster' })
	});
}

function sheet(example: Example): RoundSheet {
	const ballots = Object.entries<Example>(example.ballots ?? {});
	const given = Object.entries<Example>(example.given ?? {});
	const teams = new Set([
		...ballots.flatMap(([, of]) => Object.keys(of)),
		...given.map(([teamId]) => teamId)
	]);
	const seats = Math.max(
		0,
		...ballots.flatMap(([, of]) => Object.values<Example>(of).map((marks) => marks.length))
	);
	const perTeam = (entries: Example) =>
		Object.entries<Example>(entries ?? {}).flatMap(([teamId, of]) =>
			Object.entries<Example>(of).map(([partKey, value]) => ({ teamId, partKey, value }))
		);
	return {
		...sheetOf({}),
		judges: judgesOf(seats).map((judge, index) => ({ ...judge, kind: example.kinds?.[index] ?? null })),
		entrants: [...teams].map((id) => ({
			id,
			name: id,
			status: example.statuses?.[id] ?? 'competing',
			isGuest: example.guests?.includes(id) ?? false
		})),
		marks: ballots.flatMap(([criterion, of]) => marksOf(of, criterion)),
		exclusions: (example.exclusions ?? []).map((exclusion: Example) => ({ partKey: null, ...exclusion })),
		givenScores: perTeam(example.given),
		timings: perTeam(example.timings).map(({ teamId, partKey, value }) => ({
			teamId,
			partKey,
			durationMs: value
		})),
		deductions: (example.deductions ?? []).map((deduction: Example, index: number) => ({
			id: `D${index}`,
			partKey: null,
			points: null,
			reason: '',
			...deduction
		})),
		lots: (example.lots ?? []).map((order: Example) => ({ order })),
		votes: (example.votes ?? []).map(vote),
		seed: example.drawSeed ?? null
	};
}

/** Groups in their order, or votes member by member. */
function vote(given: Example): Example {
	if (Array.isArray(given)) return { order: given, reason: 'recorded' };
	const ballots = Object.entries<Example>(given.members).map(([member, teamId]) => ({
		member,
		isChair: member === given.chair,
		teamId
	}));
	return { order: [given.teams], reason: 'voted', ballots };
}

function place(row: StandingsRow): string {
	const rank = row.rank === null ? '–' : `${row.rank}${row.isShared ? '=' : ''}`;
	const tail = row.total?.shown ?? (row.status === 'competing' ? '' : row.status);
	return `${rank} ${row.teamId} ${tail}`.trim();
}

/** What a round's standings say, in the short form of the page; only what the example expects is compared. */
function round(example: Example): Example {
	const rules = stage(example);
	const given = sheet(example);
	const placed = <T>(items: readonly T[]) => items.map((value) => ({ at: '', value }));
	const wrong = checkSheet(rules, {
		teamIds: given.entrants.map((entrant) => entrant.id),
		judges: given.judges,
		marks: placed(given.marks),
		absences: [],
		givenScores: placed(given.givenScores),
		deductions: placed(given.deductions),
		timings: placed(given.timings),
		lots: placed(given.lots),
		votes: placed(given.votes)
	});
	const told = wrong.map(({ code, params }) => [code, params.judgeId, params.teams].join(' ').trim());
	expect(told).toEqual(example.sheetProblems ?? []);
	const standings = tabulate(rules, given);
	return { standings, places: standings.rows.map(place), computed: computed(rules), ...details(standings) };
}

/** What is computed in the first part for each number of marks. */
function computed({ parts: [first], panel }: Stage): Example {
	if (first?.kind !== 'judged') return [];
	const table = whatIsComputed(first.aggregation, { ...panel, quorum: first.quorum ?? panel.quorum });
	return table.map((row) => `${row.marks} ${row.computed.kind}`);
}

function details(standings: Standings): Example {
	const perTeam = (of: (row: StandingsRow) => unknown) =>
		Object.fromEntries(standings.rows.map((row) => [row.teamId, of(row)]));
	const parts = (row: StandingsRow) => row.parts.flatMap((own) => [own, ...own.parts]);
	return {
		scores: perTeam((row) => Object.fromEntries(parts(row).map((own) => [own.partKey, own.score?.exact]))),
		dropped: perTeam((row) =>
			parts(row)
				.flatMap((own) => own.tallies.flatMap((tally) => tally.figures))
				.filter((figure) => figure.dropped)
				.map((figure) => `${figure.judgeId} ${figure.dropped}`)
		),
		steps: perTeam((row) =>
			parts(row).flatMap((own) => own.tallies.flatMap((tally) => tally.steps.map((step) => step.kind)))
		),
		missing: perTeam((row) =>
			row.missing.map((missing) =>
				[missing.kind, missing.partKey, 'judgeId' in missing ? missing.judgeId : ''].join(' ').trim()
			)
		),
		ranks: perTeam((row) => row.ranking?.value),
		rules: perTeam((row) => row.ranking?.rule),
		separated: Object.fromEntries(
			standings.rows
				.filter((row) => row.below)
				.map((row) => [
					`${row.teamId} over ${row.below!.teamId}`,
					`${row.below!.by} ${row.below!.own} ${row.below!.other}`
				])
		),
		unequal: unequalPanels(standings).map(
			({ partKey, judgeId, without }) => `${partKey} ${judgeId}: ${without.join(' ')}`
		),
		unresolved: standings.unresolved.map((tie) => `${tie.rank} ${tie.teamIds.join(' ')} ${tie.needs}`)
	};
}

function qualification(example: Example): Example {
	const rules = stage(example);
	const results = Object.entries<Example>(example.clusters).map(([clusterId, totals]) => {
		const judgeId = example.panelsDiffer ? `J-${clusterId}` : 'J1';
		const ballots = sheetOf(
			Object.fromEntries(Object.entries<Example>(totals).map(([teamId, mark]) => [teamId, [mark]]))
		);
		const standings = tabulate(rules, {
			...ballots,
			clusterId,
			judges: [{ id: judgeId, name: judgeId, isChair: true, kind: null }],
			marks: ballots.marks.map((mark) => ({ ...mark, judgeId }))
		});
		return { clusterId, standings };
	});
	const units = Object.entries<Example>(example.teamUnits ?? {}).map(([teamId, unitIds]) => ({
		teamId,
		unitIds
	}));
	const decisions = {
		lots: (example.lots ?? []).map((order: Example) => ({ order })),
		votes: [],
		choice: example.choice ?? null,
		cutDecisions: example.cutDecisions ?? [],
		withdrawals: (example.withdrawn ?? []).map((teamId: string) => ({ teamId, reason: 'withdrew' }))
	};
	const result = qualify(rules, results, decisions, units);
	return {
		...result,
		z: Object.fromEntries((result.adjusted ?? []).map(({ teamId, raw, z }) => [teamId, `${raw} ${z}`])),
		skipped: result.outcomes.flatMap((line) =>
			line.outcome === 'out' && line.skipped
				? [`${line.teamId}: ${line.skipped.unitId} has ${line.skipped.before.join(' ')}`]
				: []
		),
		reserves: result.reserves.map(({ clusterId, order }) => [clusterId ?? 'all', ...order.flat()].join(' ')),
		tiesAtCut: result.tiesAtCut.map(
			(tie) => `${tie.clusterId ?? 'all'} ${tie.teamIds.join(' ')} for ${tie.places}: ${tie.needs}`
		),
		warnings: result.warnings.map((warning) => warning.code)
	};
}

function chances(example: Example): Example {
	const rules = stage(example);
	const sheets = Object.entries<Example>(example.clusters).map(([clusterId, teams]) => {
		const marks = rules.parts.flatMap((own, index) =>
			marksOf(
				Object.fromEntries(Object.entries<Example>(teams).map(([teamId, given]) => [teamId, [given[index]]])),
				`${own.key}.all`
			)
		);
		const none = Object.fromEntries(Object.keys(teams).map((teamId) => [teamId, [null]]));
		return { clusterId, sheet: { ...sheetOf(none), clusterId, marks } };
	});
	const nothing = { lots: [], votes: [], choice: null, cutDecisions: [], withdrawals: [] };
	const told = forecast(rules, sheets, nothing).teams.map((team) => {
		const sure = team.sureAbove ? `, sure above ${team.sureAbove}` : '';
		const from = team.chanceFrom ? `, chance from ${team.chanceFrom}` : '';
		return [team.teamId, `${team.chance} ${team.least}..${team.most}${sure}${from}`];
	});
	return { chances: Object.fromEntries(told) };
}

function problems(example: Example): Example {
	const found: RulesProblem[] = [];
	checkStage(stage(example), reportTo(found));
	return { problems: found.map(({ path, code }) => `${path} ${code}`) };
}

function overtime(example: Example): Example {
	const { limitSeconds: seconds, minSeconds = null, warnAtSeconds = [] } = example;
	const timeLimit = v.parse(TimeLimitSchema, { seconds, minSeconds, warnAtSeconds });
	const rule = (json: Example) => (json ? v.parse(TimePenaltySchema, json) : null);
	const part = { timeLimit, overtime: rule(example.overtime), undertime: rule(example.undertime) };
	const times = ((example.times as string[]) ?? ['5:00', '5:59.9', '6:00', '6:00.1', '6:59', '7:00']).map(
		(text) => {
			const [minutes, rest = ''] = text.split(':');
			const [whole, thousandths = ''] = rest.split('.');
			return Number(minutes) * 60_000 + Number(whole) * 1000 + Number(thousandths.padEnd(3, '0'));
		}
	);
	const proposed = times.map((durationMs) => timeProposed(part, durationMs));
	return {
		points: proposed.map((one) => one?.points ?? '0'),
		stops: proposed.map((one) => one?.stopsPart ?? false),
		lights: times.map((ms) => lightAt(lightTimes(part), ms))
	};
}

function conflicts(example: Example): Example {
	const tree = Object.entries<Example>(example.units).map(([id, parentId]) => ({ id, parentId }));
	const team = { id: 'T', unitIds: example.teamUnits };
	return {
		conflicts: Object.fromEntries(
			tree.map(({ id }) => [id, conflictOfInterest(id, team, tree, [])?.kind ?? null])
		)
	};
}

function draw({ seed, roundId, partKey, teams }: Example): Example {
	return { commitment: commitmentTo(seed), order: drawOrder(seed, { roundId, partKey }, teams) };
}

function calibration({ calibration: rule, teams, performed }: Example): Example {
	const turns = teams.map((teamId: string, index: number) => ({
		teamId,
		partKey: 'skit',
		position: index + 1,
		isPerformed: performed.includes(teamId)
	}));
	const left = (teamId: string) => calibrationLeft({ calibration: rule }, turns, teamId, 'skit');
	return { waitsFor: Object.fromEntries(teams.map((teamId: string) => [teamId, left(teamId)])) };
}

function outcome(example: Example): Example {
	if (example.calibration) return calibration(example);
	if (example.seed) return draw(example);
	if (example.units) return conflicts(example);
	if (example.limitSeconds) return overtime(example);
	if (example.expect.chances) return chances(example);
	if (example.clusters) return qualification(example);
	return example.expect.problems ? problems(example) : round(example);
}

describe('the worked examples of docs/rules.md', () => {
	test.each(examples.map((example) => [example.line, example.heading, example.json] as const))(
		'line %i, %s',
		(_, __, example) => {
			const found = outcome(example);
			const asked = Object.keys(example.expect);
			expect(asked.length).toBeGreaterThan(0);
			for (const key of asked) {
				if (Array.isArray(example.expect[key])) expect(found[key]).toEqual(example.expect[key]);
				else expect(found).toMatchObject({ [key]: example.expect[key] });
			}
		}
	);

	test('include a whole contest package with its result', () => {
		const block = (kind: string) =>
			JSON.parse(new RegExp(`^\`\`\`json ${kind}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(page)![1]!);
		const read = readPackage(block('package'));
		if (!read.ok) throw new Error(JSON.stringify(read.problems));
		const [only] = tabulatePackage(read.package).rounds;
		const rows = only!.standings.rows;
		expect({
			places: rows.map(place),
			conflicts: only!.conflicts.map((found) => `${found.judgeId} ${found.teamId} ${found.conflict.kind}`),
			separated: `${rows[0]!.below!.by} ${rows[0]!.below!.own} ${rows[0]!.below!.other}`
		}).toEqual(block('result'));
	});

	test('were all found and run, and cover every method, point, step, policy and kind of the rules', () => {
		expect(examples.length).toBeGreaterThanOrEqual(50);
		expect(page.match(/```json example/g)).toHaveLength(examples.length);
		const text = JSON.stringify(examples.map((example) => example.json));
		const words = [
			'trimmed',
			'outlierExclude',
			'median',
			'closestTwoOfThree',
			'lowerOfEqual',
			'meanOfAll',
			'byCount',
			'quorumLost',
			'weightedKinds',
			'renormalise',
			'twoMarkers',
			'closestTwo',
			'"marks"',
			'"sum"',
			'scaleUp',
			'scale10',
			'"criterion"',
			'"ballot"',
			'"aggregate"',
			'"weighted"',
			'"subPart"',
			'"part"',
			'"total"',
			'rounded',
			'fixed',
			'upTo',
			'voidPart',
			'disqualify',
			'stepped',
			'perUnit',
			'partScore',
			'criterionScore',
			'countOfMark',
			'judgesNonZero',
			'chairMark',
			'leastOvertime',
			'drawOfLots',
			'committeeVote',
			'sharedPlace',
			'topPerCluster',
			'bestOverall',
			'perClusterPlusWildcards',
			'committeeChoice',
			'admitAll',
			'admitNone',
			'nextInCluster',
			'nextOverall',
			'leaveVacant',
			'rankSum',
			'majority',
			'meanRank',
			'leaveOutJudge',
			'clusterQuotas',
			'mixed',
			'ofEachCluster',
			'zScore',
			'maxPerUnit',
			'extraPerformance',
			'"lots"',
			'"seed"',
			'dropFromAll',
			'fullPanelOnly'
		];
		expect(words.filter((word) => !text.includes(word))).toEqual([]);
	});
});
