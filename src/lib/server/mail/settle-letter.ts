import * as v from 'valibot';
import { mayGoAgain, type LetterState } from '#lib/domain/mail/letter-state.ts';
import { isMailAddress } from '#lib/domain/mail/mail-address.ts';
import { newSecret } from '#lib/server/auth/secret.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { giveLink } from '#lib/server/conference/delegations/delegation-links.ts';
import { id } from '#lib/server/contest/input.ts';
import { letterScope } from './mailing-scope.ts';
import { sealedText } from './settings.ts';

/**
 * What becomes of a letter that was refused, given up or may have arrived: it is sent again, to the contact's address of today, or counts
 * as arrived because somebody asked. Nothing but this sends such a letter a second time.
 */
export const settleLetter = command({
	action: 'mail.send',
	input: v.object({ letterId: id, step: v.picklist(['again', 'arrived'], 'field_required') }),
	scope: (tx, { letterId }) => letterScope(tx, letterId),
	async run(context, { letterId, step }) {
		const { tx, at, audit, publish } = context;
		const before = await tx.mailedLetter.findUniqueOrThrow({
			where: { id: letterId },
			include: { mailing: true, delegation: true }
		});
		const { mailing, delegation } = before;
		const status = before.status as LetterState;
		if (!(step === 'again' ? mayGoAgain(status) : status === 'unknown')) throw new Refusal('stale');
		if (step === 'arrived') {
			await tx.mailedLetter.update({
				where: { id: letterId },
				data: { status: 'sent', sealedToken: null, endedAt: at }
			});
		} else {
			const address = delegation?.contactEmail;
			if (!delegation || !address || !isMailAddress(address)) {
				throw new Refusal('mail_no_address', { count: 1, units: before.unitName });
			}
			// A letter that was given up has no link any more; one that may have arrived says the same again.
			const token = mailing.link === 'own' && before.sealedToken === null ? newSecret() : null;
			if (token) await giveLink(context, delegation, token);
			await tx.mailedLetter.update({
				where: { id: letterId },
				data: {
					...{ status: 'waiting', address, contactName: delegation.contactName },
					...(token && { sealedToken: sealedText(token, letterId) }),
					...{ attempts: 0, nextAt: at, handedAt: null, endedAt: null, leaseBy: null, leaseUntil: null }
				}
			});
		}
		audit({
			subjectKind: 'mailed-letter',
			subjectId: letterId,
			before: { status, address: before.address },
			after: { status: step === 'arrived' ? 'sent' : 'waiting', unit: before.unitName }
		});
		publish({ kind: 'mail.changed', conferenceId: mailing.conferenceId });
		return {};
	}
});
