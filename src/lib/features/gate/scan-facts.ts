import type { VerdictFacts } from '#lib/domain/admission/decide.ts';
import type { OwnPassage } from '#lib/domain/admission/gate-view.ts';
import { readToken } from '#lib/domain/admission/token.ts';
import type { VerdictCode } from '#lib/domain/admission/verdict.ts';
import type { ScanResult } from '#lib/live/gate-protocol.ts';
import type { GateRecordKept } from '#lib/offline/gate-store.ts';

/**
 * Passages of this tablet that the roster may not know, in the order made; those taken back are left out. Only a roster that
 * was asked for after the server had a passage is sure to have it.
 */
export function passagesOf(records: readonly GateRecordKept[], rosterAskedAt: number): OwnPassage[] {
	const voided = new Set(records.flatMap(({ item }) => (item.kind === 'void' ? item.scanId : [])));
	return records.flatMap(({ item, passage, state, writtenAt, sentAt }) => {
		const isKnown = state === 'sent' && (sentAt ?? writtenAt) < rosterAskedAt;
		return passage && !voided.has(item.id) && !isKnown ? passage : [];
	});
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

/** How a record stands after the server's word on it; without one it stays to be sent. */
export function stateAfter(result: ScanResult | undefined): GateRecordKept['state'] {
	if (!result) return 'unsent';
	return result.status === 'invalid' || result.status === 'id_reuse' ? 'stuck' : 'sent';
}

/** The server's answer to a showing. */
export interface Answered {
	readonly code: VerdictCode;
	readonly facts: VerdictFacts;
	readonly overridden: boolean;
}

/** The answer in a result; null where it is none to a showing. */
export function answeredIn(result: ScanResult): Answered | null {
	return 'facts' in result && result.code !== 'VOIDED' ? { ...result, code: result.code } : null;
}

/** What only this tablet has, to be carried to the desk by hand. */
export function exportedScans(records: readonly GateRecordKept[]): string {
	const items = records.filter(({ state }) => state !== 'sent').map(({ item }) => item);
	const file = { kind: 'kheo-gate-scans', exportedAt: new Date().toISOString(), records: items };
	return JSON.stringify(file, null, '\t');
}

/** A moment on this tablet's clock as the server's clock has it. */
export const serverMoment = (nowMs: number, offsetMs: number | undefined): Date =>
	new Date(nowMs - (offsetMs ?? 0));

/** A scan lies between the making of its roster and now, whatever the clocks say. */
export const bundleMoment = (issuedAt: string, now: Date): string =>
	new Date(Math.min(Date.parse(issuedAt), now.getTime())).toISOString();
