import { pathOf, shapeOf } from '#lib/domain/shared/shape.ts';
import { checkPart } from './check/check-part.ts';
import { checkRules } from './check/check-rules.ts';
import { checkStage } from './check/check-stage.ts';
import { reportTo } from './check/report.ts';
import { PanelSchema } from './panel.ts';
import { PartSchema } from './part.ts';
import type { RulesProblem } from './rules-problem.ts';
import type { Rules } from './rules.ts';
import { RulesSchema, StageSchema } from './rules.ts';

export type ValidatedRules =
	| { readonly ok: true; readonly rules: Rules }
	| { readonly ok: false; readonly problems: readonly RulesProblem[] };

/**
 * Reads rules from JSON, writes out the defaults, and tells every problem at once: of form, and of meaning wherever the
 * form allows to see one. Paths are written from `at`, 'stages[0].parts[1].scale'.
 */
export function validateRules(json: unknown, at = ''): ValidatedRules {
	const shape = shapeOf(RulesSchema, json, at);
	const meaning = shape.output ? checkRules(shape.output) : checkFragments(json);
	const problems = [
		...shape.problems,
		...meaning.map((problem) => ({ ...problem, path: under(at, problem.path) }))
	];
	if (problems.length > 0 || !shape.output) return { ok: false, problems };
	return { ok: true, rules: shape.output };
}

/** One missing comma must not hide the mistakes of all other parts: what can be read is checked for itself. */
function checkFragments(json: unknown): RulesProblem[] {
	const problems: RulesProblem[] = [];
	const report = reportTo(problems);
	list(json, 'stages').forEach((rawStage, stageIndex) => {
		const stage = shapeOf(StageSchema, rawStage).output;
		const here = report.below('stages', stageIndex);
		if (stage) return checkStage(stage, here);
		const panel = shapeOf(PanelSchema, member(rawStage, 'panel')).output;
		list(rawStage, 'parts').forEach((rawPart, index) => {
			const part = shapeOf(PartSchema, rawPart).output;
			if (part) checkPart(part, panel, here.below('parts', index));
		});
	});
	return problems;
}

function member(json: unknown, key: string): unknown {
	return typeof json === 'object' && json !== null ? (json as Record<string, unknown>)[key] : undefined;
}

function list(json: unknown, key: string): readonly unknown[] {
	const found = member(json, key);
	return Array.isArray(found) ? found : [];
}

function under(at: string, path: string): string {
	if (at === '' || path === '') return at + path;
	return path.startsWith('[') ? at + path : pathOf(at, path);
}
