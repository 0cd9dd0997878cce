import * as v from 'valibot';
import { count, PointsSchema, PositiveSchema } from './text.ts';

/** Where answers come from: each team's own tablet, or boards held up, whose letters the desk types. */
export const QUIZ_INPUTS = ['tablet', 'board'] as const;
export type QuizInput = (typeof QUIZ_INPUTS)[number];

/** Whether a team's first choice stands, or may be changed until the time is up. */
export const ANSWER_LOCKS = ['firstChoice', 'whenTimeIsUp'] as const;
export type AnswerLock = (typeof ANSWER_LOCKS)[number];

/** Whether all teams of a round answer the same questions at once, or each team has drawn its own. */
export const QUIZ_TURNS = ['allTeams', 'eachTeam'] as const;
export type QuizTurn = (typeof QUIZ_TURNS)[number];

/** Within what a question that was drawn never comes again. */
export const NO_REPEAT_WITHIN = ['contest', 'stage'] as const;
export type NoRepeatWithin = (typeof NO_REPEAT_WITHIN)[number];

const noRepeat = v.optional(v.picklist(NO_REPEAT_WITHIN), 'contest');
const seconds = count(1, 3600);

/** A given part whose score is counted from multiple-choice questions; points as decimal text, times in seconds. */
export const QuizRuleSchema = v.strictObject({
	items: count(1, 100),
	pointsEach: PositiveSchema,
	/** Taken off for a wrong answer; no answer costs nothing. The score never falls below the part's `min`. */
	negative: v.optional(PointsSchema, '0'),
	answerSeconds: seconds,
	input: v.optional(v.picklist(QUIZ_INPUTS), 'tablet'),
	lock: v.optional(v.picklist(ANSWER_LOCKS), 'whenTimeIsUp'),
	turn: v.optional(v.picklist(QUIZ_TURNS), 'allTeams'),
	noRepeat
});
export type QuizRule = Readonly<v.InferOutput<typeof QuizRuleSchema>>;

/** Situations that every team draws for a judged part: time to consult, then time to answer, in seconds. */
export const SituationRuleSchema = v.strictObject({
	perTeam: v.optional(count(1, 10), 1),
	consultSeconds: v.optional(v.nullable(seconds), null),
	answerSeconds: seconds,
	noRepeat
});
export type SituationRule = Readonly<v.InferOutput<typeof SituationRuleSchema>>;
