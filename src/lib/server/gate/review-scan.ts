import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { nextRev } from '#lib/server/conference/roster-rev.ts';
import { conferenceScope } from '#lib/server/conference/scope.ts';
import { id } from '#lib/server/contest/input.ts';

/** Says that somebody has looked at a record whose operator had no right to it or no shift. What it counts for stays. */
export const reviewScan = command({
	action: 'admission.settle',
	input: v.object({ scanId: id }),
	async scope(tx, { scanId }) {
		const scan = await tx.scan.findUnique({ where: { id: scanId }, select: { conferenceId: true } });
		if (!scan) throw new Refusal('not_found');
		return conferenceScope(tx, scan.conferenceId);
	},
	async run({ tx, actor, audit, publish }, { scanId }) {
		const scan = await tx.scan.findUniqueOrThrow({ where: { id: scanId } });
		if (scan.flag === null || scan.flagSeenBy !== null) return {};
		await tx.scan.update({ where: { id: scanId }, data: { flagSeenBy: actorId(actor) } });
		audit({ subjectKind: 'scan', subjectId: scanId, before: { flag: scan.flag }, after: { seen: true } });
		await nextRev(tx, scan.conferenceId);
		publish({ kind: 'presence.changed', conferenceId: scan.conferenceId });
		return {};
	}
});
