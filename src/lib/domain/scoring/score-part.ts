import type { GivenPart, JudgedPart, Part, SubPart } from '#lib/domain/contest/part.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import type { Exact } from '#lib/domain/shared/exact.ts';
import { exact, exactText, fixed, sum } from '#lib/domain/shared/exact.ts';
import { aggregate } from './aggregation/aggregate.ts';
import type { AggregationContext } from './aggregation/aggregated.ts';
import type { Missing, PartBallot, PartScore, Tally } from './derivation.ts';
import { lacking, missingBallots } from './missing-ballots.ts';
import type { FigureSet } from './part-ballots.ts';
import { figureSets, kindsOf, partBallots } from './part-ballots.ts';
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
	const { stage, sheet } = scoring;
	const kinds = kindsOf(sheet.panel(part));
	const ballots = partBallots(scoring, part, path);
	const missing = missingBallots(stage, part, path, ballots, kinds);
	if (missing.length > 0) return { reckoning: null, missing, ballots };
	const sets = figureSets(ballots, part, path, kinds);
	const lacks = lacking(sets, part, path);
	if (lacks.length > 0) return { reckoning: null, missing: lacks, ballots };
	const results = sets.map((set) => {
		const scale = exact(set.criterion?.max ?? part.scale);
		const { tally, value } = tallyOf(set, part, { scale, panelSize: ballots.length });
		if (!set.criterion) return { tally, value };
		const panel = rounded({ value, steps: tally.steps }, 'criterion', stage);
		const weighted = multiplied(panel, set.criterion.coefficient);
		return {
			tally: { ...tally, steps: weighted.steps, value: exactText(weighted.value) },
			value: weighted.value
		};
	});
	const tallies = results.map((result) => result.tally);
	const values = results.map((result) => result.value);
	const total: Reckoning | null =
		part.aggregation.over === 'ballot'
			? { value: values[0]!, steps: [] }
			: added(
					tallies.map((tally) => tally.criterionKey!),
					values
				);
	return { reckoning: total && rounded(total, 'aggregate', stage), missing, ballots, tallies };
}

function tallyOf(
	{ criterionKey, figures }: FigureSet,
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
