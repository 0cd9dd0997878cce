import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '#lib/server/config.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const FILE = 'master.key';

/** 32 bytes as base64, from a text of the environment or a file. Throws in words where it is none. */
function keyRead(text: string, from: string): Buffer {
	const key = Buffer.from(text.trim(), 'base64');
	if (key.length !== KEY_BYTES) throw new Error(`${from} must hold ${KEY_BYTES} bytes in base64`);
	return key;
}

function keyFile(folder: string): Buffer {
	const path = join(folder, FILE);
	try {
		return keyRead(readFileSync(path, 'utf8'), path);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
	}
	// Written whole under another name first, then given its name unless another process was quicker: nobody reads half a key.
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const draft = `${path}.${randomBytes(6).toString('hex')}`;
	writeFileSync(draft, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
	try {
		linkSync(draft, path);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	} finally {
		unlinkSync(draft);
	}
	return keyRead(readFileSync(path, 'utf8'), path);
}

/**
 * The installation's master key: `KHEO_MASTER_KEY`, else the file `master.key` of the data folder, which is made at first
 * use for its owner alone. Whoever has the database without it can sign no badge.
 */
export function masterKey(env: Readonly<Record<string, string | undefined>> = process.env): Buffer {
	if (env.KHEO_MASTER_KEY) return keyRead(env.KHEO_MASTER_KEY, 'KHEO_MASTER_KEY');
	return keyFile(readConfig(env).dataFolder);
}

const keyFor = (master: Buffer, purpose: string) =>
	Buffer.from(hkdfSync('sha256', master, 'kheo', purpose, KEY_BYTES));

export type Purpose = 'conference-key' | 'mail' | 'honours-key';

/** Seals a secret for one purpose and place: both have to be the same when it is opened. AES-256-GCM, base64. */
export function sealed(
	secret: Uint8Array,
	place: string,
	master = masterKey(),
	purpose: Purpose = 'conference-key'
): string {
	const nonce = randomBytes(NONCE_BYTES);
	const cipher = createCipheriv('aes-256-gcm', keyFor(master, purpose), nonce);
	cipher.setAAD(Buffer.from(place));
	return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]).toString(
		'base64'
	);
}

/** Opens what `sealed` made. Throws where the master key, the purpose or the place is another one. */
export function unsealed(
	text: string,
	place: string,
	master = masterKey(),
	purpose: Purpose = 'conference-key'
): Uint8Array {
	const bytes = Buffer.from(text, 'base64');
	const decipher = createDecipheriv('aes-256-gcm', keyFor(master, purpose), bytes.subarray(0, NONCE_BYTES));
	decipher.setAAD(Buffer.from(place));
	decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
	return new Uint8Array(
		Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()])
	);
}
