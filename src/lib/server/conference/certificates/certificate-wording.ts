import type { Tx } from '#lib/server/db/client.ts';

/** What stands on certificates beside the person: kept with each as it was issued, so that a reprint is the same paper. */
export interface CertificateWording {
	readonly issuer: string;
	readonly place: string;
	/** YYYY-MM-DD */
	readonly issuedOn: string;
	readonly signerTitle: string;
	readonly signerName: string | null;
	readonly numberMark: string;
	readonly hostKind: string;
	readonly titleVi: string;
	readonly titleEn: string;
	readonly startsOn: string;
	readonly endsOn: string;
	readonly venue: string | null;
	readonly isInvented: boolean;
}

/** As a certificate that is issued now says it; null while nothing was saved. */
export async function wordingNow(read: Tx, conferenceId: string): Promise<CertificateWording | null> {
	const conference = await read.conference.findUniqueOrThrow({
		where: { id: conferenceId },
		include: { host: { select: { kind: true } }, certificateWords: true }
	});
	const words = conference.certificateWords;
	if (!words) return null;
	const { titleVi, titleEn, startsOn, endsOn, venue, isInvented } = conference;
	return {
		...{ issuer: words.issuer, place: words.place, issuedOn: words.issuedOn },
		...{ signerTitle: words.signerTitle, signerName: words.signerName, numberMark: words.numberMark },
		...{ hostKind: conference.host.kind, titleVi, titleEn, startsOn, endsOn, venue, isInvented }
	};
}

/** As a certificate was issued; one of which nothing was kept says what is said now. */
export function wordingOf(
	{ wording }: { readonly wording: string | null },
	now: CertificateWording | null
): CertificateWording | null {
	return wording === null ? now : (JSON.parse(wording) as CertificateWording);
}
