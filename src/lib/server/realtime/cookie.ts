/** A cookie's value from a handshake's header, where sockets have no framework to ask. */
export function cookieOf(header: string | undefined, name: string): string | null {
	for (const pair of header?.split(';') ?? []) {
		const at = pair.indexOf('=');
		if (at > 0 && pair.slice(0, at).trim() === name) return decodeURIComponent(pair.slice(at + 1).trim());
	}
	return null;
}
