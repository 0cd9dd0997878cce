import { dayInVietnam } from '#lib/domain/shared/day.ts';
import type { CheckpointPolicy } from './checkpoint.ts';
import type { Day } from './event-days.ts';

export const DIRECTIONS = ['in', 'out'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** One passage that counted: where, when, by whom it was let through. */
export interface Sighting {
	readonly scanId: string;
	/** ISO 8601, corrected to the server's clock. */
	readonly at: string;
	readonly direction: Direction;
	readonly gate: string;
	readonly operator: string;
	readonly deviceId: string;
}

/** What is known of one person at one checkpoint. */
export interface Presence {
	/** Entries that counted: over the event, and on the day of the last passage. */
	readonly times: number;
	readonly timesThatDay: number;
	readonly day: Day;
	readonly first: Sighting;
	/** The last entry that counted, and the last passage in either direction. */
	readonly lastIn: Sighting | null;
	readonly last: Sighting;
}

/** What one more passage means under a policy, given what is known. The gate and the merge of all gates both ask here. */
export type Passage =
	/** `remaining`: how often it is allowed still, where the policy counts. */
	| { readonly kind: 'first'; readonly remaining?: number }
	| { readonly kind: 'again'; readonly since: Sighting }
	| { readonly kind: 'out'; readonly withoutEntry: boolean }
	| { readonly kind: 'already'; readonly since: Sighting; readonly times: number };

/**
 * Going out is never refused. A person whose exit was seen is let in again under every policy but a count. Who is still
 * inside from another day has forgotten to show the way out: nobody sleeps in the hall.
 */
export function passage(
	policy: CheckpointPolicy,
	presence: Presence | null,
	direction: Direction,
	at: Date
): Passage {
	const sameDay = presence !== null && presence.day === dayInVietnam(at);
	if (policy.kind === 'log')
		return direction === 'out' ? { kind: 'out', withoutEntry: false } : { kind: 'first' };
	if (direction === 'out')
		return {
			kind: 'out',
			withoutEntry: !sameDay || presence.last.direction === 'out' || presence.times === 0
		};
	if (!presence?.lastIn)
		return policy.kind === 'count' ? { kind: 'first', remaining: policy.times - 1 } : { kind: 'first' };
	const today = sameDay ? presence.timesThatDay : 0;
	const already: Passage = { kind: 'already', since: presence.lastIn, times: presence.times };
	if (policy.kind === 'count') {
		const used = policy.per === 'event' ? presence.times : today;
		return used < policy.times
			? { kind: 'first', remaining: policy.times - used - 1 }
			: { ...already, times: used };
	}
	if (today === 0 && policy.kind !== 'once') return { kind: 'first' };
	return presence.last.direction === 'out' ? { kind: 'again', since: presence.last } : already;
}

/** What is known after a passage that counted. */
export function presenceAfter(presence: Presence | null, seen: Sighting): Presence {
	const day = dayInVietnam(new Date(seen.at));
	const counted = seen.direction === 'in' ? 1 : 0;
	return {
		times: (presence?.times ?? 0) + counted,
		timesThatDay: (presence?.day === day ? presence.timesThatDay : 0) + counted,
		day,
		first: presence?.first ?? seen,
		lastIn: counted ? seen : (presence?.lastIn ?? null),
		last: seen
	};
}

/** Whether a person is inside at an instant: last seen going in, on the same day. */
export function isInside(presence: Presence | null, at: Date): boolean {
	return presence !== null && presence.last.direction === 'in' && presence.day === dayInVietnam(at);
}
