import { hash, verify } from '@node-rs/argon2';

// OWASP's first choice for argon2id: 19 MiB, two passes, one lane.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

/** argon2id hash of a password in NFC, so that the same letters typed on another keyboard match. */
export function hashPassword(password: string): Promise<string> {
	return hash(password.normalize('NFC'), COST);
}

export function passwordMatches(passwordHash: string, password: string): Promise<boolean> {
	return verify(passwordHash, password.normalize('NFC'));
}

let decoy: Promise<string> | undefined;

/** Takes as long as a real check, so that an unknown name cannot be told from a wrong password. */
export async function spendAsMuchTime(password: string): Promise<void> {
	decoy ??= hashPassword('no account has this password');
	await passwordMatches(await decoy, password);
}
