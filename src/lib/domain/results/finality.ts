const HOUR_MS = 3600_000;

/** The end of the time for appeals, in hours from publication; null where the rules set none. */
export function appealsUntil(publishedAt: Date, appealHours: number | undefined): Date | null {
	return appealHours === undefined ? null : new Date(publishedAt.getTime() + appealHours * HOUR_MS);
}

/** An appeal against one version as far as its standing goes. */
export interface AppealFacts {
	readonly answer: string | null;
	readonly answeredAt: Date | null;
}

export interface VersionFacts {
	readonly publishedAt: Date;
	/** Of the stage's rules; undefined: they set no time. */
	readonly appealHours: number | undefined;
	readonly appeals: readonly AppealFacts[];
	/** Another version follows it. */
	readonly isReplaced: boolean;
	/** Its round was opened again to correct it. */
	readonly isBeingCorrected: boolean;
}

/**
 * How firmly a version stands. replaced: another follows · correcting: it is being corrected · pending: `open` appeals are
 * not settled · window: appeals may still come until `until` · final: official since `since` · stated: the rules set no time
 * for appeals, so nothing makes it official but the committee's word.
 */
export type Finality =
	| { readonly kind: 'replaced' | 'correcting' | 'stated' }
	| { readonly kind: 'pending'; readonly open: number; readonly until: Date | null }
	| { readonly kind: 'window'; readonly until: Date }
	| { readonly kind: 'final'; readonly since: Date };

/**
 * Whether a version is final at `at`. An appeal keeps it from being so until it is answered, and one that was upheld until
 * the correction makes another version. At the end of the window exactly it is over.
 */
export function finality(version: VersionFacts, at: Date): Finality {
	if (version.isReplaced) return { kind: 'replaced' };
	if (version.isBeingCorrected) return { kind: 'correcting' };
	const until = appealsUntil(version.publishedAt, version.appealHours);
	const open = version.appeals.filter(({ answer }) => answer === null || answer === 'upheld').length;
	if (open > 0) return { kind: 'pending', open, until };
	if (until === null) return { kind: 'stated' };
	if (at < until) return { kind: 'window', until };
	const settled = version.appeals.map(({ answeredAt }) => answeredAt?.getTime() ?? 0);
	return { kind: 'final', since: new Date(Math.max(until.getTime(), ...settled)) };
}
