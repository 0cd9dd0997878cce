import { readTicketCode } from '#lib/domain/vote/ticket-code.ts';
import { rateLimit } from '#lib/server/auth/rate.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { codeKey } from './ticket-secrets.ts';

const TEN_MINUTES = 10 * 60_000;
/** Only wrong codes are counted: a hall of a thousand behind one address may type, and mistype, all at once. */
const ofBrowser = rateLimit({ allowed: 10, windowMs: TEN_MINUTES });
const ofAddress = rateLimit({ allowed: 300, windowMs: TEN_MINUTES });
const ofEverybody = rateLimit({ allowed: 1500, windowMs: TEN_MINUTES });

export interface Typing {
	/** A cookie of this browser; null where it keeps none, and then the limit of its address holds it. */
	readonly browser: string | null;
	readonly address: string;
	readonly now: Date;
}

/**
 * The secret of the ticket with this short code. Refuses with `vote_code_unknown`, or `vote_code_wait` after too many wrong ones:
 * then even the right one is not looked at, and the QR still is.
 */
export async function tokenOfCode(
	read: Tx,
	typed: string,
	{ browser, address, now }: Typing
): Promise<string> {
	const at = now.getTime();
	const seconds = Math.max(
		browser === null ? 0 : ofBrowser.wait(browser, at),
		ofAddress.wait(address, at),
		ofEverybody.wait('', at)
	);
	if (seconds > 0) throw new Refusal('vote_code_wait', { minutes: Math.ceil(seconds / 60) });
	const code = readTicketCode(typed);
	// What cannot be a code is a slip of the thumb and guesses nothing.
	if (!code) throw new Refusal('vote_code_form');
	const { codeHash, tokenIn } = await codeKey(code);
	const ticket = await read.audienceTicket.findUnique({
		where: { codeHash },
		select: { sealed: true, voidedAt: true }
	});
	if (ticket && !ticket.voidedAt) return tokenIn(ticket.sealed);
	if (browser !== null) ofBrowser.take(browser, at);
	ofAddress.take(address, at);
	ofEverybody.take('', at);
	throw new Refusal('vote_code_unknown');
}
