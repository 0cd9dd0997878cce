/** How many must be present: at least, or more than, a fraction of those who were called. */
export interface QuorumRule {
	readonly numerator: number;
	readonly denominator: number;
	readonly mode: 'at-least' | 'more-than';
}

export interface Quorum {
	readonly isMet: boolean;
	readonly needed: number;
	readonly missing: number;
}

/** Whether a conference may decide. Whole persons, reckoned without fractions of one; of nobody called there is no quorum. */
export function quorum({ numerator, denominator, mode }: QuorumRule, came: number, called: number): Quorum {
	const share = BigInt(called) * BigInt(numerator);
	const whole = Number(share / BigInt(denominator));
	const isExact = share % BigInt(denominator) === 0n;
	const needed = mode === 'more-than' ? whole + 1 : isExact ? whole : whole + 1;
	return { isMet: called > 0 && came >= needed, needed, missing: Math.max(0, needed - came) };
}

/** The rule of a conference that asks for so many per cent of those who were called. */
export function quorumOf(percent: number): QuorumRule {
	return { numerator: percent, denominator: 100, mode: 'at-least' };
}
