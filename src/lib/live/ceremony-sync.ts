import type { CeremonyBeat, CeremonyView } from './ceremony-protocol.ts';

export interface Heard {
	readonly shown: CeremonyView | null;
	/** A beat speaks of a step that never came: ask for what is told now. */
	readonly isBehind: boolean;
}

/** A view replaces an older one, whatever its step's number; one that comes late changes nothing. */
export function heardView(shown: CeremonyView | null, view: CeremonyView): Heard {
	return { shown: shown && view.seq < shown.seq ? shown : view, isBehind: false };
}

export function heardBeat(shown: CeremonyView | null, beat: CeremonyBeat): Heard {
	return { shown, isBehind: !shown || shown.seq < beat.seq };
}
