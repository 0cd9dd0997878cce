import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { nextRev } from '#lib/server/conference/roster-rev.ts';
import { conferenceScope } from '#lib/server/conference/scope.ts';
import { id, reason } from '#lib/server/contest/input.ts';
import { mergePerson } from './merge-person.ts';
import { rosterCheckpoints } from './roster-rows.ts';
import type { StoredScan } from './scan-record.ts';

/** Writes that a scan is taken back, as a record of its own. */
export async function writeVoid(
	{ tx, at, actor, newId }: Pick<Context, 'tx' | 'at' | 'actor' | 'newId'>,
	scan: StoredScan,
	why: string
): Promise<void> {
	const { conferenceId, checkpointId, gate, gateGroup } = scan;
	await tx.scan.create({
		data: {
			id: newId(),
			conferenceId,
			checkpointId,
			gate,
			gateGroup,
			kind: 'void',
			operatorId: actorId(actor),
			operatorName: 'name' in actor ? actor.name : '',
			direction: '',
			method: 'system',
			bundleRev: 0,
			isOffline: false,
			localCode: '',
			tDevice: at,
			bundleIssuedAt: at,
			receivedAt: at,
			code: 'VOIDED',
			answer: '{}',
			payloadHash: '',
			voids: scan.id,
			reason: why
		}
	});
}

/** Takes a scan back at the desk. Taking it back twice changes nothing. */
export const voidScan = command({
	action: 'admission.void',
	input: v.object({ scanId: id, reason }),
	async scope(tx, { scanId }) {
		const scan = await tx.scan.findUnique({ where: { id: scanId }, select: { conferenceId: true } });
		if (!scan) throw new Refusal('not_found');
		return conferenceScope(tx, scan.conferenceId);
	},
	async run(context, { scanId, reason: why }) {
		const { tx, audit, publish } = context;
		const scan = await tx.scan.findUniqueOrThrow({ where: { id: scanId } });
		if (scan.kind !== 'scan') throw new Refusal('not_found');
		if (await tx.scan.findFirst({ where: { voids: scanId, code: 'VOIDED' } })) return {};
		await writeVoid(context, scan, why);
		const { conferenceId, checkpointId, personId } = scan;
		if (personId) {
			const rev = await nextRev(tx, conferenceId);
			const checkpoints = await rosterCheckpoints(tx, conferenceId);
			await mergePerson(context, { conferenceId, checkpointId, personId }, checkpoints, rev);
		}
		audit({
			subjectKind: 'scan',
			subjectId: scanId,
			before: { code: scan.code, gate: scan.gate },
			after: { voided: true },
			reason: why
		});
		publish({ kind: 'presence.changed', conferenceId });
		return {};
	}
});
