import type { Problem } from '#lib/domain/shared/problem.ts';

/** What can be wrong with a round's sheet under the rules of its stage. Each is a message key; the params are named beside it. */
export const SHEET_PROBLEMS = [
	/** teamId */ 'sheet_problem_team_not_in_round',
	/** judgeId */ 'sheet_problem_judge_not_on_panel',
	/** path */ 'sheet_problem_unknown_part',
	/** path */ 'sheet_problem_unknown_criterion',
	/** path */ 'sheet_problem_part_not_given',
	/** judgeId, path */ 'sheet_problem_judge_does_not_mark_part',
	/** — */ 'sheet_problem_given_twice',
	/** value, min, max */ 'sheet_problem_out_of_range',
	/** value, step */ 'sheet_problem_off_step',
	/** value, marks */ 'sheet_problem_not_permitted',
	/** id */ 'sheet_problem_id_twice',
	/** typeKey */ 'sheet_problem_unknown_deduction',
	/** typeKey */ 'sheet_problem_deduction_needs_part',
	/** typeKey */ 'sheet_problem_deduction_takes_no_part',
	/** typeKey */ 'sheet_problem_points_missing',
	/** typeKey */ 'sheet_problem_points_not_asked',
	/** points, max */ 'sheet_problem_points_above_max',
	/** teamId */ 'sheet_problem_team_twice',
	/** judgeId, teams, path */ 'sheet_problem_equal_marks'
] as const;
export type SheetProblemCode = (typeof SHEET_PROBLEMS)[number];
export type SheetProblem = Problem<SheetProblemCode>;
