import type { Criterion } from '#lib/domain/contest/criterion.ts';
import type { GivenPart, JudgedPart, Part, SubPart } from '#lib/domain/contest/part.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import type { Exact } from '#lib/domain/shared/exact.ts';
import { exact, exactText, fixed, sum } from '#lib/domain/shared/exact.ts';
import { aggregate } from './aggregation/aggregate.ts';
import type { AggregationContext, JudgeFigure } from './aggregation/aggregated.ts';
import type { Missing, PartBallot, PartScore, Tally } from './derivation.ts';
import type { Reckoning } from './reckoning.ts';
import { deducted, multiplied, rounded } from './reckoning.ts';
import type { SheetIndex } from './sheet-index.ts';

/** The stage, its sheet and the team whose part is scored. */
export interface Scoring {
	readonly stage: Stage;
	readonly sheet: SheetIndex;
	readonly teamId: string;
}

export interface ScoredPartResult {
	readonly score: PartScore;
	readonly value: Exact | null;
	readonly missing: readonly Missing[];
}

interface Raw {
	readonly reckoning: Reckoning | null;
	readonly missing: readonly Missing[];
	readonly ballots?: readonly PartBallot[];
	readonly tallies?: readonly Tally[];
	readonly parts?: readonly PartScore[];
}

/** The score of a part: raw score, × coefficient, − deductions down to the floor, with the rules' rounding points between. */
export function scorePart(
	scoring: Scoring,
	part: Part | SubPart,
	path: string,
	level: 'part' | 'subPart'
): ScoredPartResult {
	const { stage, sheet, teamId } = scoring;
	const raw = rawScore(scoring, part, path);
	let reckoning = raw.reckoning;
	if (reckoning) {
		reckoning = rounded(multiplied(reckoning, part.coefficient), 'weighted', stage);
		reckoning = deducted(reckoning, sheet.deductions(teamId, path), stage.floors.part, stage);
		reckoning = rounded(reckoning, level, stage);
	}
	const value = reckoning?.value ?? null;
	const score: PartScore = {
		partKey: path,
		kind: part.kind,
		isComplete: value !== null,
		ballots: raw.ballots ?? [],
		tallies: raw.tallies ?? [],
		parts: raw.parts ?? [],
		steps: reckoning?.steps ?? [],
		score: value && { exact: exactText(value), shown: fixed(value, stage.shownDecimals) }
	};
	return { score, value, missing: raw.missing };
}

function rawScore(scoring: Scoring, part: Part | SubPart, path: string): Raw {
	if (part.kind === 'judged') return judgedScore(scoring, part, path);
	if (part.kind === 'given') return givenScore(scoring, part, path);
	const results = part.parts.map((sub) => scorePart(scoring, sub, `${path}.${sub.key}`, 'subPart'));
	const parts = results.map((result) => result.score);
	const missing = results.flatMap((result) => result.missing);
	const values = results.map((result) => result.value);
	return {
		reckoning: added(
			parts.map((sub) => sub.partKey),
			values
		),
		missing,
		parts
	};
}

function givenScore({ sheet, teamId, stage }: Scoring, _part: GivenPart, path: string): Raw {
	const given = sheet.given(teamId, path);
	if (given === undefined) return { reckoning: null, missing: [{ kind: 'givenScore', partKey: path }] };
	const value = exact(given);
	const start: Reckoning = { value, steps: [{ kind: 'given', value: exactText(value) }] };
	return { reckoning: rounded(start, 'aggregate', stage), missing: [] };
}

function judgedScore(scoring: Scoring, part: JudgedPart, path: string): Raw {
	const ballots = partBallots(scoring, part, path);
	const missing = missingBallots(scoring.stage, part, path, ballots);
	if (missing.length > 0) return { reckoning: null, missing, ballots };
	const counted = ballots.filter((ballot) => ballot.standing === 'counted');
	const panelSize = ballots.length;
	if (part.aggregation.over === 'ballot') {
		const figures = counted.map((ballot) => ({ judgeId: ballot.judgeId, value: exact(ballot.value!) }));
		const tally = tallyOf(null, figures, part, { scale: exact(part.scale), panelSize });
		const start: Reckoning = { value: tally.value, steps: [] };
		return {
			reckoning: rounded(start, 'aggregate', scoring.stage),
			missing,
			ballots,
			tallies: [tally.tally]
		};
	}
	const results = part.criteria.map((criterion) => {
		const key = `${path}.${criterion.key}`;
		const figures = counted.map((ballot) => ({ judgeId: ballot.judgeId, value: markOn(ballot, key) }));
		const { tally, value } = tallyOf(key, figures, part, { scale: exact(criterion.max), panelSize });
		const panel = rounded({ value, steps: tally.steps }, 'criterion', scoring.stage);
		const weighted = multiplied(panel, criterion.coefficient);
		return {
			tally: { ...tally, steps: weighted.steps, value: exactText(weighted.value) },
			value: weighted.value
		};
	});
	const tallies = results.map((result) => result.tally);
	const total = added(
		tallies.map((tally) => tally.criterionKey!),
		results.map((result) => result.value)
	);
	return { reckoning: total && rounded(total, 'aggregate', scoring.stage), missing, ballots, tallies };
}

