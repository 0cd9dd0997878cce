import { hex } from '#lib/domain/shared/sha256.ts';
import type { GateBundle, KnownPresence } from './bundle.ts';
import type { Checkpoint } from './checkpoint.ts';
import { dayBits } from './event-days.ts';
import { presenceAfter, type Direction, type Presence } from './presence.ts';
import type { RosterCredential, RosterDelegate } from './roster.ts';
import { compactKey, compactToken, publicKeyOf, signedToken } from './token.ts';
import type { TokenPayload } from './token-payload.ts';
import type { AdmissionView, LastShown } from './view.ts';

/** A review conference of three days, as data: the server's and the scanner's tests load the same. */
const EVENT_TAG = 20_261_129;
const DAYS = ['2026-11-29', '2026-11-30', '2026-12-01'];
const SECRET_KEY = Uint8Array.from({ length: 32 }, (_, at) => at + 1);
const STRANGERS_KEY = new Uint8Array(32).fill(9);
// Made once: a key and a signature cost milliseconds, and the corpus asks for hundreds.
const PUBLIC_KEY = publicKeyOf(SECRET_KEY);
const COMPACT_KEY = compactKey(SECRET_KEY, EVENT_TAG, 1);

const CHECKPOINTS: readonly Checkpoint[] = [
	checkpoint('opening', { policy: { kind: 'once' } }),
	checkpoint('hall', { policy: { kind: 'once_per_day' } }),
	checkpoint('doors', { policy: { kind: 'inout' } }),
	checkpoint('lunch', { policy: { kind: 'count', times: 1, per: 'day' } }),
	checkpoint('coffee', { policy: { kind: 'count', times: 2, per: 'event' } }),
	checkpoint('documents', { policy: { kind: 'log' } }),
	checkpoint('presidium', { policy: { kind: 'inout' }, zone: 2 }),
	checkpoint('press', { policy: { kind: 'inout' }, zone: 3 }),
	checkpoint('morning', {
		policy: { kind: 'once_per_day' },
		hours: [
			{ opensAt: '2026-11-30T07:00:00+07:00', closesAt: '2026-11-30T08:30:00+07:00' },
			{ opensAt: '2026-11-30T13:00:00+07:00', closesAt: '2026-11-30T14:00:00+07:00' }
		]
	}),
	checkpoint('small-meeting', { policy: { kind: 'once_per_day' }, acceptsInvites: true }),
	checkpoint('awards-desk', { policy: { kind: 'once' }, handsOver: true })
];

const DELEGATES: readonly RosterDelegate[] = [
	delegate('an'),
	delegate('binh', { flags: ['vip', 'speaker'], seat: 'A – 1', zones: [1, 2] }),
	delegate('cuc', { zones: [1] }),
	delegate('dung', { days: dayBits([0]) }),
	delegate('giang', { days: dayBits([1, 2]) }),
	delegate('hoa', { standing: 'pending' }),
	delegate('khanh', { standing: 'blocked' }),
	delegate('lan', { standsInFor: 'Nguyễn Văn Minh' }),
	delegate('minh', { replacedBy: 'Trần Thị Lan' }),
	delegate('nam', { flags: ['honouree'], zones: [3] }),
	// Nam is honoured beside being a delegate: one person with two roles.
	{ ...delegate('nam-honoured', { flags: ['honouree'] }), personId: 'person-nam' },
	delegate('oanh', { zones: [1, 2, 3], days: dayBits([1]), standing: 'cleared' }),
	delegate('phuc', { standing: 'blocked', zones: [1], days: dayBits([0]) })
];

const numberOf = (place: number) => (0xa000 + place).toString(16).padStart(16, '0');

/** Each delegate's badge, and the badges with a story. */
const CREDENTIALS: readonly RosterCredential[] = [
	...DELEGATES.map(({ delegateId }, place) => credential(numberOf(place), delegateId)),
	credential(numberOf(100), 'an', { status: 'revoked', withdrawnReason: 'in sai tên' }),
	credential(numberOf(101), 'an', { status: 'replaced', withdrawnReason: 'hỏng thẻ' }),
	credential(numberOf(102), 'an', { status: 'lost', withdrawnReason: 'đại biểu báo mất' }),
	credential(numberOf(103), 'minh', { status: 'replaced', withdrawnReason: 'cử người dự thay' }),
	credential(numberOf(104), 'cuc', { kind: 'invite' }),
	credential(numberOf(105), 'nam', { kind: 'pick-up' }),
	credential(numberOf(106), null, { kind: 'temporary' }),
	credential(numberOf(107), 'cuc', { kind: 'temporary' }),
	credential(numberOf(108), 'cuc', { kind: 'invite', status: 'revoked', withdrawnReason: 'đã đổi lấy thẻ' })
];

const BADGES: Readonly<Record<string, string>> = {
	...Object.fromEntries(DELEGATES.map(({ delegateId }, place) => [delegateId, numberOf(place)])),
	'an-revoked': numberOf(100),
	'an-replaced': numberOf(101),
	'an-lost': numberOf(102),
	'minh-replaced': numberOf(103),
	'cuc-invite': numberOf(104),
	'nam-pick-up': numberOf(105),
	'temporary-unbound': numberOf(106),
	'cuc-temporary': numberOf(107),
	'cuc-invite-used': numberOf(108),
	'nobody-listed': 'ffff000000000001'
};

