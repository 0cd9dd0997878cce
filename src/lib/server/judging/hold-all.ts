import * as v from 'valibot';
import { ALL_PARTS } from '#lib/domain/contest/ballot-sheet.ts';
import { checkMark } from '#lib/domain/scoring/check-mark.ts';
import { GivenMarkSchema, type GivenMark, type MarkAnswer } from '#lib/live/judge-protocol.ts';
import { command } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import type { Database } from '#lib/server/db/client.ts';
import type { HeldRow } from './held-marks.ts';
import { roundIn } from './round-in.ts';
import type { TabletActor } from './store-marks.ts';

// Asked by the server itself: the tablet that wrote these marks may no longer ask for anything.
const hold = command({
	action: 'held.keep',
	input: v.object({
		roundId: v.string(),
		seatId: v.string(),
		deviceId: v.string(),
		marks: v.array(GivenMarkSchema)
	}),
	scope: (tx, { roundId }) => roundScope(tx, roundId),
	async run({ tx, at, scope, audit, publish }, { roundId, seatId, deviceId, marks }) {
		const { facts } = await roundIn(tx, roundId, ['open', 'closed', 'verified', 'published']);
		const ids = marks.map(({ id }) => id);
		const known = await tx.heldMark.findMany({ where: { id: { in: ids } } });
		const counted = await tx.mark.findMany({ where: { id: { in: ids } }, select: { id: true, seq: true } });
		const seqs = new Map(counted.map(({ id, seq }) => [id, seq]));
		const kept = new Set(known.filter((row) => row.seatId === seatId).map(({ id }) => id));
		const rows = new Map<string, HeldRow>();
		const answers = marks.map((mark): MarkAnswer => {
			const { id, teamId, criterion } = mark;
			if (seqs.has(id)) return { id, status: 'replay', serverSeq: seqs.get(id)! };
			if (kept.has(id) || rows.has(id)) return { id, status: 'held', kind: 'late' };
			const line = facts.lines.get(criterion);
			const checked = line && mark.value !== null ? checkMark(line.criterion, mark.value) : null;
			if (!line || !facts.marks(seatId, criterion) || !facts.teams.get(teamId)?.isCompeting) {
				return { id, status: 'refused', code: 'forbidden' };
			}
			if (facts.conflict(seatId, teamId)) return { id, status: 'refused', code: 'judging_conflict' };
			if (checked && !checked.ok) return { id, status: 'refused', code: checked.fault };
			const turn = facts.turns.find(
				(one) => one.teamId === teamId && [line.partKey, ALL_PARTS].includes(one.partKey)
			);
			rows.set(id, {
				id,
				roundId,
				teamId,
				seatId,
				partKey: turn?.partKey ?? line.partKey,
				kind: 'late',
				code: 'judging_not_paired',
				criterion,
				value: checked?.ok ? checked.value : mark.value,
				deviceId,
				deviceSeq: mark.seq,
				deviceTime: new Date(mark.deviceTime),
				clockOffsetMs: mark.clockOffsetMs ?? null,
				receivedAt: at,
				attempt: mark.attempt ?? 1
			});
			return { id, status: 'held', kind: 'late' };
		});
		const fresh = [...rows.values()];
		if (fresh.length > 0) await tx.heldMark.createMany({ data: fresh });
		for (const { id, teamId, criterion, value, code } of fresh) {
			audit({
				subjectKind: 'held-mark',
				subjectId: id,
				after: { held: 'late', code, teamId, seatId, criterion, value }
			});
		}
		for (const teamId of new Set(fresh.map((row) => row.teamId))) {
			publish({
				kind: 'ballot.changed',
				contestId: scope.contestId!,
				roundId,
				teamId,
				seatId,
				isDraft: true
			});
		}
		return answers;
	}
});

/** Keeps every mark of a tablet that is no longer paired for the chair's decision; what counts already stays as it is. */
export async function holdAll(
	database: Database,
	writer: TabletActor,
	marks: readonly GivenMark[],
	at: Date
): Promise<readonly MarkAnswer[]> {
	const { roundId, seatId, deviceId } = writer;
	const actor = { kind: 'system' as const, name: `hand-over of ${writer.label}` };
	const input = { roundId, seatId, deviceId, marks };
	const outcome = await execute(database, hold, { actor, input, at });
	if (!outcome.ok) throw outcome.refusal;
	return outcome.value;
}
