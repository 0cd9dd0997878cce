/** One sentence of the rules; `at` is its stable place ('prelim.skit.timeLimit'), the same in every version. */
export interface RulesSentence {
	readonly at: string;
	readonly text: string;
}

export interface RulesSection {
	readonly at: string;
	readonly title: string;
	/** Numbered where the order itself is a rule (the tie ladder). */
	readonly isOrdered: boolean;
	readonly sentences: readonly RulesSentence[];
}

/** Collects a section's sentences; null and undefined are left out. */
export function section(
	at: string,
	title: string,
	entries: readonly (readonly [string, string | null | undefined | false])[],
	isOrdered = false
): RulesSection {
	return {
		at,
		title,
		isOrdered,
		sentences: entries.flatMap(([key, text]) => (text ? [{ at: `${at}.${key}`, text }] : []))
	};
}
