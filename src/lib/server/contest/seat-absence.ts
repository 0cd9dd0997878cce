import * as v from 'valibot';
import { ABSENCE_CHOICES } from '#lib/domain/contest/panel.ts';
import { ABSENCE_SCOPES } from '#lib/domain/scoring/judge-exclusion.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { rulesInForce, stageOf } from '#lib/server/results/rules-in-force.ts';
import { id, reason, whole } from './input.ts';
import { seatScope } from './scope.ts';

/**
 * Says that a judge is away from a turn of the run of show on (1: from the start), or back (null). The panel's arithmetic
 * follows the rules for the number of marks that are left, and the record says so.
 * Where the rules leave it open, `scope` decides between the later teams alone and all teams.
 */
export const setSeatAbsence = command({
	action: 'seat.absence',
	input: v.object({
		seatId: id,
		absentFrom: v.pipe(
			v.optional(v.nullable(v.union([v.number(), v.string()])), null),
			v.transform((value) => (value === '' ? null : value)),
			v.nullable(whole(1, 999))
		),
		/** Which teams it counts for; nothing: as the rules say. */
		scope: v.pipe(
			v.optional(v.nullable(v.union([v.picklist(ABSENCE_SCOPES), v.literal('')])), null),
			v.transform((value) => (value === '' ? null : value))
		),
		reason
	}),
	scope: (tx, input) => seatScope(tx, input.seatId),
	async run({ tx, audit, publish }, { seatId, absentFrom, scope, reason }) {
		const seat = await tx.panelSeat.findUniqueOrThrow({
			where: { id: seatId },
			include: { round: { include: { _count: { select: { performances: true } } } } }
		});
		const { round } = seat;
		if (round.state === 'verified' || round.state === 'published') {
			throw new Refusal(`contest_round_is_${round.state}`);
		}
		if (seat.role !== 'judge' && seat.role !== 'chair') throw new Refusal('contest_seat_not_judge');
		const turns = Math.max(round._count.performances, 1);
		if (absentFrom !== null && absentFrom > turns) {
			throw new Refusal('invalid', {}, [
				{ field: 'absentFrom', code: 'contest_no_such_turn', params: { turns } }
			]);
		}
		const { rules } = await rulesInForce(tx, round);
		const choices = ABSENCE_CHOICES[stageOf(rules, round.stageKey).panel.absence];
		if (absentFrom !== null && scope !== null && !choices.includes(scope)) {
			throw new Refusal('invalid', {}, [{ field: 'scope', code: 'contest_absence_not_by_rules' }]);
		}
		const absenceScope = absentFrom === null ? null : scope;
		await tx.panelSeat.update({ where: { id: seatId }, data: { absentFrom, absenceScope } });
		await tx.round.update({ where: { id: round.id }, data: { version: { increment: 1 } } });
		audit({
			subjectKind: 'seat',
			subjectId: seatId,
			before: { label: seat.label, absentFrom: seat.absentFrom, absenceScope: seat.absenceScope },
			after: { absentFrom, absenceScope },
			reason
		});
		publish({ kind: 'round.changed', contestId: round.contestId, roundId: round.id });
		return { absentFrom, absenceScope };
	}
});
