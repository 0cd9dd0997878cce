import { createHmac, randomBytes } from 'node:crypto';
import { rateLimit } from '#lib/server/auth/rate.ts';

// Known to this process alone and gone with it: what is counted leads to nobody's address.
const secret = randomBytes(32);
const blurred = (text: string): string => createHmac('sha256', secret).update(text).digest('base64');

const FIVE_MINUTES = 5 * 60_000;
/** A whole hall may be behind one address. */
const fromAddress = rateLimit({ allowed: 120, windowMs: FIVE_MINUTES });
const fromBrowser = rateLimit({ allowed: 3, windowMs: FIVE_MINUTES });

/** Seconds to wait before another question; 0 where it may be asked now, which is then counted. Nothing of it is stored. */
export function waitToAsk(address: string, browser: string | undefined, now: Date): number {
	const at = now.getTime();
	const byBrowser = browser ? fromBrowser.take(blurred(browser), at) : 0;
	return byBrowser > 0 ? byBrowser : fromAddress.take(blurred(address), at);
}
