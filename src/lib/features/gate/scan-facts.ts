import type { VerdictFacts } from '#lib/domain/admission/decide.ts';
import type { BoundHere, BundleIndex, OwnPassage } from '#lib/domain/admission/gate-view.ts';
import type { RosterDelegate } from '#lib/domain/admission/roster.ts';
import { readToken } from '#lib/domain/admission/token.ts';
import type { VerdictCode } from '#lib/domain/admission/verdict.ts';
import type { BindItem, ScanResult } from '#lib/live/gate-protocol.ts';
import type { GateRecordKept } from '#lib/offline/gate-store.ts';

/**
 * Passages of this tablet that the roster may not know, in the order made; those taken back are left out. Only a roster that
 * was asked for after the server had a passage is sure to have it.
 */
export function passagesOf(records: readonly GateRecordKept[], rosterAskedAt: number): OwnPassage[] {
	const voided = new Set(
		records.flatMap(({ item, refused }) => (item.kind === 'void' && !refused ? item.scanId : []))
	);
	return records.flatMap(({ item, passage, state, writtenAt, sentAt }) => {
		const isKnown = state === 'sent' && (sentAt ?? writtenAt) < rosterAskedAt;
		return passage && !voided.has(item.id) && !isKnown ? passage : [];
	});
}

/** Temporary badges that were given out here, by number: somebody of the roster, or a guest whom it does not know yet. */
export function boundIn(records: readonly GateRecordKept[], index: BundleIndex): BoundHere {
	const bound = new Map<string, RosterDelegate>();
	for (const { item, refused, state } of records) {
		// What the server takes for no record binds nobody.
		if (item.kind !== 'bind' || refused || state === 'stuck') continue;
		const { credential, delegateId, guest } = item;
		const bearer = index.delegates.get(delegateId) ?? (guest && guestHere(credential, delegateId, guest));
		if (bearer) bound.set(credential, bearer);
	}
	return bound;
}

/** As the server will know them; until then their passages are the badge's own. */
function guestHere(
	credential: string,
	delegateId: string,
	{ fullName, title }: NonNullable<BindItem['guest']>
): RosterDelegate {
	return {
		...{ delegateId, personId: `credential:${credential}`, name: fullName, unit: '', role: title ?? '' },
		...{ seat: null, flags: [], standing: 'cleared', zones: [], days: 0 },
		...{ standsInFor: null, replacedBy: null }
	};
}

/** These records with some of them changed. */
export function withRecords(
	records: readonly GateRecordKept[],
	changed: readonly GateRecordKept[]
): readonly GateRecordKept[] {
	const bySeq = new Map(changed.map((record) => [record.seq, record]));
	return records.map((record) => bySeq.get(record.seq) ?? record);
}

/** Different badges in one picture; a badge beside a poster's address is one. */
export function badgesIn(texts: readonly string[]): readonly string[] {
	return [...new Set(texts.filter((text) => ['signed', 'compact'].includes(readToken(text).kind)))];
}

/** A record with the server's word on it; without one it stays to be sent. */
export function withAnswer(
	record: GateRecordKept,
	result: ScanResult | undefined,
	sentAt: number
): GateRecordKept {
	if (!result) return record;
	const isStuck = result.status === 'invalid' || result.status === 'id_reuse';
	const isRefused = result.status === 'void_refused' || result.status === 'bind_refused';
	return {
		...record,
		...{ state: isStuck ? 'stuck' : 'sent', sentAt },
		...(isRefused ? { refused: result.code } : {})
	};
}

/** What may go to the server now, oldest first: nothing that is `held`, and no taking back before its showing has gone. */
export function toSend(records: readonly GateRecordKept[], held: readonly string[]): GateRecordKept[] {
	const unsent = records.filter(({ state }) => state === 'unsent');
	return unsent.filter(({ item }) => {
		const waitsFor = item.kind === 'void' ? item.scanId : item.id;
		return !held.includes(waitsFor) && !held.includes(item.id);
	});
}

/** Showings whose answer nobody saw because the page ended before it: told as such, whatever the server answered meanwhile. */
export function brokenOff(records: readonly GateRecordKept[]): GateRecordKept[] {
	return records.flatMap((record) => {
		const { item, state } = record;
		const isBroken = state === 'unsent' && item.kind === 'scan' && item.seen === null && !item.offline;
		return isBroken ? [{ ...record, item: { ...item, offline: true } }] : [];
	});
}

/** The server's answer to a showing. */
export interface Answered {
	readonly code: VerdictCode;
	readonly facts: VerdictFacts;
	readonly overridden: boolean;
}

/** The answer in a result; null where it is none to a showing. */
export function answeredIn(result: ScanResult): Answered | null {
	return 'facts' in result && result.code !== 'VOIDED' && result.code !== 'BOUND'
		? { ...result, code: result.code }
		: null;
}

/** What only this tablet has, to be carried to the desk by hand. */
export function exportedScans(records: readonly GateRecordKept[], deviceId: string | null = null): string {
	const items = records.filter(({ state }) => state !== 'sent').map(({ item }) => item);
	const file = { kind: 'kheo-gate-scans', deviceId, exportedAt: new Date().toISOString(), records: items };
	return JSON.stringify(file, null, '\t');
}

/** A moment on this tablet's clock as the server's clock has it. */
export const serverMoment = (nowMs: number, offsetMs: number | undefined): Date =>
	new Date(nowMs - (offsetMs ?? 0));

/** A scan lies between the making of its roster and now, whatever the clocks say. */
export const bundleMoment = (issuedAt: string, now: Date): string =>
	new Date(Math.min(Date.parse(issuedAt), now.getTime())).toISOString();
