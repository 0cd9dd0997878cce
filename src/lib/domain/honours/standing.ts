/**
 * Why an award no longer stands. The first four are the law's reasons to annul a decision and take the award back (Law
 * 06/2022/QH15, chapter VII); `clerical` leads to a replacement, `lost` to a copy; `result` is a new version of the result
 * that it was given for.
 */
export const REVOCATION_REASONS = [
	'false-declaration',
	'false-papers',
	'unlawful-appraisal',
	'later-violation',
	'clerical',
	'lost',
	'result'
] as const;
export type RevocationReason = (typeof REVOCATION_REASONS)[number];

/** Whether the certificate itself came back. */
export const RECOVERY_STATES = ['not-asked', 'asked', 'recovered', 'not-recovered'] as const;
export type RecoveryState = (typeof RECOVERY_STATES)[number];

/** A reason that takes the honour away, and not only the paper. */
export const takesAway = (reason: RevocationReason): boolean => reason !== 'clerical' && reason !== 'lost';

/** Whether a decision's number and day must be given: where an honour is taken away by the law. */
export const needsDecision = (reason: RevocationReason): boolean => takesAway(reason) && reason !== 'result';

export interface Certificate {
	readonly id: string;
	/** What it was made in place of. */
	readonly replacesId: string | null;
	readonly revokedFor: RevocationReason | null;
}

/** What whoever checks a certificate is told. A copy of a lost one leaves the lost one invalid, so that two never stand. */
export type Standing =
	| { readonly state: 'genuine' }
	| { readonly state: 'revoked'; readonly reason: RevocationReason }
	| { readonly state: 'replaced'; readonly by: string };

/** The end of the chain of replacements that begins with `id`, or null where nothing took its place. Chains never close. */
export function newestOf(certificates: readonly Certificate[], id: string): string | null {
	const next = new Map(
		certificates.flatMap(({ id: own, replacesId }) => (replacesId ? [[replacesId, own]] : []))
	);
	const seen = new Set<string>([id]);
	let newest: string | null = null;
	for (let at = next.get(id); at !== undefined && !seen.has(at); at = next.get(at)) {
		seen.add(at);
		newest = at;
	}
	return newest;
}

/** How a certificate stands; null: nobody knows it. */
export function standingOf(certificates: readonly Certificate[], id: string): Standing | null {
	const certificate = certificates.find((one) => one.id === id);
	if (!certificate) return null;
	const { revokedFor } = certificate;
	if (revokedFor && takesAway(revokedFor)) return { state: 'revoked', reason: revokedFor };
	const by = newestOf(certificates, id);
	if (by) return { state: 'replaced', by };
	return revokedFor ? { state: 'revoked', reason: revokedFor } : { state: 'genuine' };
}
