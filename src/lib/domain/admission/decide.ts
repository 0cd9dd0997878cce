import { openingAt, type Checkpoint } from './checkpoint.ts';
import { daysOf, isGoodToday, type Day } from './event-days.ts';
import { passage, type Direction, type Passage, type Presence, type Sighting } from './presence.ts';
import type { CredentialKind, RosterCredential, RosterDelegate } from './roster.ts';
import { isSealedBy, isSignedBy, readToken, type NotOursReason, type Token } from './token.ts';
import type { CredentialNumber, TokenPayload } from './token-payload.ts';
import { VERDICTS, type Tone, type VerdictCode } from './verdict.ts';
import type { AdmissionView, OtherEvent } from './view.ts';

/** What was shown at the gate: the text of a code, a badge by its short code, or a delegate found by hand or on the head's list. */
export type Shown =
	| { readonly kind: 'code'; readonly text: string }
	/** Typed and checked against the roster: no signature is there to be looked at. */
	| { readonly kind: 'number'; readonly credential: CredentialNumber }
	| { readonly kind: 'delegate'; readonly delegateId: string };

/** Why, where the code alone does not say it. */
export type VerdictReason =
	| NotOursReason
	| 'certificate'
	| 'pairing-code'
	| 'pick-up-code'
	| 'exchange-invite-at-desk'
	| 'unbound-temporary-badge'
	| 'unknown-delegate'
	| 'unknown-number'
	| 'unknown-key'
	| 'unlisted-compact'
	| 'bundle-expired';

/** What the card at the gate is written from. Only what is known is there. */
export interface VerdictFacts {
	readonly reason?: VerdictReason;
	readonly credential?: CredentialNumber;
	readonly delegate?: RosterDelegate;
	/** The passage that speaks against it, and how long ago it was. */
	readonly since?: Sighting;
	readonly agoMs?: number;
	/** How often this person had passed, and how often the policy still allows after this time. */
	readonly times?: number;
	readonly remaining?: number;
	readonly withoutEntry?: boolean;
	/** It was written down only; what was handed over is a slip's. */
	readonly isLogged?: true;
	readonly isHandOver?: true;
	readonly opensAt?: string;
	readonly closedAt?: string;
	readonly validDays?: readonly Day[];
	readonly rightCheckpoints?: readonly string[];
	readonly otherEvent?: OtherEvent | null;
	readonly withdrawn?: Pick<RosterCredential, 'status' | 'withdrawnAt' | 'withdrawnReason'>;
	readonly replacedBy?: string | null;
	/** From the token, where the roster says nothing. */
	readonly zone?: number;
}

export interface Verdict {
	readonly code: VerdictCode;
	readonly tone: Tone;
	readonly facts: VerdictFacts;
}

/** The same code on the same device within this time is the same showing: a tick, no record. */
export const ECHO_MS = 3000;

/**
 * Whether a person passes, and why. One function for the server, which knows everything, and for a gate with its bundle.
 * It reads codes itself, because a code that was verified elsewhere is a code that somebody can forget to verify.
 */
export function decide(
	view: AdmissionView,
	checkpoint: Checkpoint,
	shown: Shown,
	now: Date,
	direction: Direction
): Verdict {
	if (isEcho(view, checkpoint, shown, now, direction)) return verdict('ECHO');
	if (view.expiresAt !== null && now.getTime() > Date.parse(view.expiresAt))
		return verdict('NEEDS_SERVER', { reason: 'bundle-expired' });
	if (shown.kind === 'delegate') {
		const delegate = view.delegate(shown.delegateId);
		if (delegate) return judged(view, checkpoint, delegate, null, now, direction);
		return view.isComplete
			? verdict('NOT_OURS', { reason: 'unknown-delegate' })
			: verdict('NEEDS_SERVER', { reason: 'unknown-delegate' });
	}
	if (shown.kind === 'number') {
		const known = view.credential(shown.credential);
		if (known) return decideKnown(view, checkpoint, known, now, direction);
		return verdict(view.isComplete ? 'NOT_OURS' : 'NEEDS_SERVER', { reason: 'unknown-number' });
	}
	const token = readToken(shown.text);
	if (token.kind === 'certificate') return verdict('NOT_OURS', { reason: 'certificate' });
	if (token.kind === 'not-ours') return verdict('NOT_OURS', { reason: token.reason });
	return decideToken(view, checkpoint, token, now, direction);
}

