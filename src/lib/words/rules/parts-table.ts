import type { Part, SubPart } from '#lib/domain/contest/part.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import { pointsWords, type Locale } from '../points.ts';

/** A row of the table of points: a part, a section of a part, or a criterion. */
export interface PointsRow {
	readonly path: string;
	readonly kind: 'part' | 'section' | 'criterion';
	readonly name: string;
	readonly most: string;
	readonly step: string | null;
	readonly coefficient: string;
}

/** What can be reached where: every part with its sections and criteria, in the order of the rules. */
export function pointsTable(stage: Pick<Stage, 'parts'>, locale: Locale): PointsRow[] {
	return stage.parts.flatMap((part) => [
		...rowsOf(part, part.key, 'part', locale),
		...(part.kind === 'compound'
			? part.parts.flatMap((sub) => rowsOf(sub, `${part.key}.${sub.key}`, 'section', locale))
			: [])
	]);
}

function rowsOf(part: Part | SubPart, path: string, kind: 'part' | 'section', locale: Locale): PointsRow[] {
	const points = (text: string) => pointsWords(text, locale);
	const own: PointsRow = {
		path,
		kind,
		name: part.name[locale],
		most: points(part.scale),
		step: part.kind === 'given' ? points(part.step) : null,
		coefficient: points(part.coefficient)
	};
	if (part.kind !== 'judged') return [own];
	return [
		own,
		...part.criteria.map((criterion): PointsRow => ({
			path: `${path}.${criterion.key}`,
			kind: 'criterion',
			name: criterion.name[locale],
			most: points(criterion.max),
			step: points(criterion.step),
			coefficient: points(criterion.coefficient)
		}))
	];
}
