import * as v from 'valibot';
import type { AbsenceScope } from '#lib/domain/scoring/judge-exclusion.ts';
import { count } from './text.ts';

/**
 * What happens when a judge is absent for a team. marksPresent: the marks that are there count, down to the quorum ·
 * dropFromAll: the judge's marks for that part count for no team, so that all have an equal panel ·
 * fullPanelOnly: the team stays incomplete. A conflict of interest always leaves the marks present.
 */
export const ABSENCE_POLICIES = ['marksPresent', 'dropFromAll', 'fullPanelOnly'] as const;
export type AbsencePolicy = (typeof ABSENCE_POLICIES)[number];

/**
 * What may be decided when a judge leaves during a round: under marksPresent either, for the other policies are the rules'
 * own answer.
 */
export const ABSENCE_CHOICES: Readonly<Record<AbsencePolicy, readonly AbsenceScope[]>> = {
	marksPresent: ['laterTeams', 'round'],
	dropFromAll: ['round'],
	fullPanelOnly: ['laterTeams']
};

/** `judges`: how many sit on the panel; `quorum`: the fewest counted ballots with which a part has a score. */
export const PanelSchema = v.strictObject({
	judges: count(1, 99),
	quorum: count(1, 99),
	chairs: v.optional(count(0, 1), 1),
	secretaries: v.optional(count(0, 20), 1),
	timekeepers: v.optional(count(0, 20), 1),
	absence: v.optional(v.picklist(ABSENCE_POLICIES), 'marksPresent')
});
export type Panel = Readonly<v.InferOutput<typeof PanelSchema>>;
