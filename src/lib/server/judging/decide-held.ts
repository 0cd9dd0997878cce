import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import { sheetLines } from '#lib/domain/contest/ballot-sheet.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, reason } from '#lib/server/contest/input.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import { currentMarks } from './current-marks.ts';
import { roundIn, teamIn } from './round-in.ts';
import { needsSecondPerson } from './unlock-ballot.ts';

/** A judge's sheet, and the held marks that whoever decides has seen: never more than those. */
const sheet = {
	roundId: id,
	teamId: id,
	seatId: id,
	partKey: v.pipe(v.string(), v.maxLength(40)),
	held: v.pipe(
		v.union([
			v.array(id),
			v.pipe(
				v.string(),
				v.transform((text) => text.split(',')),
				v.array(id)
			)
		]),
		v.minLength(1, 'field_required'),
		v.maxLength(1_000)
	),
	reason
};
interface Asked {
	readonly roundId: string;
	readonly teamId: string;
	readonly seatId: string;
	readonly partKey: string;
	readonly held: readonly string[];
	readonly reason: string;
}

async function lateMarks({ tx, actor }: Context, { roundId, teamId, seatId, partKey, held }: Asked) {
	const seat = await tx.panelSeat.findFirst({ where: { id: seatId, roundId }, select: { personId: true } });
	if (!seat) throw new Refusal('not_found');
	// Nobody decides about what came late from the own tablet.
	const own = actor.kind === 'device' || actor.kind === 'account' ? actor.personId : null;
	if (own === seat.personId) throw new Refusal('judging_held_own');
	const rows = await tx.heldMark.findMany({
		where: { id: { in: [...held] }, roundId, teamId, seatId, partKey, kind: 'late', decision: null },
		orderBy: [{ receivedAt: 'asc' }, { deviceSeq: 'asc' }]
	});
	if (rows.length !== new Set(held).size) throw new Refusal('judging_held_decided');
	return rows;
}

const settle = ({ tx, actor, at }: Context, { held, reason }: Asked, decision: 'accepted' | 'declined') =>
	tx.heldMark.updateMany({
		where: { id: { in: [...held] }, decision: null },
		data: { decision, decidedBy: actorId(actor), decidedAt: at, reason }
	});

/**
 * held.accept: marks that came too late count after all, with a reason, as the next version of the sheet: under the same
 * rules as unlocking, so only while the round is open. The sheet is final again where it was, or where the judge handed in
 * exactly what now stands on it; otherwise it is a draft that the judge hands in.
 */
export const acceptHeld = command({
	action: 'held.accept',
	input: v.object(sheet),
	scope: (tx, { roundId }) => roundScope(tx, roundId),
	async run(context, asked) {
		const { tx, at, scope, newId, audit, publish } = context;
		const { roundId, teamId, seatId, partKey, reason } = asked;
		const round = await roundIn(tx, roundId, ['open']);
		if (!teamIn(round, teamId).isCompeting) throw new Refusal('judging_team_not_competing');
		const seat = round.facts.seats.get(seatId);
		const lines = seat?.isJudge ? sheetLines(round.facts.stage, partKey, seat.kind) : [];
		if (lines.length === 0) throw new Refusal('judging_not_your_criterion');
		if (round.facts.conflict(seatId, teamId)) throw new Refusal('judging_conflict');
		// What stands on a sheet that others relied on is not changed by one person this way either.
		if (await needsSecondPerson(tx, asked)) throw new Refusal('approval_needed');
		const rows = await lateMarks(context, asked);
		// What was given for a performance that does not count any more is no mark of the one that does.
		const attempt = round.facts.attempt(teamId, partKey);
		if (rows.some((row) => row.attempt !== attempt)) throw new Refusal('judging_other_attempt');
		const marks = rows.filter((row) => row.criterion !== null);
		if (marks.length > 0) {
			await tx.mark.createMany({
				data: marks.map((row) => ({
					id: row.id,
					roundId,
					teamId,
					seatId,
					criterion: row.criterion!,
					value: row.value,
					source: 'tablet',
					deviceId: row.deviceId,
					deviceSeq: row.deviceSeq,
					deviceTime: row.deviceTime,
					clockOffsetMs: row.clockOffsetMs,
					attempt: row.attempt,
					at
				}))
			});
		}
		const key = { roundId_teamId_seatId_partKey: { roundId, teamId, seatId, partKey } };
		const ballot = await tx.ballot.findUnique({ where: key });
		const newest = await currentMarks(tx, { roundId, seatId, teamId });
		const paths = new Set(lines.map(({ path }) => path));
		const values = Object.fromEntries(
			newest.flatMap(({ criterion, value }) =>
				paths.has(criterion) && value !== null ? [[criterion, value]] : []
			)
		);
		const written = canonicalJson(values);
		const isWhole = lines.every(({ path }) => values[path] !== undefined);
		const isHandedIn = rows.some((row) => row.criterion === null && row.value === written);
		const isFinal = isWhole && (ballot?.state === 'final' || isHandedIn);
		const next = isFinal
			? { state: 'final', marks: written, finalAt: at }
			: { state: 'draft', marks: null, finalAt: null };
		const saved = await tx.ballot.upsert({
			where: key,
			create: { id: newId(), roundId, teamId, seatId, partKey, source: 'tablet', version: 1, ...next },
			update: { ...next, version: { increment: 1 } }
		});
		await settle(context, asked, 'accepted');
		audit({
			subjectKind: 'ballot',
			subjectId: saved.id,
			before: {
				state: ballot?.state ?? 'empty',
				marks: ballot?.marks ?? null,
				version: ballot?.version ?? 0
			},
			after: {
				state: saved.state,
				version: saved.version,
				teamId,
				seatId,
				partKey,
				marks: values,
				held: asked.held
			},
			reason
		});
		publish({ kind: 'ballot.changed', contestId: scope.contestId!, roundId, teamId, seatId });
		return { ballotId: saved.id, version: saved.version, state: saved.state };
	}
});

/** held.decline: marks that came too late do not count, with a reason that the judge reads on the tablet. */
export const declineHeld = command({
	action: 'held.decline',
	input: v.object(sheet),
	scope: (tx, { roundId }) => roundScope(tx, roundId),
	async run(context, asked) {
		const { roundId, teamId, seatId, partKey, held, reason } = asked;
		await lateMarks(context, asked);
		await settle(context, asked, 'declined');
		context.audit({
			subjectKind: 'held-mark',
			subjectId: held[0]!,
			after: { decision: 'declined', teamId, seatId, partKey, held },
			reason
		});
		const contestId = context.scope.contestId!;
		context.publish({ kind: 'ballot.changed', contestId, roundId, teamId, seatId, isDraft: true });
		return null;
	}
});
