import {
	added,
	by,
	difference,
	isSame,
	minus,
	NOTHING,
	roundedTo,
	times,
	whole,
	type Amount
} from './amount.ts';
import { callsThird, panelFigure, type Own } from './panel-figure.ts';
import type { JudgedContent, PartRule, RoundingPoint, StageRules } from './rules.ts';
import { place, type RoundSheet, type Seat, type Status } from './sheet.ts';

/** A mark of a judge whose ballot counts, and whether it entered the panel's figure. */
export interface CountedMark {
	readonly judgeId: string;
	readonly path: string;
	readonly value: Amount;
	/** 1 where it entered, 0 where not; between where some of several equal figures were dropped. */
	readonly share: Amount;
}

export interface TeamScore {
	readonly teamId: string;
	readonly status: Status;
	readonly isGuest: boolean;
	/** What keeps the team from having a total: 'ballot skit J2', 'quorum skit'. Empty where it has one. */
	readonly missing: readonly string[];
	/** By the path of the part or sub-part; null while something is missing. */
	readonly parts: ReadonlyMap<string, Amount | null>;
	readonly total: Amount | null;
	/** The number that decides places. */
	readonly compared: Amount | null;
	readonly marks: readonly CountedMark[];
	/** Who was to mark which part, whether the ballot counts, and whether the judge marks the team there at all. */
	readonly seats: readonly SeatState[];
	/** Parts and sub-parts where the chair is to mark and the ballot does not count. */
	readonly chairLacks: readonly string[];
}

export interface SeatState {
	readonly judgeId: string;
	readonly path: string;
	readonly counts: boolean;
	readonly marks: boolean;
}

interface Work {
	readonly stage: StageRules;
	readonly sheet: RoundSheet;
	readonly teamId: string;
	readonly missing: string[];
	readonly parts: Map<string, Amount | null>;
	readonly marks: CountedMark[];
	readonly seats: SeatState[];
	readonly chairLacks: string[];
}

/** Everything that the rules make of one team's figures. */
export function scoreTeam(
	stage: StageRules,
	sheet: RoundSheet,
	team: RoundSheet['teams'][number]
): TeamScore {
	const work: Work = {
		stage, sheet, teamId: team.id, missing: [], parts: new Map(), marks: [], seats: [], chairLacks: []
	}; // prettier-ignore
	const scores = stage.parts.map((part) => scorePart(work, part));
	const isOut = sheet.taken.some(
		({ teamId, typeKey }) => teamId === team.id && stage.deductions.get(typeKey)?.effect === 'disqualify'
	);
	const status = isOut ? 'disqualified' : team.status;
	const known = scores.filter((score) => score !== null);
	const isWhole = status === 'competing' && known.length === scores.length;
	const before = isWhole ? lessDeductions(work, added(known), null) : null;
	const total = before && roundedAt(stage, 'total', before);
	return {
		teamId: team.id,
		status,
		isGuest: team.isGuest,
		missing: status === 'competing' ? work.missing : [],
		parts: work.parts,
		total,
		compared: stage.comparesRounded ? total : before,
		marks: work.marks,
		seats: work.seats,
		chairLacks: work.chairLacks
	};
}

function scorePart(work: Work, part: PartRule): Amount | null {
	const { stage } = work;
	// Set first, so that the parts stand in the order of the rules.
	work.parts.set(part.path, null);
	let score = rawScore(work, part);
	if (score) {
		score = roundedAt(stage, 'weighted', times(score, part.coefficient));
		score = lessDeductions(work, score, part.path);
		score = roundedAt(stage, part.isTop ? 'part' : 'subPart', score);
	}
	work.parts.set(part.path, score);
	return score;
}

function rawScore(work: Work, { content, path }: PartRule): Amount | null {
	const { stage, sheet, teamId, missing } = work;
	if (content.kind === 'judged') return judgedScore(work, content, path);
	if (content.kind === 'compound') {
		const scores = content.parts.map((sub) => scorePart(work, sub));
		return scores.includes(null) ? null : added(scores as Amount[]);
	}
	const given = sheet.given.get(place(teamId, path));
	if (!given) missing.push(`givenScore ${path}`);
	return given ? roundedAt(stage, 'aggregate', given) : null;
}

interface Ballot {
	readonly seat: Seat;
	/** Of every criterion in the order of the rules; null where one is open. */
	readonly marks: readonly Amount[] | null;
	readonly given: readonly (Amount | undefined)[];
	readonly state: 'counts' | 'conflict' | 'absent' | 'open' | 'notCalled';
}

