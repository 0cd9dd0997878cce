import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { certificateNumber } from '#lib/server/conference/certificates/certificate-job.ts';
import {
	certificateCandidates,
	certificatesGiven
} from '#lib/server/conference/certificates/certificate-query.ts';
import { wordingNow, wordingOf } from '#lib/server/conference/certificates/certificate-wording.ts';
import { saveCertificateWords } from '#lib/server/conference/certificates/certificate-words.ts';
import {
	issueCertificates,
	withdrawCertificate
} from '#lib/server/conference/certificates/issue-certificates.ts';
import { conferenceForm } from '#lib/server/conference/conference-form.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	// The name that forms of a desk ask to be read again.
	depends('desk:round');
	const { read } = app().database;
	const { conference, mayDo } = await deskConference(read, locals.actor, params.code, 'certificate.read');
	const refused = url.searchParams.get('refused');
	const words = await read.certificateWords.findUnique({ where: { conferenceId: conference.id } });
	const given = await certificatesGiven(read, conference.id);
	const now = await wordingNow(read, conference.id);
	return {
		key: newId(),
		mayAward: mayDo('award.save'),
		// Printing answers a file; its "no" comes back as an address.
		refused: refused && refusalWords(new Refusal(refused), locals.locale).text,
		words,
		suggested: {
			issuer: conference.host.name,
			issuedOn: conference.endsOn,
			numberMark: 'GCN-BTC'
		},
		candidates: await certificateCandidates(read, conference.id, new Date()),
		given: given.map((one) => ({
			...{ id: one.id, name: one.name, unit: one.unit, attended: one.attended, held: one.held },
			number: certificateNumber(one.number, wordingOf(one, now)?.numberMark ?? ''),
			withdrawnAt: one.withdrawnAt,
			withdrawnReason: one.withdrawnReason
		})),
		mayIssue: mayDo('certificate.issue'),
		mayWithdraw: mayDo('certificate.withdraw')
	};
};

const conferenceIdOf = async (event: RequestEvent) =>
	(await deskConference(app().database.read, event.locals.actor, event.params.code)).conference.id;

export const actions: Actions = {
	words: async (event) => conferenceForm(event, await conferenceIdOf(event), saveCertificateWords),
	issue: async (event) => conferenceForm(event, await conferenceIdOf(event), issueCertificates),
	withdraw: async (event) => conferenceForm(event, await conferenceIdOf(event), withdrawCertificate)
};