function decideToken(
	view: AdmissionView,
	checkpoint: Checkpoint,
	token: Token & { kind: 'signed' | 'compact' },
	now: Date,
	direction: Direction
): Verdict {
	const { payload } = token;
	if (payload.eventTag !== view.eventTag) {
		const otherEvent = view.otherEvents.find(({ eventTag }) => eventTag === payload.eventTag) ?? null;
		return verdict('WRONG_EVENT', { otherEvent });
	}
	const known = view.credential(payload.credential);
	const distrust = notTrusted(view, token, known !== null);
	if (distrust) return distrust;
	if (known) return decideKnown(view, checkpoint, known, now, direction);
	return (
		misplacedAt(checkpoint, payload.type, payload.credential) ??
		unlisted(view, checkpoint, payload, now, direction)
	);
}

/** A badge of the roster, however it was shown. */
function decideKnown(
	view: AdmissionView,
	checkpoint: Checkpoint,
	known: RosterCredential,
	now: Date,
	direction: Direction
): Verdict {
	const misplaced = misplacedAt(checkpoint, known.kind, known.credential);
	if (misplaced) return misplaced;
	const facts = { credential: known.credential };
	const delegate = known.delegateId === null ? null : view.delegate(known.delegateId);
	if (known.status !== 'active') {
		const { status, withdrawnAt, withdrawnReason } = known;
		return verdict(status === 'replaced' ? 'REPLACED' : 'REVOKED', {
			...facts,
			...(delegate && { delegate }),
			withdrawn: { status, withdrawnAt, withdrawnReason },
			...(status === 'replaced' && { replacedBy: delegate?.replacedBy ?? null })
		});
	}
	if (!delegate) return verdict('UNLISTED', { ...facts, reason: 'unbound-temporary-badge' });
	const judgement = judged(view, checkpoint, delegate, known.credential, now, direction);
	return known.kind === 'pick-up'
		? { ...judgement, facts: { ...judgement.facts, isHandOver: true } }
		: judgement;
}

/** A signature is looked at before the roster: a number alone, copied from a list, opens nothing. */
function notTrusted(
	view: AdmissionView,
	token: Token & { kind: 'signed' | 'compact' },
	isListed: boolean
): Verdict | null {
	const keys = token.kind === 'signed' ? view.keys : view.compactKeys;
	const key = keys.get(token.payload.kid);
	if (key) {
		const isSigned = view.isSignedBy ?? isSignedBy;
		const isGood = token.kind === 'signed' ? isSigned(token, key) : isSealedBy(token, key);
		return isGood ? null : verdict('FORGED');
	}
	const isUnreadable = token.kind === 'compact' && view.lacksCompactKeys === true;
	if (view.isComplete && !isUnreadable) return verdict('FORGED', { reason: 'unknown-key' });
	if (token.kind === 'signed') return verdict('NEEDS_SERVER', { reason: 'unknown-key' });
	// A gate holds no key of compact codes: it believes the 64 random bits where the roster has them.
	return isListed ? null : verdict('NEEDS_SERVER', { reason: 'unlisted-compact' });
}

function misplacedAt(
	checkpoint: Checkpoint,
	kind: CredentialKind | TokenPayload['type'],
	credential: CredentialNumber
): Verdict | null {
	if (kind === 'pairing') return verdict('NOT_OURS', { reason: 'pairing-code' });
	if (kind === 'pick-up')
		return checkpoint.handsOver ? null : verdict('NOT_OURS', { reason: 'pick-up-code' });
	if (kind === 'invite' && !checkpoint.acceptsInvites)
		return verdict('BLOCKED', { credential, reason: 'exchange-invite-at-desk' });
	return null;
}

/** The signature is good but the roster is silent: day and zone are the token's own. */
function unlisted(
	view: AdmissionView,
	checkpoint: Checkpoint,
	payload: TokenPayload,
	now: Date,
	direction: Direction
): Verdict {
	const facts = { credential: payload.credential, zone: payload.zone };
	if (direction === 'in') {
		if (!isGoodToday(payload.days, view.days, now))
			return verdict('WRONG_DAY', { ...facts, validDays: daysOf(payload.days, view.days) });
		const zones = payload.zone === 0 ? [] : [payload.zone];
		if (!mayEnter(checkpoint, zones))
			return verdict('WRONG_ZONE', { ...facts, rightCheckpoints: rightCheckpoints(view, zones) });
	}
	return verdict('UNLISTED', facts);
}

