import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalText } from '#lib/server/contest/input.ts';
import { handOut } from './hand-out.ts';
import { delegateHere, receptionScope } from './reception-scope.ts';

/** A badge for somebody on the list who has none with them. Whoever has been given one before says why another is needed. */
export const badgeAtDesk = command({
	action: 'reception.badge',
	input: v.object({ conferenceId: id, delegateId: id, reason: optionalText(500) }),
	scope: receptionScope,
	async run(context, { conferenceId, delegateId, reason }) {
		const { tx } = context;
		const delegate = await delegateHere(tx, conferenceId, delegateId);
		if (delegate.status === 'substituted' && !delegate.admittedAs) throw new Refusal('admission_substituted');
		const before = await tx.credential.count({ where: { delegateId, kind: { in: ['badge', 'temporary'] } } });
		if (before > 0 && (reason === null || reason.length < 5)) {
			throw new Refusal('contest_reason_required', {}, [
				{ field: 'reason', code: 'contest_reason_required' }
			]);
		}
		return { delegateId, credential: await handOut(context, { conferenceId, delegateId }, reason ?? '') };
	}
});
