import * as v from 'valibot';
import { nameOfActor } from '#lib/domain/access/actor.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, reason } from '#lib/server/contest/input.ts';
import { conferenceScope } from '../scope.ts';
import { certificateCandidates } from './certificate-query.ts';
import { wordingNow } from './certificate-wording.ts';
import { nextNumbers } from './next-numbers.ts';

/** Numbers a certificate for everybody who qualifies and has none: by name, without gaps. Once for each, however often asked. */
export const issueCertificates = command({
	action: 'certificate.issue',
	input: v.object({ conferenceId: id }),
	scope: (tx, { conferenceId }) => conferenceScope(tx, conferenceId),
	async run({ tx, at, actor, newId, audit, publish }, { conferenceId }) {
		const wording = await wordingNow(tx, conferenceId);
		if (!wording) throw new Refusal('certificate_words_missing');
		const candidates = await certificateCandidates(tx, conferenceId, at);
		if (!candidates) throw new Refusal('certificate_no_rule');
		const due = candidates.people.filter(({ isMet, certificate }) => isMet && certificate === null);
		const numbers = await nextNumbers(tx, conferenceId, due.length);
		for (const [index, { delegateId, name, gender, title, unit, attended, held }] of due.entries()) {
			const certificateId = newId();
			const facts = { delegateId, number: numbers[index]!, name, gender, title, unit, attended, held };
			await tx.attendanceCertificate.create({
				data: {
					...{ id: certificateId, conferenceId, ...facts },
					wording: JSON.stringify(wording),
					...{ issuedAt: at, issuedBy: nameOfActor(actor), activeOf: delegateId }
				}
			});
			audit({ subjectKind: 'attendance-certificate', subjectId: certificateId, after: facts });
		}
		if (due.length > 0) publish({ kind: 'conference.changed', conferenceId });
		return { issued: due.length };
	}
});

/** Withdraws a certificate. Its number stays taken, and stands in the list with the reason. */
export const withdrawCertificate = command({
	action: 'certificate.withdraw',
	input: v.object({ conferenceId: id, certificateId: id, reason }),
	scope: (tx, { conferenceId }) => conferenceScope(tx, conferenceId),
	async run({ tx, at, actor, audit, publish }, { conferenceId, certificateId, reason: why }) {
		const certificate = await tx.attendanceCertificate.findUnique({ where: { id: certificateId } });
		if (certificate?.conferenceId !== conferenceId) throw new Refusal('not_found');
		if (certificate.withdrawnAt) throw new Refusal('certificate_withdrawn');
		await tx.attendanceCertificate.update({
			where: { id: certificateId },
			data: {
				...{ withdrawnAt: at, withdrawnBy: nameOfActor(actor), withdrawnReason: why },
				activeOf: null
			}
		});
		audit({
			subjectKind: 'attendance-certificate',
			subjectId: certificateId,
			before: { number: certificate.number, withdrawnAt: null },
			after: { number: certificate.number, withdrawnAt: at },
			reason: why
		});
		publish({ kind: 'conference.changed', conferenceId });
		return { number: certificate.number };
	}
});
