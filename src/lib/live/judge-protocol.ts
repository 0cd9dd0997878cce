import * as v from 'valibot';
import type { Name } from '#lib/domain/shared/name.ts';
import { ID_PATTERN } from './id.ts';

/*
 * A judge's tablet and the server, namespace `/judge`. The tablet asks (`ask`, always acknowledged, and only after the
 * durable commit), the server tells (`tell`). Everything the server says carries its clock. A tablet never hears of
 * another judge's marks before its own sheet is in, and after that only where the rules say so. Where sockets are blocked the same asks go as `{ wake, ask }` to POST /api/judge/marks.
 */
export const JUDGE_NAMESPACE = '/judge';
export const JUDGE_PROTOCOL = 2;

/** Handed over with every connection. `wake` proves that the PIN was given since the tablet last slept. */
export const HandshakeSchema = v.object({
	protocol: v.literal(JUDGE_PROTOCOL),
	appVersion: v.optional(v.pipe(v.string(), v.maxLength(40)), ''),
	wake: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(200))), null)
});

const id = v.pipe(v.string(), v.regex(ID_PATTERN));
const path = v.pipe(v.string(), v.maxLength(124));
const decimal = v.pipe(v.string(), v.maxLength(24));
const milliseconds = v.pipe(v.number(), v.integer(), v.minValue(-2_147_483_647), v.maxValue(2_147_483_647));

const attempt = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000));

/** `id` is the idempotency key, made before sending; `seq` grows on each tablet; a null value takes the mark back. */
export const GivenMarkSchema = v.object({
	id,
	seq: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2_147_483_647)),
	teamId: id,
	criterion: path,
	value: v.nullable(decimal),
	/** Milliseconds since 1970 on the tablet's clock: evidence, never an order. */
	deviceTime: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4_102_444_800_000)),
	/** The tablet's clock minus the server's when it was last measured: evidence too. */
	clockOffsetMs: v.optional(v.nullable(milliseconds)),
	/** The server's newest mark of this cell that the judge had on the screen; left out where it was none. */
	base: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2_147_483_647))),
	/** Held marks of this cell between which the judge picks with this one. */
	settles: v.optional(v.pipe(v.array(id), v.maxLength(20))),
	/** The attempt of the turn that the judge was looking at; left out: the first. */
	attempt: v.optional(attempt)
});
export type GivenMark = v.InferOutput<typeof GivenMarkSchema>;

export const MARKS_AT_ONCE = 500;
export const PinSchema = v.pipe(v.string(), v.regex(/^\d{4,6}$/, 'judging_pin_format'));
export const SheetMarksSchema = v.pipe(
	v.record(path, decimal),
	v.check((marks) => Object.keys(marks).length <= 200, 'field_too_long')
);

/** What a tablet knows of itself; null what its browser does not tell. */
export const ConditionSchema = v.object({
	batteryPercent: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100))),
	isCharging: v.nullable(v.boolean()),
	clockOffsetMs: v.nullable(milliseconds),
	roundTripMs: v.nullable(v.pipe(milliseconds, v.minValue(0))),
	/** Entries of its journal that no server has acknowledged. */
	undelivered: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000))
});
export type Condition = v.InferOutput<typeof ConditionSchema>;

