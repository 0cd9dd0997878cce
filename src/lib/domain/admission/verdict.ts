/** Every answer that a gate can give (docs/check-in.md has the table). */
export const VERDICT_CODES = [
	'ADMIT',
	'ADMIT_OFFLINE',
	'REENTRY',
	'EXIT_OK',
	'ECHO',
	'ALREADY',
	'REVOKED',
	'REPLACED',
	'WRONG_EVENT',
	'WRONG_DAY',
	'NOT_YET',
	'CLOSED',
	'WRONG_ZONE',
	'PENDING_APPROVAL',
	'BLOCKED',
	'UNLISTED',
	'FORGED',
	'NOT_OURS',
	'NEEDS_SERVER'
] as const;
export type VerdictCode = (typeof VERDICT_CODES)[number];

/** How an answer looks and sounds; never told by colour alone. */
export const TONES = [
	'admit',
	'admit-offline',
	'passage',
	'attention',
	'refuse',
	'unknown',
	'silent'
] as const;
export type Tone = (typeof TONES)[number];

/** `counts`: the person passed, and presence says so. */
export const VERDICTS: Readonly<Record<VerdictCode, { readonly tone: Tone; readonly counts: boolean }>> = {
	ADMIT: { tone: 'admit', counts: true },
	ADMIT_OFFLINE: { tone: 'admit-offline', counts: true },
	REENTRY: { tone: 'passage', counts: true },
	EXIT_OK: { tone: 'passage', counts: true },
	ECHO: { tone: 'silent', counts: false },
	ALREADY: { tone: 'attention', counts: false },
	REVOKED: { tone: 'refuse', counts: false },
	REPLACED: { tone: 'refuse', counts: false },
	WRONG_EVENT: { tone: 'refuse', counts: false },
	WRONG_DAY: { tone: 'refuse', counts: false },
	NOT_YET: { tone: 'attention', counts: false },
	CLOSED: { tone: 'attention', counts: false },
	WRONG_ZONE: { tone: 'refuse', counts: false },
	PENDING_APPROVAL: { tone: 'attention', counts: false },
	BLOCKED: { tone: 'refuse', counts: false },
	UNLISTED: { tone: 'attention', counts: false },
	FORGED: { tone: 'refuse', counts: false },
	NOT_OURS: { tone: 'unknown', counts: false },
	NEEDS_SERVER: { tone: 'attention', counts: false }
};

export function doesCount(code: VerdictCode): boolean {
	return VERDICTS[code].counts;
}

/** The answer as it is meant, whoever gave it: offline is how surely it is known, not what was decided. */
export function settledCode(code: VerdictCode): VerdictCode {
	return code === 'ADMIT_OFFLINE' ? 'ADMIT' : code;
}
