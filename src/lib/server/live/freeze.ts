import { actorId } from '#lib/domain/access/actor.ts';
import { stopsAtAll, stopsBefore } from '#lib/domain/results/freeze.ts';
import { publicBoard, turnOf, type BoardFacts } from '#lib/live/board-view.ts';
import { frozenBoard, moved, stageToFollow, stopped, type StageMove } from '#lib/live/frozen-board.ts';
import type { Context } from '#lib/server/command/command.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { rulesInForce, stageOf } from '#lib/server/results/rules-in-force.ts';
import { boardFacts } from './board-facts.ts';
import { frozenNow } from './frozen-now.ts';
import { bringPublicBoard, writePublicBoard } from './write-public-board.ts';

export interface Cause {
	readonly cause: 'rules' | 'desk';
	readonly reason?: string;
}

async function visibilityOf(tx: Tx, roundId: string) {
	const round = await tx.round.findUniqueOrThrow({
		where: { id: roundId },
		select: { id: true, contestId: true, stageKey: true, rulesVersionId: true }
	});
	const { rules } = await rulesInForce(tx, round);
	return stageOf(rules, round.stageKey).visibility;
}

const ranked = (facts: BoardFacts) =>
	facts.sheet.entrants
		.filter(({ status, isGuest }) => status === 'competing' && !isGuest)
		.map(({ id }) => ({ teamId: id, isOver: turnOf(facts, id) === 'performed' }));

async function isRuleDone(tx: Tx, roundId: string): Promise<boolean> {
	const known = await tx.freeze.findUnique({ where: { roundId }, select: { isRuleDone: true } });
	return known?.isRuleDone ?? false;
}

/** Stops the public board as it is in this transaction. Whoever asks has seen that it does not stand still already. */
export async function beginFreeze(
	context: Context,
	roundId: string,
	{ cause, reason }: Cause,
	facts?: BoardFacts
): Promise<void> {
	const { tx, at, actor, audit } = context;
	const from = facts ?? (await boardFacts(tx, roundId));
	const view = stopped(publicBoard(from), at.getTime());
	const stage = stageToFollow(from);
	const row = {
		cause,
		startedAt: at,
		startedBy: actorId(actor),
		reason: reason ?? null,
		board: JSON.stringify(view),
		stage: JSON.stringify(stage),
		isRuleDone: cause === 'rules' || (await isRuleDone(tx, roundId)),
		thawedAt: null,
		thawedBy: null,
		thawReason: null
	};
	await tx.freeze.upsert({ where: { roundId }, create: { roundId, ...row }, update: row });
	audit({
		subjectKind: 'freeze',
		subjectId: roundId,
		after: { isFrozen: true, cause, teamsShown: view.frozen!.teams },
		...(reason ? { reason } : {})
	});
	await writePublicBoard(context, roundId, frozenBoard(view, stage));
}

async function isDue(tx: Tx, roundId: string, move: StageMove): Promise<BoardFacts | null> {
	if (move.kind === 'turn' || (move.kind === 'called' && !move.call)) return null;
	const visibility = await visibilityOf(tx, roundId);
	if (!stopsAtAll(visibility) || (await isRuleDone(tx, roundId))) return null;
	if ((await tx.resultVersion.count({ where: { roundId } })) > 0) return null;
	const facts = await boardFacts(tx, roundId);
	if (move.kind === 'closed') return facts;
	return stopsBefore(visibility, ranked(facts), move.call!.teamId) ? facts : null;
}

/**
 * To be told of every move on stage, after it was written: a board that stands still follows the stage and nothing else,
 * and one that does not is stopped here when the rules say so.
 */
export async function stageMoved(context: Context, roundId: string, move: StageMove): Promise<void> {
	const frozen = await frozenNow(context.tx, roundId);
	if (!frozen) {
		const facts = await isDue(context.tx, roundId, move);
		if (facts) await beginFreeze(context, roundId, { cause: 'rules' }, facts);
		return;
	}
	const stage = moved(frozen.stage, move);
	const json = JSON.stringify(stage);
	if (json === JSON.stringify(frozen.stage)) return;
	await context.tx.freeze.update({ where: { roundId }, data: { stage: json } });
	await writePublicBoard(context, roundId, frozenBoard(frozen.board, stage));
}

/** The board follows the round again. Where the last teams are up already, the rule does not stop it a second time. */
export async function endFreeze(context: Context, roundId: string, reason: string): Promise<void> {
	const { tx, at, actor, audit } = context;
	const { freezeLastTeams } = await visibilityOf(tx, roundId);
	const facts = await boardFacts(tx, roundId);
	const unfinished = ranked(facts).filter(({ isOver }) => !isOver).length;
	const isLast = unfinished <= freezeLastTeams || facts.round.state !== 'open';
	await tx.freeze.update({
		where: { roundId },
		data: {
			thawedAt: at,
			thawedBy: actorId(actor),
			thawReason: reason,
			...(isLast ? { isRuleDone: true } : {})
		}
	});
	audit({
		subjectKind: 'freeze',
		subjectId: roundId,
		before: { isFrozen: true },
		after: { isFrozen: false },
		reason
	});
	await bringPublicBoard(context, roundId);
}
