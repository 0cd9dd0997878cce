import type * as v from 'valibot';
import { pathOf, shapeOf } from '#lib/domain/shared/shape.ts';
import type { Placed } from '#lib/domain/scoring/check-sheet.ts';
import type { Rules } from '../rules.ts';
import { RulesSchema } from '../rules.ts';
import * as schema from './package.ts';

type Listed<S extends v.GenericSchema> = readonly Placed<v.InferOutput<S>>[];

/** A round as far as it could be read. */
export interface RoundView {
	readonly at: string;
	readonly head: v.InferOutput<typeof schema.RoundHeadSchema>;
	readonly draw: v.InferOutput<typeof schema.PackageDrawSchema> | null;
	readonly panel: Listed<typeof schema.PanelSeatSchema>;
	readonly entrants: Listed<typeof schema.PackageEntrantSchema>;
	readonly marks: Listed<typeof schema.MarkSchema>;
	readonly absences: Listed<typeof schema.AbsenceSchema>;
	readonly givenScores: Listed<typeof schema.GivenScoreSchema>;
	readonly deductions: Listed<typeof schema.DeductionSchema>;
	readonly timings: Listed<typeof schema.TimingSchema>;
	readonly lots: Listed<typeof schema.LotsSchema>;
	readonly votes: Listed<typeof schema.VoteSchema>;
}

/**
 * Everything in a package that can be read by itself, with the place where it stands. What cannot be read is left out here
 * and named by the check of the form; so one broken line does not hide what is wrong with all others.
 */
export interface PackageView {
	readonly rules: Rules | null;
	/** Every id that is there to be referred to, also those of lines that cannot be read otherwise. */
	readonly known: Readonly<Record<'units' | 'clusters' | 'teams' | 'judges', ReadonlySet<string>>>;
	readonly units: Listed<typeof schema.PackageUnitSchema>;
	readonly clusters: Listed<typeof schema.PackageClusterSchema>;
	readonly teams: Listed<typeof schema.PackageTeamSchema>;
	readonly judges: Listed<typeof schema.PackageJudgeSchema>;
	readonly conflicts: Listed<typeof schema.PackageConflictSchema>;
	readonly decisions: Listed<typeof schema.StageDecisionsSchema>;
	readonly rounds: readonly RoundView[];
}

export function packageView(json: unknown): PackageView {
	const list = <S extends v.GenericSchema>(key: string, of: S) => listed(of, member(json, key), key);
	const ids = (key: string) =>
		new Set(
			array(member(json, key)).flatMap((item) => shapeOf(schema.IdSchema, member(item, 'id')).output ?? [])
		);
	return {
		rules: shapeOf(RulesSchema, member(json, 'rules')).output,
		known: { units: ids('units'), clusters: ids('clusters'), teams: ids('teams'), judges: ids('judges') },
		units: list('units', schema.PackageUnitSchema),
		clusters: list('clusters', schema.PackageClusterSchema),
		teams: list('teams', schema.PackageTeamSchema),
		judges: list('judges', schema.PackageJudgeSchema),
		conflicts: list('conflicts', schema.PackageConflictSchema),
		decisions: list('decisions', schema.StageDecisionsSchema),
		rounds: array(member(json, 'rounds')).flatMap((raw, index) => roundView(raw, pathOf('rounds', index)))
	};
}

function roundView(raw: unknown, at: string): RoundView[] {
	const head = shapeOf(schema.RoundHeadSchema, raw).output;
	if (!head) return [];
	const list = <S extends v.GenericSchema>(key: string, of: S) =>
		listed(of, member(raw, key), pathOf(at, key));
	return [
		{
			at,
			head,
			draw: shapeOf(schema.PackageDrawSchema, member(raw, 'draw')).output,
			panel: list('panel', schema.PanelSeatSchema),
			entrants: list('entrants', schema.PackageEntrantSchema),
			marks: list('marks', schema.MarkSchema),
			absences: list('absences', schema.AbsenceSchema),
			givenScores: list('givenScores', schema.GivenScoreSchema),
			deductions: list('deductions', schema.DeductionSchema),
			timings: list('timings', schema.TimingSchema),
			lots: list('lots', schema.LotsSchema),
			votes: list('votes', schema.VoteSchema)
		}
	];
}

function listed<S extends v.GenericSchema>(of: S, json: unknown, at: string): Placed<v.InferOutput<S>>[] {
	return array(json).flatMap((item, index) => {
		const { output } = shapeOf(of, item);
		return output === null ? [] : [{ at: pathOf(at, index), value: output }];
	});
}

function array(json: unknown): readonly unknown[] {
	return Array.isArray(json) ? json : [];
}

function member(json: unknown, key: string): unknown {
	return typeof json === 'object' && json !== null ? (json as Record<string, unknown>)[key] : undefined;
}
