import type { Shown } from '#lib/domain/admission/decide.ts';
import type { Checkpoint } from '#lib/domain/admission/checkpoint.ts';
import type { Direction } from '#lib/domain/admission/presence.ts';
import type { RosterDelegate } from '#lib/domain/admission/roster.ts';
import type { ScanMethod } from '#lib/domain/admission/scan.ts';
import { doesCount } from '#lib/domain/admission/verdict.ts';
import type { GateOperatorView } from '#lib/live/gate-protocol.ts';
import { cardOf, type Card } from './card.ts';
import type { Answered } from './scan-facts.ts';
import { signal } from './signals.ts';

/** Who reads badges, at which checkpoint and which way. */
export interface Place {
	readonly operator: GateOperatorView;
	readonly checkpoint: Checkpoint;
	readonly direction: Direction;
}

/** How an answer came about. */
export interface HowShown {
	readonly isOffline: boolean;
	/** Whom a supervisor may let in against the answer. */
	readonly what: Shown;
	readonly method: ScanMethod;
	readonly place: Place;
}

/** What is on the large card. */
export interface ShownCard extends Card, HowShown {
	readonly scanId: string;
	/** The badge's number, where it is known, and whether it is a temporary one that nobody has. */
	readonly credential: string | null;
	readonly isUnbound: boolean;
	readonly mayOverride: boolean;
}

const GREEN_MS = 2_500;
const GREEN: readonly string[] = ['admit', 'admit-offline', 'passage'];

/** The large card at a gate: the last answer, a green one only for a moment. */
export class CardBoard {
	card = $state.raw<ShownCard | null>(null);
	/** Whose passage the last card was: their delegation may come in with them. */
	lastDelegate = $state.raw<RosterDelegate | null>(null);
	#dismissing: ReturnType<typeof setTimeout> | undefined;

	/** Shows an answer and lets it be heard. */
	show(
		scanId: string,
		{ code, facts, overridden }: Answered,
		how: HowShown,
		{ mayLetIn, withSound }: { readonly mayLetIn: boolean; readonly withSound: boolean }
	): ShownCard {
		const isAgainst =
			!overridden && !doesCount(code) && (facts.delegate !== undefined || code === 'UNLISTED');
		const card: ShownCard = {
			...{ ...cardOf(code, facts, overridden), ...how, scanId, credential: facts.credential ?? null },
			...{ isUnbound: facts.reason === 'unbound-temporary-badge', mayOverride: isAgainst && mayLetIn }
		};
		this.card = card;
		const isIn = how.place.direction === 'in' && (doesCount(code) || overridden);
		if (isIn && how.method !== 'group') this.lastDelegate = facts.delegate ?? null;
		signal(card.tone, withSound);
		clearTimeout(this.#dismissing);
		if (GREEN.includes(card.tone)) this.#dismissing = setTimeout(() => (this.card = null), GREEN_MS);
		return card;
	}

	dismiss(): void {
		clearTimeout(this.#dismissing);
		this.card = null;
	}

	forget(): void {
		this.dismiss();
		this.lastDelegate = null;
	}
}
