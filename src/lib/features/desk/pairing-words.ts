import { m } from '#lib/paraglide/messages.js';

const words = {
	judging_pairing_unknown: () => m.refusal_judging_pairing_unknown(),
	judging_pairing_used: () => m.refusal_judging_pairing_used(),
	judging_pairing_expired: () => m.refusal_judging_pairing_expired()
};

/** Why a link pairs nothing. */
export const pairingRefusal = (state: keyof typeof words): string => words[state]();
