import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { movedRoster } from '#lib/server/conference/roster-rev.ts';
import { conferenceScope } from '#lib/server/conference/scope.ts';
import { id, ticked } from '#lib/server/contest/input.ts';

/** signed: gates verify it by themselves · compact: for small badges and slow scanners, only the server can. */
export const TOKEN_PROFILES = ['signed', 'compact'] as const;

/** Which code badges get from now on, and whether gates know names. Badges printed before stay good. */
export const saveBadgeSettings = command({
	action: 'conference.set-up',
	input: v.object({
		conferenceId: id,
		tokenProfile: v.picklist(TOKEN_PROFILES, 'field_required'),
		isPrivate: ticked
	}),
	scope: (tx, input) => conferenceScope(tx, input.conferenceId),
	async run(context, { conferenceId, tokenProfile, isPrivate }) {
		const { tx, audit, publish } = context;
		const before = await tx.conference.findUniqueOrThrow({
			where: { id: conferenceId },
			select: { tokenProfile: true, isPrivate: true }
		});
		const after = { tokenProfile, isPrivate };
		await tx.conference.update({ where: { id: conferenceId }, data: after });
		audit({ subjectKind: 'conference', subjectId: conferenceId, before, after });
		await movedRoster(context, conferenceId);
		publish({ kind: 'conference.changed', conferenceId });
		return {};
	}
});
