import { exact, exactText, sum, type ExactText } from '#lib/domain/shared/exact.ts';
import type { MarkScale } from '#lib/domain/scoring/check-mark.ts';
import type { BallotView, PartView, SeatView, TeamView, TurnView } from '#lib/live/judge-protocol.ts';
import { cellKey, handingIn, type Cell, type Journal } from '#lib/offline/journal.ts';

/**
 * final: handed in · sending: handed in on this tablet, not yet received · refused: the server did not take the handing in ·
 * open: may be marked · locked: not on stage and not opened · conflict, absent, away: not for this judge to mark.
 */
export type SheetState = 'open' | 'sending' | 'refused' | 'final' | 'locked' | 'conflict' | 'absent' | 'away';

/** One judge's sheet for one turn, as the screen shows it. */
export interface Sheet {
	readonly turn: TurnView;
	readonly team: TeamView;
	readonly parts: readonly PartView[];
	readonly isOnStage: boolean;
	readonly state: SheetState;
	readonly ballot: BallotView | null;
	readonly filled: number;
	readonly lines: number;
	readonly total: ExactText | null;
}

const partsOf = (view: SeatView, partKey: string): readonly PartView[] =>
	view.parts.filter((part) => partKey === '*' || part.partKey === partKey);

/** What this judge has given for some parts so far, or null before the first mark. */
export function totalOf(
	parts: readonly PartView[],
	teamId: string,
	cells: ReadonlyMap<string, Cell>
): ExactText | null {
	const counted = parts
		.flatMap((part) => part.criteria)
		.flatMap(({ path, coefficient }) => {
			const value = cells.get(cellKey(teamId, path))?.value ?? null;
			return value === null ? [] : [exact(value).mul(exact(coefficient))];
		});
	return counted.length === 0 ? null : exactText(sum(counted));
}

function stateOf(
	view: SeatView,
	turn: TurnView,
	team: TeamView,
	ballot: BallotView | null,
	journal: Journal
) {
	if (team.conflict) return 'conflict';
	if (!team.isCompeting) return 'away';
	if (ballot?.state === 'final') return 'final';
	const handed = handingIn(journal, turn.teamId, turn.partKey);
	if (handed && !handed.outcome) return 'sending';
	if (turn.isAbsent) return 'absent';
	const isOnStage = view.onStage?.teamId === turn.teamId && view.onStage.partKey === turn.partKey;
	const isOpen =
		view.round.state === 'open' && (isOnStage || turn.status === 'performed' || ballot?.isUnlocked);
	if (!isOpen) return 'locked';
	return handed?.outcome?.kind === 'refused' ? 'refused' : 'open';
}

/** Every turn of the round that this judge marks something of, in the order of the run of show. */
export function sheetsOf(view: SeatView, journal: Journal, cells: ReadonlyMap<string, Cell>): Sheet[] {
	return view.turns.flatMap((turn): Sheet[] => {
		const team = view.teams.find(({ id }) => id === turn.teamId);
		const parts = partsOf(view, turn.partKey);
		if (!team || parts.length === 0) return [];
		const ballot =
			view.ballots.find(({ teamId, partKey }) => teamId === turn.teamId && partKey === turn.partKey) ?? null;
		const paths = parts.flatMap((part) => part.criteria.map(({ path }) => path));
		return [
			{
				turn,
				team,
				parts,
				ballot,
				isOnStage: view.onStage?.teamId === turn.teamId && view.onStage.partKey === turn.partKey,
				state: stateOf(view, turn, team, ballot, journal),
				filled: paths.filter((path) => (cells.get(cellKey(team.id, path))?.value ?? null) !== null).length,
				lines: paths.length,
				total: totalOf(parts, team.id, cells)
			}
		];
	});
}

export const sheetKey = ({ turn }: Pick<Sheet, 'turn'>) => `${turn.teamId} ${turn.partKey}`;

/** What the judge sees on a sheet: exactly this is handed in. */
export function handedIn(sheet: Sheet, cells: ReadonlyMap<string, Cell>): Record<string, string> {
	const marks: Record<string, string> = {};
	for (const { path } of sheet.parts.flatMap((part) => part.criteria)) {
		const value = cells.get(cellKey(sheet.team.id, path))?.value;
		if (value !== null && value !== undefined) marks[path] = value;
	}
	return marks;
}

/** What this judge gave other teams for a criterion. */
export function givenToOthers(
	view: SeatView,
	cells: ReadonlyMap<string, Cell>,
	teamId: string,
	path: string
): string[] {
	return view.teams.flatMap((team) => {
		const value = team.id === teamId ? null : (cells.get(cellKey(team.id, path))?.value ?? null);
		return value === null ? [] : [value];
	});
}

/** A mark by which a judge keeps to the scale that was found with the first performances. */
export interface Anchor {
	readonly position: number;
	readonly value: string;
}

/** What this judge gave for a criterion at the first performances of the part, for the turns that come after them. */
export function anchorsOf(
	view: SeatView,
	cells: ReadonlyMap<string, Cell>,
	{ turn }: Pick<Sheet, 'turn'>,
	path: string
): Anchor[] {
	const competing = new Set(view.teams.filter(({ isCompeting }) => isCompeting).map(({ id }) => id));
	const first = view.turns
		.filter(({ partKey, teamId }) => partKey === turn.partKey && competing.has(teamId))
		.toSorted((a, b) => a.position - b.position)
		.slice(0, view.calibrationHold ?? 0);
	if (first.some(({ teamId }) => teamId === turn.teamId)) return [];
	return first.flatMap(({ teamId, position }) => {
		const value = cells.get(cellKey(teamId, path))?.value ?? null;
		return value === null ? [] : [{ position, value }];
	});
}

/** At most this many marks stand in a row to be tapped. */
const TAPPABLE = 16;

/**
 * The marks of a criterion that can be tapped: all that the rules list, or else every whole point, every second, fifth, tenth
 * where the scale is long.
 */
export function tappableMarks(criterion: MarkScale): readonly ExactText[] {
	if (criterion.marks) return criterion.marks.map((mark) => exactText(exact(mark)));
	const [min, max, step] = [exact(criterion.min), exact(criterion.max), exact(criterion.step)];
	for (const points of [1, 2, 5, 10, 20, 50, 100]) {
		const stride = exact(points);
		const marks = [];
		for (let mark = min.div(stride).ceil().mul(stride); mark.compare(max) <= 0; mark = mark.add(stride)) {
			if (mark.sub(min).div(step).d === 1n) marks.push(mark);
			if (marks.length > TAPPABLE) break;
		}
		if (marks.length > 0 && marks.length <= TAPPABLE) {
			// The full mark is given often: it stands at the end also where the stride passes over it.
			if (marks.at(-1)!.compare(max) < 0) marks.push(max);
			return marks.map(exactText);
		}
	}
	return [];
}

/** The next mark up or down on the rule's step or list, or null at the end of the scale. */
export function stepped(criterion: MarkScale, value: string, direction: 1 | -1): ExactText | null {
	if (criterion.marks) {
		const beyond = criterion.marks.filter((mark) => exact(mark).compare(exact(value)) * direction > 0);
		const next = direction > 0 ? beyond[0] : beyond.at(-1);
		return next === undefined ? null : exactText(exact(next));
	}
	const next = exact(value).add(exact(criterion.step).mul(exact(direction)));
	const isInside = next.compare(exact(criterion.min)) >= 0 && next.compare(exact(criterion.max)) <= 0;
	return isInside ? exactText(next) : null;
}
