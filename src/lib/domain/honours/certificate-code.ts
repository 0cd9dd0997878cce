import { checkCode } from '#lib/domain/shared/check-code.ts';

const ID = /^[0-9a-f]{32}$/;

/** Under which anybody can look a certificate up: the first 60 of its 128 random bits, twelve signs and a check sign. */
export function certificateCode(id: string): string {
	if (!ID.test(id)) throw new RangeError('a certificate has 128 random bits, as 32 hexadecimal digits');
	return checkCode(BigInt(`0x${id}`) >> 68n);
}

/** What a certificate says of itself, and nothing else about its recipient. */
export interface ProvenFields {
	readonly id: string;
	readonly kind: string;
	readonly recipient: string;
	readonly issuer: string;
	readonly decision: string | null;
	readonly decidedOn: string;
	readonly number: number | null;
	/** SHA-256 of the file, 64 hexadecimal digits. */
	readonly file: string;
}

/**
 * The text that is signed, so that a certificate can be proved where there is no network: each field on a line of its own
 * after its name, without any line of another's making.
 */
export function provenText(fields: ProvenFields): string {
	const line = (name: string, value: string | number | null) =>
		`${name}: ${String(value ?? '')
			.normalize('NFC')
			.replace(/\p{Cc}/gu, ' ')}`;
	const { id, kind, recipient, issuer, decision, decidedOn, number, file } = fields;
	return [
		'kheo-certificate-1',
		line('id', id),
		line('kind', kind),
		line('recipient', recipient),
		line('issuer', issuer),
		line('decision', decision),
		line('decided-on', decidedOn),
		line('number', number),
		line('file', file)
	].join('\n');
}
