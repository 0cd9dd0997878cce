import type { BoardMessage } from './board-sync.ts';

/** What a board is told of by the line that connects it with the server. */
export interface LineEnds {
	readonly roundId: string;
	/** The version that is shown. */
	version(): number | null;
	heard(message: BoardMessage): void;
	/** The server answers, and has sent or will send whatever is newer than what is shown. */
	joined(): void;
	/** Cut off; the line tries again by itself. */
	lost(): void;
}

/** A way to the server: keeps itself open until it is closed. */
export interface BoardLine {
	/** Asks for the board as of now, in a while; once however often it is wanted. */
	ask(delayMs: number): void;
	/** The device is back on a network: connects at once, instead of at the next try. */
	wake(): void;
	/** Lets go of a connection that says nothing any more, and makes a new one. */
	renew(): void;
	close(): void;
}

/** Up to twice `ms`: thousands of phones that were cut off together must not come back together. */
export const jittered = (ms: number) => ms * (0.5 + Math.random() * 1.5);

/** How long to wait before the next try: about half a second after the first that failed, then twice as long, at most five. */
export const patience = (failed: number) => jittered(Math.min(2500, 500 * 2 ** Math.max(0, failed - 1)));
