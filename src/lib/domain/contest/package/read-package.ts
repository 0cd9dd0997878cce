import { shapeOf } from '#lib/domain/shared/shape.ts';
import { validateRules } from '../validate-rules.ts';
import { checkPackage } from './check-package.ts';
import type { ContestPackage } from './package.ts';
import { PackageSchema } from './package.ts';
import type { PackageProblem } from './package-problem.ts';
import { packageView } from './package-view.ts';

export type ReadPackage =
	| { readonly ok: true; readonly package: ContestPackage }
	| { readonly ok: false; readonly problems: readonly PackageProblem[] };

/** Reads a contest package and tells every problem at once, each with its path ('rounds[0].marks[12].value'). */
export function readPackage(json: unknown): ReadPackage {
	const shape = shapeOf(PackageSchema, json);
	const view = packageView(json);
	const isObject = typeof json === 'object' && json !== null && !Array.isArray(json);
	const rules = isObject && 'rules' in json ? validateRules(json.rules, 'rules') : null;
	const problems: PackageProblem[] = [
		// The rules are reported by their own reader, which sees more than their form.
		...shape.problems.filter((problem) => rules === null || !isWithinRules(problem.path)),
		...(rules && !rules.ok ? rules.problems : []),
		...checkPackage(view)
	];
	if (problems.length > 0 || !shape.output) return { ok: false, problems };
	return { ok: true, package: shape.output };
}

/** Reads a package from the text of a file. */
export function readPackageText(text: string): ReadPackage {
	try {
		return readPackage(JSON.parse(text));
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		return {
			ok: false,
			problems: [{ path: '', code: 'problem_not_json', params: { detail: error.message } }]
		};
	}
}

function isWithinRules(path: string): boolean {
	return path === 'rules' || path.startsWith('rules.');
}
