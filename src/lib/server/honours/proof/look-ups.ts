import { error } from '@sveltejs/kit';
import { rateLimit } from '#lib/server/auth/rate.ts';

// A person checks a handful of papers; whoever tries codes by the hundred has to wait.
const lookUps = rateLimit({ allowed: 60, windowMs: 60_000 });

interface Asking {
	getClientAddress(): string;
	setHeaders(headers: Record<string, string>): void;
}

/** For pages that answer a code: kept by nobody, and answers 429 to whoever asks too often. */
export function countLookUp({ getClientAddress, setHeaders }: Asking): void {
	setHeaders({ 'X-Robots-Tag': 'noindex', 'Cache-Control': 'no-store' });
	const seconds = lookUps.take(getClientAddress(), Date.now());
	if (seconds === 0) return;
	setHeaders({ 'Retry-After': String(seconds) });
	error(429, { message: 'too many', retryAfterSeconds: seconds });
}