/** How a badge of the fixture is printed, and what was done to it. */
export interface ShownBadge {
	readonly badge: string;
	readonly type?: TokenPayload['type'];
	readonly profile?: 'signed' | 'compact';
	readonly eventTag?: number;
	readonly kid?: number;
	readonly zone?: number;
	readonly days?: number;
	/** Signed with a stranger's key. */
	readonly isForged?: boolean;
}

const printed = new Map<string, string>();

export function codeOf(shown: ShownBadge): string {
	const key = JSON.stringify(shown);
	if (!printed.has(key)) printed.set(key, printedAs(shown));
	return printed.get(key)!;
}

function printedAs(shown: ShownBadge): string {
	const { badge, type = 'badge', eventTag = EVENT_TAG, kid = 1, zone = 0, days = 0 } = shown;
	const payload = { type, eventTag, kid, zone, days, credential: BADGES[badge]! };
	if (shown.profile === 'compact')
		return compactToken(payload, shown.isForged ? compactKey(STRANGERS_KEY, 1, 1) : COMPACT_KEY);
	return signedToken(payload, shown.isForged ? STRANGERS_KEY : SECRET_KEY);
}

/** An earlier passage: whose, where, when (Vietnam's time without a zone), in which direction. */
export interface Past {
	readonly person: string;
	readonly checkpoint: string;
	readonly at: string;
	readonly direction: Direction;
}

export const instant = (at: string) => new Date(`${at}+07:00`);

/** The bundle of the conference after these passages, which are given in the order in which they happened. */
export function bundleAfter(past: readonly Past[]): GateBundle {
	return {
		eventTag: EVENT_TAG,
		rev: 40,
		issuedAt: '2026-11-28T10:00:00.000Z',
		expiresAt: '2026-12-02T05:00:00.000Z',
		days: DAYS,
		otherEvents: [{ eventTag: 20_251_120, name: 'Hội nghị tổng kết năm 2025', days: ['2025-11-20'] }],
		keys: [{ kid: 1, publicKey: hex(PUBLIC_KEY) }],
		checkpoints: CHECKPOINTS,
		delegates: DELEGATES,
		credentials: CREDENTIALS,
		presences: presencesAfter(past)
	};
}

/** What the server knows of the same conference. */
export function serverView(past: readonly Past[], lastShown: LastShown | null): AdmissionView {
	const bundle = bundleAfter(past);
	return {
		isComplete: true,
		eventTag: bundle.eventTag,
		days: bundle.days,
		otherEvents: bundle.otherEvents,
		keys: new Map([[1, PUBLIC_KEY]]),
		compactKeys: new Map([[1, COMPACT_KEY]]),
		expiresAt: null,
		lastShown,
		checkpoints: bundle.checkpoints,
		credential: (number) => bundle.credentials.find((row) => row.credential === number) ?? null,
		delegate: (id) => bundle.delegates.find(({ delegateId }) => delegateId === id) ?? null,
		presence: (at, person) =>
			bundle.presences.find(({ checkpointId, personId }) => checkpointId === at && personId === person)
				?.presence ?? null
	};
}

export function checkpointCalled(id: string): Checkpoint {
	return CHECKPOINTS.find((each) => each.id === id)!;
}

function presencesAfter(past: readonly Past[]): KnownPresence[] {
	const known = new Map<string, { checkpointId: string; personId: string; presence: Presence | null }>();
	past.forEach(({ person, checkpoint: checkpointId, at, direction }, place) => {
		const personId = `person-${person}`;
		const key = `${checkpointId} ${personId}`;
		const row = known.get(key) ?? { checkpointId, personId, presence: null };
		row.presence = presenceAfter(row.presence, {
			scanId: `scan-${place}`,
			at: instant(at).toISOString(),
			direction,
			gate: 'Cửa 1',
			operator: 'Lan',
			deviceId: 'tablet-1'
		});
		known.set(key, row);
	});
	return [...known.values()].map((row) => ({ ...row, presence: row.presence! }));
}

function checkpoint(id: string, change: Partial<Checkpoint>): Checkpoint {
	return {
		id,
		name: id,
		policy: { kind: 'once' },
		hours: [],
		zone: null,
		acceptsInvites: false,
		handsOver: false,
		...change
	};
}

function delegate(id: string, change: Partial<RosterDelegate> = {}): RosterDelegate {
	return {
		delegateId: id,
		personId: `person-${id}`,
		name: id,
		unit: 'Đoàn huyện Hoa Lư',
		role: 'Đại biểu',
		seat: null,
		flags: [],
		standing: 'cleared',
		zones: [],
		days: 0,
		standsInFor: null,
		replacedBy: null,
		...change
	};
}

function credential(
	number: string,
	delegateId: string | null,
	change: Partial<RosterCredential> = {}
): RosterCredential {
	return {
		credential: number,
		kind: 'badge',
		status: 'active',
		delegateId,
		withdrawnAt: change.status ? '2026-11-29T01:00:00.000Z' : null,
		withdrawnReason: null,
		...change
	};
}
