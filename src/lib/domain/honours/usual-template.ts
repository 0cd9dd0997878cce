import type { AwardKind, Letterhead } from './award-kind.ts';

/** The key of the template that a new decision begins with. */
export const usualTemplate = (kind: AwardKind, letterhead: Letterhead): string => `${letterhead}-${kind}`;
