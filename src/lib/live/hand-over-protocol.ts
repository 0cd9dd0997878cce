import type { HandOverStep } from '#lib/domain/honours/hand-over.ts';
import type { InHall, OnStage } from '#lib/domain/honours/on-stage.ts';

/** Tablets beside the stage where certificates are handed over. */
export const HAND_OVER_NAMESPACE = '/hand-over';

/** So many taps go in one request. */
export const TAPS_AT_ONCE = 60;

/** whole: everything · people: what is noted of these, without where they are · hall: where everybody is, and nothing else. */
export type HandOverQuestion = { readonly awardId: string } & (
	| { readonly of: 'whole' }
	| { readonly of: 'people'; readonly ids: readonly string[] }
	| { readonly of: 'hall' }
);

/** A moment is a text between machines. */
export type SentOnStage = Omit<OnStage, 'doneAt' | 'hall'> & { readonly doneAt: string | null };

export const sentOnStage = <Person extends Pick<OnStage, 'doneAt'>>(person: Person) => ({
	...person,
	doneAt: person.doneAt?.toISOString() ?? null
});

/** Everything that a tablet shows of a hand-over. */
export interface SentStage {
	readonly title: string;
	readonly isOpen: boolean;
	readonly people: readonly (SentOnStage & { readonly hall: InHall | null })[];
}

/** `at`: the server's clock, ms · `account`: who is signed in on this tablet. */
export type HandOverAnswer =
	| ({ readonly at: number; readonly account: string } & (
			| { readonly kind: 'whole'; readonly stage: SentStage }
			| { readonly kind: 'people'; readonly people: readonly SentOnStage[] }
			| { readonly kind: 'hall'; readonly hall: Readonly<Record<string, InHall>> }
	  ))
	/** Nobody is signed in · the account may not hand over for this decision · there is no such decision. */
	| { readonly kind: 'signed-out' | 'forbidden' | 'gone' };

/** Ids and nothing of what they are: whoever hears of them asks, and is authorised anew. */
export type HandOverNews =
	| { readonly of: 'whole' }
	| { readonly of: 'people'; readonly ids: readonly string[] }
	| { readonly of: 'hall' };

export interface FromHandOver {
	/** What is asked for as it is now; from then on the tablet hears of every change. */
	look(question: HandOverQuestion, answer: (answer: HandOverAnswer | null) => void): void;
}

export interface ToHandOver {
	changed(news: HandOverNews): void;
}

/** One tap as it is sent: everything in it was written down when it was made and never changes. */
export interface SentTap {
	/** The idempotency key. */
	readonly id: string;
	readonly recipientId: string;
	readonly step: Exclude<HandOverStep, 'pick-up'>;
	readonly receiver: string | null;
	/** Of the hand-over, as it was on the screen; counted on by own taps that were not sent yet. */
	readonly version: number;
	readonly certificateId: string | null;
	/** The tap of this tablet on which it builds. */
	readonly after: string | null;
	/** ISO, by the server's clock as far as the tablet knows it. */
	readonly tappedAt: string;
}

/** How one tap ended: stored, or refused in words. */
export type TapResult =
	| { readonly id: string; readonly ok: true }
	| { readonly id: string; readonly ok: false; readonly code: string; readonly text: string };

export interface TapsAnswer {
	readonly at: number;
	readonly results: readonly TapResult[];
	/** Whom the taps are about, as they are now. */
	readonly people: readonly SentOnStage[];
}
