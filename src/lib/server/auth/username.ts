/** One form for signing in and for storing: people type capitals and spaces by accident on a phone. */
export function usernameOf(text: string): string {
	return text.normalize('NFC').trim().toLowerCase();
}

export const USERNAME_PATTERN = /^[a-z0-9][a-z0-9._-]{2,39}$/;