/** Every judge who marks the part, by id, with the marks given and whether the ballot counts. */
function partBallots({ stage, sheet, teamId }: Scoring, part: JudgedPart, path: string): PartBallot[] {
	return sheet.panel(part).map((judge): PartBallot => {
		const given = part.criteria.flatMap((criterion) => {
			const value = sheet.mark(teamId, judge.id, `${path}.${criterion.key}`);
			return value === undefined ? [] : [{ criterion, value: exact(value) }];
		});
		const isWhole = given.length === part.criteria.length;
		const total = isWhole ? weightedSum(given) : null;
		const value = total && rounded({ value: total, steps: [] }, 'ballot', stage).value;
		return {
			judgeId: judge.id,
			standing: sheet.exclusion(judge.id, teamId, path) ?? (isWhole ? 'counted' : 'incomplete'),
			marks: given.map((mark) => ({
				criterionKey: `${path}.${mark.criterion.key}`,
				value: exactText(mark.value)
			})),
			sum: total && exactText(total),
			value: value && exactText(value)
		};
	});
}

/** What keeps a part from having a score. A ballot with one criterion open is missing: no partial averages. */
function missingBallots(
	stage: Stage,
	part: JudgedPart,
	path: string,
	ballots: readonly PartBallot[]
): Missing[] {
	const criterionKeys = part.criteria.map((criterion) => `${path}.${criterion.key}`);
	const open = ballots.filter((ballot) => ballot.standing === 'incomplete');
	const missing: Missing[] = open.map((ballot) => ({
		kind: 'ballot',
		partKey: path,
		judgeId: ballot.judgeId,
		criterionKeys: criterionKeys.filter((key) => !ballot.marks.some((mark) => mark.criterionKey === key))
	}));
	const counted = ballots.filter((ballot) => ballot.standing === 'counted').length;
	const quorum = part.quorum ?? stage.panel.quorum;
	if (counted + open.length < quorum) missing.push({ kind: 'quorum', partKey: path, counted, quorum });
	const isShort = ballots.some((ballot) =>
		part.aggregation.method === 'sum' && part.aggregation.whenFewer === 'incomplete'
			? ballot.standing === 'absent' || ballot.standing === 'conflict'
			: stage.panel.absence === 'fullPanelOnly' && ballot.standing === 'absent'
	);
	if (isShort) missing.push({ kind: 'fullPanel', partKey: path, counted, panel: ballots.length });
	return missing;
}

function tallyOf(
	criterionKey: string | null,
	figures: readonly JudgeFigure[],
	part: JudgedPart,
	context: AggregationContext
): { tally: Tally; value: Exact } {
	const { value, dropped, steps } = aggregate(figures, part.aggregation, context);
	const listed = figures.map((figure) => ({
		judgeId: figure.judgeId,
		value: exactText(figure.value),
		dropped: dropped.get(figure.judgeId) ?? null
	}));
	return { tally: { criterionKey, figures: listed, steps, value: exactText(value) }, value };
}

function added(keys: readonly string[], values: readonly (Exact | null)[]): Reckoning | null {
	const known = values.filter((value) => value !== null);
	if (known.length < values.length) return null;
	const value = sum(known);
	const terms = keys.map((key, index) => ({ key, value: exactText(known[index]!) }));
	return { value, steps: [{ kind: 'added', terms, value: exactText(value) }] };
}

function weightedSum(given: readonly { criterion: Criterion; value: Exact }[]): Exact {
	return sum(
		given.map(({ criterion, value }) =>
			criterion.coefficient === '1' ? value : value.mul(exact(criterion.coefficient))
		)
	);
}

function markOn(ballot: PartBallot, criterionKey: string): Exact {
	return exact(ballot.marks.find((mark) => mark.criterionKey === criterionKey)!.value);
}
