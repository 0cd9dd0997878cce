import type { CeremonyOptions } from '#lib/domain/ceremony/ceremony-options.ts';
import type { NumberedStep } from '#lib/domain/ceremony/ceremony-script.ts';
import type { CeremonyChannel } from '#lib/live/ceremony-protocol.ts';

export interface ScriptView {
	readonly state: 'built' | 'rehearsal' | 'live' | 'ended' | 'replaced';
	readonly isStale: boolean;
	readonly steps: readonly NumberedStep[];
	readonly hash: string;
	readonly step: number;
	readonly isHeld: boolean;
	readonly seq: number;
	/** What opens the screens of the hall, and those of the rehearsal. */
	readonly keys: Readonly<Record<CeremonyChannel, string>>;
	readonly builtBy: { readonly id: string; readonly name: string; readonly at: Date };
	readonly confirmedBy: { readonly name: string; readonly at: Date } | null;
}

/** The ceremony's page at the desk, in the page's language. */
export interface CeremonyDeskView {
	readonly script: ScriptView | null;
	readonly obstacles: readonly { readonly title: string; readonly lines: readonly string[] }[];
	readonly nextVersion: number;
	readonly options: CeremonyOptions;
	/** Main prizes, best first. */
	readonly tiers: readonly { readonly key: string; readonly name: string; readonly mayBeMany: boolean }[];
	readonly side: readonly { readonly key: string; readonly name: string }[];
	readonly isAllAtOnce: boolean;
}
