import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { movedRoster } from '#lib/server/conference/roster-rev.ts';
import { conferenceScope } from '#lib/server/conference/scope.ts';
import { id, reason, ticked } from '#lib/server/contest/input.ts';
import { makeKey } from './conference-key.ts';

/**
 * Signs new badges with a new key from now on. Badges of the older ones stay good, unless they are no longer trusted: then
 * every badge so far has to be issued and printed anew.
 */
export const rotateKey = command({
	action: 'credential.rotate-key',
	input: v.object({ conferenceId: id, distrust: ticked, reason }),
	scope: (tx, input) => conferenceScope(tx, input.conferenceId),
	async run(context, { conferenceId, distrust, reason: why }) {
		const { tx, at, audit } = context;
		const older = { conferenceId, distrustedAt: null };
		const keys = await tx.conferenceKey.findMany({ where: older, select: { id: true, kid: true } });
		await tx.conferenceKey.updateMany({ where: { ...older, retiredAt: null }, data: { retiredAt: at } });
		let dead = 0;
		if (distrust) {
			await tx.conferenceKey.updateMany({ where: older, data: { distrustedAt: at } });
			const withdrawn = await tx.credential.updateMany({
				where: { conferenceId, status: 'active', keyId: { in: keys.map(({ id: keyId }) => keyId) } },
				data: { status: 'revoked', activeBadgeOf: null, withdrawnAt: at, reason: why }
			});
			dead = withdrawn.count;
		}
		const key = await makeKey(context, conferenceId);
		audit({
			subjectKind: 'conference-key',
			subjectId: key.id,
			before: { kids: keys.map(({ kid }) => kid) },
			after: { kid: key.kid, distrust, withdrawn: dead },
			reason: why
		});
		await movedRoster(context, conferenceId);
		return { kid: key.kid, withdrawn: dead };
	}
});
