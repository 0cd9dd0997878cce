/** What lets a tablet without network know its judge's PIN again. Weak by nature (10,000 PINs): the server's check counts. */
export interface PinCheck {
	readonly deviceId: string;
	readonly salt: string;
	readonly iterations: number;
	readonly hash: string;
	readonly failures: number;
	/** Of the PIN that it knows: another one has another. */
	readonly mark?: string;
}

const ITERATIONS = 300_000;
export const LOCAL_PIN_TRIES = 5;

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

async function derive(pin: string, salt: string, iterations: number): Promise<string> {
	const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, [
		'deriveBits'
	]);
	const params = { name: 'PBKDF2', hash: 'SHA-256', salt: new TextEncoder().encode(salt), iterations };
	return hex(new Uint8Array(await crypto.subtle.deriveBits(params, key, 256)));
}

/** Null where the page is served without https: browsers then have no such arithmetic, and waking needs the network. */
export async function pinCheckFor(deviceId: string, pin: string): Promise<PinCheck | null> {
	if (!globalThis.crypto?.subtle) return null;
	const salt = hex(crypto.getRandomValues(new Uint8Array(16)));
	return { deviceId, salt, iterations: ITERATIONS, hash: await derive(pin, salt, ITERATIONS), failures: 0 };
}

export async function isPin(check: PinCheck, pin: string): Promise<boolean> {
	return (await derive(pin, check.salt, check.iterations)) === check.hash;
}
