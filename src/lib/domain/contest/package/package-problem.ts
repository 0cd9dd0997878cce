import type { Problem } from '#lib/domain/shared/problem.ts';
import type { SheetProblemCode } from '#lib/domain/scoring/sheet-problem.ts';
import type { ShapeProblem } from '#lib/domain/shared/shape.ts';
import type { RulesProblemCode } from '../rules-problem.ts';

/** What can be wrong between the parts of a contest package. Each is a message key; the params are named beside it. */
export const PACKAGE_PROBLEMS = [
	/** id */ 'package_problem_id_twice',
	/** id */ 'package_problem_unknown_unit',
	/** id */ 'package_problem_unit_loop',
	/** id */ 'package_problem_unknown_cluster',
	/** id */ 'package_problem_unknown_team',
	/** id */ 'package_problem_unknown_judge',
	/** key */ 'package_problem_unknown_stage',
	/** — */ 'package_problem_conflict_without_target',
	/** stageKey */ 'package_problem_round_needs_cluster',
	/** stageKey */ 'package_problem_round_takes_no_cluster',
	/** stageKey */ 'package_problem_round_twice',
	/** teamId */ 'package_problem_team_in_two_rounds',
	/** teamId, clusterId */ 'package_problem_team_of_other_cluster',
	/** chairs */ 'package_problem_several_chairs',
	/** partKey */ 'package_problem_draw_unknown_part',
	/** partKey */ 'package_problem_draw_not_everybody',
	/** — */ 'package_problem_draw_commitment',
	/** partKey */ 'package_problem_draw_order'
] as const;
export type PackageProblemCode = (typeof PACKAGE_PROBLEMS)[number];
export type PackageProblem = Problem<PackageProblemCode | SheetProblemCode | RulesProblemCode | ShapeProblem>;
