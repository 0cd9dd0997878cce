import * as v from 'valibot';
import {
	needsDecision,
	RECOVERY_STATES,
	REVOCATION_REASONS,
	takesAway
} from '#lib/domain/honours/standing.ts';
import { dayInVietnam } from '#lib/domain/shared/day.ts';
import { fieldRefusal } from '#lib/server/command/refusal.ts';
import { optionalDay, optionalText, reason } from '#lib/server/contest/input.ts';

/** Reasons that somebody chooses to take an honour away; a mistake or a loss is answered by another certificate instead. */
export const TAKING_AWAY = REVOCATION_REASONS.filter(takesAway);

/** Why and by whose word honours are taken away. */
export const revocationFields = {
	for: v.picklist(TAKING_AWAY, 'field_required'),
	/** Of the decision that annuls it. */
	number: optionalText(60),
	on: optionalDay,
	recovery: v.optional(v.picklist(RECOVERY_STATES, 'field_invalid'), 'not-asked'),
	reason
} as const;

export interface Revocation {
	readonly for: (typeof TAKING_AWAY)[number];
	readonly number: string | null;
	readonly on: string | null;
	readonly recovery: (typeof RECOVERY_STATES)[number];
	readonly reason: string;
}

/** Refuses a taking away that the law does not know: without the decision that it needs, or by one of tomorrow. */
export function assertLawful({ for: why, number, on }: Revocation, now: Date): void {
	if (needsDecision(why) && !number) throw fieldRefusal('number', 'proof_number_needed');
	if (needsDecision(why) && !on) throw fieldRefusal('on', 'proof_day_needed');
	if (on && on > dayInVietnam(now)) throw fieldRefusal('on', 'proof_day_ahead');
}
