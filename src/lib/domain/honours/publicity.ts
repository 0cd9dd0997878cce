import type { SubjectKind } from './award-kind.ts';
import type { DecisionState } from './decision-steps.ts';

/** names: everybody by name · counts: collectives by name, individuals and households only as how many they are. */
export const PUBLICITIES = ['names', 'counts'] as const;
export type Publicity = (typeof PUBLICITIES)[number];

/** In which states a decision may be read by everybody: from its approval on, so that a ceremony need not wait for papers. */
export const PUBLIC_STATES: readonly DecisionState[] = ['approved', 'issued'];

export const mayBePublic = (state: DecisionState): boolean => PUBLIC_STATES.includes(state);

/** Whether somebody stands by name on a page that everybody reads. */
export const isNamed = (as: Publicity, subject: SubjectKind): boolean =>
	as === 'names' || subject === 'collective';

/** The order in which a roll is read: collectives, households, individuals. */
export const ROLL_ORDER: readonly SubjectKind[] = ['collective', 'household', 'individual'];

/** Rows group by group as a roll is read; within a group they keep their order. */
export const inRollOrder = <Row extends { readonly subject: SubjectKind }>(rows: readonly Row[]): Row[] =>
	ROLL_ORDER.flatMap((subject) => rows.filter((row) => row.subject === subject));

/** What all of several texts say; null where they differ, where it is said once only, or where nothing is said. */
export function saidOfAll(texts: readonly string[]): string | null {
	const [first] = texts;
	return texts.length > 1 && first && texts.every((text) => text === first) ? first : null;
}
