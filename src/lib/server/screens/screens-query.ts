import { sceneRead, type Scene, type ScreenKind } from '#lib/domain/stage/scene.ts';
import { AWAY_MS } from '#lib/live/screen-protocol.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { shownPicture } from '#lib/server/pictures/store.ts';
import type { Locale } from '#lib/words/figure.ts';
import { nameOf } from '#lib/words/named.ts';

/** A screen as its contest's desk sees it. */
export interface ScreenRow {
	readonly id: string;
	readonly name: string;
	readonly kind: ScreenKind;
	/** What the desk asked for, and what the screen said that it shows; null before it said anything. */
	readonly scene: Scene | null;
	readonly shown: Scene | null;
	/** It shows the desk's newest change. */
	readonly isThere: boolean;
	/** Since when it shows that. */
	readonly shownAt: Date | null;
	readonly isOnline: boolean;
	readonly lastSeenAt: Date | null;
	readonly theme: 'hall' | 'paper';
	readonly freeBelow: number;
	readonly size: { readonly width: number; readonly height: number } | null;
	readonly appVersion: string | null;
	readonly roundTripMs: number | null;
	readonly isStale: boolean;
}

export async function screensOf(read: Tx, contestId: string, now: Date): Promise<ScreenRow[]> {
	const screens = await read.screen.findMany({
		where: { contestId, revokedAt: null },
		orderBy: [{ kind: 'asc' }, { claimedAt: 'asc' }, { id: 'asc' }]
	});
	return screens.map((screen) => ({
		id: screen.id,
		name: screen.name,
		kind: screen.kind === 'overlay' ? 'overlay' : 'hall',
		scene: sceneRead(screen.scene),
		shown: screen.shownScene === null ? null : sceneRead(screen.shownScene),
		shownAt: screen.shownAt,
		isThere: screen.shownSeq === screen.seq,
		// A server that was cut off from its power told nobody that its screens left.
		isOnline: screen.isOnline && now.getTime() - (screen.lastSeenAt?.getTime() ?? 0) < AWAY_MS,
		lastSeenAt: screen.lastSeenAt,
		theme: screen.theme === 'paper' ? 'paper' : 'hall',
		freeBelow: screen.freeBelow,
		size: screen.width && screen.height ? { width: screen.width, height: screen.height } : null,
		appVersion: screen.appVersion,
		roundTripMs: screen.roundTripMs,
		isStale: screen.isStale
	}));
}

/** Slides as they were typed; empty before that. */
export async function slideShowOf(read: Tx, contestId: string) {
	const show = await read.slideShow.findUnique({ where: { contestId } });
	return { text: show?.text ?? '', seconds: show?.seconds ?? 10 };
}

/** As they follow each other on a screen. */
export const SLIDE_ORDER: { position?: 'asc'; id?: 'asc' }[] = [{ position: 'asc' }, { id: 'asc' }];

/** Slides with a picture, in their order. */
export async function slidePicturesOf(read: Tx, contestId: string) {
	const slides = await read.slidePicture.findMany({
		where: { contestId },
		orderBy: SLIDE_ORDER,
		select: { id: true, text: true, picture: shownPicture }
	});
	return slides.map(({ id, text, picture }) => ({ id, text, picture }));
}

/** The contest's rounds, as scenes name them. */
export async function roundsForScenes(read: Tx, contestId: string, locale: Locale) {
	const rounds = await read.round.findMany({
		where: { contestId },
		orderBy: [{ position: 'asc' }, { id: 'asc' }],
		select: { id: true, name: true, nameEn: true }
	});
	return rounds.map(({ id, ...round }) => ({ id, name: nameOf(round, locale) }));
}
