import * as v from 'valibot';
import type { Name } from '#lib/domain/shared/name.ts';
import { ID_PATTERN } from './id.ts';

/*
 * A judge's tablet and the server, namespace `/judge`. The tablet asks (`ask`, always acknowledged, and only after the
 * durable commit), the server tells (`tell`). Everything the server says carries its clock. A tablet never hears of
 * another judge's marks. Where sockets are blocked the same asks go as `{ wake, ask }` to POST /api/judge/marks.
 */
export const JUDGE_NAMESPACE = '/judge';
export const JUDGE_PROTOCOL = 1;

/** Handed over with every connection. `wake` proves that the PIN was given since the tablet last slept. */
export const HandshakeSchema = v.object({
	protocol: v.literal(JUDGE_PROTOCOL),
	appVersion: v.optional(v.pipe(v.string(), v.maxLength(40)), ''),
	wake: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(200))), null)
});

const id = v.pipe(v.string(), v.regex(ID_PATTERN));
const path = v.pipe(v.string(), v.maxLength(124));
const decimal = v.pipe(v.string(), v.maxLength(24));

/** `id` is the idempotency key, made before sending; `seq` grows on each tablet; a null value takes the mark back. */
export const GivenMarkSchema = v.object({
	id,
	seq: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2_147_483_647)),
	teamId: id,
	criterion: path,
	value: v.nullable(decimal),
	/** Milliseconds since 1970 on the tablet's clock: evidence, never an order. */
	deviceTime: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4_102_444_800_000))
});
export type GivenMark = v.InferOutput<typeof GivenMarkSchema>;

export const MARKS_AT_ONCE = 500;
export const PinSchema = v.pipe(v.string(), v.regex(/^\d{4,6}$/, 'judging_pin_format'));
export const SheetMarksSchema = v.pipe(
	v.record(path, decimal),
	v.check((marks) => Object.keys(marks).length <= 200, 'field_too_long')
);

export const AskSchema = v.variant('kind', [
	v.object({ kind: v.literal('view') }),
	v.object({ kind: v.literal('wake'), pin: PinSchema }),
	/** Each mark is checked for itself, so that one that is broken does not hold up the others. */
	v.object({
		kind: v.literal('marks'),
		marks: v.pipe(v.array(v.unknown()), v.minLength(1), v.maxLength(MARKS_AT_ONCE))
	}),
	/** `marks` is what the judge sees on the sheet: handed in only if the server has exactly the same. */
	v.object({ kind: v.literal('final'), key: id, teamId: id, partKey: path, marks: SheetMarksSchema })
]);
export type Ask = v.InferOutput<typeof AskSchema>;

/** Why one mark is not taken. Sending the same again changes nothing as long as the reason lasts. */
const MARK_REFUSALS = [
	'invalid',
	'forbidden',
	'key_reused',
	'judging_out_of_order',
	'judging_round_not_open',
	'judging_unknown_team',
	'judging_team_not_competing',
	'judging_unknown_criterion',
	'judging_not_your_criterion',
	'judging_conflict',
	'judging_absent',
	'judging_ballot_final',
	'judging_not_on_stage',
	'judging_not_a_mark',
	'judging_out_of_range',
	'judging_off_step'
] as const;
export type MarkRefusal = (typeof MARK_REFUSALS)[number];

export const JUDGE_REFUSALS = [
	...MARK_REFUSALS,
	/** No cookie of a paired tablet, or one that is revoked or has ended: pair again. */
	'judging_not_paired',
	/** The tablet sleeps: the PIN is asked. */
	'judging_asleep',
	'judging_pin_wrong',
	/** Too many wrong PINs: the tablet is no longer paired. */
	'judging_pin_spent',
	'judging_pin_unset',
	/** This page is older or newer than the server: load it again. */
	'judging_protocol',
	'judging_incomplete',
	/** The sheet on the tablet and the one on the server differ; both are in `differences`. */
	'judging_stale',
	'too_many',
	/** Nothing was stored, through no fault of the tablet: send the same again. */
	'judging_unavailable'
] as const;
export type JudgeRefusal = (typeof JUDGE_REFUSALS)[number];

export type MarkAnswer =
	| { readonly id: string; readonly status: 'stored' | 'replay'; readonly serverSeq: number }
	| { readonly id: string; readonly status: 'refused'; readonly code: MarkRefusal };

export interface Difference {
	readonly criterion: string;
	readonly tablet: string | null;
	readonly server: string | null;
}

interface Said {
	/** Milliseconds since 1970 on the server's clock. */
	readonly serverTime: number;
}

export type Answer = Said &
	(
		| { readonly kind: 'view'; readonly view: SeatView }
		| { readonly kind: 'awake'; readonly wake: string; readonly view: SeatView }
		| { readonly kind: 'marks'; readonly results: readonly MarkAnswer[] }
		| { readonly kind: 'final'; readonly teamId: string; readonly partKey: string; readonly finalAt: number }
		| {
				readonly kind: 'refused';
				readonly code: JudgeRefusal;
				/** judging_pin_wrong: tries that are left. */
				readonly left?: number;
				readonly differences?: readonly Difference[];
		  }
	);

export type Tell = Said &
	(
		| { readonly kind: 'view'; readonly view: SeatView }
		| { readonly kind: 'asleep' }
		| { readonly kind: 'revoked' }
	);

/** Everything that one seat's screen shows. Small enough to be told whole; nothing in it is another judge's. */
export interface SeatView {
	readonly contest: { readonly code: string; readonly titleVi: string; readonly titleEn: string };
	readonly round: {
		readonly id: string;
		readonly name: string;
		readonly state: string;
		readonly version: number;
	};
	readonly seat: {
		readonly id: string;
		readonly label: string;
		readonly name: string;
		readonly role: string;
	};
	readonly onStage: { readonly teamId: string; readonly partKey: string } | null;
	/** Turns in the order of the run of show. */
	readonly turns: readonly TurnView[];
	readonly teams: readonly TeamView[];
	/** What this judge marks, in the order of the rules. */
	readonly parts: readonly PartView[];
	readonly ballots: readonly BallotView[];
	readonly marks: readonly MarkView[];
}

export interface TurnView {
	readonly teamId: string;
	readonly partKey: string;
	readonly position: number;
	readonly status: string;
	/** The judge is recorded as absent from this turn. */
	readonly isAbsent: boolean;
}

export interface TeamView {
	readonly id: string;
	readonly code: string;
	readonly name: string;
	readonly position: number;
	readonly isCompeting: boolean;
	readonly conflict: 'sameUnit' | 'belowTeamUnit' | 'declared' | null;
}

export interface PartView {
	/** Path of the part or sub-part. */
	readonly path: string;
	readonly partKey: string;
	readonly name: Name;
	readonly scale: string;
	readonly criteria: readonly {
		readonly path: string;
		readonly name: Name;
		readonly min: string;
		readonly max: string;
		readonly step: string;
		readonly coefficient: string;
	}[];
}

export interface BallotView {
	readonly teamId: string;
	readonly partKey: string;
	readonly state: 'draft' | 'final';
	/** Opened again by the chair: may be marked although its team is not on stage. */
	readonly isUnlocked: boolean;
	readonly finalAt: number | null;
	readonly source: string;
}

/** The newest mark of this judge for a team and criterion; `seq` is the server's. */
export interface MarkView {
	readonly teamId: string;
	readonly criterion: string;
	readonly value: string | null;
	readonly seq: number;
}
