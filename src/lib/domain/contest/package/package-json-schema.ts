import type { JsonSchema } from '#lib/domain/shared/json-schema.ts';
import { jsonSchema } from '#lib/domain/shared/json-schema.ts';
import { PackageSchema } from './package.ts';

/**
 * The published schema of contest packages (docs/contest-package.schema.json). It describes the form; references and rules
 * that contradict each other are found by readPackage alone.
 */
export function packageJsonSchema(): JsonSchema {
	return {
		$schema: 'https://json-schema.org/draft/2020-12/schema',
		$id: 'https://kheo.example/schema/contest-package-1.json',
		title: 'Khéo contest package, version 1',
		description:
			'A contest in one file: rules, units, teams, judges, rounds with their marks, and decisions. Points are decimal text with a point. Fields with a default may be left out.',
		...jsonSchema(PackageSchema)
	};
}
