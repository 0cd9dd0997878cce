import type { Criterion } from '#lib/domain/contest/criterion.ts';
import type { JudgedPart } from '#lib/domain/contest/part.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import type { Exact } from '#lib/domain/shared/exact.ts';
import { exact, exactText, sum } from '#lib/domain/shared/exact.ts';
import type { JudgeFigure } from './aggregation/aggregated.ts';
import { markersOf } from './aggregation/two-markers.ts';
import type { PartBallot } from './derivation.ts';
import { rounded } from './reckoning.ts';
import type { SheetIndex } from './sheet-index.ts';

/** What is aggregated at once: whole ballots (`criterionKey` null) or one criterion, with a figure of every judge who counts. */
export interface FigureSet {
	readonly criterionKey: string | null;
	readonly criterion: Criterion | null;
	readonly figures: readonly JudgeFigure[];
}

/** Every judge who marks the part, by id, with the marks given and whether the ballot counts. */
export function partBallots(
	{ stage, sheet, teamId }: { readonly stage: Stage; readonly sheet: SheetIndex; readonly teamId: string },
	part: JudgedPart,
	path: string
): PartBallot[] {
	const judges = sheet.panel(part);
	const ballots = judges.map((judge): PartBallot => {
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
	return withoutUncalled(ballots, part, path, kindsOf(judges));
}

/** The figures of the ballots that count, as the part's rule puts them together. */
export function figureSets(
	ballots: readonly PartBallot[],
	part: JudgedPart,
	path: string,
	kinds: ReadonlyMap<string, string | null>
): FigureSet[] {
	const counted = ballots.filter((ballot) => ballot.standing === 'counted');
	const figures = (of: (ballot: PartBallot) => Exact) =>
		counted.map((ballot) => ({
			judgeId: ballot.judgeId,
			kind: kinds.get(ballot.judgeId) ?? null,
			value: of(ballot)
		}));
	if (part.aggregation.over === 'ballot') {
		return [{ criterionKey: null, criterion: null, figures: figures((ballot) => exact(ballot.value!)) }];
	}
	return part.criteria.map((criterion) => {
		const criterionKey = `${path}.${criterion.key}`;
		return { criterionKey, criterion, figures: figures((ballot) => markOn(ballot, criterionKey)) };
	});
}

export function kindsOf(
	judges: readonly { readonly id: string; readonly kind: string | null }[]
): ReadonlyMap<string, string | null> {
	return new Map(judges.map(({ id, kind }) => [id, kind]));
}

/** A third marker's ballot neither counts nor is waited for, unless two markers differ by what calls for it. */
function withoutUncalled(
	ballots: readonly PartBallot[],
	part: JudgedPart,
	path: string,
	kinds: ReadonlyMap<string, string | null>
): PartBallot[] {
	const rule = part.aggregation;
	if (rule.method !== 'twoMarkers') return [...ballots];
	const isThird = (ballot: PartBallot) => kinds.get(ballot.judgeId) === rule.thirdKind;
	const isOpen = ballots.some((ballot) => !isThird(ballot) && ballot.standing === 'incomplete');
	const callsThird =
		!isOpen &&
		figureSets(ballots, part, path, kinds).some(({ figures }) => markersOf(figures, rule).callsThird);
	if (callsThird) return [...ballots];
	return ballots.map((ballot) =>
		isThird(ballot) && (ballot.standing === 'counted' || ballot.standing === 'incomplete')
			? { ...ballot, standing: 'notCalled' }
			: ballot
	);
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
