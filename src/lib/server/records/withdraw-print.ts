import * as v from 'valibot';
import { actorId, nameOfActor } from '#lib/domain/access/actor.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalText } from '#lib/server/contest/input.ts';
import { roundScope } from '#lib/server/contest/scope.ts';

/** Writes down that a printed paper is back at the desk, or was destroyed. It stays in the list of what was printed. */
export const withdrawPrint = command({
	action: 'record.withdraw',
	input: v.object({ roundId: id, printId: id, note: optionalText(300) }),
	scope: (tx, { roundId }) => roundScope(tx, roundId),
	async run({ tx, actor, at, audit, publish, scope }, { roundId, printId, note }) {
		const print = await tx.printedRecord.findUnique({ where: { id: printId } });
		if (print?.roundId !== roundId) throw new Refusal('not_found');
		if (print.withdrawnAt) throw new Refusal('records_already_back', { by: print.withdrawnName ?? '' });
		const back = { withdrawnAt: at, withdrawnName: nameOfActor(actor), withdrawnNote: note };
		await tx.printedRecord.update({ where: { id: printId }, data: { ...back, withdrawnBy: actorId(actor) } });
		audit({ subjectKind: 'print', subjectId: printId, before: { withdrawnAt: null }, after: back });
		publish({ kind: 'round.changed', contestId: scope.contestId!, roundId });
		return { printId };
	}
});
