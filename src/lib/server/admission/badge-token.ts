import { compactKey, compactToken, signedToken } from '#lib/domain/admission/token.ts';
import type { TokenPayload } from '#lib/domain/admission/token-payload.ts';

/** What a badge's code says, and the key that it says it with. */
export interface TokenFacts {
	readonly number: string;
	readonly kid: number;
	/** Of the conference: eight hex digits. */
	readonly tag: string;
	readonly profile: string;
	/** badge | invite | temporary | pick-up */
	readonly kind: string;
	/** The category's first zone; 0 where it opens every zone. */
	readonly zone: number;
}

export const eventTagOf = (tag: string): number => Number.parseInt(tag, 16);

/** The text in a badge's QR: always the same for the same badge, so that nothing but its number is stored. */
export function badgeToken(
	{ number, kid, tag, profile, kind, zone }: TokenFacts,
	secret: Uint8Array
): string {
	const eventTag = eventTagOf(tag);
	// A temporary badge reads like any other: what it is, the roster says.
	const type = kind === 'invite' || kind === 'pick-up' ? kind : 'badge';
	const payload: TokenPayload = { type, kid, eventTag, credential: number, zone, days: 0 };
	return profile === 'compact'
		? compactToken(payload, compactKey(secret, eventTag, kid))
		: signedToken(payload, secret);
}
