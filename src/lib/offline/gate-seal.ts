/** What lies on a gate's tablet, readable only through a key that never leaves the browser. */
export interface Sealed {
	readonly iv: Uint8Array<ArrayBuffer>;
	readonly data: ArrayBuffer;
}

/** A key that no script can read out; it is kept as it is in IndexedDB. */
export function newSealKey(): Promise<CryptoKey> {
	return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

export async function seal(key: CryptoKey, value: unknown): Promise<Sealed> {
	const iv = crypto.getRandomValues(new Uint8Array(12));
	const bytes = new TextEncoder().encode(JSON.stringify(value));
	return { iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes) };
}

/** Null where it was written with another key or is damaged. */
export async function unseal(key: CryptoKey, sealed: Sealed): Promise<unknown> {
	try {
		const bytes = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv }, key, sealed.data);
		return JSON.parse(new TextDecoder().decode(bytes));
	} catch {
		return null;
	}
}
