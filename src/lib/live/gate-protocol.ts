import * as v from 'valibot';
import type { BundleDelta, GateBundle } from '#lib/domain/admission/bundle.ts';
import type { VerdictFacts } from '#lib/domain/admission/decide.ts';
import type { GateRole } from '#lib/domain/admission/gate-rights.ts';
import { DIRECTIONS } from '#lib/domain/admission/presence.ts';
import { RESOLUTIONS } from '#lib/domain/admission/resolution.ts';
import { SCAN_METHODS } from '#lib/domain/admission/scan.ts';
import { isCredentialNumber } from '#lib/domain/admission/token-payload.ts';
import { LONGEST_SCAN } from '#lib/domain/admission/token.ts';
import { VERDICT_CODES, type VerdictCode } from '#lib/domain/admission/verdict.ts';
import { ID_PATTERN } from './id.ts';

/*
 * A gate's tablet and the server, namespace `/gate`. The tablet asks (`scan`, `clock`, `beat`, always acknowledged, a scan
 * only after the durable commit), the server tells (`tell`). The same records go in batches to POST /api/gate/scans, where
 * sockets do not get through or the tablet was offline. A tablet never holds a signing key.
 */
export const GATE_NAMESPACE = '/gate';
export const GATE_PROTOCOL = 1;

/** How long a gate waits for the server before it shows its own answer. */
export const UPGRADE_MS = 400;
export const SCANS_AT_ONCE = 500;

export const GateHandshakeSchema = v.object({
	protocol: v.literal(GATE_PROTOCOL),
	appVersion: v.optional(v.pipe(v.string(), v.maxLength(40)), '')
});

const id = v.pipe(v.string(), v.regex(ID_PATTERN));
const whole = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));
const moment = whole(4_102_444_800_000);
const seq = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2_147_483_647));
const code = v.picklist(VERDICT_CODES);
const reason = v.pipe(v.string(), v.trim(), v.maxLength(500));
const clock = {
	/** Milliseconds since 1970 on the tablet's clock. */
	tDevice: moment,
	/** Its clock minus the server's when last compared, and how sure; null where it never was. */
	offset: v.nullable(
		v.object({
			offsetMs: v.pipe(v.number(), v.integer(), v.minValue(-2_147_483_647), v.maxValue(2_147_483_647)),
			roundTripMs: whole(2_147_483_647)
		})
	)
};

export const ShownSchema = v.variant('kind', [
	v.object({ kind: v.literal('code'), text: v.pipe(v.string(), v.maxLength(LONGEST_SCAN)) }),
	v.object({ kind: v.literal('number'), credential: v.pipe(v.string(), v.check(isCredentialNumber)) }),
	v.object({ kind: v.literal('delegate'), delegateId: id })
]);

/** One showing as the tablet wrote it down. `id` is the idempotency key; `seq` counts the tablet's records from 1. */
export const ScanItemSchema = v.object({
	kind: v.literal('scan'),
	id,
	seq,
	checkpointId: id,
	direction: v.picklist(DIRECTIONS),
	what: ShownSchema,
	method: v.picklist(SCAN_METHODS),
	operatorId: id,
	...clock,
	bundleRev: whole(2_147_483_647),
	bundleIssuedAt: v.pipe(v.string(), v.isoTimestamp()),
	localCode: code,
	/** A supervisor let somebody pass against the answer. */
	override: v.nullable(v.pipe(reason, v.minLength(3))),
	/** What people saw; null until something was shown. */
	seen: v.nullable(code),
	/** Shown without the server's answer. */
	offline: v.boolean()
});
export type ScanItem = v.InferOutput<typeof ScanItemSchema>;

export const VoidItemSchema = v.object({
	kind: v.literal('void'),
	id,
	seq,
	scanId: id,
	operatorId: id,
	...clock,
	reason
});
export type VoidItem = v.InferOutput<typeof VoidItemSchema>;
/** A temporary badge given to somebody at the desk, also without network. */
export const BindItemSchema = v.object({
	kind: v.literal('bind'),
	id,
	seq,
	credential: v.pipe(v.string(), v.check(isCredentialNumber)),
	/** Somebody of the roster; for a guest who is on no list, the id that the entry gets. */
	delegateId: id,
	guest: v.nullable(
		v.object({
			fullName: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)),
			title: v.nullable(v.pipe(v.string(), v.trim(), v.maxLength(200)))
		})
	),
	operatorId: id,
	...clock
});
export type BindItem = v.InferOutput<typeof BindItemSchema>;
export type GateItem = ScanItem | VoidItem | BindItem;

export const GateItemSchema = v.variant('kind', [ScanItemSchema, VoidItemSchema, BindItemSchema]);

