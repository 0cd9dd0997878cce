export const EXCLUSION_CAUSES = ['conflict', 'absent'] as const;
export type ExclusionCause = (typeof EXCLUSION_CAUSES)[number];

/** A judge who does not mark: a conflict of interest with the team, or away. Null team: all teams; null part: all parts. */
export interface JudgeExclusion {
	readonly judgeId: string;
	readonly teamId: string | null;
	readonly partKey: string | null;
	readonly cause: ExclusionCause;
}
