import type { Part, SubPart } from '#lib/domain/contest/part.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';

/** The part or sub-part at a path, or null. */
export function partAt(stage: Stage, path: string): Part | SubPart | null {
	const [key, subKey, ...rest] = path.split('.');
	const part = stage.parts.find((known) => known.key === key);
	if (!part || rest.length > 0) return null;
	if (subKey === undefined) return part;
	return part.kind === 'compound' ? (part.parts.find((sub) => sub.key === subKey) ?? null) : null;
}
