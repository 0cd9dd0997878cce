import type { AggregationBy } from '../aggregation.ts';
import type { Panel } from '../panel.ts';
import type { JudgedPart } from '../part.ts';
import type { Report } from './report.ts';
import { numbers } from './report.ts';

/** Says where a method cannot work with the panel and the part that it stands in; `panel` null: it could not be read. */
export function checkAggregation(part: JudgedPart, panel: Panel | null, report: Report): void {
	const rule = part.aggregation;
	// A part that asks for kinds of judges is marked by fewer than the whole panel; how many, the seats will say.
	const judges = panel && part.judgeKinds.length === 0 ? panel.judges : null;
	switch (rule.method) {
		case 'trimmed':
			return checkTrimmed(rule, report);
		case 'outlierExclude':
			if (panel && rule.minRemaining > panel.judges) {
				const params = { minRemaining: rule.minRemaining, judges: panel.judges };
				report.add(['minRemaining'], 'rules_problem_remaining_above_panel', params);
			}
			return;
		case 'closestTwoOfThree':
			if (judges !== null && judges > 3)
				report.add(['method'], 'rules_problem_closest_above_three', { judges });
			return;
		case 'byCount':
			return checkTable(rule, judges, report);
		case 'weightedKinds':
			return checkKinds(rule, part.judgeKinds, report);
		case 'twoMarkers':
			return checkMarkers(rule, part, panel, report);
	}
}

function checkTrimmed(rule: AggregationBy<'trimmed'>, report: Report): void {
	rule.table.forEach((row, index) => {
		const dropped = row.dropHigh + row.dropLow;
		if (dropped >= row.atLeast) {
			const params = { atLeast: row.atLeast, dropped };
			report.add(['table', index], 'rules_problem_trim_leaves_nothing', params);
		}
		if (rule.table.findIndex((other) => other.atLeast === row.atLeast) < index) {
			report.add(['table', index, 'atLeast'], 'rules_problem_trim_row_twice', { atLeast: row.atLeast });
		}
	});
}

/** Every number of marks that can come about has one row, and some row gives a score. */
function checkTable(rule: AggregationBy<'byCount'>, judges: number | null, report: Report): void {
	rule.table.forEach((row, index) => {
		const here = report.below('table', index);
		if (row.method === 'trimmed' && row.dropHigh + row.dropLow >= row.marks) {
			const params = { atLeast: row.marks, dropped: row.dropHigh + row.dropLow };
			here.add([], 'rules_problem_trim_leaves_nothing', params);
		}
		if (row.method === 'closestTwoOfThree' && row.marks !== 3) {
			here.add(['method'], 'rules_problem_closest_needs_three', { marks: row.marks });
		}
		if (rule.table.findIndex((other) => other.marks === row.marks) < index) {
			here.add(['marks'], 'rules_problem_count_row_twice', { marks: row.marks });
		}
	});
	for (let marks = 1; marks <= (judges ?? 0); marks += 1) {
		if (!rule.table.some((row) => row.marks === marks)) {
			return report.add(['table'], 'rules_problem_count_row_missing', { count: marks });
		}
	}
	if (rule.table.every((row) => row.method === 'quorumLost')) {
		report.add(['table'], 'rules_problem_count_never');
	}
}

function checkKinds(
	rule: AggregationBy<'weightedKinds'>,
	judgeKinds: readonly string[],
	report: Report
): void {
	rule.kinds.forEach(({ kind }, index) => {
		if (rule.kinds.findIndex((other) => other.kind === kind) < index) {
			report.add(['kinds', index, 'kind'], 'rules_problem_weight_twice', { kind });
		}
		if (judgeKinds.length > 0 && !judgeKinds.includes(kind)) {
			report.add(['kinds', index, 'kind'], 'rules_problem_weight_not_marking', { kind });
		}
	});
	const bare = judgeKinds.find((kind) => !rule.kinds.some((weighted) => weighted.kind === kind));
	if (bare !== undefined) report.add(['kinds'], 'rules_problem_kind_without_weight', { kind: bare });
}

function checkMarkers(
	rule: AggregationBy<'twoMarkers'>,
	part: JudgedPart,
	panel: Panel | null,
	report: Report
): void {
	const scales = rule.over === 'ballot' ? [part.scale] : part.criteria.map((criterion) => criterion.max);
	const read = numbers(rule.thirdFrom, ...scales);
	if (read) {
		const [from, ...most] = read;
		if (most.every((scale) => from.compare(scale) > 0)) {
			const params = { difference: rule.thirdFrom, scale: part.scale };
			report.add(['thirdFrom'], 'rules_problem_third_out_of_reach', params);
		}
	}
	if (part.judgeKinds.length > 0 && !part.judgeKinds.includes(rule.thirdKind)) {
		report.add(['thirdKind'], 'rules_problem_third_not_marking', { kind: rule.thirdKind });
	}
	if (!panel) return;
	if (panel.judges < 3) report.add(['method'], 'rules_problem_markers_too_few');
	const quorum = part.quorum ?? panel.quorum;
	// Most of the time two mark, and a quorum of three would leave them without a score.
	if (quorum > 2) report.add(['method'], 'rules_problem_markers_quorum', { quorum });
}