export const AskSchema = v.variant('kind', [
	v.object({ kind: v.literal('view') }),
	v.object({ kind: v.literal('wake'), pin: PinSchema }),
	/** Each mark is checked for itself, so that one that is broken does not hold up the others. */
	v.object({
		kind: v.literal('marks'),
		marks: v.pipe(v.array(v.unknown()), v.minLength(1), v.maxLength(MARKS_AT_ONCE))
	}),
	/** `marks` is what the judge sees on the sheet: handed in only if the server has exactly the same. */
	v.object({
		kind: v.literal('final'),
		key: id,
		teamId: id,
		partKey: path,
		marks: SheetMarksSchema,
		attempt: v.optional(attempt)
	}),
	/** How the tablet itself is; answered with the server's clock, also while it sleeps. */
	v.object({
		kind: v.literal('beat'),
		condition: v.optional(v.nullable(ConditionSchema))
	}),
	/** The judge's word where the chair asked to look again; a revision opens the sheet and needs a reason. */
	v.object({
		kind: v.literal('second-look'),
		key: id,
		lookId: id,
		answer: v.picklist(['confirmed', 'revised']),
		reason: v.pipe(v.string(), v.maxLength(1000))
	}),
	/** From now on this tablet has the sheet, and the judge's others only show it. */
	v.object({ kind: v.literal('take-over') })
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
	'judging_off_step',
	'judging_not_permitted',
	/** Of a turn that was performed again since. */
	'judging_other_attempt'
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
	'judging_calibration',
	/** Two tablets of this judge differ: the judge picks first. */
	'judging_diverged',
	/** The chair's question was answered or taken back meanwhile. */
	'second_look_answered',
	/** Others relied on the sheet: opening it takes two people at the desk. */
	'approval_needed',
	/** The sheet on the tablet and the one on the server differ; both are in `differences`. */
	'judging_stale',
	'too_many',
	/** Nothing was stored, through no fault of the tablet: send the same again. */
	'judging_unavailable'
] as const;
export type JudgeRefusal = (typeof JUDGE_REFUSALS)[number];

/** late: it came when nothing more could be taken, the chair decides · diverged: another tablet of this judge marked meanwhile. */
export type HeldKind = 'late' | 'diverged';

export type MarkAnswer =
	| { readonly id: string; readonly status: 'stored' | 'replay'; readonly serverSeq: number }
	/** Kept on the server, but it does not count until a person decides. */
	| { readonly id: string; readonly status: 'held'; readonly kind: HeldKind }
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
		/** A handing in that came too late: kept for the chair's decision. */
		| { readonly kind: 'held' }
		| { readonly kind: 'beat' }
		| { readonly kind: 'second-look' }
		| { readonly kind: 'taken-over' }
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

/** Everything that one seat's screen shows. Small enough to be told whole; of other judges only what `others` says. */
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
	/** What came and does not count, or did not until somebody decided; oldest first. */
	readonly held: readonly HeldView[];
	/** What the chair asks this judge to look at again; left out by a server that did not know of it yet. */
	readonly looks?: readonly LookView[];
	/** After so many first performances of a part their marks are the anchors of the scale; left out or 0: none. */
	readonly calibrationHold?: number;
	/** What others handed in for what this judge has handed in, where the rules let judges see that; else nothing. */
	readonly others?: readonly OtherBallotView[];
	/** The tablet that is shown this, and the key with which it seals what another one is to deliver. */
	readonly device: { readonly id: string; readonly sealKey: string };
	/** Another tablet of the same judge has the sheet: this one only shows it until it takes over. */
	readonly isElsewhere: boolean;
}

/** The chair's question. Nothing of the other judges' marks is in it. */
export interface LookView {
	readonly id: string;
	readonly teamId: string;
	readonly partKey: string;
	/** Null: the sheet as a whole. */
	readonly criterion: string | null;
	/** The mark as it was handed in. */
	readonly value: string | null;
	readonly note: string | null;
	readonly by: string;
	readonly askedAt: number;
}

/** Another judge's sheet that was handed in. */
export interface OtherBallotView {
	readonly teamId: string;
	readonly partKey: string;
	/** Of the seat: 'GK2'. */
	readonly label: string;
	readonly total: string;
	readonly marks: readonly { readonly path: string; readonly value: string }[];
}

export interface HeldView {
	readonly id: string;
	readonly kind: HeldKind;
	readonly teamId: string;
	readonly partKey: string;
	/** Null for the handing in of the sheet. */
	readonly criterion: string | null;
	readonly value: string | null;
	readonly deviceId: string;
	readonly deviceTime: number | null;
	readonly receivedAt: number;
	readonly decision: 'accepted' | 'declined' | 'picked' | null;
	readonly reason: string | null;
}

export interface TurnView {
	readonly teamId: string;
	readonly partKey: string;
	readonly position: number;
	readonly status: string;
	/** Grows by one when the turn is performed again: a new, empty sheet. */
	readonly attempt: number;
	/** The judge is recorded as absent from this turn. */
	readonly isAbsent: boolean;
	/** Performances that its sheet waits for before it can be handed in (calibration); 0: none. */
	readonly calibrationLeft: number;
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
		/** The permitted marks, rising, where the rules list them instead of a step. */
		readonly marks?: readonly string[];
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
