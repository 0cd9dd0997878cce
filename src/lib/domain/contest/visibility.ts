import * as v from 'valibot';
import { count } from './text.ts';

/** When the public board moves: as soon as a team is complete, or only when the round is published. */
export const PUBLIC_BOARD_POLICIES = ['afterEachTeam', 'atTheEnd'] as const;
export type PublicBoardPolicy = (typeof PUBLIC_BOARD_POLICIES)[number];

export const REVEALS = ['bottomUp', 'allAtOnce'] as const;

/** Judges are blind to each other until their own ballot is final; `judgesSeeOthersAfterFinal` opens it then. */
export const VisibilitySchema = v.strictObject({
	publicBoard: v.optional(v.picklist(PUBLIC_BOARD_POLICIES), 'atTheEnd'),
	judgesSeeOthersAfterFinal: v.optional(v.boolean(), false),
	showJudgeNames: v.optional(v.boolean(), false),
	freezeLastTeams: v.optional(count(0, 1000), 0),
	reveal: v.optional(v.picklist(REVEALS), 'bottomUp')
});
export type Visibility = Readonly<v.InferOutput<typeof VisibilitySchema>>;
