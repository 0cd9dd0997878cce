import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalText } from '#lib/server/contest/input.ts';
import { contestScope } from '#lib/server/contest/scope.ts';

/** device.revoke: the tablet's cookie is dead from the commit on and its sockets are told. Revoking twice changes nothing. */
export const revokeDevice = command({
	action: 'device.revoke',
	input: v.object({ deviceId: id, reason: optionalText(500) }),
	async scope(tx, { deviceId }) {
		const device = await tx.device.findUnique({ where: { id: deviceId }, select: { contestId: true } });
		if (!device) throw new Refusal('not_found');
		return contestScope(tx, device.contestId);
	},
	async run({ tx, at, scope, audit, publish }, { deviceId, reason }) {
		const revoked = await tx.device.updateMany({
			where: { id: deviceId, revokedAt: null },
			data: { revokedAt: at }
		});
		if (revoked.count === 0) return null;
		audit({
			subjectKind: 'device',
			subjectId: deviceId,
			after: { revokedAt: at },
			reason: reason ?? undefined
		});
		publish({ kind: 'device.revoked', contestId: scope.contestId!, deviceId });
		return null;
	}
});
