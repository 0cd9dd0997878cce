import type { Part, SubPart } from '#lib/domain/contest/part.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import type { Exact } from '#lib/domain/shared/exact.ts';
import { exact, sum } from '#lib/domain/shared/exact.ts';
import type { PartScore } from '../derivation.ts';
import { deducted, multiplied } from '../reckoning.ts';
import type { SheetIndex } from '../sheet-index.ts';

/** Whose figure is computed, and from what. */
export interface OneJudge {
	readonly stage: Stage;
	readonly sheet: SheetIndex;
	readonly judgeId: string;
}

/**
 * What a team would have if this judge were the only one: the judge's ballots × coefficients, the given scores, less the
 * deductions down to their floors. Parts that the judge does not mark are left out. Only ballots are rounded, where the
 * rules round them.
 */
export function judgeFigure(one: OneJudge, teamId: string, parts: readonly PartScore[]): Exact {
	const start = sum(one.stage.parts.flatMap((part) => partFigure(one, teamId, part, parts) ?? []));
	const { stage, sheet } = one;
	return deducted({ value: start, steps: [] }, sheet.deductions(teamId, null), stage.floors.total, stage)
		.value;
}

/** The same for one part; null where the judge marks nothing of it and it is not given. */
export function partFigure(
	one: OneJudge,
	teamId: string,
	part: Part,
	parts: readonly PartScore[]
): Exact | null {
	return figureAt(
		one,
		teamId,
		part,
		parts.find((score) => score.partKey === part.key)!
	);
}

function figureAt(one: OneJudge, teamId: string, part: Part | SubPart, score: PartScore): Exact | null {
	if (part.kind === 'given') return score.score && exact(score.score.exact);
	const start = part.kind === 'judged' ? ballotOf(one, score) : compoundOf(one, teamId, part.parts, score);
	if (!start) return null;
	const { stage, sheet } = one;
	const weighted = multiplied({ value: start, steps: [] }, part.coefficient);
	return deducted(weighted, sheet.deductions(teamId, score.partKey), stage.floors.part, stage).value;
}

function ballotOf({ judgeId }: OneJudge, score: PartScore): Exact | null {
	const ballot = score.ballots.find((candidate) => candidate.judgeId === judgeId);
	return ballot?.standing === 'counted' ? exact(ballot.value!) : null;
}

function compoundOf(one: OneJudge, teamId: string, subs: readonly SubPart[], score: PartScore): Exact | null {
	const figures = subs.map((sub) => ({
		isGiven: sub.kind === 'given',
		value: figureAt(
			one,
			teamId,
			sub,
			score.parts.find((own) => own.partKey === `${score.partKey}.${sub.key}`)!
		)
	}));
	const isMarked = figures.some(({ isGiven, value }) => value && !isGiven);
	return isMarked ? sum(figures.flatMap(({ value }) => value ?? [])) : null;
}