/** What a tablet knows of itself; null what its browser does not tell. */
export const GateConditionSchema = v.object({
	batteryPercent: v.nullable(whole(100)),
	isCharging: v.nullable(v.boolean()),
	clockOffsetMs: v.nullable(v.pipe(v.number(), v.integer())),
	roundTripMs: v.nullable(whole(2_147_483_647)),
	unsent: whole(1_000_000),
	bundleRev: whole(2_147_483_647),
	lastSeq: whole(2_147_483_647),
	camera: v.picklist(['working', 'blocked', 'none'])
});
export type GateCondition = v.InferOutput<typeof GateConditionSchema>;

export const SettleSchema = v.object({
	conflict: v.pipe(v.string(), v.maxLength(80)),
	resolution: v.picklist(RESOLUTIONS, 'field_required'),
	reason
});

export const SignInSchema = v.object({
	operatorId: id,
	pin: v.pipe(v.string(), v.regex(/^\d{4,8}$/, 'gate_pin_format')),
	/** Where the shift began without network: when, by the server's clock as the tablet knows it. */
	since: v.optional(v.nullable(moment), null)
});

/** What became of one record. `id` is null where it could not even be read. */
export type ScanResult =
	| {
			readonly id: string;
			/** replay: it was there already, and this is its first answer. */
			readonly status: 'stored' | 'replay';
			readonly code: VerdictCode | 'VOIDED' | 'BOUND';
			readonly facts: VerdictFacts;
			/** The supervisor's word counted. */
			readonly overridden: boolean;
	  }
	/** Another record has this id or number: nothing was stored. */
	| { readonly id: string; readonly status: 'id_reuse' }
	/** Stored, but it takes nothing back, or binds nobody: `code` says why. */
	| { readonly id: string; readonly status: 'void_refused' | 'bind_refused'; readonly code: string }
	/** No record at all: the tablet keeps it and says so. */
	| { readonly id: string | null; readonly status: 'invalid' };

export interface SyncAnswer {
	readonly serverTime: number;
	readonly results: readonly ScanResult[];
	/** Numbers that this tablet used and the server never saw. */
	readonly missing: readonly number[];
}

export interface GateOperatorView {
	readonly id: string;
	readonly name: string;
	readonly role: GateRole;
	/** Changes with the PIN: a shift with an older one is over. */
	readonly mark: string;
}

/** What a tablet is and who works at it. */
export interface GateStanding {
	readonly deviceId: string;
	readonly label: string;
	readonly gate: { readonly id: string; readonly name: string; readonly group: string };
	/** What it reads for, the first as it starts. */
	readonly checkpointIds: readonly string[];
	readonly conference: {
		readonly code: string;
		readonly titleVi: string;
		readonly titleEn: string;
		readonly isPrivate: boolean;
	};
	readonly operators: readonly GateOperatorView[];
	readonly operator: GateOperatorView | null;
	/** The highest number of its records that the server has. */
	readonly lastSeq: number;
	/** Records that a supervisor has to look at. */
	readonly flagged: number;
	/** Delegates who are counted, and those of them who came in. */
	readonly called: number;
	readonly present: number;
}

export type BundleAnswer = {
	readonly serverTime: number;
	readonly standing: GateStanding;
	readonly conflicts: readonly ConflictView[];
} & (
	| { readonly kind: 'whole'; readonly bundle: GateBundle }
	| { readonly kind: 'delta'; readonly delta: BundleDelta }
);

/** One of the two showings of a conflict. */
export interface ConflictScan {
	readonly scanId: string;
	readonly gate: string;
	readonly operator: string;
	readonly at: string;
	readonly isOffline: boolean;
	readonly bundleRev: number;
	readonly method: string;
}

export interface ConflictView {
	readonly id: string;
	readonly kind: 'duplicate' | 'revoked_admitted';
	readonly severity: 'low' | 'high';
	readonly isUncertain: boolean;
	readonly checkpoint: string;
	readonly person: { readonly name: string; readonly unit: string; readonly title: string | null };
	readonly gapMs: number;
	readonly raisedAt: string;
	readonly later: ConflictScan | null;
	readonly canonical: ConflictScan | null;
	readonly settled: {
		readonly resolution: string;
		readonly reason: string;
		readonly by: string;
		readonly at: string;
	} | null;
}

export type GateTell =
	/** The bundle has a new revision: ask for what changed. */
	| { readonly kind: 'roster'; readonly rev: number }
	/** People passed, and nothing else changed: this is what changed. Who holds an older bundle asks, as for a new revision. */
	| ({ readonly kind: 'passages'; readonly delta: BundleDelta } & Pick<GateStanding, 'called' | 'present'>)
	| { readonly kind: 'conflict'; readonly conflict: ConflictView }
	/** The tablet is none of this conference any more: it forgets everything. */
	| { readonly kind: 'wipe' };

export type ScanAck =
	| { readonly ok: true; readonly result: ScanResult; readonly serverTime: number }
	| { readonly ok: false; readonly code: 'gate_not_paired' | 'too_many' | 'unavailable' };
