import * as v from 'valibot';
import { pauseAfter } from '#lib/domain/mail/back-off.ts';
import { command } from '#lib/server/command/command.ts';
import { id } from '#lib/server/contest/input.ts';
import { letterScope } from './mailing-scope.ts';

const FINAL = ['sent', 'refused', 'unknown', 'failed'];

/**
 * What became of a letter that the post office had in hand: written down only by whoever had it. Too late after its lease it still counts
 * that the server took it.
 */
export const noteDelivery = command({
	action: 'mail.deliver',
	input: v.object({
		letterId: id,
		leaseBy: v.string(),
		outcome: v.picklist(['sent', 'refused', 'later', 'unknown', 'withheld']),
		answer: v.pipe(
			v.string(),
			v.transform((text) => text.slice(0, 500))
		)
	}),
	scope: (tx, { letterId }) => letterScope(tx, letterId),
	async run({ tx, at, audit, publish }, { letterId, leaseBy, outcome, answer }) {
		const letter = await tx.mailedLetter.findUniqueOrThrow({
			where: { id: letterId },
			include: { mailing: { select: { conferenceId: true } } }
		});
		const isMine = letter.leaseBy === leaseBy && ['sending', 'unknown'].includes(letter.status);
		if (!isMine || (letter.status === 'unknown' && outcome !== 'sent')) return { status: letter.status };
		const attempts = letter.attempts + (outcome === 'withheld' ? 0 : 1);
		const pause = pauseAfter(attempts);
		const goesOn = outcome === 'withheld' || (outcome === 'later' && pause !== null);
		const status = goesOn ? 'waiting' : outcome === 'later' ? 'failed' : outcome;
		await tx.mailedLetter.update({
			where: { id: letterId },
			data: {
				...{ status, attempts, answer, leaseUntil: null },
				nextAt: new Date(at.getTime() + (outcome === 'later' ? (pause ?? 0) : 0)),
				...(goesOn && { handedAt: null }),
				...(FINAL.includes(status) && { endedAt: at }),
				// A letter of which nobody knows whether it arrived says the same if it is sent again.
				...(FINAL.includes(status) && status !== 'unknown' && { sealedToken: null })
			}
		});
		if (FINAL.includes(status)) {
			audit({
				subjectKind: 'mailed-letter',
				subjectId: letterId,
				after: { status, unit: letter.unitName, address: letter.address, answer, attempts }
			});
		}
		publish({ kind: 'conference.changed', conferenceId: letter.mailing.conferenceId });
		return { status };
	}
});
