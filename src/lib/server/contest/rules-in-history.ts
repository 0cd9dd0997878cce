import { rulesDifferences } from '#lib/words/rules.ts';
import type { Locale } from '#lib/words/points.ts';
import type { SavedRules } from './rules-query.ts';

/** The versions for a page, each with what it says differently from the one before it. */
export function rulesInHistory(
	history: readonly SavedRules[],
	locale: Locale,
	hrefOf: (version: number) => string
) {
	return history.map((saved, index) => {
		const before = history[index + 1];
		return {
			version: saved.version,
			hash: saved.hash,
			reason: saved.reason,
			by: saved.by,
			createdAt: saved.createdAt,
			lockedAt: saved.lockedAt,
			differences: before ? rulesDifferences(before.rules, saved.rules, locale) : [],
			href: hrefOf(saved.version)
		};
	});
}

/** The version that an address asks for, else the newest; null where none was saved. */
export function askedVersion(history: readonly SavedRules[], asked: string | null): SavedRules | null {
	return history.find(({ version }) => String(version) === asked) ?? history[0] ?? null;
}
