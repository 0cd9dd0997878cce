import type { CeremonyStep } from '#lib/domain/ceremony/ceremony-step.ts';
import type { Name } from '#lib/domain/shared/name.ts';
import type { ShownPicture } from '#lib/domain/shared/shown-picture.ts';

/** Apart from every board's namespace: what is told here, no phone hears. */
export const CEREMONY_NAMESPACE = '/ceremony';

/** How often followers are told how far the ceremony is, so that a missed step is found. */
export const CEREMONY_BEAT_MS = 2500;

export const CEREMONY_CHANNELS = ['live', 'rehearsal'] as const;
export type CeremonyChannel = (typeof CEREMONY_CHANNELS)[number];

/**
 * Everything that a screen or the presenter's page may know now: never a step after the one that is told, nor how many
 * there are. While screens are covered, and before the start, no step at all.
 */
export interface CeremonyView {
	readonly roundId: string;
	readonly channel: CeremonyChannel;
	/** Which of two views is newer; grows also when the ceremony goes back. */
	readonly seq: number;
	readonly phase: 'waiting' | 'running' | 'ended';
	readonly isHeld: boolean;
	/** Counted from 1; 0 where no step is told. */
	readonly number: number;
	readonly step: CeremonyStep | null;
	/** What was said before it, for the presenter. */
	readonly previous: CeremonyStep | null;
	/** Of teams that this step calls, and of no others: a picture that is fetched before its step would tell who comes. */
	readonly pictures: readonly ({ readonly teamId: string } & ShownPicture)[];
	readonly contest: { readonly title: Name; readonly isInvented: boolean };
	readonly round: { readonly name: string; readonly nameEn: string | null };
	/** Hundredths of the screen's height left free below. */
	readonly freeBelow: number;
}

export interface Follow {
	readonly roundId: string;
	readonly channel: CeremonyChannel;
	readonly key: string;
	/** `seq` of what is shown already; null for nothing. */
	readonly seq: number | null;
}

export type Followed =
	| { readonly ok: true; readonly now: number; readonly view: CeremonyView | null }
	| { readonly ok: false; readonly code: 'invalid' | 'unknown' };

export interface CeremonyBeat {
	readonly roundId: string;
	readonly channel: CeremonyChannel;
	readonly seq: number;
	readonly number: number;
	readonly now: number;
}

export interface ToFollower {
	view(message: CeremonyView): void;
	beat(message: CeremonyBeat): void;
}

export interface FromFollower {
	follow(message: Follow, answer: (followed: Followed) => void): void;
}
