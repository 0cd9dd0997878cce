import * as v from 'valibot';
import { NameSchema, TextSchema } from '#lib/domain/shared/name.ts';
import { UNIT_LEVELS } from '#lib/domain/people/unit.ts';
import { ABSENCE_SCOPES } from '#lib/domain/scoring/judge-exclusion.ts';
import { ENTRANT_STATUSES } from '#lib/domain/scoring/entrant.ts';
import { RulesSchema } from '../rules.ts';
import { DecimalSchema, KeySchema, PathSchema, PointsSchema, count } from '../text.ts';

/** Ids are the writer's own: anything short without blanks at its ends. */
export const IdSchema = v.pipe(
	v.string(),
	v.normalize('NFC'),
	v.regex(/^\S(.{0,98}\S)?$/u, 'problem_not_id')
);

const listOf = <S extends v.GenericSchema>(schema: S) =>
	v.optional(v.pipe(v.array(schema), v.readonly()), []);
const maybe = <S extends v.GenericSchema>(schema: S) => v.optional(v.nullable(schema), null);

export const PackageUnitSchema = v.strictObject({
	id: IdSchema,
	name: TextSchema,
	parentId: maybe(IdSchema),
	/** Needed where the rules cap the teams of a unit at a level. */
	level: v.optional(v.picklist(UNIT_LEVELS))
});
export const PackageClusterSchema = v.strictObject({ id: IdSchema, name: NameSchema });

export const MEMBER_ROLES = ['member', 'reserve', 'supporter'] as const;

/** A team of one or several units, its people, and the model that its skit presents. */
export const PackageTeamSchema = v.strictObject({
	id: IdSchema,
	name: TextSchema,
	unitIds: listOf(IdSchema),
	clusterId: maybe(IdSchema),
	isGuest: v.optional(v.boolean(), false),
	members: listOf(v.strictObject({ name: TextSchema, role: v.optional(v.picklist(MEMBER_ROLES), 'member') })),
	model: maybe(TextSchema)
});
export const PackageJudgeSchema = v.strictObject({ id: IdSchema, name: TextSchema, unitId: maybe(IdSchema) });

/** A declared conflict: with a team, or with a unit and all below it. */
export const PackageConflictSchema = v.strictObject({
	judgeId: IdSchema,
	teamId: maybe(IdSchema),
	unitId: maybe(IdSchema),
	reason: TextSchema
});

export const PanelSeatSchema = v.strictObject({
	judgeId: IdSchema,
	isChair: v.optional(v.boolean(), false),
	kind: maybe(KeySchema)
});
export const PackageEntrantSchema = v.strictObject({
	teamId: IdSchema,
	status: v.optional(v.picklist(ENTRANT_STATUSES), 'competing')
});

/** `seed` null: committed, not shown yet. One order a part. */
export const PackageDrawSchema = v.variant('method', [
	v.strictObject({
		method: v.literal('seed'),
		commitment: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'problem_not_id')),
		seed: maybe(v.string()),
		orders: listOf(v.strictObject({ partKey: KeySchema, teamIds: listOf(IdSchema) }))
	}),
	v.strictObject({
		method: v.literal('hand'),
		orders: listOf(v.strictObject({ partKey: KeySchema, teamIds: listOf(IdSchema) }))
	})
]);

export const MarkSchema = v.strictObject({
	teamId: IdSchema,
	judgeId: IdSchema,
	criterionKey: PathSchema,
	value: PointsSchema
});
export const AbsenceSchema = v.strictObject({
	judgeId: IdSchema,
	teamId: maybe(IdSchema),
	partKey: maybe(PathSchema),
	reason: v.optional(TextSchema),
	scope: v.optional(v.picklist(ABSENCE_SCOPES))
});
export const GivenScoreSchema = v.strictObject({
	teamId: IdSchema,
	partKey: PathSchema,
	value: DecimalSchema
});
export const DeductionSchema = v.strictObject({
	id: IdSchema,
	teamId: IdSchema,
	partKey: maybe(PathSchema),
	typeKey: KeySchema,
	points: maybe(PointsSchema),
	reason: v.optional(v.string(), '')
});
export const TimingSchema = v.strictObject({
	teamId: IdSchema,
	partKey: PathSchema,
	durationMs: count(0, 1e9)
});
export const LotsSchema = v.strictObject({ order: listOf(IdSchema) });
/** With `ballots` the votes are counted; without, the order is what the committee wrote down. */
export const VoteSchema = v.strictObject({
	order: listOf(listOf(IdSchema)),
	reason: TextSchema,
	ballots: v.optional(
		v.pipe(
			v.array(v.strictObject({ member: IdSchema, isChair: v.boolean(), teamId: v.nullable(IdSchema) })),
			v.readonly()
		)
	)
});

/** What names a round; the rest of it are lists. */
export const RoundHeadSchema = v.object({ id: IdSchema, stageKey: KeySchema, clusterId: maybe(IdSchema) });

export const PackageRoundSchema = v.strictObject({
	...RoundHeadSchema.entries,
	panel: listOf(PanelSeatSchema),
	entrants: listOf(PackageEntrantSchema),
	draw: maybe(PackageDrawSchema),
	marks: listOf(MarkSchema),
	absences: listOf(AbsenceSchema),
	givenScores: listOf(GivenScoreSchema),
	deductions: listOf(DeductionSchema),
	timings: listOf(TimingSchema),
	lots: listOf(LotsSchema),
	votes: listOf(VoteSchema)
});
export type PackageRound = Readonly<v.InferOutput<typeof PackageRoundSchema>>;

/** What people decided about who goes on from a stage. */
export const StageDecisionsSchema = v.strictObject({
	stageKey: KeySchema,
	choice: maybe(
		v.strictObject({ teamIds: listOf(IdSchema), reserves: listOf(IdSchema), reason: TextSchema })
	),
	cutDecisions: listOf(
		v.strictObject({ contenders: listOf(IdSchema), admitted: listOf(IdSchema), reason: TextSchema })
	),
	withdrawals: listOf(v.strictObject({ teamId: IdSchema, reason: TextSchema })),
	lots: listOf(LotsSchema),
	votes: listOf(VoteSchema)
});
export type StageDecisions = Readonly<v.InferOutput<typeof StageDecisionsSchema>>;

/** A whole contest in one file: what the contest page exports and imports and `kheo tabulate` reads. */
export const PackageSchema = v.strictObject({
	format: v.literal('kheo-contest-package'),
	version: v.literal(1),
	title: NameSchema,
	note: maybe(TextSchema),
	rules: RulesSchema,
	units: listOf(PackageUnitSchema),
	clusters: listOf(PackageClusterSchema),
	teams: listOf(PackageTeamSchema),
	judges: listOf(PackageJudgeSchema),
	conflicts: listOf(PackageConflictSchema),
	rounds: listOf(PackageRoundSchema),
	decisions: listOf(StageDecisionsSchema)
});
export type ContestPackage = Readonly<v.InferOutput<typeof PackageSchema>>;
export type ContestPackageInput = v.InferInput<typeof PackageSchema>;
