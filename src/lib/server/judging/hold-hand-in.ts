import * as v from 'valibot';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { SheetMarksSchema } from '#lib/live/judge-protocol.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id } from '#lib/server/contest/input.ts';
import { roundIn, teamIn } from './round-in.ts';
import { tabletScope } from './tablet-scope.ts';

/**
 * ballot.finalize that came after the round was closed: the sheet as the judge handed it in is kept for the chair's decision
 * and changes nothing. `handInId` is the key under which the tablet handed it in; the same again is kept once.
 */
export const holdHandIn = command({
	action: 'ballot.finalize',
	input: v.object({
		handInId: id,
		teamId: id,
		partKey: v.pipe(v.string(), v.maxLength(40)),
		marks: SheetMarksSchema,
		attempt: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1),
		deviceTime: v.optional(v.nullable(v.number()), null)
	}),
	scope: (tx, _input, actor) => tabletScope(tx, actor),
	async run(
		{ tx, actor, at, audit, publish },
		{ handInId: id, teamId, partKey, marks, deviceTime, attempt }
	) {
		if (actor.kind !== 'device') throw new Refusal('forbidden');
		const { seatId, roundId, contestId, deviceId } = actor;
		const round = await roundIn(tx, roundId, ['closed', 'verified', 'published']);
		if (!teamIn(round, teamId).isCompeting) throw new Refusal('judging_team_not_competing');
		if (round.facts.conflict(seatId, teamId)) throw new Refusal('judging_conflict');
		const known = await tx.heldMark.findUnique({ where: { id } });
		if (known && (known.seatId !== seatId || known.teamId !== teamId)) throw new Refusal('key_reused');
		if (known) return null;
		const value = canonicalJson(marks);
		const code = 'judging_round_not_open';
		const row = { id, roundId, teamId, seatId, partKey, kind: 'late', code, value, deviceId, receivedAt: at };
		await tx.heldMark.create({
			data: { ...row, attempt, deviceTime: deviceTime === null ? null : new Date(deviceTime) }
		});
		audit({ subjectKind: 'held-mark', subjectId: id, after: { held: 'late', code, teamId, partKey, marks } });
		publish({ kind: 'ballot.changed', contestId, roundId, teamId, seatId, isDraft: true });
		return null;
	}
});
