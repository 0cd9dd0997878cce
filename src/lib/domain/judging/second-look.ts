import type { MarkScale } from '#lib/domain/scoring/check-mark.ts';
import type { Mark } from '#lib/domain/scoring/mark.ts';
import { exact, exactText, type Exact, type ExactText } from '#lib/domain/shared/exact.ts';
import { typingSlips, type TypingSlip } from './typing-slips.ts';
import { usualOf, type Usual } from './usual.ts';

/*
 * Marks worth a second look before a number goes public (contest.md 4.14, E13). Nothing here knows how the rules count:
 * a mark is held against the others' marks for the same team and criterion, and against the judge's own for other teams.
 */

/** Two other judges are a panel to compare with; three other teams make a judge's usual. */
const OTHERS_LEAST = 2;
const OWN_LEAST = 3;
/** Far: by more than four usual distances, and by more than a fifth of the scale. */
const FAR_SPREADS = exact(4);
const FAR_SHARE = exact('1/5');
/** Off: by more than three usual distances, and by more than a tenth of the scale. From there on a slip that would explain it is worth a question. */
const OFF_SPREADS = exact(3);
const OFF_SHARE = exact('1/10');
/** What was meant lies at most a quarter as far off as what was typed. */
const NEARER = exact('1/4');

/** Why a mark is worth asking about. `usual` is the median that it is far from. */
export type LookReason =
	| { readonly kind: 'farFromPanel' | 'farFromOwn'; readonly usual: ExactText }
	| TypingSlip
	| { readonly kind: 'otherTeam'; readonly teamId: string };

export interface LookFinding extends Mark {
	readonly reasons: readonly LookReason[];
}

export interface LookLine {
	/** Path of the criterion. */
	readonly path: string;
	readonly criterion: MarkScale;
}

const distance = (value: Exact, { centre }: Usual): Exact => value.sub(centre).abs();

function reasonsFor(scale: MarkScale, mark: Mark, panel: Usual | null, own: readonly Mark[]): LookReason[] {
	const value = exact(mark.value);
	const width = exact(scale.max).sub(exact(scale.min));
	const isBeyond = (usual: Usual, spreads: Exact, share: Exact) =>
		distance(value, usual).compare(usual.spread.mul(spreads)) > 0 &&
		distance(value, usual).compare(width.mul(share)) > 0;
	const isFar = (usual: Usual) => isBeyond(usual, FAR_SPREADS, FAR_SHARE);
	const isOff = (usual: Usual) => isBeyond(usual, OFF_SPREADS, OFF_SHARE);
	// Where the panel agrees with the mark it is the team that is unusual, not the judge.
	if (panel && !isOff(panel)) return [];
	const reasons: LookReason[] = [];
	if (panel && isFar(panel)) reasons.push({ kind: 'farFromPanel', usual: exactText(panel.centre) });
	const usual = usualOf(
		own.map((other) => other.value),
		OWN_LEAST
	);
	if (usual && isFar(usual)) reasons.push({ kind: 'farFromOwn', usual: exactText(usual.centre) });
	const expected = panel ?? usual;
	if (!expected || !isOff(expected)) return reasons;
	const slips = typingSlips(scale, mark.value).filter(
		({ meant }) => distance(exact(meant), expected).compare(distance(value, expected).mul(NEARER)) <= 0
	);
	reasons.push(...slips);
	const same = own.filter((other) => exact(other.value).equals(value));
	if (panel && same.length === 1) reasons.push({ kind: 'otherTeam', teamId: same[0]!.teamId });
	return reasons;
}

/**
 * The marks that look like a slip or like a judge apart from everybody, each with why, in the order of the lines and then
 * of `marks`. Takes the marks of sheets that are handed in; of one team where it is named. Changes nothing and says nothing
 * of a criterion that fewer than three judges have marked and whose judge has no usual yet.
 */
export function marksToLookAt(
	lines: readonly LookLine[],
	marks: readonly Mark[],
	teamId?: string
): readonly LookFinding[] {
	const byLine = Map.groupBy(marks, ({ criterionKey }) => criterionKey);
	return lines.flatMap(({ path, criterion }) => {
		const given = byLine.get(path) ?? [];
		const byTeam = Map.groupBy(given, (mark) => mark.teamId);
		const byJudge = Map.groupBy(given, ({ judgeId }) => judgeId);
		return given.flatMap((mark): LookFinding[] => {
			if (teamId !== undefined && mark.teamId !== teamId) return [];
			const others = byTeam.get(mark.teamId)!.filter(({ judgeId }) => judgeId !== mark.judgeId);
			const own = byJudge.get(mark.judgeId)!.filter((other) => other.teamId !== mark.teamId);
			const panel = usualOf(
				others.map(({ value }) => value),
				OTHERS_LEAST
			);
			const reasons = reasonsFor(criterion, mark, panel, own);
			return reasons.length > 0 ? [{ ...mark, reasons }] : [];
		});
	});
}