function judgedScore(work: Work, part: JudgedContent, path: string): Amount | null {
	const { stage, missing } = work;
	const ballots = ballotsOf(work, part, path);
	const counting = ballots.filter(({ state }) => state === 'counts');
	const problems = problemsOf(work, part, path, ballots);
	const units = part.byCriterion ? part.criteria.map((_, index) => index) : [null];
	const figures = problems.length > 0 ? [] : units.map((index) => {
		const scale = index === null ? part.scale : part.criteria[index]!.max;
		return panelFigure(part.method, ownFigures(stage, part, counting, index), { seats: ballots.length, scale });
	}); // prettier-ignore
	for (const figure of figures) if (typeof figure === 'string') problems.push(`${figure} ${path}`);
	noteMarks(work, part, counting, figures);
	missing.push(...new Set(problems));
	if (problems.length > 0) return null;
	const values = figures.map((figure, index) => {
		const { value } = figure as { value: Amount };
		if (!part.byCriterion) return value;
		return times(roundedAt(stage, 'criterion', value), part.criteria[index]!.coefficient);
	});
	return roundedAt(stage, 'aggregate', added(values));
}

/** The figures that are put together: whole ballots (`index` null), or the marks on one criterion. */
function ownFigures(
	stage: StageRules,
	part: JudgedContent,
	ballots: readonly Ballot[],
	index: number | null
): Own[] {
	return ballots.map(({ seat, marks }) => ({
		judgeId: seat.id,
		kind: seat.kind,
		value: index === null ? ballotFigure(stage, part, marks!) : marks![index]!
	}));
}

/** A whole ballot as one number: its marks, weighted, rounded where the rules round ballots. */
export function ballotFigure(
	stage: StageRules,
	{ criteria }: JudgedContent,
	marks: readonly Amount[]
): Amount {
	return roundedAt(stage, 'ballot', added(marks.map((mark, at) => times(mark, criteria[at]!.coefficient))));
}

function ballotsOf(work: Work, part: JudgedContent, path: string): Ballot[] {
	const { sheet, teamId, stage } = work;
	const seats = sheet.judges
		.filter(({ kind }) => part.judgeKinds.length === 0 || (kind !== null && part.judgeKinds.includes(kind)))
		.sort((a, b) => (a.id < b.id ? -1 : 1));
	const ballots = seats.map((seat): Ballot => {
		const given = part.criteria.map((criterion) => sheet.marks.get(place(teamId, seat.id, criterion.path)));
		const marks = given.includes(undefined) ? null : (given as Amount[]);
		const state = awayFrom(work, seat.id, path) ?? (marks ? 'counts' : 'open');
		return { seat, marks, given, state };
	});
	const called = withoutUncalled(stage, part, ballots);
	const chair = called.find(({ seat }) => seat.id === chairOf(sheet));
	if (chair && chair.state !== 'counts') work.chairLacks.push(path);
	for (const { seat, state } of called) {
		const marks = state === 'counts' || state === 'open';
		work.seats.push({ judgeId: seat.id, path, counts: state === 'counts', marks });
	}
	return called;
}

/** The chair of the panel; null where nobody takes it. */
export function chairOf(sheet: RoundSheet): string | null {
	const chairs = sheet.judges.filter(({ isChair }) => isChair).map(({ id }) => id);
	return chairs.sort()[0] ?? null;
}

function awayFrom(
	{ sheet, teamId, stage }: Work,
	judgeId: string,
	path: string
): 'conflict' | 'absent' | null {
	let isAbsent = false;
	for (const away of sheet.away) {
		if (away.judgeId !== judgeId) continue;
		if (away.path !== null && away.path !== path && !path.startsWith(`${away.path}.`)) continue;
		const concerns = away.teamId === null || away.teamId === teamId;
		if (away.isConflict && concerns) return 'conflict';
		const scope = away.scope ?? (stage.absence === 'dropFromAll' ? 'round' : 'laterTeams');
		if (!away.isConflict && (concerns || scope === 'round')) isAbsent = true;
	}
	return isAbsent ? 'absent' : null;
}

