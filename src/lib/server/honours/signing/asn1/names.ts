/** The structures, algorithms and attributes that are looked for, by their numbers in the world's register. */
export const OID = {
	data: '1.2.840.113549.1.7.1',
	signedData: '1.2.840.113549.1.7.2',
	encryptedData: '1.2.840.113549.1.7.6',
	contentType: '1.2.840.113549.1.9.3',
	messageDigest: '1.2.840.113549.1.9.4',
	signingTime: '1.2.840.113549.1.9.5',
	signingCertificate: '1.2.840.113549.1.9.16.2.12',
	signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
	x509Certificate: '1.2.840.113549.1.9.22.1',
	keyBag: '1.2.840.113549.1.12.10.1.1',
	shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
	certBag: '1.2.840.113549.1.12.10.1.3',
	safeContentsBag: '1.2.840.113549.1.12.10.1.6',
	pbes2: '1.2.840.113549.1.5.13',
	pbmac1: '1.2.840.113549.1.5.14',
	pbkdf2: '1.2.840.113549.1.5.12',
	rsa: '1.2.840.113549.1.1.1',
	rsaPss: '1.2.840.113549.1.1.10',
	mgf1: '1.2.840.113549.1.1.8',
	sha256: '2.16.840.1.101.3.4.2.1',
	ecdsaSha256: '1.2.840.10045.4.3.2',
	commonName: '2.5.4.3',
	organization: '2.5.4.10'
} as const;

/** Digests, as node:crypto calls them. */
export const DIGESTS: Readonly<Record<string, string>> = {
	'1.3.14.3.2.26': 'sha1',
	[OID.sha256]: 'sha256',
	'2.16.840.1.101.3.4.2.2': 'sha384',
	'2.16.840.1.101.3.4.2.3': 'sha512'
};
