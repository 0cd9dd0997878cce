import type { RehearsalUnderWay } from './hold-rehearsal.ts';

const KEY = Symbol.for('kheo.rehearsal');

/** A rehearsal that robots hold in this process. */
export interface RunningRehearsal extends Pick<RehearsalUnderWay, 'progress' | 'stop'> {
	readonly contestId: string;
	/** Code of the contest that is rehearsed. */
	readonly of: string;
}

// On globalThis, as the app is: in development vite loads modules again.
const holder = globalThis as typeof globalThis & { [KEY]?: RunningRehearsal | undefined };

/** The one rehearsal of this process; null while there is none. */
export function runningRehearsal(): RunningRehearsal | null {
	return holder[KEY] ?? null;
}

export function isRunning(contestId: string): boolean {
	return holder[KEY]?.contestId === contestId;
}

export function setRunning(rehearsal: RunningRehearsal | null): void {
	holder[KEY] = rehearsal ?? undefined;
}
