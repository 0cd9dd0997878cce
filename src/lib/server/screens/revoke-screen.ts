import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { id } from '#lib/server/contest/input.ts';
import { screenScope } from './screen-in.ts';

/** screen.revoke: the display is nobody's again from the commit on, and shows a new code. Revoking twice changes nothing. */
export const revokeScreen = command({
	action: 'screen.revoke',
	input: v.object({ screenId: id }),
	scope: (tx, { screenId }) => screenScope(tx, screenId),
	async run({ tx, at, scope, audit, publish }, { screenId }) {
		const { count } = await tx.screen.updateMany({
			where: { id: screenId, revokedAt: null },
			data: { revokedAt: at, isOnline: false }
		});
		if (count === 0) return null;
		audit({ subjectKind: 'screen', subjectId: screenId, after: { revokedAt: at } });
		publish({ kind: 'screen.changed', contestId: scope.contestId!, screenId });
		return null;
	}
});
