export const EXCLUSION_CAUSES = ['conflict', 'absent'] as const;
export type ExclusionCause = (typeof EXCLUSION_CAUSES)[number];

/**
 * What people decided about a judge who left: laterTeams: the marks given before stay · round: they count for no team in the
 * parts that the judge is away from, so that all have an equal panel.
 */
export const ABSENCE_SCOPES = ['laterTeams', 'round'] as const;
export type AbsenceScope = (typeof ABSENCE_SCOPES)[number];

/** A judge who does not mark: a conflict of interest with the team, or away. Null team: all teams; null part: all parts. */
export interface JudgeExclusion {
	readonly judgeId: string;
	readonly teamId: string | null;
	readonly partKey: string | null;
	readonly cause: ExclusionCause;
	/** Of an absence: nothing means what the rules' policy on absences says. */
	readonly scope?: AbsenceScope;
}
