import type { TeamValues } from '#lib/features/contest/team-values.ts';

/** What was typed and not sent, kept in this browser. `version` is the server's version on which it was typed. */
export interface KeptDraft {
	readonly values: TeamValues;
	readonly version: number | null;
	readonly at: string;
}

const nameOf = (unitId: string, teamId: string | null) => `kheo.registration.${unitId}.${teamId ?? 'new'}`;

/** False where this browser keeps nothing (a private window, a full disk): the page then must not promise it. */
export function keepDraft(unitId: string, teamId: string | null, draft: Omit<KeptDraft, 'at'>): boolean {
	try {
		const kept: KeptDraft = { ...draft, at: new Date().toISOString() };
		localStorage.setItem(nameOf(unitId, teamId), JSON.stringify(kept));
		return true;
	} catch {
		return false;
	}
}

export function keptDraft(unitId: string, teamId: string | null): KeptDraft | null {
	try {
		const draft = JSON.parse(localStorage.getItem(nameOf(unitId, teamId)) ?? 'null') as KeptDraft | null;
		return draft && Array.isArray(draft.values?.members) ? draft : null;
	} catch {
		return null;
	}
}

export function dropDraft(unitId: string, teamId: string | null): void {
	try {
		localStorage.removeItem(nameOf(unitId, teamId));
	} catch {
		// Nothing was kept there either.
	}
}
