import { checkCode, printedCheckCode, readCheckCode } from '#lib/domain/shared/check-code.ts';
import { isCredentialNumber, type CredentialNumber } from './token-payload.ts';

/** The code printed under a QR: the first 60 bits of the credential's number, twelve signs and a check sign. */
export function shortCode(credential: CredentialNumber): string {
	if (!isCredentialNumber(credential)) throw new RangeError(`not a credential's number: ${credential}`);
	return checkCode(BigInt(`0x${credential}`) >> 4n);
}

export { printedCheckCode as printedShortCode, readCheckCode as readShortCode };
