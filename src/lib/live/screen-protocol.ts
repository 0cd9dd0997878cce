import type { Scene, SceneKind } from '#lib/domain/stage/scene.ts';
import type { Slide } from '#lib/domain/stage/slides.ts';
import type { Name } from '#lib/domain/shared/name.ts';
import type { Shown } from './board-sync.ts';
import type { CeremonyView } from './ceremony-protocol.ts';
import type { ClockView } from './clock-protocol.ts';
import type { StageQuiz } from './quiz-protocol.ts';
import type { PublicVote } from './vote-protocol.ts';

/** Screens of the hall and overlays: each says how it is and hears what it shall show. No figures pass here. */
export const SCREEN_NAMESPACE = '/screen';

/** How often a screen says what it shows and asks whether it still should. */
export const REPORT_MS = 4000;

/** A screen that said nothing for so long is away. */
export const AWAY_MS = 4 * REPORT_MS;

/** How long screens say their names. */
export const IDENTIFY_MS = 10_000;

/** Grows when the form of a state changes: a screen that was loaded before an update then loads itself again. */
export const SCREEN_FORMAT = 2;

interface OfContest {
	readonly contestTitle: Name;
}

interface OfRound extends OfContest {
	readonly roundId: string;
	readonly roundName: string;
	readonly roundLang?: 'vi';
}

interface Qr {
	readonly size: number;
	readonly d: string;
}

/** A turn that is still to come. */
export interface ComingTurn {
	readonly teamName: string;
	readonly order: number;
	/** Empty where a team shows all its parts in one turn. */
	readonly part: string;
	/** Milliseconds; null where nobody set it. */
	readonly callTime: number | null;
	readonly isHeld: boolean;
}

/** What each kind of scene is made of. `shown` is only where it begins: its own line goes on from there. */
export interface SceneData {
	readonly title: OfContest & { readonly host: string; readonly occasion: string | null };
	readonly board: OfRound & {
		readonly shown: Shown | null;
		readonly phone: { readonly href: string; readonly qr: Qr };
	};
	readonly team: OfRound & {
		readonly shown: { readonly board: Shown | null; readonly clock: ClockView | null };
	};
	readonly next: OfRound & { readonly shown: Shown | null; readonly turns: readonly ComingTurn[] };
	readonly quiz: OfRound & { readonly isInvented: boolean; readonly shown: StageQuiz | null };
	readonly vote: OfRound & { readonly address: string; readonly qr: Qr; readonly shown: PublicVote | null };
	readonly ceremony: OfRound & {
		readonly key: string;
		readonly shown: CeremonyView;
		readonly result: { readonly qr: Qr };
	};
	readonly slides: OfContest & { readonly slides: readonly Slide[]; readonly seconds: number };
	readonly lower: OfRound & {
		readonly shown: { readonly board: Shown | null; readonly clock: ClockView | null };
		readonly slides: readonly (readonly string[])[];
		readonly seconds: number;
	};
	readonly slogan: OfContest & { readonly slides: readonly (readonly string[])[]; readonly seconds: number };
	readonly blank: OfContest;
}
export type AnySceneData = SceneData[SceneKind];

export interface AssignedScreen {
	readonly kind: 'assigned';
	readonly format: number;
	readonly seq: number;
	readonly scene: Scene;
	readonly name: string;
	readonly contestTitle: Name;
	readonly theme: 'hall' | 'paper';
	readonly freeBelow: number;
	/** Of the data, but for what the scene follows by itself. */
	readonly digest: string;
	/** Null where there is nothing to show yet; left out where the screen has it already. */
	readonly data?: AnySceneData | null;
	/** The server's clock, milliseconds. */
	readonly now: number;
}

export type ScreenState =
	/** Nobody's: it needs a code. Also what was revoked. */
	| { readonly kind: 'unknown' }
	| { readonly kind: 'waiting'; readonly code: string; readonly expiresAt: number; readonly now: number }
	| AssignedScreen;

/** What a screen says of itself. */
export interface ScreenReport {
	/** The change of the desk that is on show; null for none. */
	readonly seq: number | null;
	readonly digest: string | null;
	readonly width: number;
	readonly height: number;
	readonly appVersion: string;
	readonly roundTripMs: number | null;
	readonly isStale: boolean;
	readonly locale: 'vi' | 'en';
}

export interface FromScreen {
	report(report: ScreenReport, answer: (state: ScreenState) => void): void;
}

export interface ToScreen {
	/** There is something new: report, and hear what. */
	changed(): void;
	called(call: 'identify' | 'reload'): void;
}