/** A third marker's ballot neither counts nor is waited for unless the other two differ by what calls for it. */
function withoutUncalled(stage: StageRules, part: JudgedContent, ballots: readonly Ballot[]): Ballot[] {
	const { method } = part;
	if (method.is !== 'twoMarkers') return [...ballots];
	const isThird = ({ seat }: Ballot) => seat.kind === method.thirdKind;
	const firsts = ballots.filter((ballot) => !isThird(ballot));
	const counting = firsts.filter(({ state }) => state === 'counts');
	const units = part.byCriterion ? part.criteria.map((_, index) => index) : [null];
	const isCalled =
		firsts.every(({ state }) => state !== 'open') &&
		units.some((index) => callsThird(method, ownFigures(stage, part, counting, index)) === true);
	return ballots.map((ballot) =>
		isThird(ballot) && !isCalled && (ballot.state === 'counts' || ballot.state === 'open')
			? { ...ballot, state: 'notCalled' }
			: ballot
	);
}

function problemsOf(
	{ stage }: Work,
	part: JudgedContent,
	path: string,
	ballots: readonly Ballot[]
): string[] {
	const { method } = part;
	const isThird = ({ seat }: Ballot) => method.is === 'twoMarkers' && seat.kind === method.thirdKind;
	const open = ballots.filter((ballot) => ballot.state === 'open' && !isThird(ballot));
	const problems = open.map(({ seat }) => `ballot ${path} ${seat.id}`);
	const counting = ballots.filter(({ state }) => state === 'counts').length;
	if (counting + open.length < (part.quorum ?? stage.quorum)) problems.push(`quorum ${path}`);
	const isAway = (state: Ballot['state']) =>
		method.is === 'sum' && !method.scalesUp
			? state === 'absent' || state === 'conflict'
			: stage.absence === 'fullPanelOnly' && state === 'absent';
	if (ballots.some(({ state }) => isAway(state))) problems.push(`fullPanel ${path}`);
	return problems;
}

/** What the ladder may look at later: the marks of ballots that count, and how much of each entered the figure. */
function noteMarks(
	{ marks, stage }: Work,
	part: JudgedContent,
	ballots: readonly Ballot[],
	figures: readonly (string | { readonly without: ReadonlySet<string> })[]
): void {
	part.criteria.forEach(({ path }, index) => {
		const figure = figures[part.byCriterion ? index : 0];
		const own = ownFigures(stage, part, ballots, part.byCriterion ? index : null);
		const without = typeof figure === 'object' ? figure.without : new Set<string>();
		ballots.forEach((ballot, at) => {
			const level = own.filter(({ value }) => isSame(value, own[at]!.value));
			const stay = level.filter(({ judgeId }) => !without.has(judgeId));
			const share = by(whole(stay.length), whole(level.length));
			marks.push({ judgeId: ballot.seat.id, path, value: ballot.marks![index]!, share });
		});
	});
}

/** Less all deductions from this path, no lower than the floor or than it was before; a void part counts nothing. */
export function lessDeductions(
	{ stage, sheet, teamId }: Pick<Work, 'stage' | 'sheet' | 'teamId'>,
	score: Amount,
	path: string | null
): Amount {
	const own = sheet.taken.filter((taken) => taken.teamId === teamId && taken.path === path);
	let left = score;
	for (const { typeKey, points } of own) {
		const type = stage.deductions.get(typeKey);
		if (type?.effect === 'voidPart') return NOTHING;
		const off = type?.points ?? points;
		if (off) left = minus(left, off);
	}
	const floor = path === null ? stage.totalFloor : stage.partFloor;
	if (floor === null || difference(left, floor) >= 0) return left;
	if (difference(score, floor) >= 0) return floor;
	return difference(left, score) < 0 ? score : left;
}

function roundedAt({ decimalsAfter }: StageRules, point: RoundingPoint, amount: Amount): Amount {
	const decimals = decimalsAfter.get(point);
	return decimals === undefined ? amount : roundedTo(amount, decimals);
}

/** Whether something at `path` belongs to `at`; null is the whole round. */
export function isIn(path: string, at: string | null): boolean {
	return at === null || path === at || path.startsWith(`${at}.`);
}

/** The average of one criterion over the marks that entered; null where there are none. */
export function criterionAverage(team: TeamScore, path: string): Amount | null {
	const entered = team.marks.filter((mark) => difference(mark.share, NOTHING) > 0 && isIn(mark.path, path));
	if (entered.length === 0) return null;
	const points = added(entered.map(({ value, share }) => times(value, share)));
	return by(points, added(entered.map(({ share }) => share)));
}
