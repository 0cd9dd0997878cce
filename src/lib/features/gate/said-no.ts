import type { Direction } from '#lib/domain/admission/presence.ts';
import { whatOf, type Shown, type Verdict } from '#lib/domain/admission/decide.ts';
import { readToken } from '#lib/domain/admission/token.ts';
import { doesCount, VERDICTS, type VerdictCode } from '#lib/domain/admission/verdict.ts';
import type { GateRecordKept, ShownKept } from '#lib/offline/gate-store.ts';

/** Of the person, whatever badge is shown. A "no" of the hour is not among them: it is over with the hour. */
const OF_PERSON: readonly VerdictCode[] = ['ALREADY', 'BLOCKED', 'PENDING_APPROVAL', 'WRONG_ZONE'];
/** Of the badge: its bearer may come with a newer one. */
const OF_BADGE: readonly VerdictCode[] = ['REVOKED', 'REPLACED'];

/** Who is shown, where and which way. */
export interface Asked {
	readonly checkpointId: string;
	readonly direction: Direction;
	readonly what: Shown;
	readonly delegateId: string | null;
}

/**
 * The server's "no" to the same person or badge at this checkpoint that the roster cannot know yet: what the server said a moment
 * ago holds when the network goes. Null where there is none, or where a passage came after it.
 */
export function saidNo(
	records: readonly GateRecordKept[],
	rosterAskedAt: number,
	asked: Asked
): ShownKept | null {
	const badge = badgeOf(asked.what);
	const undone = new Set<string>();
	for (let at = records.length - 1; at >= 0; at--) {
		const { item, shown, refused, state, sentAt } = records[at]!;
		if (item.kind === 'void' && refused === undefined) undone.add(item.scanId);
		if (item.kind !== 'scan' || !shown || item.checkpointId !== asked.checkpointId) continue;
		const isPerson = shown.delegateId !== null && shown.delegateId === asked.delegateId;
		const passed = shown.overridden || doesCount(shown.code);
		if (passed) {
			if (isPerson && !undone.has(item.id)) return null;
			continue;
		}
		const isKnown = state !== 'sent' || sentAt === undefined || sentAt < rosterAskedAt;
		if (isKnown || shown.isOffline || item.direction !== asked.direction) continue;
		const isSame =
			(isPerson && OF_PERSON.includes(shown.code)) ||
			(OF_BADGE.includes(shown.code) && badgeOf(item.what) === badge) ||
			// The real badge has the same number.
			(shown.code === 'FORGED' && whatOf(item.what) === whatOf(asked.what));
		if (isSame) return shown;
	}
	return null;
}

/** The gate's own answer, or the server's "no" where that is newer than the roster. */
export function unlessNo(own: Verdict, no: ShownKept | null, now: Date): Verdict {
	if (!no || !doesCount(own.code)) return own;
	const { since, code } = no;
	const { delegate, credential } = own.facts;
	return {
		...{ code, tone: VERDICTS[code].tone },
		facts: {
			...(delegate && { delegate }),
			...(credential && { credential }),
			...(since && { since, agoMs: Math.max(0, now.getTime() - Date.parse(since.at)) })
		}
	};
}

/** Which badge was shown: by its number, or by its text where nobody can read it. */
function badgeOf(what: Shown): string {
	if (what.kind === 'number') return what.credential;
	if (what.kind === 'delegate') return what.delegateId;
	const token = readToken(what.text);
	return token.kind === 'signed' || token.kind === 'compact' ? token.payload.credential : what.text;
}
