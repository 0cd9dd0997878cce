import type { Tx } from '#lib/server/db/client.ts';
import type { CertificateSize } from '#lib/server/documents/certificates/certificates-input.ts';
import type { PrintJob } from '#lib/server/documents/job.ts';
import { letterheadOf } from '#lib/server/documents/letterhead.ts';

/** '01/GCN-BTC': a number as it is printed. */
export const certificateNumber = (number: number, mark: string): string =>
	`${String(number).padStart(2, '0')}/${mark}`;

/** Certificates that are good, in the order of their numbers, ready for the printing thread: all, or those with these ids. */
export async function certificateJob(
	read: Tx,
	{
		conferenceId,
		ids,
		size,
		locale
	}: {
		readonly conferenceId: string;
		readonly ids?: readonly string[];
		readonly size: CertificateSize;
		readonly locale: 'vi' | 'en';
	}
): Promise<PrintJob | null> {
	const conference = await read.conference.findUniqueOrThrow({
		where: { id: conferenceId },
		include: { host: { select: { kind: true } }, certificateWords: true }
	});
	const words = conference.certificateWords;
	const certificates = await read.attendanceCertificate.findMany({
		where: { conferenceId, activeOf: { not: null }, ...(ids && { id: { in: [...ids] } }) },
		orderBy: { number: 'asc' }
	});
	if (!words || certificates.length === 0) return null;
	const { startsOn, endsOn, venue, isInvented } = conference;
	const title = locale === 'en' ? conference.titleEn : conference.titleVi;
	// Dated like the paper, so that a reprint has the same bytes.
	const at = `${words.issuedOn}T05:00:00.000Z`;
	return {
		form: 'pdf',
		title,
		at,
		papers: [
			{
				kind: 'certificates',
				fileName: 'certificates',
				input: {
					...{ locale, size, family: letterheadOf(conference.host.kind), at },
					conference: { title, startsOn, endsOn, venue, isInvented },
					...{ issuer: words.issuer, place: words.place, issuedOn: words.issuedOn },
					...{ signerTitle: words.signerTitle, signerName: words.signerName },
					certificates: certificates.map(({ number, name, gender, title: office, unit }) => ({
						number: certificateNumber(number, words.numberMark),
						...{ name, gender, title: office, unit }
					}))
				}
			}
		]
	};
}
