import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, version } from '#lib/server/contest/input.ts';
import { mailingScope } from './mailing-scope.ts';

/** Stops a mailing, lets it go on, or gives up what still waits. What a mail server is reading at that moment goes out. */
export const steerMailing = command({
	action: 'mail.send',
	input: v.object({
		mailingId: id,
		version,
		step: v.picklist(['stop', 'continue', 'cancel'], 'field_required')
	}),
	scope: (tx, { mailingId }) => mailingScope(tx, mailingId),
	async run({ tx, at, audit, publish }, { mailingId, version: seen, step }) {
		const before = await tx.mailing.findUniqueOrThrow({ where: { id: mailingId } });
		if (before.version !== seen) throw new Refusal('stale');
		const stoppedAt = step === 'continue' ? null : (before.stoppedAt ?? at);
		await tx.mailing.update({ where: { id: mailingId }, data: { stoppedAt, version: { increment: 1 } } });
		const { count } =
			step === 'cancel'
				? await tx.mailedLetter.updateMany({
						where: { mailingId, status: 'waiting' },
						data: { status: 'cancelled', sealedToken: null, endedAt: at }
					})
				: { count: 0 };
		if (step === 'continue') {
			// Whoever presses does not want to wait for the next attempt.
			await tx.mailedLetter.updateMany({ where: { mailingId, status: 'waiting' }, data: { nextAt: at } });
		}
		audit({
			subjectKind: 'mailing',
			subjectId: mailingId,
			before: { stoppedAt: before.stoppedAt },
			after: { stoppedAt, ...(step === 'cancel' && { cancelled: count }) }
		});
		publish({ kind: 'mail.changed', conferenceId: before.conferenceId });
		return { cancelled: count };
	}
});
