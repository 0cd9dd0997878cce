import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import { ALL_PARTS } from '#lib/domain/contest/ballot-sheet.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, reason, whole } from '#lib/server/contest/input.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { roundIn, teamIn } from '#lib/server/judging/round-in.ts';
import type { AttemptRecord } from './attempt-record.ts';

interface Turn {
	readonly roundId: string;
	readonly teamId: string;
	/** `*`: all parts. */
	readonly partKey: string;
}

/** Everything of the attempt as it stands: kept whole, because nothing of it counts from now on. */
async function recordOf(tx: Tx, turn: Turn): Promise<AttemptRecord & { readonly ids: Ids }> {
	const { roundId, teamId, partKey } = turn;
	const of = { roundId, teamId };
	const isIn = (path: string | null) =>
		path !== null && (partKey === ALL_PARTS || path.split('.')[0] === partKey);
	const log = await tx.mark.findMany({ where: of, orderBy: { seq: 'asc' } });
	const newest = new Map(log.map((mark) => [`${mark.seatId} ${mark.criterion}`, mark]));
	const marks = [...newest.values()].filter((mark) => isIn(mark.criterion) && mark.value !== null);
	const ballots = await tx.ballot.findMany({ where: turn });
	const papers = await tx.paperBallot.findMany({ where: turn });
	const times = (await tx.stageTime.findMany({ where: of })).filter((row) => isIn(row.partKey));
	const given = (await tx.givenScore.findMany({ where: of })).filter((row) => isIn(row.partKey));
	const deductions = (await tx.deduction.findMany({ where: { ...of, voidedAt: null } })).filter((row) =>
		isIn(row.partKey)
	);
	return {
		marks: marks.map(({ seatId, criterion, value, seq }) => ({ seatId, criterion, value: value!, seq })),
		ballots: ballots.map(({ seatId, state, marks, finalAt, source, version }) => ({
			seatId,
			state,
			marks: marks === null ? null : (JSON.parse(marks) as Record<string, string>),
			finalAt: finalAt?.toISOString() ?? null,
			source,
			version
		})),
		papers: papers.map(({ seatId, entry, marks, enteredBy }) => ({ seatId, entry, marks, enteredBy })),
		times: times.map(({ partKey, durationMs, measuredMs, origin, reason, by }) => ({
			partKey,
			durationMs,
			measuredMs,
			origin,
			reason,
			by
		})),
		given: given.map(({ partKey, value, note, by }) => ({ partKey, value, note, by })),
		deductions: deductions.map(({ id, partKey, kind, points, proposed, reason }) => ({
			id,
			partKey: partKey!,
			kind,
			points,
			proposed,
			reason
		})),
		ids: {
			papers: papers.map(({ id }) => id),
			times: times.map(({ id }) => id),
			given: given.map(({ id }) => id),
			deductions: deductions.map(({ id }) => id)
		}
	};
}

interface Ids {
	readonly papers: readonly string[];
	readonly times: readonly string[];
	readonly given: readonly string[];
	readonly deductions: readonly string[];
}

/** Empties what counts: marks are taken back in the log, sheets are blank again, times and points off are gone. */
async function clear(
	{ tx, actor, at, newId }: Context,
	turn: Turn,
	{ marks, ids }: AttemptRecord & { readonly ids: Ids },
	attempt: number,
	reason: string
): Promise<void> {
	const { roundId, teamId } = turn;
	const by = actorId(actor);
	if (marks.length > 0) {
		await tx.mark.createMany({
			data: marks.map(({ seatId, criterion }) => ({
				id: newId(),
				roundId,
				teamId,
				seatId,
				criterion,
				value: null,
				source: 'attempt',
				attempt,
				at
			}))
		});
	}
	await tx.ballot.updateMany({
		where: { ...turn },
		data: { state: 'draft', marks: null, finalAt: null, verifiedAt: null, version: 0 }
	});
	await tx.heldMark.updateMany({
		where: { ...turn, decision: null },
		data: { decision: 'declined', decidedBy: by, decidedAt: at, reason }
	});
	await tx.secondLook.updateMany({
		where: { ...turn, answer: null },
		data: { answer: 'taken-back', answerReason: reason, answeredBy: by, answeredAt: at }
	});
	await tx.paperBallot.deleteMany({ where: { id: { in: [...ids.papers] } } });
	await tx.stageTime.deleteMany({ where: { id: { in: [...ids.times] } } });
	await tx.givenScore.deleteMany({ where: { id: { in: [...ids.given] } } });
	await tx.deduction.updateMany({
		where: { id: { in: [...ids.deductions] } },
		data: { voidedAt: at, voidedBy: by, voidReason: reason }
	});
}

/**
 * performance.again: an incident on stage, and the turn is performed again from the start. Marks, sheets, times, measured
 * scores and deductions of the attempt so far stay on record and count for nothing; the turn waits to be called, the
 * judges' sheets are empty. `attempt` is the one that was seen: asked twice, it is voided once.
 */
export const performAgain = command({
	action: 'performance.again',
	input: v.object({
		roundId: id,
		teamId: id,
		partKey: v.pipe(v.string(), v.maxLength(40)),
		attempt: whole(1, 999),
		reason
	}),
	scope: (tx, { roundId }) => roundScope(tx, roundId),
	async run(context, { roundId, teamId, partKey, attempt, reason }) {
		const { tx, actor, at, newId, audit, publish, scope } = context;
		const round = await roundIn(tx, roundId, ['open']);
		if (!teamIn(round, teamId).isCompeting) throw new Refusal('judging_team_not_competing');
		const turn = { roundId, teamId, partKey };
		const found = await tx.performance.findUnique({ where: { roundId_teamId_partKey: turn } });
		if (!found) throw new Refusal('not_found');
		if (found.attempt !== attempt) throw new Refusal('timing_other_attempt');
		if (found.status !== 'on-stage' && found.status !== 'performed') {
			throw new Refusal('timing_turn_waiting');
		}
		const whole = await recordOf(tx, turn);
		const { ids: _, ...record } = whole;
		const next = attempt + 1;
		await tx.voidedAttempt.create({
			data: {
				id: newId(),
				...turn,
				attempt,
				reason,
				by: actorId(actor),
				byName: 'name' in actor ? actor.name : '',
				at,
				record: canonicalJson(record)
			}
		});
		await clear(context, turn, whole, next, reason);
		await tx.performance.update({
			where: { roundId_teamId_partKey: turn },
			data: { attempt: next, status: 'waiting' }
		});
		const stage = found.status === 'on-stage' ? { onStageTeamId: null, onStagePartKey: null } : {};
		await tx.round.update({ where: { id: roundId }, data: { ...stage, version: { increment: 1 } } });
		audit({
			subjectKind: 'performance',
			subjectId: found.id,
			before: { teamId, partKey, attempt, status: found.status, ...record },
			after: { teamId, partKey, attempt: next, status: 'waiting' },
			reason
		});
		const contestId = scope.contestId!;
		publish({ kind: 'stage.changed', contestId, roundId });
		publish({ kind: 'round.changed', contestId, roundId });
		for (const { seatId } of record.ballots) {
			publish({ kind: 'ballot.changed', contestId, roundId, teamId, seatId });
		}
		return { attempt: next };
	}
});
