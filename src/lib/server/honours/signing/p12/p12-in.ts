import { fieldRefusal } from '#lib/server/command/refusal.ts';

export const MOST_P12_BYTES = 64 * 1024;
const LONGEST_PASSWORD = 200;

/** Somebody's P12 with its password, in memory as long as they are used. */
export interface SentP12 {
	readonly bytes: Uint8Array;
	readonly password: string;
}

/** The P12 and the password in a form. Refuses in words. */
export async function p12In(form: FormData): Promise<SentP12> {
	const file = form.get('p12');
	const password = form.get('password');
	if (!(file instanceof File) || file.size === 0) throw fieldRefusal('p12', 'sign_p12_none');
	if (file.size > MOST_P12_BYTES)
		throw fieldRefusal('p12', 'sign_p12_large', { limit: MOST_P12_BYTES / 1024 });
	if (typeof password !== 'string' || password === '')
		throw fieldRefusal('password', 'sign_p12_password_needed');
	if (password.length > LONGEST_PASSWORD) throw fieldRefusal('password', 'sign_p12_password');
	return { bytes: new Uint8Array(await file.arrayBuffer()), password };
}
