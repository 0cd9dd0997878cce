import { searchKey } from '#lib/domain/people/search-key.ts';

/**
 * What the desk says of who goes up. self: whoever it names is the recipient, or of the collective · instead: the delegate receives
 * it for them · nobody: nobody at the conference is.
 */
export const LINKED_AS = ['self', 'instead', 'nobody'] as const;
export type LinkedAs = (typeof LINKED_AS)[number];

export interface Linked {
	readonly subject: string;
	readonly name: string;
	readonly personId: string | null;
	readonly unitId: string | null;
	/** As chosen by hand; null with a name: chosen before it was asked which of the two it is. */
	readonly linkedAs: LinkedAs | null;
	readonly delegateId: string | null;
	readonly delegationId: string | null;
}

export interface Attending {
	readonly id: string;
	readonly personId: string;
	readonly delegationId: string | null;
	readonly name: string;
}

interface Delegation {
	readonly id: string;
	readonly unitId: string;
	readonly name: string;
}

/** Whoever can go up at a conference. */
export interface Attendance {
	readonly delegates: readonly Attending[];
	readonly delegations: readonly Delegation[];
	/** The units above one, nearest first. */
	readonly above: (unitId: string) => readonly string[];
}

/** Somebody who may be meant. It says nothing of where anybody is until a person has chosen it. */
export interface Suggestion {
	readonly kind: 'delegation' | 'delegate';
	readonly id: string;
	readonly name: string;
}

export interface StandsFor {
	/** Who of them there is; nobody of a delegation may be named yet. */
	readonly people: readonly Attending[];
	/** Whether the recipient, or its delegation, is at the conference. */
	readonly isKnown: boolean;
	readonly receiver: Attending | null;
	readonly suggested: Suggestion | null;
}

/** The delegation of the nearest unit above a collective's, or the one delegate who is called as a person is. */
function suggestedFor(of: Linked, { delegates, delegations, above }: Attendance): Suggestion | null {
	if (of.subject === 'collective') {
		const near = of.unitId === null ? [] : above(of.unitId);
		const found = near.flatMap((unitId) => delegations.find((one) => one.unitId === unitId) ?? [])[0];
		return found ? { kind: 'delegation', id: found.id, name: found.name } : null;
	}
	// Who is known to be another person is a homonym.
	if (of.subject !== 'individual' || of.personId !== null) return null;
	const key = searchKey(of.name);
	const called = delegates.filter(({ name }) => searchKey(name) === key);
	return called.length === 1 ? { kind: 'delegate', id: called[0]!.id, name: called[0]!.name } : null;
}

function automatic(of: Linked, at: Attendance): StandsFor {
	const { delegates, delegations } = at;
	if (of.subject === 'collective') {
		const own = delegations.find(({ unitId }) => unitId === of.unitId);
		const people = own ? delegates.filter(({ delegationId }) => delegationId === own.id) : [];
		const suggested = own ? null : suggestedFor(of, at);
		return { people, isKnown: own !== undefined, receiver: null, suggested };
	}
	const people = delegates.filter(({ personId }) => personId === of.personId);
	const isKnown = people.length > 0;
	return { people, isKnown, receiver: null, suggested: isKnown ? null : suggestedFor(of, at) };
}

/** Whether a delegate who was chosen without a word of what for is the recipient, or of the collective. */
const isOwn = (of: Linked, chosen: Attending, delegationId: string | null): boolean =>
	of.subject === 'collective'
		? chosen.delegationId !== null && chosen.delegationId === delegationId
		: chosen.personId === of.personId || searchKey(chosen.name) === searchKey(of.name);

/**
 * Who at one conference stands for a recipient; null where nobody is known there. What a person chose counts alone: who was
 * chosen at another conference, or is no delegate any more, is not looked for by other ways.
 */
export function standsFor(of: Linked, at: Attendance): StandsFor | null {
	const { delegates, delegations } = at;
	if (of.linkedAs === 'nobody') return null;
	const isByHand = of.linkedAs !== null || of.delegateId !== null || of.delegationId !== null;
	if (!isByHand) {
		const found = automatic(of, at);
		return found.isKnown || found.suggested ? found : null;
	}
	const chosen = delegates.find(({ id }) => id === of.delegateId) ?? null;
	const group = delegations.find(({ id }) => id === of.delegationId) ?? null;
	if (!chosen && !group) return null;
	const known = group
		? { people: delegates.filter(({ delegationId }) => delegationId === group.id), isKnown: true }
		: automatic(of, at);
	const unitId = group?.id ?? known.people[0]?.delegationId ?? null;
	const isSelf = chosen && (of.linkedAs === null ? isOwn(of, chosen, unitId) : of.linkedAs === 'self');
	if (isSelf) return { people: [chosen], isKnown: true, receiver: null, suggested: null };
	return { people: known.people, isKnown: known.isKnown, receiver: chosen, suggested: null };
}
