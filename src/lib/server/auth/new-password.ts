import { randomInt } from 'node:crypto';
import * as v from 'valibot';
import { PASSWORD_MAX, PASSWORD_MIN } from './password.ts';

// A short one is told so, and not twice.
const isVaried = (password: string): boolean =>
	password.length < PASSWORD_MIN || new Set(password.toLowerCase()).size >= 5;

/** What a person may choose as a password: long rather than complicated. */
export const NewPassword = v.pipe(
	v.string('field_required'),
	v.minLength(PASSWORD_MIN, 'access_password_short'),
	v.maxLength(PASSWORD_MAX, 'access_password_long'),
	v.check(isVaried, 'access_password_simple')
);

// Without letters and digits that look alike on paper: these passwords are read out and written down.
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password for one handing-over, in groups of four: 79 random bits. */
export function initialPassword(): string {
	const group = () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
	return [group(), group(), group(), group()].join('-');
}
