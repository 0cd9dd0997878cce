import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { conferenceScope } from '#lib/server/conference/scope.ts';
import { id, reason } from '#lib/server/contest/input.ts';

/** A tablet of a gate is none any more: its cookie is dead from the commit on, and it is told to forget everything. */
export const revokeGate = command({
	action: 'gate.revoke',
	input: v.object({ gateDeviceId: id, reason }),
	async scope(tx, { gateDeviceId }) {
		const device = await tx.gateDevice.findUnique({
			where: { id: gateDeviceId },
			select: { conferenceId: true }
		});
		if (!device) throw new Refusal('not_found');
		return conferenceScope(tx, device.conferenceId);
	},
	async run({ tx, at, scope, audit, publish }, { gateDeviceId, reason: why }) {
		const revoked = await tx.gateDevice.updateMany({
			where: { id: gateDeviceId, revokedAt: null },
			data: { revokedAt: at, operatorId: null, shiftSince: null }
		});
		if (revoked.count === 0) return null;
		audit({ subjectKind: 'gate-device', subjectId: gateDeviceId, after: { revokedAt: at }, reason: why });
		publish({ kind: 'gate.revoked', conferenceId: scope.conferenceId!, deviceId: gateDeviceId });
		return null;
	}
});
