/** What a good signature on a certificate's file says of itself; kept as JSON with the file. */
export interface SignatureFacts {
	/** Whom its certificate names, and for which organization; null where it names none. */
	readonly signer: string | null;
	readonly organization: string | null;
	/** Who made out its certificate, by the certificate's own word. */
	readonly issuer: string | null;
	/** The certificate was made out by its own holder: nobody vouches for who that is. */
	readonly isSelfMade: boolean;
	/** Hex digits. */
	readonly serial: string;
	/** ISO moments. */
	readonly validFrom: string;
	readonly validTo: string;
	/** When it was signed, by the signature's own word; null where it has none. */
	readonly signedAt: string | null;
}

/** Whether the signer's certificate was valid when it signed; where the signature names no time, at `kept`. */
export function validityAt(
	{ validFrom, validTo, signedAt }: SignatureFacts,
	kept: Date | string
): 'valid' | 'early' | 'expired' {
	const at = new Date(signedAt ?? kept).getTime();
	if (at < Date.parse(validFrom)) return 'early';
	return at > Date.parse(validTo) ? 'expired' : 'valid';
}

/** Everybody who signed, as one line; null where nobody is named. */
export const signersOf = (signatures: readonly SignatureFacts[]): string | null =>
	signatures
		.flatMap(({ signer }) => signer ?? [])
		.join('; ')
		.slice(0, 500) || null;
