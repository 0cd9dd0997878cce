import type { BoardView } from './board.ts';
import type { Beat, Patch, Snapshot } from './board-protocol.ts';
import { apply } from './patch.ts';

/** What a screen shows, and of which version. */
export interface Shown {
	readonly version: number;
	/** When that version was written, on the server's clock. */
	readonly at: number;
	readonly view: BoardView;
}

export type BoardMessage =
	| ({ readonly kind: 'snapshot' } & Snapshot)
	| ({ readonly kind: 'patch' } & Patch)
	| ({ readonly kind: 'beat' } & Beat);

export interface Received {
	readonly shown: Shown | null;
	/** Something was missed: ask for the whole board. */
	readonly isBehind: boolean;
}

/** What a message makes of the board that is shown. A patch fits only the version that it was made for. */
export function received(shown: Shown | null, message: BoardMessage): Received {
	const { v } = message;
	if (message.kind === 'snapshot')
		return { shown: { version: v, at: message.at, view: message.view }, isBehind: false };
	const version = shown?.version ?? 0;
	if (message.kind === 'patch' && shown && message.from === version) {
		return { shown: { version: v, at: message.at, view: apply(shown.view, message.patch) }, isBehind: false };
	}
	return { shown, isBehind: v > version };
}
