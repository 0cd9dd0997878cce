import { createHash, randomBytes, scrypt } from 'node:crypto';
import { ticketCode } from '#lib/domain/vote/ticket-code.ts';
import { hashOf } from '#lib/server/auth/secret.ts';

const TOKEN_BYTES = 16;
/** Some milliseconds a code: nothing for who types one, years for who tries all that forty bits hold. */
const COST = { N: 2 ** 12, r: 8, p: 1 } as const;
// The same everywhere: a ticket that is typed says nothing of its vote, and a contest may move to another machine.
const SALT = 'kheo audience ticket';

/** What is printed on one ticket. The database keeps none of it. */
export interface TicketSecrets {
	/** 128 random bits: what its QR holds. */
	readonly token: string;
	readonly code: string;
}

export interface StoredSecrets {
	readonly tokenHash: string;
	readonly codeHash: string;
	/** The token under a key that only the typed code gives. */
	readonly sealed: string;
}

export const TOKEN_PATTERN = /^[\w-]{22}$/;

export function newTicketSecrets(): TicketSecrets {
	return { token: randomBytes(TOKEN_BYTES).toString('base64url'), code: ticketCode(randomBytes(8)) };
}

const stretched = (code: string): Promise<Buffer> =>
	new Promise((resolve, reject) =>
		scrypt(code, SALT, 32 + TOKEN_BYTES, COST, (error, key) => (error ? reject(error) : resolve(key)))
	);

function crossed(bytes: Buffer, key: Buffer): Buffer {
	return Buffer.from(bytes.map((byte, index) => byte ^ key[32 + index]!));
}

export async function storedSecrets({ token, code }: TicketSecrets): Promise<StoredSecrets> {
	const key = await stretched(code);
	return {
		tokenHash: hashOf(token),
		codeHash: key.subarray(0, 32).toString('hex'),
		sealed: crossed(Buffer.from(token, 'base64url'), key).toString('hex')
	};
}

/** What a typed code is looked up by, and how it opens the ticket that it belongs to. */
export async function codeKey(code: string) {
	const key = await stretched(code);
	return {
		codeHash: key.subarray(0, 32).toString('hex'),
		tokenIn: (sealed: string) => crossed(Buffer.from(sealed, 'hex'), key).toString('base64url')
	};
}

/** Where a ticket's vote lies in the box. It comes from the token and from nothing that is stored beside the ticket. */
export function ballotKey(token: string): string {
	return createHash('sha256').update(`ballot of ${token}`).digest('hex');
}
