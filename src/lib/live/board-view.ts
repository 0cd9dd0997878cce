import type { Stage } from '#lib/domain/contest/rules.ts';
import type { PartScore } from '#lib/domain/scoring/derivation.ts';
import type { RoundSheet } from '#lib/domain/scoring/round-sheet.ts';
import type { Standings, StandingsRow } from '#lib/domain/scoring/standings.ts';
import { tabulate } from '#lib/domain/scoring/tabulate.ts';
import { teamsOnHold, type AskedLook } from '#lib/domain/judging/asked-looks.ts';
import { lookLines } from '#lib/domain/judging/look-lines.ts';
import type { Name } from '#lib/domain/shared/name.ts';
import {
	BOARD_FORMAT,
	inBoardOrder,
	type BoardRow,
	type BoardView,
	type Call,
	type ProjectionKind,
	type RoundState,
	type Turn
} from './board.ts';

/** One turn in the run of show. */
export interface StageTurn extends Call {
	readonly position: number;
	readonly status: 'waiting' | 'held' | 'on-stage' | 'performed' | 'missed';
}

/** All that both boards of a round are made of, read from one committed state. */
export interface BoardFacts {
	readonly contest: { readonly code: string; readonly title: Name; readonly isInvented: boolean };
	readonly round: {
		readonly id: string;
		readonly name: string;
		readonly nameEn?: string | null;
		readonly cluster: string | null;
		readonly state: RoundState;
	};
	readonly rules: { readonly version: number; readonly hash: string };
	readonly stage: Stage;
	readonly teams: readonly { readonly id: string; readonly name: string; readonly order: number }[];
	readonly sheet: RoundSheet;
	readonly turns: readonly StageTurn[];
	readonly onStage: Call | null;
	/** What the chair asked about or let stand; read only where the rules hold points back for it. */
	readonly looks?: readonly AskedLook[];
	/** The standings as they were published last; null before. */
	readonly published: { readonly version: number; readonly standings: Standings } | null;
}

const HIDDEN: ReadonlySet<string> = new Set();

/** Where a team is in the run of show, by its turns alone. */
export function turnOf(facts: Pick<BoardFacts, 'turns' | 'onStage'>, teamId: string): Turn {
	const turns = facts.turns.filter((turn) => turn.teamId === teamId);
	if (facts.onStage?.teamId === teamId || turns.some(({ status }) => status === 'on-stage')) return 'onStage';
	const done = turns.filter(({ status }) => status === 'performed' || status === 'missed').length;
	if (done > 0 && done === turns.length) return 'performed';
	if (turns.some(({ status }) => status === 'held')) return 'held';
	return done > 0 ? 'between' : 'waiting';
}

function nextCall(facts: BoardFacts): Call | null {
	const competing = new Set(
		facts.sheet.entrants.filter(({ status }) => status === 'competing').map(({ id }) => id)
	);
	const waiting = facts.turns
		.filter(({ status, teamId, partKey }) => {
			const isUp = facts.onStage?.teamId === teamId && facts.onStage.partKey === partKey;
			return status === 'waiting' && !isUp && competing.has(teamId);
		})
		.sort((a, b) => a.position - b.position)[0];
	return waiting ? { teamId: waiting.teamId, partKey: waiting.partKey } : null;
}

const shownScores = (scores: readonly PartScore[]): (string | null)[] =>
	scores.map((part) => part.score?.shown ?? null);

interface Shape {
	readonly projection: ProjectionKind;
	readonly standings: Standings | null;
	/** Teams whose points this board shows. */
	readonly shows: (row: StandingsRow) => boolean;
	/** Whether it may be seen that a team was disqualified, or is out after it has been on stage: people decided that. */
	readonly tellsDecisions: boolean;
	readonly result: BoardView['result'];
	readonly showsScores: boolean;
}

