/**
 * How often a person is let through. once · once_per_day · inout: in and out as often as they like, counted who is inside ·
 * count: so many times (meals), over the event or each day · log: anything is written down (documents, prints).
 */
export type CheckpointPolicy =
	| { readonly kind: 'once' }
	| { readonly kind: 'once_per_day' }
	| { readonly kind: 'inout' }
	| { readonly kind: 'count'; readonly times: number; readonly per: 'event' | 'day' }
	| { readonly kind: 'log' };

export const CHECKPOINT_POLICIES = [
	'once',
	'once_per_day',
	'inout',
	'count',
	'log'
] as const satisfies readonly CheckpointPolicy['kind'][];

/** From `opensAt` on, before `closesAt`; both as instants in ISO 8601 with a time zone. */
export interface OpeningHours {
	readonly opensAt: string;
	readonly closesAt: string;
}

export interface Checkpoint {
	readonly id: string;
	readonly name: string;
	readonly policy: CheckpointPolicy;
	/** None: always open. Several: open in any of them (morning and afternoon). */
	readonly hours: readonly OpeningHours[];
	/** The zone that lies behind it; null: every zone's people may pass. */
	readonly zone: number | null;
	/** Whether an invitation's code is let through as a badge is (a small meeting without badges). */
	readonly acceptsInvites: boolean;
	/** Where a certificate or gift is handed over: only there does a pick-up code count. */
	readonly handsOver: boolean;
}

export type Opening =
	| { readonly kind: 'open' }
	| { readonly kind: 'not-yet'; readonly opensAt: string }
	| { readonly kind: 'closed'; readonly closedAt: string };

/** Whether a checkpoint is open; between two openings the next one is what people wait for. */
export function openingAt(hours: readonly OpeningHours[], at: Date): Opening {
	const now = at.getTime();
	if (hours.length === 0 || hours.some(({ opensAt, closesAt }) => isWithin(now, opensAt, closesAt)))
		return { kind: 'open' };
	const next = earliest(hours.map(({ opensAt }) => opensAt).filter((opens) => Date.parse(opens) > now));
	if (next) return { kind: 'not-yet', opensAt: next };
	return {
		kind: 'closed',
		closedAt: earliest(
			hours.map(({ closesAt }) => closesAt),
			-1
		)!
	};
}

function isWithin(now: number, opensAt: string, closesAt: string): boolean {
	return Date.parse(opensAt) <= now && now < Date.parse(closesAt);
}

function earliest(instants: readonly string[], sign = 1): string | undefined {
	return [...instants].sort((a, b) => sign * (Date.parse(a) - Date.parse(b)))[0];
}
