import { actorId } from '#lib/domain/access/actor.ts';
import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, reason } from '#lib/server/contest/input.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { roundChanged, roundIn } from './round-in.ts';

async function deductionOf(tx: Tx, deductionId: string) {
	const deduction = await tx.deduction.findUnique({ where: { id: deductionId } });
	if (!deduction) throw new Refusal('not_found');
	return deduction;
}

/** deduction.void: a deduction no longer counts, with a reason; it stays readable. */
export const voidDeduction = command({
	action: 'deduction.void',
	input: v.object({ deductionId: id, reason }),
	scope: async (tx, { deductionId }) => roundScope(tx, (await deductionOf(tx, deductionId)).roundId),
	async run(context, { deductionId, reason }) {
		const { tx, actor, at, audit } = context;
		const deduction = await deductionOf(tx, deductionId);
		const { live } = await roundIn(tx, deduction.roundId, ['open', 'closed']);
		if (deduction.voidedAt) throw new Refusal('judging_deduction_voided');
		const voidedBy = actorId(actor);
		await tx.deduction.update({
			where: { id: deductionId },
			data: { voidedAt: at, voidedBy, voidReason: reason }
		});
		const { teamId, partKey, kind, points } = deduction;
		const before = { teamId, partKey, kind, points };
		audit({ subjectKind: 'deduction', subjectId: deductionId, before, after: { voidedAt: at }, reason });
		await roundChanged(context, live);
		return null;
	}
});
