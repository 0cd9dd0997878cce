import type { Tx } from '#lib/server/db/client.ts';
import type { CertificateSize } from '#lib/server/documents/certificates/certificates-input.ts';
import type { PrintJob, Printable } from '#lib/server/documents/job.ts';
import { letterheadOf } from '#lib/server/documents/letterhead.ts';
import { wordingNow, wordingOf, type CertificateWording } from './certificate-wording.ts';

/** '01/GCN-BTC': a number as it is printed. */
export const certificateNumber = (number: number, mark: string): string =>
	`${String(number).padStart(2, '0')}/${mark}`;

interface Issued {
	readonly number: number;
	readonly name: string;
	readonly gender: string | null;
	readonly title: string | null;
	readonly unit: string;
}

/** Dated like the paper, so that a reprint has the same bytes. */
const momentOf = ({ issuedOn }: CertificateWording): string => `${issuedOn}T05:00:00.000Z`;

/** Certificates that were issued with the same words. */
function paperOf(
	wording: CertificateWording,
	certificates: readonly Issued[],
	{ size, locale }: { readonly size: CertificateSize; readonly locale: 'vi' | 'en' }
): Printable {
	const { titleVi, titleEn, startsOn, endsOn, venue, isInvented, ...words } = wording;
	const title = locale === 'en' ? titleEn : titleVi;
	return {
		kind: 'certificates',
		fileName: 'certificates',
		input: {
			...{ locale, size, family: letterheadOf(words.hostKind), at: momentOf(wording) },
			conference: { title, startsOn, endsOn, venue, isInvented },
			...{ issuer: words.issuer, place: words.place, issuedOn: words.issuedOn },
			...{ signerTitle: words.signerTitle, signerName: words.signerName },
			certificates: certificates.map(({ number, name, gender, title: office, unit }) => ({
				number: certificateNumber(number, words.numberMark),
				...{ name, gender, title: office, unit }
			}))
		}
	};
}

/**
 * Certificates that are good, in the order of their numbers, ready for the printing thread: all, or those with these ids.
 * Each says what it said when it was issued, whatever was saved or moved since.
 */
export async function certificateJob(
	read: Tx,
	{
		conferenceId,
		ids,
		...asked
	}: {
		readonly conferenceId: string;
		readonly ids?: readonly string[];
		readonly size: CertificateSize;
		readonly locale: 'vi' | 'en';
	}
): Promise<PrintJob | null> {
	const now = await wordingNow(read, conferenceId);
	const rows = await read.attendanceCertificate.findMany({
		where: { conferenceId, activeOf: { not: null }, ...(ids && { id: { in: [...ids] } }) },
		orderBy: { number: 'asc' }
	});
	const stretches: { wording: CertificateWording; certificates: Issued[] }[] = [];
	for (const row of rows) {
		const wording = wordingOf(row, now);
		if (!wording) continue;
		const last = stretches.at(-1);
		if (last && JSON.stringify(last.wording) === JSON.stringify(wording)) last.certificates.push(row);
		else stretches.push({ wording, certificates: [row] });
	}
	const [first] = stretches;
	if (!first) return null;
	return {
		form: 'pdf',
		title: asked.locale === 'en' ? first.wording.titleEn : first.wording.titleVi,
		at: momentOf(first.wording),
		papers: stretches.map(({ wording, certificates }) => paperOf(wording, certificates, asked))
	};
}
