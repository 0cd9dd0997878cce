import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import * as v from 'valibot';
import { Refusal } from '#lib/server/command/refusal.ts';

const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 128 * 1024 * 1024 } as const;
const base64 = v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]+=*$/));

const SealedSchema = v.strictObject({
	format: v.literal('kheo-moving-contest'),
	version: v.literal(1),
	/** scrypt, N 32768, r 8, p 1; AES-256-GCM. */
	salt: base64,
	iv: base64,
	tag: base64,
	data: base64
});

export const PASSPHRASE_LENGTH = 10;

const keyFrom = (passphrase: string, salt: Buffer): Promise<Buffer> =>
	new Promise((resolve, reject) =>
		scrypt(passphrase.normalize('NFC'), salt, 32, COST, (error, key) =>
			error ? reject(error) : resolve(key)
		)
	);

/** Closes a contest's text with a passphrase: it holds drafts of judges, telephone numbers and seeds nobody has seen. */
export async function sealMoving(text: string, passphrase: string): Promise<string> {
	const salt = randomBytes(16);
	const iv = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', await keyFrom(passphrase, salt), iv);
	const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
	return JSON.stringify({
		format: 'kheo-moving-contest',
		version: 1,
		salt: salt.toString('base64'),
		iv: iv.toString('base64'),
		tag: cipher.getAuthTag().toString('base64'),
		data: data.toString('base64')
	} satisfies v.InferOutput<typeof SealedSchema>);
}

/** Whether a file is a moving contest rather than an open package. */
export function isSealed(text: string): boolean {
	return text.slice(0, 200).includes('"kheo-moving-contest"');
}

/** Opens it again; refuses a wrong passphrase and a file in which a byte was changed, which cannot be told apart. */
export async function openMoving(sealed: string, passphrase: string): Promise<string> {
	try {
		const { salt, iv, tag, data } = v.parse(SealedSchema, JSON.parse(sealed));
		const bytes = (text: string) => Buffer.from(text, 'base64');
		const cipher = createDecipheriv('aes-256-gcm', await keyFrom(passphrase, bytes(salt)), bytes(iv));
		cipher.setAuthTag(bytes(tag));
		return Buffer.concat([cipher.update(bytes(data)), cipher.final()]).toString('utf8');
	} catch {
		throw new Refusal('contest_moving_closed', {}, [{ field: 'passphrase', code: 'contest_moving_closed' }]);
	}
}
