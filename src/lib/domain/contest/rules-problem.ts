import type { Problem } from '#lib/domain/shared/problem.ts';
import type { ShapeProblem } from '#lib/domain/shared/shape.ts';

/** What can be wrong with the meaning of rules whose form is right. Each is a message key; the params are named beside it. */
export const RULES_PROBLEMS = [
	/** key */ 'rules_problem_key_twice',
	/** sum, scale */ 'rules_problem_criteria_sum',
	/** sum, scale */ 'rules_problem_sub_parts_sum',
	/** min, max */ 'rules_problem_min_not_below_max',
	/** min, max, step */ 'rules_problem_step_misses_max',
	/** quorum, judges */ 'rules_problem_quorum_above_panel',
	/** atLeast, dropped */ 'rules_problem_trim_leaves_nothing',
	/** atLeast */ 'rules_problem_trim_row_twice',
	/** minRemaining, judges */ 'rules_problem_remaining_above_panel',
	/** — */ 'rules_problem_overtime_without_limit',
	/** — */ 'rules_problem_undertime_without_minimum',
	/** minimum, limit */ 'rules_problem_minimum_above_limit',
	/** seconds, limit */ 'rules_problem_warning_after_limit',
	/** seconds, points */ 'rules_problem_penalty_not_rising',
	/** key */ 'rules_problem_key_reserved',
	/** key */ 'rules_problem_void_needs_part',
	/** after */ 'rules_problem_rounding_twice',
	/** — */ 'rules_problem_rounded_without_point',
	/** — */ 'rules_problem_ladder_open_end',
	/** index */ 'rules_problem_ladder_after_end',
	/** index */ 'rules_problem_ladder_step_twice',
	/** path */ 'rules_problem_unknown_part',
	/** path */ 'rules_problem_unknown_criterion',
	/** path */ 'rules_problem_not_judged',
	/** mark */ 'rules_problem_mark_impossible',
	/** — */ 'rules_problem_ladder_without_chair',
	/** — */ 'rules_problem_ladder_without_limit',
	/** — */ 'rules_problem_first_part_reversed',
	/** from */ 'rules_problem_unknown_stage',
	/** from */ 'rules_problem_source_sends_nobody',
	/** — */ 'rules_problem_first_stage_has_no_teams',
	/** — */ 'rules_problem_needs_clusters',
	/** — */ 'rules_problem_rest_not_last',
	/** minTotal, most */ 'rules_problem_prize_out_of_reach',
	/** min, max */ 'rules_problem_range_reversed'
] as const;
export type RulesProblemCode = (typeof RULES_PROBLEMS)[number];
export type RulesProblem = Problem<RulesProblemCode | ShapeProblem>;
