export const CERTIFICATE_SIZES = ['a4', 'a5'] as const;
export type CertificateSize = (typeof CERTIFICATE_SIZES)[number];

export interface PrintedCertificate {
	/** 'Số: 012/GCN-BTC' without its word. */
	readonly number: string;
	readonly name: string;
	/** female | male | null */
	readonly gender: string | null;
	readonly title: string | null;
	readonly unit: string;
}

/** What certificates of attendance are drawn from: plain data, so that a worker can have it. */
export interface CertificatesInput {
	readonly locale: 'vi' | 'en';
	readonly size: CertificateSize;
	readonly family: 'state' | 'party';
	readonly conference: {
		readonly title: string;
		readonly startsOn: string;
		readonly endsOn: string;
		readonly venue: string | null;
		readonly isInvented: boolean;
	};
	readonly issuer: string;
	readonly place: string;
	readonly issuedOn: string;
	readonly signerTitle: string;
	readonly signerName: string | null;
	readonly at: string;
	readonly certificates: readonly PrintedCertificate[];
}