function view(facts: BoardFacts, shape: Shape): BoardView {
	const scored = new Map(shape.standings?.rows.map((row) => [row.teamId, row]));
	const names = new Map(facts.teams.map((team) => [team.id, team]));
	const open = new Set(shape.standings?.unresolved.flatMap(({ teamIds }) => teamIds));
	const rows = facts.sheet.entrants.map((entrant): BoardRow => {
		const row = scored.get(entrant.id);
		const shows = row !== undefined && shape.shows(row);
		const hasPerformed = facts.turns.some(
			({ teamId, status }) => teamId === entrant.id && status === 'performed'
		);
		const hidesDecision = !shape.tellsDecisions && (entrant.status === 'disqualified' || hasPerformed);
		return {
			teamId: entrant.id,
			name: names.get(entrant.id)?.name ?? entrant.name,
			order: names.get(entrant.id)?.order ?? 0,
			status: shape.tellsDecisions
				? (row?.status ?? entrant.status)
				: hidesDecision
					? 'competing'
					: entrant.status,
			isGuest: entrant.isGuest,
			turn: turnOf(facts, entrant.id),
			rank: shows ? row.rank : null,
			tie:
				!shows || row.rank === null
					? 'none'
					: open.has(row.teamId)
						? 'open'
						: row.isShared
							? 'shared'
							: 'none',
			total: shows ? (row.total?.shown ?? null) : null,
			parts: shows ? shownScores(row.parts) : facts.stage.parts.map(() => null),
			isComplete: shows && row.isComplete
		};
	});
	const competing = rows.filter(({ status }) => status === 'competing');
	return {
		format: BOARD_FORMAT,
		projection: shape.projection,
		contest: facts.contest,
		round: { ...facts.round, stage: facts.stage.name },
		rules: facts.rules,
		policy: facts.stage.visibility.publicBoard,
		result: shape.result,
		frozen: null,
		showsScores: shape.showsScores,
		parts: facts.stage.parts.map(({ key, name }) => ({ key, name })),
		onStage: facts.onStage,
		next: nextCall(facts),
		counts: {
			teams: competing.length,
			performed: competing.filter(({ turn }) => turn === 'performed').length,
			shown: competing.filter(({ total }) => total !== null).length
		},
		rows: rows.sort(inBoardOrder)
	};
}

/** The board of desk and jury: every figure that exists, as it is now. */
export function officialBoard(
	facts: BoardFacts,
	standings: Standings = tabulate(facts.stage, facts.sheet)
): BoardView {
	const { published, round } = facts;
	return view(facts, {
		projection: 'official',
		standings,
		shows: () => true,
		tellsDecisions: true,
		result:
			round.state === 'published' && published
				? { kind: 'final', version: published.version }
				: { kind: 'provisional' },
		showsScores: true
	});
}

/** A sheet of some of its teams, as if the others had no marks yet. Who sits on the panel for whom stays as it is. */
function restricted(sheet: RoundSheet, teamIds: ReadonlySet<string>): RoundSheet {
	const of = <T extends { readonly teamId: string }>(items: readonly T[]) =>
		items.filter(({ teamId }) => teamIds.has(teamId));
	return {
		...sheet,
		entrants: sheet.entrants.filter(({ id }) => teamIds.has(id)),
		marks: of(sheet.marks),
		givenScores: of(sheet.givenScores),
		deductions: of(sheet.deductions),
		timings: of(sheet.timings),
		lots: sheet.lots.map(({ order }) => ({ order: order.filter((id) => teamIds.has(id)) })),
		votes: sheet.votes.filter(({ order }) => order.flat().every((id) => teamIds.has(id)))
	};
}

/**
 * The board of everybody. Under `afterEachTeam` it is tabulated over the teams that have performed and are complete,
 * never filtered from the official one, so that no place tells of a score that is still kept. Under `atTheEnd` no score
 * is on it before the result is published; then it is the published version, whatever has been changed since.
 */
export function publicBoard(
	facts: BoardFacts,
	standings: Standings = tabulate(facts.stage, facts.sheet),
	reckon: typeof tabulate = tabulate
): BoardView {
	const { published, stage } = facts;
	if (published) {
		return view(facts, {
			projection: 'public',
			standings: published.standings,
			shows: () => true,
			tellsDecisions: true,
			result: { kind: 'final', version: published.version },
			showsScores: true
		});
	}
	const isShown = stage.visibility.publicBoard === 'afterEachTeam';
	const teamIds = isShown ? readyForAll(facts, standings) : HIDDEN;
	return view(facts, {
		projection: 'public',
		standings: teamIds.size > 0 ? reckon(stage, restricted(facts.sheet, teamIds)) : null,
		shows: (row) => row.isComplete,
		tellsDecisions: isShown,
		result: { kind: 'provisional' },
		showsScores: isShown
	});
}

/** Where the rules hold a number for a second look, the team waits for it as if a sheet were still to come. */
function readyForAll(facts: BoardFacts, standings: Standings): ReadonlySet<string> {
	const done = performedAndComplete(facts, standings);
	if (facts.stage.visibility.secondLook !== 'hold' || done.size === 0) return done;
	const held = teamsOnHold(lookLines(facts.stage), facts.sheet.marks, facts.looks ?? []);
	return new Set([...done].filter((teamId) => !held.has(teamId)));
}

function performedAndComplete(facts: BoardFacts, standings: Standings): ReadonlySet<string> {
	return new Set(
		standings.rows
			.filter((row) => row.status === 'disqualified' || row.isComplete)
			.map((row) => row.teamId)
			.filter((teamId) => turnOf(facts, teamId) === 'performed')
	);
}
