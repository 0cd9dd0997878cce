import type { DelegateStatus } from './delegate-status.ts';
import type { Whereabouts } from './whereabouts.ts';

/** Somebody of a delegation, as far as speaking goes. */
export interface Fellow {
	readonly id: string;
	readonly name: string;
	readonly role: string;
	readonly deputyOrder: number | null;
	readonly status: DelegateStatus;
	readonly is: Whereabouts;
	/** Whose place they took. */
	readonly replacesId: string | null;
}

const OUT: readonly string[] = ['substituted', 'excused', 'absent'];

/** Whoever sits in somebody's place now, however often it changed hands. */
function holderAfter(speakerId: string, fellows: readonly Fellow[]): Fellow | null {
	let holder: Fellow | null = null;
	const seen = new Set([speakerId]);
	for (let id: string = speakerId; ;) {
		const next = fellows.find(({ replacesId }) => replacesId === id);
		if (!next || seen.has(next.id)) return holder;
		seen.add(next.id);
		holder = next;
		id = next.id;
	}
}

const byOrder = (one: Fellow, other: Fellow) =>
	(one.deputyOrder ?? Infinity) - (other.deputyOrder ?? Infinity) || (one.id < other.id ? -1 : 1);

/**
 * Who of the delegation is to speak in a speaker's place: whoever took their seat, else its deputies in their order, else its
 * head; one who is in the hall before one who is not. Null where the speaker can: who merely has not come yet is waited for
 * until somebody who could speak instead is in the hall.
 */
export function standIn(speakerId: string, fellows: readonly Fellow[]): Fellow | null {
	const speaker = fellows.find(({ id }) => id === speakerId);
	if (!speaker || (speaker.is === 'here' && !OUT.includes(speaker.status))) return null;
	const holder = holderAfter(speakerId, fellows);
	const deputies = fellows.filter(({ role }) => role === 'deputy').sort(byOrder);
	const heads = fellows.filter(({ role }) => role === 'head');
	const order = [...(holder ? [holder] : []), ...deputies, ...heads].filter(
		({ id, status, is }) => id !== speakerId && !OUT.includes(status) && is !== 'left'
	);
	const here = order.find(({ is }) => is === 'here') ?? null;
	const isOut = OUT.includes(speaker.status) || speaker.is === 'left';
	return here ?? (isOut ? (order[0] ?? null) : null);
}
