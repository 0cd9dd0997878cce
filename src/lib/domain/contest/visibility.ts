import * as v from 'valibot';
import { count } from './text.ts';

/** When the public board moves: as soon as a team is complete, or only when the round is published. */
export const PUBLIC_BOARD_POLICIES = ['afterEachTeam', 'atTheEnd'] as const;
export type PublicBoardPolicy = (typeof PUBLIC_BOARD_POLICIES)[number];

export const REVEALS = ['bottomUp', 'allAtOnce'] as const;

/**
 * What a mark that looks like a slip means for the public board: inform tells the chair alone, hold keeps the team's points
 * back until the chair or the judge has said that they stand.
 */
export const SECOND_LOOKS = ['inform', 'hold'] as const;
export type SecondLookPolicy = (typeof SECOND_LOOKS)[number];

/** Judges are blind to each other until their own ballot is final; `judgesSeeOthersAfterFinal` opens it then. */
export const VisibilitySchema = v.strictObject({
	publicBoard: v.optional(v.picklist(PUBLIC_BOARD_POLICIES), 'atTheEnd'),
	judgesSeeOthersAfterFinal: v.optional(v.boolean(), false),
	showJudgeNames: v.optional(v.boolean(), false),
	freezeLastTeams: v.optional(count(0, 1000), 0),
	reveal: v.optional(v.picklist(REVEALS), 'bottomUp'),
	/** No default, so that rules without it keep their hash; without it the chair is informed. */
	secondLook: v.optional(v.picklist(SECOND_LOOKS))
});
export type Visibility = Readonly<v.InferOutput<typeof VisibilitySchema>>;
