import { scoredParts } from '#lib/domain/contest/part.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import type { LookLine } from './second-look.ts';

/** Every line that judges mark in a stage, whichever kind of judge, in the order of the rules. */
export function lookLines(stage: Pick<Stage, 'parts'>): readonly LookLine[] {
	return scoredParts(stage.parts).flatMap(({ path, part }) =>
		part.kind === 'judged'
			? part.criteria.map((criterion) => ({ path: `${path}.${criterion.key}`, criterion }))
			: []
	);
}
