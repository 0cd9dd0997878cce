import { isOnGrid } from '#lib/domain/shared/exact.ts';
import type { Criterion } from '../criterion.ts';
import type { Part } from '../part.ts';
import { scoredParts } from '../part.ts';
import type { Stage } from '../rules.ts';
import { LAST_STEPS } from '../tie-ladder.ts';
import type { Report } from './report.ts';
import { numbers } from './report.ts';

/** Says where the tie ladder refers to nothing, cannot work, or leaves ties open for ever. */
export function checkLadder(stage: Stage, report: Report): void {
	const last = stage.tieLadder.at(-1);
	if (!last || !LAST_STEPS.some((by) => by === last.by)) report.add([], 'rules_problem_ladder_open_end');
	const written = stage.tieLadder.map((step) => JSON.stringify(step));
	stage.tieLadder.forEach((step, index) => {
		const here = report.below(index);
		if (written.indexOf(written[index]!) < index) here.add([], 'rules_problem_ladder_step_twice', { index });
		if (step.by === 'sharedPlace' && index < stage.tieLadder.length - 1) {
			here.add([], 'rules_problem_ladder_after_end', { index });
		}
		if (step.by === 'partScore') checkPartPath(stage.parts, step.part, here.below('part'));
		if (step.by === 'criterionScore')
			checkCriterionPath(stage.parts, step.criterion, here.below('criterion'));
		if (step.by === 'countOfMark') {
			const reached = checkJudgedPath(stage.parts, step.at, here.below('at'));
			if (reached.length > 0 && !reached.some((criterion) => mayGive(criterion, step.mark))) {
				here.add(['mark'], 'rules_problem_mark_impossible', { mark: step.mark });
			}
		}
		if (step.by === 'judgesNonZero' || step.by === 'chairMark') {
			checkJudgedPath(stage.parts, step.at, here.below('at'));
		}
		const needsChair = step.by === 'chairMark' || (step.by === 'committeeVote' && step.chairCasting);
		if (needsChair && stage.panel.chairs === 0) here.add([], 'rules_problem_ladder_without_chair');
		if (step.by === 'committeeVote' && !step.chairCasting && stage.panel.judges % 2 === 0) {
			here.add(['chairCasting'], 'rules_problem_even_vote', { judges: stage.panel.judges });
		}
		if (step.by === 'drawOfLots' && step.from === 'seed' && stage.order === 'hand') {
			here.add(['from'], 'rules_problem_lots_without_seed');
		}
		if (step.by === 'leastOvertime') {
			if (step.at !== null) checkPartPath(stage.parts, step.at, here.below('at'));
			if (!timedPaths(stage.parts).some((path) => isWithin(path, step.at))) {
				here.add([], 'rules_problem_ladder_without_limit');
			}
		}
	});
}

export function checkPartPath(parts: readonly Part[], path: string, report: Report): void {
	const known = [...parts.map((part) => part.key), ...scoredParts(parts).map((scored) => scored.path)];
	if (!known.includes(path)) report.add([], 'rules_problem_unknown_part', { path });
}

export function checkCriterionPath(parts: readonly Part[], path: string, report: Report): void {
	if (!criteria(parts).some((entry) => entry.path === path)) {
		report.add([], 'rules_problem_unknown_criterion', { path });
	}
}

/** The criteria at or below a path; reports a path that leads to none. */
function checkJudgedPath(parts: readonly Part[], at: string | null, report: Report): Criterion[] {
	const reached = criteria(parts).filter((entry) => isWithin(entry.path, at));
	if (reached.length === 0) report.add([], 'rules_problem_not_judged', { path: at ?? '' });
	return reached.map((entry) => entry.criterion);
}

function criteria(parts: readonly Part[]): { path: string; criterion: Criterion }[] {
	return scoredParts(parts).flatMap(({ path, part }) =>
		part.kind === 'judged'
			? part.criteria.map((criterion) => ({ path: `${path}.${criterion.key}`, criterion }))
			: []
	);
}

function timedPaths(parts: readonly Part[]): string[] {
	const tops = parts.filter((part) => part.timeLimit).map((part) => part.key);
	const subs = scoredParts(parts).filter(({ part }) => part.timeLimit);
	return [...tops, ...subs.map(({ path }) => path)];
}

function isWithin(path: string, at: string | null): boolean {
	return at === null || path === at || path.startsWith(`${at}.`);
}

function mayGive(criterion: Criterion, mark: string): boolean {
	const read = numbers(mark, criterion.min, criterion.max, criterion.step);
	if (!read) return true;
	const [value, min, max, step] = read;
	if (criterion.marks) return criterion.marks.some((listed) => numbers(listed)?.[0].equals(value) ?? true);
	return value.compare(min) >= 0 && value.compare(max) <= 0 && isOnGrid(value, min, step);
}
