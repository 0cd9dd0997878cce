import { actorId, type Actor } from '#lib/domain/access/actor.ts';
import type { AdmissionConflict } from '#lib/domain/admission/conflict.ts';
import { CONSEQUENCES, settlementProblem } from '#lib/domain/admission/resolution.ts';
import { SettleSchema } from '#lib/live/gate-protocol.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { nextRev } from '#lib/server/conference/roster-rev.ts';
import { conferenceScope } from '#lib/server/conference/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { tabletGateScope } from './gate-scope.ts';
import { mergePerson } from './merge-person.ts';
import { rosterCheckpoints } from './roster-rows.ts';
import { writeVoid } from './void-scan.ts';

async function foundConflict(tx: Tx, id: string) {
	const conflict = await tx.admissionConflict.findUnique({ where: { id } });
	if (!conflict || conflict.goneAt) throw new Refusal('not_found');
	return conflict;
}

async function scopeOf(tx: Tx, id: string, actor: Actor) {
	const { conferenceId } = await foundConflict(tx, id);
	if (actor.kind === 'gate') await tabletGateScope(tx, actor);
	return conferenceScope(tx, conferenceId);
}

/** What a supervisor found out about a conflict. The scans stay; a wrong one is taken back by a record of its own. */
export const settleConflict = command({
	action: 'admission.settle',
	input: SettleSchema,
	scope: (tx, input, actor) => scopeOf(tx, input.conflict, actor),
	async run(context, { conflict: id, resolution, reason }) {
		const { tx, at, actor, audit, publish } = context;
		const row = await foundConflict(tx, id);
		const { conferenceId, checkpointId, personId } = row;
		const earlier = row.settledAt ? [{ conflictId: id, resolution, reason, by: '', at: '' }] : [];
		const conflict: AdmissionConflict = {
			...row,
			kind: row.kind as AdmissionConflict['kind'],
			severity: row.severity as AdmissionConflict['severity'],
			bundleRevs: JSON.parse(row.bundleRevs) as number[]
		};
		const problem = settlementProblem(conflict, resolution, reason, earlier);
		if (problem) throw new Refusal(problem);
		const settledName = 'name' in actor ? actor.name : '';
		await tx.admissionConflict.update({
			where: { id },
			data: { resolution, reason, settledBy: actorId(actor), settledName, settledAt: at }
		});
		const { voidsLaterScan } = CONSEQUENCES[resolution];
		if (voidsLaterScan) {
			const scan = await tx.scan.findUniqueOrThrow({ where: { id: row.scanId } });
			await writeVoid(context, scan, reason);
			const rev = await nextRev(tx, conferenceId);
			const checkpoints = await rosterCheckpoints(tx, conferenceId);
			await mergePerson(context, { conferenceId, checkpointId, personId }, checkpoints, rev);
			publish({ kind: 'presence.changed', conferenceId });
		}
		audit({
			subjectKind: 'admission-conflict',
			subjectId: id,
			after: { resolution, voided: voidsLaterScan ? row.scanId : null },
			reason
		});
		publish({ kind: 'admission.conflict', conferenceId, conflictId: id, deviceIds: [] });
		return {};
	}
});
