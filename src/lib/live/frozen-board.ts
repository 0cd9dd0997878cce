import type { BoardView, Call } from './board.ts';
import { turnOf, type BoardFacts, type StageTurn } from './board-view.ts';

/** What everybody may follow of the stage while the board stands still: it knows of no mark, decision or status. */
export interface FrozenStage {
	readonly state: 'open' | 'closed';
	readonly onStage: Call | null;
	readonly turns: readonly StageTurn[];
	/** Position of the turn called last; 0 before the first call. */
	readonly called: number;
}

/** What the desk does on stage, before everybody's eyes. */
export type StageMove =
	| { readonly kind: 'called'; readonly call: Call | null }
	| { readonly kind: 'turn'; readonly turn: Call; readonly status: 'waiting' | 'held' | 'missed' }
	| { readonly kind: 'closed' };

const isTurn = (call: Call | null, turn: Call) =>
	call !== null && call.teamId === turn.teamId && call.partKey === turn.partKey;

/** The stage at the moment when the board stops. */
export function stageToFollow(facts: BoardFacts): FrozenStage {
	const called = facts.turns.filter(
		(turn) => turn.status === 'on-stage' || turn.status === 'performed' || isTurn(facts.onStage, turn)
	);
	const current = facts.turns.find((turn) => isTurn(facts.onStage, turn));
	return {
		state: facts.round.state === 'open' ? 'open' : 'closed',
		onStage: facts.onStage,
		turns: facts.turns,
		called: current?.position ?? Math.max(0, ...called.map(({ position }) => position))
	};
}

/** The stage after a move. Whoever was on stage has performed when another is called, or when the round closes. */
export function moved(stage: FrozenStage, move: StageMove): FrozenStage {
	const ended = stage.turns.map((turn) =>
		turn.status === 'on-stage' || isTurn(stage.onStage, turn)
			? { ...turn, status: 'performed' as const }
			: turn
	);
	switch (move.kind) {
		case 'called': {
			const { call } = move;
			const turn = stage.turns.find((one) => isTurn(call, one));
			return {
				state: call ? 'open' : stage.state,
				onStage: call,
				turns: ended.map((one) => (isTurn(call, one) ? { ...one, status: 'on-stage' } : one)),
				called: turn?.position ?? stage.called
			};
		}
		case 'closed':
			return { ...stage, state: 'closed', onStage: null, turns: ended };
		case 'turn':
			return {
				...stage,
				onStage: isTurn(stage.onStage, move.turn) ? null : stage.onStage,
				turns: stage.turns.map((one) => (isTurn(move.turn, one) ? { ...one, status: move.status } : one))
			};
	}
}

/**
 * Who comes next, by the run of show alone: the first turn after the one called last that is not held back. A team that
 * was passed over is not announced again: why it was passed over is nobody's business yet.
 */
function nextOf({ turns, called }: FrozenStage, competing: ReadonlySet<string>): Call | null {
	const next = turns
		.filter(
			({ status, position, teamId }) => status === 'waiting' && position > called && competing.has(teamId)
		)
		.sort((a, b) => a.position - b.position)[0];
	return next ? { teamId: next.teamId, partKey: next.partKey } : null;
}

/** The board as it stopped, with the stage as everybody sees it: nothing else can reach it, because nothing else goes in. */
export function frozenBoard(stopped: BoardView, stage: FrozenStage): BoardView {
	const competing = stopped.rows.filter(({ status }) => status === 'competing');
	const rows = stopped.rows.map((row) => ({ ...row, turn: turnOf(stage, row.teamId) }));
	return {
		...stopped,
		round: { ...stopped.round, state: stage.state },
		onStage: stage.onStage,
		next: nextOf(stage, new Set(competing.map(({ teamId }) => teamId))),
		counts: {
			...stopped.counts,
			performed: rows.filter(({ status, turn }) => status === 'competing' && turn === 'performed').length
		},
		rows
	};
}

/** A board that stops now, with the moment and how many teams it shows. */
export function stopped(view: BoardView, since: number): BoardView {
	return { ...view, frozen: { since, teams: view.counts.shown } };
}