/** Credential aside: the delegate's standing, then where, then when, then how often. Going out asks none of them. */
function judged(
	view: AdmissionView,
	checkpoint: Checkpoint,
	delegate: RosterDelegate,
	credential: CredentialNumber | null,
	now: Date,
	direction: Direction
): Verdict {
	const facts = { ...(credential && { credential }), delegate };
	const presence = view.presence(checkpoint.id, delegate.personId);
	if (direction === 'in') {
		if (delegate.replacedBy !== null)
			return verdict('REPLACED', { ...facts, replacedBy: delegate.replacedBy });
		if (delegate.standing === 'blocked') return verdict('BLOCKED', facts);
		if (delegate.standing === 'pending') return verdict('PENDING_APPROVAL', facts);
		if (!mayEnter(checkpoint, delegate.zones))
			return verdict('WRONG_ZONE', { ...facts, rightCheckpoints: rightCheckpoints(view, delegate.zones) });
		if (!isGoodToday(delegate.days, view.days, now))
			return verdict('WRONG_DAY', { ...facts, validDays: daysOf(delegate.days, view.days) });
		const opening = openingAt(checkpoint.hours, now);
		if (opening.kind === 'not-yet') return verdict('NOT_YET', { ...facts, opensAt: opening.opensAt });
		if (opening.kind === 'closed') return verdict('CLOSED', { ...facts, closedAt: opening.closedAt });
	}
	return counted(
		view,
		checkpoint,
		presence,
		passage(checkpoint.policy, presence, direction, now),
		facts,
		now
	);
}

function counted(
	view: AdmissionView,
	checkpoint: Checkpoint,
	presence: Presence | null,
	passed: Passage,
	facts: VerdictFacts,
	now: Date
): Verdict {
	const times = presence?.times ?? 0;
	switch (passed.kind) {
		case 'out':
			return verdict('EXIT_OK', { ...facts, withoutEntry: passed.withoutEntry });
		case 'again':
			return verdict('REENTRY', { ...facts, since: passed.since, agoMs: ago(passed.since, now), times });
		case 'already':
			return verdict('ALREADY', {
				...facts,
				since: passed.since,
				agoMs: ago(passed.since, now),
				times: passed.times
			});
		case 'first': {
			const left = passed.remaining === undefined ? {} : { remaining: passed.remaining };
			const code = view.isComplete ? 'ADMIT' : 'ADMIT_OFFLINE';
			if (checkpoint.policy.kind !== 'log') return verdict(code, { ...facts, times, ...left });
			// Nobody is kept from anything there, but whoever hands something over has to hear that it was before.
			const since = presence?.lastIn;
			const before = since ? { since, agoMs: ago(since, now) } : {};
			return verdict(code, { ...facts, times, isLogged: true, ...before });
		}
	}
}

/** What of a showing tells whether the next one is the same. */
export function whatOf(shown: Shown): string {
	if (shown.kind === 'code') return shown.text;
	return shown.kind === 'number' ? shown.credential : shown.delegateId;
}

function isEcho(
	{ lastShown }: AdmissionView,
	checkpoint: Checkpoint,
	shown: Shown,
	now: Date,
	direction: Direction
): boolean {
	if (lastShown?.checkpointId !== checkpoint.id || lastShown.direction !== direction) return false;
	if (lastShown.what !== whatOf(shown)) return false;
	const since = now.getTime() - Date.parse(lastShown.at);
	return since >= 0 && since < ECHO_MS;
}

function mayEnter({ zone }: Checkpoint, zones: readonly number[]): boolean {
	return zone === null || zones.length === 0 || zones.includes(zone);
}

function rightCheckpoints(view: AdmissionView, zones: readonly number[]): string[] {
	return view.checkpoints
		.filter((each) => each.zone !== null && mayEnter(each, zones))
		.map(({ name }) => name);
}

/** Two gates of one moment may see each other's entry a little ahead of their own clock: that is "just now". */
function ago(since: Sighting, now: Date): number {
	return Math.max(0, now.getTime() - Date.parse(since.at));
}

function verdict(code: VerdictCode, facts: VerdictFacts = {}): Verdict {
	return { code, tone: VERDICTS[code].tone, facts };
}
